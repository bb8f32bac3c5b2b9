import type { BatchLine, BatchView, BatchWire } from "../../endpoints/batches.js";
import { EndpointFailure, type Reply } from "../../endpoints/endpoint.js";
import { readBatchLine } from "../../endpoints/read-batch-line.js";
import { type BatchedCall, openCallsOf, readBatchedCall, readStrays } from "../../store/batches.js";
import { nameBlob } from "../../store/digest.js";
import { attemptOutcome } from "../decisions/attempt-outcome.js";
import type { Use } from "../money/budget.js";
import { costOf } from "../money/cost.js";
import { useOfCall } from "../money/use-of-call.js";
import { type Taken, takeFailure, takeReply } from "../recording/taken-reply.js";
import type { Arrival } from "../recording/transport.js";
import { intentOf } from "./batch-name.js";
import type { BatchLaneParts } from "./batch-parts.js";
import { decideItem, type ItemDecision, type ItemOutcome } from "./decisions/decide-item.js";
import { recordItemFailure, recordItemReply } from "./record-item.js";
import { LineCutter } from "./result-lines.js";

export interface ResultCounts {
  answered: number;
  /** Refused for good. */
  refused: number;
  /** Came back without an answer, for a reason that may pass. */
  faulty: number;
  notRun: number;
  missing: number;
  /** Lines that belong to no open call: unreadable, unknown, or a second one for the same. */
  strays: number;
  /** Why the last question without an answer has none, in the provider's words. */
  reason: string | null;
}

/** Outcomes on their way to the disk; while there are more, the download waits. */
const mostUnwritten = 200;

/**
 * Takes the results of one batch from the wire to the ledger, line by line, so that memory does not grow with them. Each
 * call gets exactly one outcome; what is recorded already, by an earlier run or before a download broke off, is passed
 * over, and whatever fits no open call is kept as `batch.stray`.
 */
export class ResultCollector {
  readonly counts: ResultCounts = {
    answered: 0,
    refused: 0,
    faulty: 0,
    notRun: 0,
    missing: 0,
    strays: 0,
    reason: null,
  };
  readonly #parts: BatchLaneParts;
  readonly #batch: string;
  readonly #decided: (call: BatchedCall, decision: ItemDecision) => void;
  readonly #triesOf: (slot: string) => number;
  readonly #strays: Set<string>;
  readonly #unwritten = new Set<Promise<void>>();
  #lines = 0;
  #failure: unknown = null;

  constructor(
    parts: BatchLaneParts,
    batch: string,
    triesOf: (slot: string) => number,
    decided: (call: BatchedCall, decision: ItemDecision) => void,
  ) {
    this.#parts = parts;
    this.#batch = batch;
    this.#triesOf = triesOf;
    this.#decided = decided;
    this.#strays = readStrays(parts.store, batch);
  }

  /** Lines that came, whatever they say. */
  get lines(): number {
    return this.#lines;
  }

  /** Throws BatchCallFailure when a download breaks off; what came until then is recorded, and the next try goes on. */
  async collect(wire: BatchWire, view: BatchView): Promise<void> {
    const seen = new Set<number>();
    try {
      for (const file of view.files) {
        const lines = new LineCutter((line) => this.#take(line, seen));
        await this.#parts.endpoint.download(wire, file, (piece) => {
          lines.push(piece);
          if (this.#failure !== null) return Promise.reject(this.#failure);
          return this.#unwritten.size > mostUnwritten ? this.#written() : null;
        });
        lines.end();
      }
    } finally {
      await this.#written();
    }
  }

  /** Gives every call that is still open its outcome: the batch has ended without it. */
  async settleRest(phase: BatchView["phase"] | "gone" | "put-back"): Promise<void> {
    for (const call of openCallsOf(this.#parts.store, this.#batch)) {
      if (phase === "ended" || phase === "gone" || phase === "running")
        this.#lost(call, phase === "gone" ? "gone" : null);
      else this.#notRun(call, phase, null);
      if (this.#unwritten.size > mostUnwritten) await this.#written();
    }
    await this.#written();
  }

  async #written(): Promise<void> {
    await Promise.all(this.#unwritten);
    if (this.#failure !== null) throw this.#failure;
  }

  #take(raw: Buffer, seen: Set<number>): void {
    this.#lines += 1;
    const { value: line, redacted } = this.#parts.redactor.body(raw);
    if (redacted.length > 0) this.#parts.host.secretSeen(this.#parts.model);
    const result = readBatchLine(this.#parts.provider, line.toString("utf8"));
    const call = this.#callOf(result, seen);
    if (typeof call === "string") this.#stray(line, call);
    // Recorded before: by an earlier run, or before the last download broke off.
    else if (call.settled || result.kind === "unreadable") return;
    else if (result.kind === "not-run") this.#notRun(call, result.why, line);
    else this.#reply(call, result, line, redacted);
  }

  /** The call that a line is about, or why there is none. */
  #callOf(result: BatchLine, seen: Set<number>): BatchedCall | string {
    if (result.kind === "unreadable") return result.why;
    const intent = intentOf(this.#batch, result.customId);
    const call = intent === null ? null : readBatchedCall(this.#parts.store, this.#batch, intent);
    if (intent === null || call === null) return "its id is not one of this batch";
    if (seen.has(intent)) return "a second result for the same question";
    seen.add(intent);
    return call;
  }

  #reply(call: BatchedCall, result: ReplyLine, line: Buffer, redactedLine: readonly string[]) {
    const { outcome, taken } = judge(result, this.#parts);
    const { reply, usage, illFormed } = taken;
    const redacted = [...redactedLine, ...taken.redacted];
    const costNanoUsd = costOf(usage, this.#parts.price);
    const decision = this.#decide(call, outcome);
    const used = useOfCall({ arrival: arrivalOf(result), usage, costNanoUsd }, worstOf(call));
    const fault = outcome.kind === "answer" ? null : faultWord(outcome, result.status);
    const failed = decision.kind === "final" ? decision.status : null;
    if (outcome.kind === "answer") this.counts.answered += 1;
    else {
      if (outcome.kind === "rejected") this.counts.refused += 1;
      else this.counts.faulty += 1;
      this.counts.reason = outcome.reason;
    }
    const { status, requestId } = result;
    const item = { status, requestId, reply, illFormed, usage, costNanoUsd, fault, failed, line, redacted };
    const written = recordItemReply(this.#parts, this.#batch, call, item);
    this.#settle(call, decision, used, written, { reply, secretInReply: redacted.length > 0 });
  }

  #notRun(call: BatchedCall, why: "expired" | "cancelled" | "failed" | "put-back", line: Buffer | null): void {
    this.counts.notRun += 1;
    const decision =
      why === "put-back"
        ? ({ kind: "again" } as const)
        : this.#decide(call, { kind: why === "expired" ? "expired" : "cancelled" });
    const used = { requests: 1, tokens: 0, nanoUsd: 0 };
    const written = recordItemFailure(this.#parts, this.#batch, call, "not-run", why, line);
    this.#settle(call, decision, used, written, { reply: null, secretInReply: false });
  }

  /** It may have been answered and billed, so it counts at its worst. */
  #lost(call: BatchedCall, code: string | null): void {
    this.counts.missing += 1;
    const decision = code === "gone" ? ({ kind: "leave" } as const) : this.#decide(call, { kind: "missing" });
    const written = recordItemFailure(this.#parts, this.#batch, call, "missing", code, null);
    this.#settle(call, decision, worstOf(call), written, { reply: null, secretInReply: false });
  }

  #decide(call: BatchedCall, outcome: ItemOutcome): ItemDecision {
    return decideItem(outcome, this.#triesOf(call.slot), this.#parts.settings.maxTries);
  }

  #settle(
    call: BatchedCall,
    decision: ItemDecision,
    used: Use,
    written: Promise<number>,
    ended: { readonly reply: Reply | null; readonly secretInReply: boolean },
  ): void {
    const { host, model } = this.#parts;
    host.settleUse(worstOf(call), used);
    const final = decision.kind === "answered" || decision.kind === "final";
    this.#track(
      written.then((seq) => {
        host.ended(model, ended, seq, final);
        this.#decided(call, decision);
      }),
    );
  }

  #stray(line: Buffer, why: string): void {
    const blob = nameBlob(line);
    this.counts.strays += 1;
    if (this.#strays.has(blob.sha256)) return;
    this.#strays.add(blob.sha256);
    const { writer, run, model } = this.#parts;
    const fields = { batch: this.#batch, target: model, why, lineSha256: blob.sha256, size: line.byteLength };
    this.#track(writer.append({ kind: "batch.stray", run, fields, blobs: [blob] }).then(() => undefined));
  }

  #track(written: Promise<void>): void {
    const tracked: Promise<void> = written
      .catch((error: unknown) => {
        this.#failure ??= error;
      })
      .finally(() => this.#unwritten.delete(tracked));
    this.#unwritten.add(tracked);
  }
}

type ReplyLine = Extract<BatchLine, { kind: "reply" }>;

/** What a result is, by the same rules as a live reply. */
function judge(result: ReplyLine, { readReply, redactor }: Pick<BatchLaneParts, "readReply" | "redactor">) {
  let taken: Taken;
  try {
    if (result.status !== 200) throw failureOf("rejected", result, result.reason ?? `HTTP ${result.status}`);
    if (result.body === null) throw failureOf("unreadable", result, "the result has no body");
    taken = takeReply(readReply(result.body), redactor);
  } catch (error) {
    if (!(error instanceof EndpointFailure)) throw error;
    taken = takeFailure(error, redactor);
  }
  return { taken, outcome: attemptOutcome(arrivalOf(result), taken.failure, 0) };
}

function failureOf(kind: "rejected" | "unreadable", { status }: ReplyLine, message: string): EndpointFailure {
  return new EndpointFailure(kind, status, kind === "rejected" ? `http-${status}` : "empty-body", message);
}

function arrivalOf({ status, body }: ReplyLine): Arrival {
  return {
    startNs: 0n,
    headersNs: 0n,
    endNs: 0n,
    status,
    headers: [],
    body: Buffer.from(body ?? "", "utf8"),
    decoded: false,
    fault: null,
    code: null,
  };
}

function faultWord(outcome: Exclude<ItemOutcome, { kind: "answer" }>, status: number): string {
  return outcome.kind === "unreadable" ? outcome.fault : `http-${status}`;
}

function worstOf({ worstTokens, worstNanoUsd }: BatchedCall): Use {
  return { requests: 1, tokens: worstTokens, nanoUsd: worstNanoUsd ?? 0 };
}
