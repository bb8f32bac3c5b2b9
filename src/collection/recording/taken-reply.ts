import { EndpointFailure, type Reply } from "../../endpoints/endpoint.js";
import { wellFormed } from "../../endpoints/json-body.js";
import type { RecordedUsage } from "../../store/exchange-records.js";
import { noUsage, recordedUsage } from "./recorded-usage.js";
import type { Redactor } from "./redactor.js";
import { wellFormedReply } from "./well-formed-reply.js";

/** What was read from the bytes of a reply, as all that comes after sees it: well formed, countable, without a key. */
export interface Taken {
  readonly reply: Reply | null;
  /** Why there is no reply to read; null when there is one. */
  readonly failure: EndpointFailure | null;
  readonly usage: RecordedUsage;
  /** What was not well formed, by its name in the ledger entry. */
  readonly illFormed: readonly string[];
  /** What held a key that the bytes do not show. */
  readonly redacted: readonly string[];
}

/**
 * Takes in what was read from a reply's bytes, live or out of a batch. The bytes are free of keys already; a key whose
 * parts came in separate pieces of a message stands only in the text that was made of them.
 */
export function takeReply(read: Reply, redactor: Pick<Redactor, "text">): Taken {
  const { reply, illFormed } = wellFormedReply(read);
  const redacted: string[] = [];
  const free = <Text extends string | null>(name: string, text: Text): Text => {
    if (text === null) return text;
    const clean = redactor.text(text);
    if (clean === text) return text;
    redacted.push(name);
    return clean as Text;
  };
  const clean: Reply = {
    ...reply,
    returnedModel: free("returned.model", reply.returnedModel),
    text: free("text", reply.text),
    refusal: free(reply.text === "" ? "text" : "refusal", reply.refusal),
    reasoning: free("reasoning", reply.reasoning),
    systemFingerprint: free("returned.systemFingerprint", reply.systemFingerprint),
    responseId: free("returned.responseId", reply.responseId),
    stopReasonRaw: free("returned.stopReason", reply.stopReasonRaw),
    ...(reply.servedBy === undefined ? {} : { servedBy: free("servedBy", reply.servedBy) }),
  };
  return { reply: clean, failure: null, usage: recordedUsage(read.usage), illFormed, redacted };
}

/** The same for what came in place of a reply: the user reads its words. */
export function takeFailure(failure: EndpointFailure, redactor: Pick<Redactor, "text">): Taken {
  const { kind, status, fault, message, cause } = failure;
  const said = wellFormed(message);
  const clean = redactor.text(said);
  return {
    reply: null,
    failure: clean === message ? failure : new EndpointFailure(kind, status, fault, clean, { cause }),
    usage: noUsage,
    illFormed: [],
    redacted: clean === said ? [] : ["words of the failure"],
  };
}
