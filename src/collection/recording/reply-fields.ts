import { answerStatus, answerText } from "../../endpoints/answer-status.js";
import type { Reply } from "../../endpoints/endpoint.js";
import { contentBytes } from "../../store/blobs.js";
import { type NamedBlob, nameBlob } from "../../store/digest.js";
import type { FinalAnswer, ReplyFields } from "../../store/exchange-records.js";

/** What was read out of a reply, as its ledger entry has it. */
export interface ReadFields {
  readonly returned: ReplyFields["returned"];
  readonly answer: FinalAnswer | null;
  /** The answer's text and reasoning; null when there is nothing to read. */
  readonly content: NamedBlob | null;
}

/**
 * Live or out of a batch, a reply is written down in the same words.
 *
 * @param reply well formed and without keys; null when there was none to read
 * @param failed status of a question that is given up with this, else null
 */
export function readFields(reply: Reply | null, failed: "error" | "invalid" | null): ReadFields {
  const model = reply?.returnedModel ?? null;
  const returned = {
    model,
    systemFingerprint: reply?.systemFingerprint ?? null,
    responseId: reply?.responseId ?? null,
    stopReason: reply?.stopReasonRaw ?? null,
  };
  if (reply === null) {
    const answer = failed === null ? null : failedAnswer(failed);
    return { returned, answer, content: null };
  }
  const content = nameBlob(contentBytes({ text: answerText(reply), reasoning: reply.reasoning }));
  const { stopReason } = reply;
  const answer = { status: answerStatus(reply), stopReason, returnedModel: model, contentSha256: content.sha256 };
  return { returned, answer, content };
}

/** What a question that is given up has in place of an answer. */
export function failedAnswer(status: "error" | "invalid"): FinalAnswer {
  return { status, stopReason: null, returnedModel: null, contentSha256: null };
}
