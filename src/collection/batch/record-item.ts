import { answerStatus, answerText } from "../../endpoints/answer-status.js";
import type { Reply } from "../../endpoints/endpoint.js";
import type { BatchedCall } from "../../store/batches.js";
import { contentBytes } from "../../store/blobs.js";
import { isWellFormed } from "../../store/canonical.js";
import { nameBlob } from "../../store/digest.js";
import type { FinalAnswer, RecordedUsage } from "../../store/exchange-records.js";
import { headerList } from "../recording/recording-fetch.js";
import type { BatchLaneParts } from "./batch-parts.js";

export interface ItemReply {
  readonly status: number;
  readonly requestId: string | null;
  readonly reply: Reply | null;
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
  const { reply } = item;
  const illFormed: string[] = [];
  const kept = (name: string, text: string | null): string | null => {
    if (text === null || isWellFormed(text)) return text;
    illFormed.push(name);
    return null;
  };
  const readable = (name: string, text: string): string => {
    if (isWellFormed(text)) return text;
    illFormed.push(name);
    return text.replace(/\p{Surrogate}/gu, "\uFFFD");
  };
  const lineBlob = nameBlob(item.line);
  const blobs = [noHeaders, lineBlob];
  const returnedModel = kept("returned.model", reply?.returnedModel ?? null);
  const responseId = kept("returned.responseId", reply?.responseId ?? null);
  let answer: FinalAnswer | null =
    item.failed === null ? null : { status: item.failed, stopReason: null, returnedModel, contentSha256: null };
  if (reply !== null) {
    const content = nameBlob(
      contentBytes({
        text: readable("text", answerText(reply)),
        reasoning: reply.reasoning === null ? null : readable("reasoning", reply.reasoning),
      }),
    );
    blobs.push(content);
    const status = answerStatus(reply);
    answer = { status, stopReason: reply.stopReason, returnedModel, contentSha256: content.sha256 };
  }
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
    requestId: kept("requestId", item.requestId) ?? responseId,
    returned: {
      model: returnedModel,
      systemFingerprint: kept("returned.systemFingerprint", reply?.systemFingerprint ?? null),
      responseId,
      stopReason: kept("returned.stopReason", reply?.stopReasonRaw ?? null),
    },
    usage: item.usage,
    costNanoUsd: item.costNanoUsd,
    sdk: parts.endpoint.sdk,
    fault: item.fault,
    answer,
    redacted: item.redacted,
    illFormed: [...new Set(illFormed)],
  };
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
