import { nameBlob } from "../../store/digest.js";
import type { ExchangeTiming } from "../../store/exchange-records.js";
import type { AttemptOutcome } from "../decisions/attempt-outcome.js";
import { headerFacts, requestIdOf } from "../recording/header-facts.js";
import { headerList } from "../recording/recording-fetch.js";
import { failedAnswer, readFields } from "../recording/reply-fields.js";
import type { Arrival } from "../recording/transport.js";
import type { Cell } from "./cell.js";
import type { AskingParts, EndedAttempt } from "./ended-attempt.js";

/** Writes the one outcome of an attempt; `failed` is the final status of a slot that is given up, else null. */
export async function recordOutcome(
  parts: AskingParts,
  cell: Cell,
  ended: EndedAttempt,
  failed: "error" | "invalid" | null,
): Promise<number> {
  const { arrival } = ended;
  const link = {
    intent: ended.intent,
    slot: cell.slot.slot,
    target: cell.slot.model,
    attempt: cell.attempts,
    timing: timingOf(ended),
  };
  if (arrival.status === null) {
    const answer = failed === null ? null : failedAnswer(failed);
    const phase = neverConnected.has(arrival.fault ?? "") ? "connect" : "headers";
    const fields = { ...link, phase, fault: arrival.fault ?? "network", code: arrival.code, answer };
    return parts.writer.append({ kind: "exchange.failure", run: parts.run, fields });
  }
  const { fields, blobs } = replyEntry(parts, ended, failed);
  return parts.writer.append({ kind: "exchange.reply", run: parts.run, fields: { ...link, ...fields }, blobs });
}

/** Faults before any byte of ours could be read at the other end: such a call is not billed. */
const neverConnected = new Set(["refused", "dns", "unreachable", "tls"]);

function replyEntry(parts: AskingParts, ended: EndedAttempt, failed: "error" | "invalid" | null) {
  const { arrival } = ended;
  const headers = parts.redactor.headers(arrival.headers);
  const headerBlob = nameBlob(headerList(headers.value));
  const bodyBlob = nameBlob(arrival.body);
  const { returned, answer, content } = readFields(ended.reply, failed);
  const fields = {
    status: arrival.status!,
    headers: headerFacts(headers.value),
    headersSha256: headerBlob.sha256,
    body: {
      sha256: bodyBlob.sha256,
      size: arrival.body.byteLength,
      complete: arrival.fault === null,
      decoded: arrival.decoded,
    },
    requestId: requestIdOf(headers.value) ?? returned.responseId,
    returned,
    usage: ended.usage,
    costNanoUsd: ended.costNanoUsd,
    sdk: parts.endpoint.sdk,
    fault: faultWord(ended.outcome, arrival),
    answer,
    redacted: [...headers.redacted, ...ended.redacted],
    illFormed: ended.illFormed,
  };
  return { fields, blobs: [headerBlob, bodyBlob, ...(content === null ? [] : [content])] };
}

function faultWord(outcome: AttemptOutcome, arrival: Arrival): string | null {
  if (outcome.kind === "answer") return null;
  if (outcome.kind === "no-response" || outcome.kind === "unreadable") return outcome.fault;
  return outcome.kind === "stopped" ? "aborted" : `http-${arrival.status}`;
}

function timingOf({ arrival, clientLimited }: EndedAttempt): ExchangeTiming {
  const { startNs, headersNs, endNs } = arrival;
  return {
    startMonoNs: startNs.toString(),
    endMonoNs: endNs.toString(),
    headersUs: headersNs === null ? null : Number((headersNs - startNs) / 1000n),
    totalUs: Number((endNs - startNs) / 1000n),
    clientLimited,
  };
}
