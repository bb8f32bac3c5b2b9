import type { Reply } from "../../endpoints/endpoint.js";
import { wellFormed } from "../../endpoints/json-body.js";

export interface WellFormedReply {
  readonly reply: Reply;
  /** What was not well formed, by its name in the ledger entry: `text`, `reasoning`, `returned.model` ... */
  readonly illFormed: readonly string[];
}

/**
 * A reply whose every text can be written down. JSON lets halves of surrogate pairs through, and no UTF-8 text can hold
 * them: in what the model said each becomes U+FFFD, so that the rest keeps its place; a name with one is no name and
 * becomes null. The raw bytes are kept beside it. A reply without any, as almost all are, is handed on as it is.
 */
export function wellFormedReply(reply: Reply): WellFormedReply {
  const illFormed: string[] = [];
  const said = (name: string, text: string): string => {
    const clean = wellFormed(text);
    if (clean !== text) illFormed.push(name);
    return clean;
  };
  const named = (name: string, text: string | null): string | null =>
    text === null || said(name, text) === text ? text : null;
  const clean: Reply = {
    ...reply,
    returnedModel: named("returned.model", reply.returnedModel),
    text: said("text", reply.text),
    // Without a text the provider's words of refusal are the text.
    refusal: reply.refusal === null ? null : said(reply.text === "" ? "text" : "refusal", reply.refusal),
    reasoning: reply.reasoning === null ? null : said("reasoning", reply.reasoning),
    systemFingerprint: named("returned.systemFingerprint", reply.systemFingerprint),
    responseId: named("returned.responseId", reply.responseId),
    stopReasonRaw: named("returned.stopReason", reply.stopReasonRaw),
    ...(reply.servedBy === undefined ? {} : { servedBy: named("servedBy", reply.servedBy) }),
  };
  return illFormed.length === 0 ? { reply, illFormed } : { reply: clean, illFormed: [...new Set(illFormed)] };
}
