import type { Reply } from "../../endpoints/endpoint.js";
import { nameOrNull } from "../../endpoints/json-body.js";
import type { BatchedCall } from "../../store/batches.js";
import { nameBlob } from "../../store/digest.js";
import type { RecordedUsage } from "../../store/exchange-records.js";
import { headerList } from "../recording/recording-fetch.js";
import { readFields } from "../recording/reply-fields.js";
import type { BatchLaneParts } from "./batch-parts.js";

export interface ItemReply {
  readonly status: number;
  readonly requestId: string | null;
  /** Well formed and without keys. */
  readonly reply: Reply | null;
  readonly illFormed: readonly string[];
  readonly usage: RecordedUsage;
  readonly costNanoUsd: number | null;
  /** Word for what is wrong with it, or null for an answer. */
  readonly fault: string | null;
  /** Status of a question that is given up with this, else null. */
  readonly failed: "error" | "invalid" | null;
  /** The bytes of its line, credentials taken out. */
  readonly line: Buffer;
  readonly redacted: readonly string[];
}

const noHeaders = nameBlob(headerList([]));

/** Writes the one outcome of a call that came back from its batch with a reply. Its body is the line of the result file. */
export function recordItemReply(parts: BatchLaneParts, batch: string, call: BatchedCall, item: ItemReply) {
  const lineBlob = nameBlob(item.line);
  const { returned, answer, content } = readFields(item.reply, item.failed);
  const requestId = nameOrNull(item.requestId);
  const fields = {
    batch,
    intent: call.intent,
    slot: call.slot,
    target: call.model,
    attempt: call.attempt,
    timing: null,
    status: item.status,
    headers: {},
    headersSha256: noHeaders.sha256,
    body: { sha256: lineBlob.sha256, size: item.line.byteLength, complete: true, decoded: false },
    requestId: requestId ?? returned.responseId,
    returned,
    usage: item.usage,
    costNanoUsd: item.costNanoUsd,
    sdk: parts.endpoint.sdk,
    fault: item.fault,
    answer,
    redacted: item.redacted,
    illFormed: requestId === item.requestId ? item.illFormed : ["requestId", ...item.illFormed],
  };
  const blobs = [noHeaders, lineBlob, ...(content === null ? [] : [content])];
  return parts.writer.append({ kind: "exchange.reply", run: parts.run, fields, blobs });
}

/** Writes the one outcome of a call that was not run, or that the batch says nothing of. */
export function recordItemFailure(
  parts: BatchLaneParts,
  batch: string,
  call: BatchedCall,
  fault: "not-run" | "missing",
  code: string | null,
  line: Buffer | null,
) {
  const blob = line === null ? null : nameBlob(line);
  const fields = {
    batch,
    intent: call.intent,
    slot: call.slot,
    target: call.model,
    attempt: call.attempt,
    phase: "batch",
    fault,
    code,
    timing: null,
    answer: null,
    ...(blob === null ? {} : { lineSha256: blob.sha256 }),
  };
  const blobs = blob === null ? [] : [blob];
  return parts.writer.append({ kind: "exchange.failure", run: parts.run, fields, blobs });
}
