import type { BatchView } from "../../endpoints/batches.js";
import { readBatches } from "../../store/batches.js";
import { batchName } from "./batch-name.js";
import type { BatchLaneParts, PendingBatch } from "./batch-parts.js";
import { BatchQuestions } from "./batch-questions.js";
import { BatchSteps } from "./batch-steps.js";
import { type BatchCallFailure, batchWire, failedOutcome } from "./batch-wire.js";
import type { ResultCounts } from "./collect-results.js";
import { decideFailedCall, isNotFound, mayHaveBeenMade } from "./decisions/decide-failed-call.js";
import { nextLookMs } from "./decisions/next-look.js";
import { type LaneState, nextStep } from "./decisions/next-step.js";
import { describeLeft } from "./describe-batches.js";
import { heldUse, heldUseOf } from "./held-use.js";
import { batchTakenUp, newBatch } from "./pending-batch.js";
import { planBatch } from "./plan-batch.js";

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
  /** What the user must know when the run ends, in sentences. */
  readonly notices: string[] = [];
  readonly #parts: BatchLaneParts;
  readonly #steps: BatchSteps;
  readonly #pending: PendingBatch[] = [];
  readonly #questions: BatchQuestions;
  #ordinal = 0;
  #closed = false;
  #noMore = false;
  /** Of the next batch; halves when the provider says that too much waits there. */
  #mostRequests: number;
  #resumeAt = 0;
  /** The provider has said that too much waits there: the next batch goes when the last one has ended. */
  #oneByOne = false;
  #budgetWaits = false;
  /** A call of this run was answered with what it asked for. */
  #everAnswered = false;
  readonly #controller = new AbortController();
  #wake: (() => void) | null = null;

  constructor(parts: BatchLaneParts) {
    this.model = parts.model;
    this.#parts = parts;
    this.#mostRequests = Math.min(parts.settings.maxRequests, parts.endpoint.limits.requests);
    this.#questions = new BatchQuestions(parts.slots, parts.slotNamed);
    this.#steps = new BatchSteps(parts, {
      triesOf: (slot) => this.#questions.triesOf(slot),
      again: (call, free) => this.#questions.putBack(call, free),
      notice: (sentence) => void this.notices.push(sentence),
      ended: (batch, view, counts) => this.#ended(batch, view, counts),
    });
    for (const stored of readBatches(parts.store, true)) {
      if (stored.model !== parts.model) continue;
      this.#pending.push(batchTakenUp(stored, parts.host.now()));
      parts.host.reopenUse(heldUse(stored));
    }
    let finish!: () => void;
    this.done = new Promise((resolve) => {
      finish = resolve;
    });
    // Begins with the first pump, when all lanes stand.
    this.#begin = () => {
      this.#begin = null;
      void this.#run()
        .then(() => this.#letGo())
        .catch((error: unknown) => parts.host.failed(error))
        .finally(finish);
    };
  }

  #begin: (() => void) | null;

  get waitingAgain(): number {
    return this.#questions.waitingAgain;
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
    return this.#pending.map((batch) => describeLeft(this.model, batch));
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
      const step = nextStep(this.#state(), this.#parts.host.now());
      if (step.kind === "end") return;
      if (step.kind === "attend") await this.#attend(step.batch);
      else if (step.kind === "hand-in") await this.#handIn();
      else await this.#sleep(step.milliseconds);
    }
  }

  #state(): LaneState<PendingBatch> {
    return {
      batches: this.#pending.filter(({ setAside }) => !setAside),
      questionsLeft: this.#questions.peek() !== null && !this.#noMore,
      maySpend: this.#parts.host.maySpend(),
      budgetWaits: this.#budgetWaits,
      resumeAt: this.#resumeAt,
      oneByOne: this.#oneByOne,
    };
  }

  /**
   * What its batches still hold nobody will settle in this run: it counts as spent at its worst, as at the start of a run,
   * and not as in flight, which other lanes would wait for.
   */
  #letGo(): void {
    const held = heldUseOf(this.#parts.store, this.model);
    if (held.requests > 0) this.#parts.host.settleUse(held, held);
  }

  /** Writes down the next batch and hands it in. */
  async #handIn(): Promise<void> {
    const { endpoint, settings, run, host, studyKey } = this.#parts;
    this.#ordinal += 1;
    const name = batchName(studyKey, run, this.model, this.#ordinal);
    const limits = { requests: this.#mostRequests, bytes: Math.min(settings.maxBytes, endpoint.limits.bytes) };
    const planned = await planBatch(this.#parts, name, limits, {
      peek: () => (this.#closed ? null : this.#questions.peek()),
      take: () => this.#questions.take(),
      earlier: (slot) => this.#questions.earlier(slot),
    });
    if (planned.requests > 0) {
      const batch = newBatch(name, planned.requests, host.wallMs(), host.now());
      this.#pending.push(batch);
      if (!this.#closed && host.maySpend()) await this.#attend(batch);
    } else if (planned.wait) this.#budgetWaits = true;
    else if (planned.budget !== null) {
      this.#noMore = true;
      host.budgetReached(planned.budget);
    }
  }

  /** One step with a batch: hand it in, look for it, or look at it and take its results. */
  async #attend(batch: PendingBatch): Promise<void> {
    if (batch.settled) return this.#steps.closeSettled(batch);
    const what = batch.id !== null ? "look" : batch.askedMs === null ? "submit" : "search";
    const wire = batchWire(this.#wireParts(), batch.name, this.#controller.signal);
    try {
      await this.#steps[what](batch, wire);
      this.#everAnswered = true;
      Object.assign(batch, { failures: 0, notFound: 0, failingSince: null, trouble: null });
    } catch (error) {
      await this.#failedStep(batch, what, failedOutcome(error));
    }
  }

  async #failedStep(batch: PendingBatch, what: "submit" | "search" | "look", outcome: BatchCallFailure["outcome"]) {
    const { host, settings } = this.#parts;
    const now = host.now();
    batch.failures += 1;
    batch.notFound = isNotFound(outcome) ? batch.notFound + 1 : 0;
    batch.failingSince ??= now;
    if (what === "submit" && !mayHaveBeenMade(outcome)) batch.askedMs = null;
    const { failures, notFound, seen, failingSince } = batch;
    const about = { what, failures, notFound, seen, waitedMs: now - failingSince, everAnswered: this.#everAnswered };
    const decision = decideFailedCall(outcome, about, settings.patienceMs);
    if (decision.kind === "gone") await this.#steps.finish(batch, null, "gone");
    else if (decision.kind === "not-found") this.#setAside(batch, outcome.reason);
    else if (decision.kind === "stop") await this.#giveUp(batch, outcome.reason);
    else if (decision.kind === "wait") {
      const history = { looks: batch.looks, failures, retryAfterMs: decision.retryAfterMs };
      const wait = nextLookMs(history, settings, this.#parts.random.double());
      batch.nextAt = now + wait;
      batch.trouble = `no answer (${outcome.reason}), next try in ${Math.ceil(wait / 1000)} s`;
    }
  }

  #ended(batch: PendingBatch, view: BatchView | "gone", counts: ResultCounts | null): void {
    this.#pending.splice(this.#pending.indexOf(batch), 1);
    if (counts !== null) this.#judgeEnd(batch, view, counts);
  }

  /** What the end of one batch means for those that would follow it. */
  #judgeEnd(batch: PendingBatch, view: BatchView | "gone", { answered, refused, reason }: ResultCounts): void {
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

  /** It stays open for a run with the right key; the others of this lane, which may be seen, are waited for. */
  #setAside(batch: PendingBatch, reason: string): void {
    batch.setAside = true;
    this.#stop(`batch ${batch.id ?? batch.name} is not found with the API key of this run: ${reason}`);
  }

  /** Nothing more can be done about this batch in this run. */
  async #giveUp(batch: PendingBatch, reason: string): Promise<void> {
    if (batch.id !== null || batch.askedMs !== null) return this.close(reason);
    // Certainly not made: its questions are free for the next run; other batches are waited for.
    this.#stop(reason);
    const nothing = { id: "", done: null, files: [], reason, tooMuch: false } as const;
    await this.#steps.finish(batch, null, { ...nothing, phase: "failed", state: "not handed in" });
  }

  async #sleep(milliseconds: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const cancel = this.#parts.host.after(milliseconds, resolve);
      this.#wake = () => {
        cancel();
        resolve();
      };
    });
    this.#wake = null;
    this.#budgetWaits = false;
  }

  #wireParts() {
    const { endpoint, model, run, writer, redactor, fetch, host } = this.#parts;
    const wallMs = () => host.wallMs();
    return { endpoint, model, run, writer, redactor, fetch, wallMs, secretSeen: () => host.secretSeen(model) };
  }
}
