import type { BatchView, BatchWire } from "../../endpoints/batches.js";
import { type BatchedCall, bodiesOf, openCallsOf, readBatchCounts, readBatches } from "../../store/batches.js";
import { customIdOf } from "./batch-name.js";
import type { BatchLaneParts, PendingBatch } from "./batch-parts.js";
import { BatchCallFailure } from "./batch-wire.js";
import { ResultCollector, type ResultCounts } from "./collect-results.js";
import { areResultsFew, areResultsLate } from "./decisions/are-results-late.js";
import { decideSearch } from "./decisions/decide-search.js";
import { nextLookMs } from "./decisions/next-look.js";
import { describeFewResults } from "./describe-batches.js";

/** What the lane hears of its batches. */
export interface BatchStepsHost {
  triesOf(slot: string): number;
  /** A question that goes in the next batch; `free` when this one does not count as a try. */
  again(call: BatchedCall, free: boolean): void;
  /** What the user must know beside how the batch ended, in a sentence. */
  notice(sentence: string): void;
  /** The batch is closed. */
  ended(batch: PendingBatch, view: BatchView | "gone", counts: ResultCounts | null): void;
}

/** The steps of one batch, each written down as it is taken: handed in, looked for, looked at, taken out, closed. */
export class BatchSteps {
  readonly #parts: BatchLaneParts;
  readonly #host: BatchStepsHost;

  constructor(parts: BatchLaneParts, host: BatchStepsHost) {
    this.#parts = parts;
    this.#host = host;
  }

  /** Sends what the ledger says of it, the first time as after a crash. */
  async submit(batch: PendingBatch, wire: BatchWire): Promise<void> {
    const { store, endpoint, host } = this.#parts;
    const lines: string[] = [];
    for (const { intent, body } of bodiesOf(store, batch.name))
      lines.push(endpoint.line(customIdOf(batch.name, intent), body.toString("utf8")));
    // From the moment in which it is asked for, it may be there.
    const marked: BatchWire = (what, call, options) => {
      if (what === "create") {
        batch.askedMs = host.wallMs();
        batch.searchedSince = null;
      }
      return wire(what, call, options);
    };
    const view = await endpoint.submit(marked, { name: batch.name, lines });
    await this.#adopt(batch, view, "created");
  }

  /** Finds out whether what was asked for is there; its id is not known. */
  async search(batch: PendingBatch, wire: BatchWire): Promise<void> {
    const { endpoint, host, settings, store } = this.#parts;
    const others = new Set(readBatches(store).flatMap(({ id }) => (id === null ? [] : [id])));
    const agoMs = host.wallMs() - batch.plannedMs;
    // A clock that was set back does not know how long ago that was.
    const plannedAgoMs = agoMs < 0 ? Number.POSITIVE_INFINITY : agoMs;
    const mark = { name: batch.name, requests: batch.requests, plannedAgoMs, others };
    const search = await endpoint.find(wire, mark);
    batch.searchedSince ??= host.now();
    // The wall clock spans runs; the other cannot be set back.
    const sinceAskedMs = Math.max(host.wallMs() - (batch.askedMs ?? 0), host.now() - batch.searchedSince);
    const decision = decideSearch(search, sinceAskedMs, settings.settleMs);
    batch.looks += 1;
    if (decision.kind === "adopt") await this.#adopt(batch, decision.view, "found");
    else if (decision.kind === "submit") batch.askedMs = null;
    else this.#lookLater(batch);
  }

  async look(batch: PendingBatch, wire: BatchWire): Promise<void> {
    const view = await this.#parts.endpoint.look(wire, batch.id!);
    batch.seen = true;
    batch.looks += 1;
    await this.#note(batch, view);
    if (view.phase === "running") {
      this.#lookLater(batch);
      return;
    }
    await this.finish(batch, wire, view);
  }

  /** Takes the results out, gives every question its outcome and closes the batch; later, while results are still to come. */
  async finish(batch: PendingBatch, wire: BatchWire | null, view: BatchView | "gone"): Promise<void> {
    const free = view !== "gone" && view.phase === "failed" && view.tooMuch;
    const collector = new ResultCollector(
      this.#parts,
      batch.name,
      (slot) => this.#host.triesOf(slot),
      (call, decision) => {
        // Not before all its results are known: what is still to come would not be in the same next batch.
        if (decision.kind === "again") batch.again.push(call);
      },
    );
    if (view !== "gone" && wire !== null) {
      await collector.collect(wire, view);
      const open = openCallsOf(this.#parts.store, batch.name).next().done !== true;
      const { phase, done } = view;
      const found = { phase, done, lines: collector.lines, open, lateLooks: batch.lateLooks };
      if (areResultsLate(found)) {
        batch.lateLooks += 1;
        this.#lookLater(batch, batch.lateLooks);
        return;
      }
      if (areResultsFew(found)) this.#host.notice(describeFewResults(this.#parts.model, batch, collector.lines));
    }
    if (view === "gone") await collector.settleRest("gone");
    else await collector.settleRest(free ? "put-back" : view.phase);
    await this.#close(batch, view === "gone" ? "gone" : view.state);
    for (const call of batch.again) this.#host.again(call, free);
    this.#host.ended(batch, view, collector.counts);
  }

  /** A crash came between the last outcome and the closing, or between the planning and the first intent. */
  async closeSettled(batch: PendingBatch): Promise<void> {
    await this.#close(batch, batch.state ?? "unused");
    this.#host.ended(batch, "gone", null);
  }

  /** Counts come from rows, so that they hold over all runs that took results out of it. */
  async #close(batch: PendingBatch, state: string): Promise<void> {
    const { writer, run, model, store } = this.#parts;
    const counts = readBatchCounts(store, batch.name);
    const fields = { batch: batch.name, target: model, id: batch.id, state, counts };
    await writer.append({ kind: "batch.closed", run, fields });
  }

  async #adopt(batch: PendingBatch, view: BatchView, how: "created" | "found"): Promise<void> {
    if (view.id === "")
      throw new BatchCallFailure({ kind: "unreadable", fault: "unexpected-shape", reason: "the reply names no batch" });
    const { writer, run } = this.#parts;
    const fields = { batch: batch.name, target: this.#parts.model, id: view.id, how };
    await writer.append({ kind: "batch.created", run, fields });
    batch.id = view.id;
    batch.seen = true;
    batch.looks = 0;
    await this.#note(batch, view);
    this.#lookLater(batch);
  }

  async #note(batch: PendingBatch, view: BatchView): Promise<void> {
    const done = view.done ?? batch.done;
    if (batch.state === view.state && batch.done === done) return;
    batch.state = view.state;
    batch.done = done;
    const { writer, run } = this.#parts;
    const fields = { batch: batch.name, target: this.#parts.model, state: view.state, done, reason: view.reason };
    await writer.append({ kind: "batch.seen", run, fields });
  }

  #lookLater(batch: PendingBatch, looks = batch.looks): void {
    const history = { looks, failures: 0, retryAfterMs: null };
    batch.nextAt = this.#parts.host.now() + nextLookMs(history, this.#parts.settings, this.#parts.random.double());
  }
}
