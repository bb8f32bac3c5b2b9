import type { BatchSearch, BatchView, BatchWire } from "../../endpoints/batches.js";
import { EndpointFailure } from "../../endpoints/endpoint.js";
import { bodiesOf, readBatches, type StoredBatch } from "../../store/batches.js";
import type { Slot } from "../../study/plan.js";
import { batchName, customIdOf } from "./batch-name.js";
import type { BatchLaneParts, PendingBatch } from "./batch-parts.js";
import { BatchCallFailure, batchWire } from "./batch-wire.js";
import { ResultCollector } from "./collect-results.js";
import { decideFailedCall, mayHaveBeenMade } from "./decisions/decide-failed-call.js";
import { decideSearch } from "./decisions/decide-search.js";
import { nextLookMs } from "./decisions/next-look.js";
import { planBatch } from "./plan-batch.js";

const budgetPauseMs = 1000;

/**
 * The loop that asks one model in batches: it writes a batch down, hands it in, looks at it now and then, and takes its
 * results out. One call at a time; decisions come from the pure functions beside it. A batch that an earlier run left at
 * the provider is taken up where that run stopped.
 */
export class BatchLane {
  readonly model: string;
  /** Resolves when nothing is under way here and nothing more will be sent; a batch may still be at the provider. */
  readonly done: Promise<void>;
  stopReason: string | null = null;
  readonly #parts: BatchLaneParts;
  readonly #pending: PendingBatch[] = [];
  readonly #again: Slot[] = [];
  readonly #tries = new Map<string, number>();
  /** Last call of each question that is asked again. */
  readonly #earlier = new Map<string, { readonly attempt: number; readonly intent: number }>();
  #next = 0;
  #ordinal = 0;
  #closed = false;
  #noMore = false;
  /** Of the next batch; halves when the provider says that too much waits there. */
  #mostRequests: number;
  #resumeAt = 0;
  /** The provider has said that too much waits there: the next batch goes when the last one has ended. */
  #oneByOne = false;
  #budgetWaits = false;
  #controller = new AbortController();
  #wake: (() => void) | null = null;

  constructor(parts: BatchLaneParts) {
    this.model = parts.model;
    this.#parts = parts;
    this.#mostRequests = Math.min(parts.settings.maxRequests, parts.endpoint.limits.requests);
    for (const batch of readBatches(parts.store, true)) if (batch.model === parts.model) this.#takeUp(batch);
    let finish!: () => void;
    this.done = new Promise((resolve) => {
      finish = resolve;
    });
    // Begins with the first pump, when all lanes stand.
    this.#begin = () => {
      this.#begin = null;
      void this.#run()
        .catch((error: unknown) => parts.host.failed(error))
        .finally(finish);
    };
  }

  #begin: (() => void) | null;

  get waitingAgain(): number {
    return this.#again.length;
  }

  /** Questions that wait in batches, and of how many in all the provider has said that they are done. */
  get waiting(): { readonly batches: number; readonly questions: number; readonly done: number } {
    return {
      batches: this.#pending.length,
      questions: this.#pending.reduce((sum, batch) => sum + batch.requests, 0),
      done: this.#pending.reduce((sum, batch) => sum + Math.min(batch.done, batch.requests), 0),
    };
  }

  trouble(_now: number): string | null {
    if (this.stopReason !== null) return `stopped: ${this.stopReason}`;
    const { batches, questions, done } = this.waiting;
    if (batches === 0) return null;
    const what = `waiting for ${batches === 1 ? "batch" : `${batches} batches`} (${done} of ${questions})`;
    const trouble = this.#pending.find((batch) => batch.trouble !== null)?.trouble ?? null;
    return trouble === null ? what : `${what}, ${trouble}`;
  }

  /** What is left at the provider when the run ends, in sentences. */
  left(): string[] {
    return this.#pending.map(({ name, id, requests }) =>
      id === null
        ? `"${this.model}": a batch of ${requests} questions (${name}) may have been made; the next run looks for it before it asks again`
        : `"${this.model}": batch ${id} of ${requests} questions goes on at the provider; run the same command again to fetch its answers`,
    );
  }

  pump(): void {
    this.#begin?.();
    if (this.#budgetWaits) this.#wake?.();
  }

  /** Hands in nothing more; what is at the provider is waited for. */
  sendNoMore(): void {
    this.#noMore = true;
    this.#wake?.();
  }

  /** Ends the waiting; batches stay at the provider. A call under way may end. */
  close(reason: string | null): void {
    if (this.#closed) return;
    this.#closed = true;
    this.stopReason ??= reason;
    this.#wake?.();
    this.#begin?.();
  }

  abort(): void {
    this.#controller.abort();
  }

  async #run(): Promise<void> {
    while (!this.#closed) {
      const now = this.#parts.host.now();
      const due = this.#pending.find((batch) => batch.nextAt <= now);
      if (due !== undefined) await this.#attend(due);
      else if (this.#maySend(now)) await this.#handIn();
      else if (this.#pending.length === 0 && (this.#peek() === null || this.#noMore)) return;
      else await this.#sleep();
    }
  }

  #maySend(now: number): boolean {
    if (this.#noMore || this.#budgetWaits || now < this.#resumeAt) return false;
    return this.#peek() !== null && !(this.#oneByOne && this.#pending.length > 0);
  }

  #peek(): Slot | null {
    return this.#again[0] ?? this.#parts.slots[this.#next] ?? null;
  }

  #takeSlot(remove: boolean): Slot | null {
    const slot = this.#peek();
    if (remove && slot !== null) {
      if (this.#again.length > 0) this.#again.shift();
      else this.#next += 1;
      this.#tries.set(slot.slot, (this.#tries.get(slot.slot) ?? 0) + 1);
    }
    return slot;
  }

  /** Writes down the next batch and hands it in. */
  async #handIn(): Promise<void> {
    const { endpoint, settings, run, host, studyKey } = this.#parts;
    this.#ordinal += 1;
    const name = batchName(studyKey, run, this.model, this.#ordinal);
    const limits = { requests: this.#mostRequests, bytes: Math.min(settings.maxBytes, endpoint.limits.bytes) };
    const planned = await planBatch(this.#parts, name, limits, {
      take: (remove) => (this.#closed ? null : this.#takeSlot(remove)),
      earlier: (slot) => this.#earlier.get(slot) ?? null,
    });
    if (planned.requests > 0) {
      const batch = pendingBatch(name, planned.requests, host.wallMs(), host.now());
      this.#pending.push(batch);
      if (!this.#closed) await this.#attend(batch);
    } else if (planned.wait) this.#budgetWaits = true;
    else if (planned.budget !== null) {
      this.#noMore = true;
      host.budgetReached(planned.budget);
    }
  }

  /** One step with a batch: hand it in, look for it, or look at it and take its results. */
  async #attend(batch: PendingBatch): Promise<void> {
    const { host, settings } = this.#parts;
    const what = batch.id !== null ? "look" : batch.askedMs === null ? "submit" : "search";
    if (batch.settled) return this.#closeSettled(batch);
    const wire = batchWire(this.#wireParts(), batch.name, this.#controller);
    try {
      if (what === "look") await this.#look(batch, wire);
      else if (what === "submit") await this.#submit(batch, wire);
      else await this.#search(batch, wire);
      batch.failures = 0;
      batch.failingSince = null;
      batch.trouble = null;
    } catch (error) {
      const outcome = failedOutcome(error);
      const now = host.now();
      batch.failures += 1;
      batch.failingSince ??= now;
      const about = { what, failures: batch.failures, waitedMs: now - batch.failingSince } as const;
      const decision = decideFailedCall(outcome, about, settings.patienceMs);
      if (what === "submit" && !mayHaveBeenMade(outcome)) batch.askedMs = null;
      if (decision.kind === "gone") await this.#finish(batch, null, "gone");
      else if (decision.kind === "stop") await this.#giveUp(batch, outcome.reason);
      else if (decision.kind === "wait") {
        const wait = nextLookMs({ ...batch, retryAfterMs: decision.retryAfterMs }, settings, this.#spread());
        batch.nextAt = now + wait;
        batch.trouble = `no answer (${outcome.reason}), next try in ${Math.ceil(wait / 1000)} s`;
      }
    }
  }

  /** A crash came between the last outcome and the closing, or between the planning and the first intent. */
  async #closeSettled(batch: PendingBatch): Promise<void> {
    const { writer, run } = this.#parts;
    const fields = { batch: batch.name, target: this.model, id: batch.id, state: batch.state ?? "unused" };
    await writer.append({ kind: "batch.closed", run, fields });
    this.#pending.splice(this.#pending.indexOf(batch), 1);
  }

  async #submit(batch: PendingBatch, wire: BatchWire): Promise<void> {
    const { store, endpoint, host } = this.#parts;
    const lines: string[] = [];
    for (const { intent, body } of bodiesOf(store, batch.name))
      lines.push(endpoint.line(customIdOf(batch.name, intent), body.toString("utf8")));
    // From the moment in which it is asked for, it may be there.
    const marked: BatchWire = (what, call, options) => {
      if (what === "create") batch.askedMs = host.wallMs();
      return wire(what, call, options);
    };
    const view = await endpoint.submit(marked, { name: batch.name, lines });
    await this.#adopt(batch, view, "created");
  }

  async #search(batch: PendingBatch, wire: BatchWire): Promise<void> {
    const { endpoint, host, settings, store } = this.#parts;
    const others = new Set(readBatches(store).flatMap(({ id }) => (id === null ? [] : [id])));
    const mark = { name: batch.name, requests: batch.requests, notBeforeMs: batch.plannedMs, others };
    const search: BatchSearch = await endpoint.find(wire, mark);
    batch.searchedSince ??= host.now();
    // The wall clock spans runs; the other cannot be set back.
    const sinceAskedMs = Math.max(host.wallMs() - (batch.askedMs ?? 0), host.now() - batch.searchedSince);
    const decision = decideSearch(search, sinceAskedMs, settings.settleMs);
    batch.looks += 1;
    if (decision.kind === "adopt") await this.#adopt(batch, decision.view, "found");
    else if (decision.kind === "submit") batch.askedMs = null;
    else this.#lookLater(batch);
  }

  async #look(batch: PendingBatch, wire: BatchWire): Promise<void> {
    const view = await this.#parts.endpoint.look(wire, batch.id!);
    batch.looks += 1;
    await this.#note(batch, view);
    if (view.phase === "running") {
      this.#lookLater(batch);
      return;
    }
    await this.#finish(batch, wire, view);
  }

  async #adopt(batch: PendingBatch, view: BatchView, how: "created" | "found"): Promise<void> {
    if (view.id === "")
      throw new BatchCallFailure({ kind: "unreadable", fault: "unexpected-shape", reason: "the reply names no batch" });
    const { writer, run } = this.#parts;
    const fields = { batch: batch.name, target: this.model, id: view.id, how };
    await writer.append({ kind: "batch.created", run, fields });
    batch.id = view.id;
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
    const fields = { batch: batch.name, target: this.model, state: view.state, done, reason: view.reason };
    await writer.append({ kind: "batch.seen", run, fields });
  }

  /** Takes the results out, gives every question its outcome and closes the batch. */
  async #finish(batch: PendingBatch, wire: BatchWire | null, view: BatchView | "gone"): Promise<void> {
    const { writer, run } = this.#parts;
    const collector = new ResultCollector(
      this.#parts,
      batch.name,
      (slot) => this.#tries.get(slot) ?? 1,
      ({ slot, attempt, intent }, decision) => {
        const found = decision.kind === "again" ? this.#parts.slotNamed(slot) : null;
        if (found === null) return;
        this.#again.push(found);
        this.#earlier.set(slot, { attempt, intent });
        if (view !== "gone" && view.tooMuch) this.#tries.delete(slot);
      },
    );
    if (view !== "gone" && wire !== null) await collector.collect(wire, view);
    if (view === "gone") await collector.settleRest("gone");
    else await collector.settleRest(view.phase === "failed" && view.tooMuch ? "put-back" : view.phase);
    const { counts } = collector;
    const state = view === "gone" ? "gone" : view.state;
    const fields = { batch: batch.name, target: this.model, id: batch.id, state, counts: { ...counts } };
    await writer.append({ kind: "batch.closed", run, fields });
    this.#pending.splice(this.#pending.indexOf(batch), 1);
    this.#judgeEnd(batch, view, counts.answered, counts.refused, counts.reason);
  }

  /** What the end of one batch means for those that would follow it. */
  #judgeEnd(batch: PendingBatch, view: BatchView | "gone", answered: number, refused: number, reason: string | null) {
    const named = `batch ${batch.id ?? batch.name}`;
    if (view === "gone") this.#stop(`${named} is no longer at the provider; its questions may have been billed`);
    else if (view.phase === "cancelled") this.#stop(`${named} was cancelled at the provider`);
    else if (view.phase === "failed" && view.tooMuch) this.#waitWithLess(batch);
    else if (view.phase === "failed") this.#stop(`${named} was refused: ${view.reason ?? "no reason given"}`);
    else if (answered === 0 && refused > 0 && refused === batch.requests)
      this.#stop(`every question of ${named} was refused: ${reason ?? "no reason given"}`);
  }

  /** Too much waits at the provider already: what failed is asked again in smaller batches, after a while. */
  #waitWithLess(batch: PendingBatch): void {
    const { settings, host } = this.#parts;
    this.#mostRequests = Math.max(1, Math.ceil(Math.min(this.#mostRequests, batch.requests) / 2));
    this.#resumeAt = host.now() + settings.busyPauseMs;
    this.#oneByOne = true;
  }

  #stop(reason: string): void {
    this.stopReason ??= reason;
    this.#noMore = true;
  }

  /** Nothing more can be done about this batch in this run. */
  async #giveUp(batch: PendingBatch, reason: string): Promise<void> {
    if (batch.id === null && batch.askedMs === null) {
      // Certainly not made: its questions are free for the next run.
      const view = {
        id: "",
        phase: "failed",
        state: "refused",
        done: null,
        files: [],
        reason,
        tooMuch: false,
      } as const;
      await this.#finish(batch, null, view);
    }
    this.close(reason);
  }

  #lookLater(batch: PendingBatch): void {
    const history = { looks: batch.looks, failures: 0, retryAfterMs: null };
    batch.nextAt = this.#parts.host.now() + nextLookMs(history, this.#parts.settings, this.#spread());
  }

  #spread(): number {
    return this.#parts.random.double();
  }

  async #sleep(): Promise<void> {
    const { host } = this.#parts;
    const now = host.now();
    const times = this.#pending.map((batch) => batch.nextAt);
    // What the budget waits for may end in the very moment in which this begins to wait.
    if (this.#budgetWaits) times.push(now + budgetPauseMs);
    if (this.#resumeAt > now && this.#peek() !== null && !this.#noMore) times.push(this.#resumeAt);
    await new Promise<void>((resolve) => {
      const until = Math.min(...times);
      const cancel = Number.isFinite(until)
        ? host.after(Math.max(1, Math.ceil(until - now)), resolve)
        : () => undefined;
      this.#wake = () => {
        cancel();
        resolve();
      };
    });
    this.#wake = null;
    this.#budgetWaits = false;
  }

  #takeUp(stored: StoredBatch): void {
    const { host } = this.#parts;
    const batch = pendingBatch(stored.name, stored.requests, Date.parse(stored.wall), host.now());
    batch.id = stored.id;
    batch.askedMs = stored.create_wall === null ? null : Date.parse(stored.create_wall);
    batch.state = stored.state;
    batch.done = stored.done ?? 0;
    batch.settled = stored.open === 0;
    this.#pending.push(batch);
    host.reopenUse({ requests: stored.open, tokens: stored.openTokens, nanoUsd: stored.openNanoUsd });
  }

  #wireParts() {
    const { endpoint, model, run, writer, redactor, fetch, host } = this.#parts;
    const wallMs = () => host.wallMs();
    return { endpoint, model, run, writer, redactor, fetch, wallMs, secretSeen: () => host.secretSeen(model) };
  }
}

/** What went wrong with a call; throws on what is no fault of the network or the provider. */
function failedOutcome(error: unknown): BatchCallFailure["outcome"] {
  if (error instanceof BatchCallFailure) return error.outcome;
  // A success in which stands something else than was asked for.
  if (error instanceof EndpointFailure) return { kind: "unreadable", fault: error.fault, reason: error.message };
  throw error;
}

function pendingBatch(name: string, requests: number, plannedMs: number, now: number): PendingBatch {
  return {
    name,
    requests,
    plannedMs,
    settled: false,
    id: null,
    askedMs: null,
    looks: 0,
    failures: 0,
    failingSince: null,
    trouble: null,
    searchedSince: null,
    nextAt: now,
    state: null,
    done: 0,
  };
}
