import { EndpointFailure, type Provider } from "../../endpoints/endpoint.js";
import { readBatchLine } from "../../endpoints/read-batch-line.js";
import { readReply } from "../../endpoints/read-reply.js";
import { readBlob } from "../../store/blobs.js";
import type { JsonObject } from "../../store/canonical.js";
import type { FinalAnswer, ImportedFields, ReplyFields } from "../../store/exchange-records.js";
import type { Store } from "../../store/store.js";
import type { Plan } from "../../study/plan.js";
import { readFields } from "./reply-fields.js";
import { wellFormedReply } from "./well-formed-reply.js";

type StoredReply = ReplyFields & { readonly batch?: string };

/** Parts of a reply from which a key was taken out after it was read: its bytes do not show how. */
const partsOfAnswer = new Set(["text", "reasoning", "refusal", "returned.model"]);

/**
 * Reads the answers of a ledger again out of the stored bytes of their replies, by the readers of their providers, and
 * compares them with what the entries say. Takes the entries in their order.
 */
export class RereadAnswers {
  /** Answers that the stored reply says, too. */
  same = 0;
  /** Answers that cannot be read again, by the reason. */
  readonly unread = new Map<string, number>();
  readonly #store: Store;
  #providers: ReadonlyMap<string, Provider> = new Map();

  constructor(store: Store) {
    this.#store = store;
  }

  /** What is wrong with the answer of this entry, or null. */
  take(kind: string, fields: JsonObject): string | null {
    if (kind === "plan.frozen") this.#providers = this.#providersOf(String(fields.planSha256));
    else if (kind === "exchange.reply") return this.#reread(fields as unknown as StoredReply);
    else if (kind === "note" && Array.isArray(fields.imported))
      for (const { answer } of fields.imported as ImportedFields[])
        if (answer.contentSha256 !== null) this.#leave("imported, with no reply behind them");
    return null;
  }

  #leave(why: string): null {
    this.unread.set(why, (this.unread.get(why) ?? 0) + 1);
    return null;
  }

  #reread({ answer, body, redacted, target, batch }: StoredReply): string | null {
    if (answer === null || answer.contentSha256 === null) return null;
    const provider = this.#providers.get(target);
    if (provider === undefined) return this.#leave("of a model that no plan names");
    if (redacted.some((part) => partsOfAnswer.has(part))) return this.#leave("with a key taken out of the text");
    const bytes = this.#bytesOf(body.sha256);
    if (bytes === null) return this.#leave("without the bytes of their reply");
    try {
      const said = answerIn(provider, bytes.toString("utf8"), batch !== undefined);
      const different = (Object.keys(said) as (keyof FinalAnswer)[]).filter((part) => said[part] !== answer[part]);
      if (different.length > 0)
        return `the answer of ${target} is not the one in the stored reply (${different.join(", ")})`;
    } catch (error) {
      if (!(error instanceof EndpointFailure)) throw error;
      return `the stored reply of ${target} holds no answer (${error.fault})`;
    }
    this.same += 1;
    return null;
  }

  #providersOf(planSha256: string): ReadonlyMap<string, Provider> {
    const bytes = this.#bytesOf(planSha256);
    if (bytes === null) return new Map();
    const { suspect, teachers, controls } = JSON.parse(bytes.toString("utf8")) as Plan;
    return new Map([suspect, ...teachers, ...controls].map(({ id, address }) => [id, address.provider]));
  }

  /** Null also for bytes that cannot be unpacked, which is a fault of the blob. */
  #bytesOf(digest: string): Buffer | null {
    try {
      return readBlob(this.#store, Buffer.from(digest, "hex"));
    } catch {
      return null;
    }
  }
}

function answerIn(provider: Provider, stored: string, isLine: boolean): FinalAnswer {
  const { reply } = wellFormedReply(readReply(provider, isLine ? bodyOfLine(provider, stored) : stored));
  return readFields(reply, null).answer!;
}

function bodyOfLine(provider: Provider, line: string): string {
  const result = readBatchLine(provider, line);
  if (result.kind === "reply" && result.body !== null) return result.body;
  throw new EndpointFailure("unreadable", null, "empty-body", "the line of the batch's results has no body");
}
