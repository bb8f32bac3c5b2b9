import { TeacherprintError } from "../../errors.js";
import { readBatches } from "../../store/batches.js";
import type { Slot } from "../../study/plan.js";
import { BatchLane } from "../batch/batch-lane.js";
import { batchNotice } from "../batch/describe-batches.js";
import { authorisedUntil } from "../checks/authorisation.js";
import { watchDisk } from "../checks/disk-watch.js";
import { nowMs } from "../clock.js";
import type { CollectDependencies } from "../collect.js";
import type { BudgetVerdict, Use } from "../money/budget.js";
import { Purse } from "../money/purse.js";
import { estimateTokens } from "../money/token-estimate.js";
import { probesPerBlock } from "../order/schedule.js";
import type { PreparedRun } from "../prepare-run.js";
import { RateMeter } from "../progress/rate-meter.js";
import { LoopLag } from "../recording/loop-lag.js";
import { BlockWindow, blocksAhead } from "./block-window.js";
import { type Cell, QuestionBook } from "./cell.js";
import type { EndedAttempt, EndedReply } from "./ended-attempt.js";
import { IdentityWatch } from "./identity-watch.js";
import { Lane } from "./lane.js";
import { openLane, type RunHost } from "./open-lane.js";

/** How the asking ended. */
export interface RunEnd {
  readonly interrupted: boolean;
  /** The limit that was reached, in words, or null. */
  readonly budgetReached: string | null;
  readonly failure: unknown;
  readonly lanes: readonly { readonly model: string; readonly stopped: string | null }[];
  /** What is still at a provider, in sentences. */
  readonly left: readonly string[];
  readonly notices: readonly string[];
}

const lastDay = "the last day of the authorisation";
const progressEveryMs = 500;
const defaultGraceMs = 10_000;

/** Runs one lane a model, side by side, under one budget, one order and one wish to stop. */
export class Conductor implements RunHost {
  readonly #prepared: PreparedRun;
  readonly #dependencies: CollectDependencies;
  readonly #book: QuestionBook;
  readonly #lanes: readonly (Lane | BatchLane)[];
  readonly #window: BlockWindow;
  readonly #lag: LoopLag;
  readonly #purse: Purse;
  readonly #identity: IdentityWatch;
  readonly #meter: RateMeter;
  /** In milliseconds since 1970. */
  readonly #authorisedUntil: number;
  /** Entries beside the lanes' own, on their way to the disk. */
  readonly #deviations: Promise<void>[] = [];
  #answered: number;
  #givenUp = 0;
  #interrupted = false;
  #budgetReached: string | null = null;
  #failure: unknown = null;
  #cancelProgress: (() => void) | null = null;
  #cancelGrace: (() => void) | null = null;

  constructor(prepared: PreparedRun, dependencies: CollectDependencies) {
    const { plan, before, seats, history } = prepared;
    this.#prepared = prepared;
    this.#dependencies = dependencies;
    this.#book = new QuestionBook(plan);
    this.#authorisedUntil = authorisedUntil(plan.authorisation);
    this.#lag = new LoopLag(dependencies.clock);
    const { usd, requests, tokens = null } = plan.limits;
    this.#purse = new Purse(
      { usd, requests, tokens },
      { requests: before.attempts, tokens: before.tokensAtMost, nanoUsd: before.nanoUsdAtMost },
      new Map(seats.map((seat) => [seat.model.id, seat.price])),
    );
    this.#identity = new IdentityWatch(prepared.store);
    this.#meter = new RateMeter();
    this.#answered = prepared.slots.reduce((count, { slot }) => count + (history.answered.has(slot) ? 1 : 0), 0);
    this.#lanes = seats.map((seat) => openLane(seat, { prepared, dependencies, host: this, lag: this.#lag }));
    // A provider takes a batch in its own time: who waits for it must not hold up those who are asked now.
    const live = this.#lanes.filter((lane) => lane instanceof Lane);
    this.#window = new BlockWindow(live, blocksAhead(plan.limits.concurrency, probesPerBlock));
  }

  /** Resolves when every lane is done and every outcome is on disk. */
  async run(): Promise<RunEnd> {
    const { signal } = this.#dependencies;
    const interrupt = () => this.#interrupt();
    if (signal.aborted) interrupt();
    else signal.addEventListener("abort", interrupt, { once: true });
    this.#showProgress();
    const { clock, freeBytes } = this.#dependencies;
    const leaveDisk = watchDisk(this.#prepared.store.path, clock, (error) => this.#close(error), freeBytes);
    if (!this.maySpend()) this.budgetReached(lastDay);
    for (const lane of this.#lanes) lane.pump();
    await Promise.all(this.#lanes.map((lane) => lane.done));
    await Promise.all(this.#deviations);
    await this.#prepared.clockWatch.written().catch((error: unknown) => this.failed(error));
    leaveDisk();
    signal.removeEventListener("abort", interrupt);
    this.#cancelProgress?.();
    this.#cancelGrace?.();
    this.#lag.stop();
    return {
      interrupted: this.#interrupted,
      budgetReached: this.#budgetReached,
      failure: this.#failure,
      lanes: this.#lanes.map((lane) => ({ model: lane.model, stopped: lane.stopReason })),
      left: this.#lanes.flatMap((lane) => (lane instanceof BatchLane ? lane.left() : [])),
      notices: [...this.#prepared.clockWatch.notices, ...this.#identity.notices, ...this.#batchNotices()],
    };
  }

  #batchNotices(): string[] {
    const inBatches = this.#lanes.filter((lane) => lane instanceof BatchLane);
    if (inBatches.length === 0) return [];
    const batches = readBatches(this.#prepared.store);
    return inBatches.flatMap(({ model, notices }) => [...notices, batchNotice(model, batches) ?? []].flat());
  }

  now(): number {
    return nowMs(this.#dependencies.clock);
  }

  after(milliseconds: number, action: () => void): () => void {
    return this.#dependencies.clock.after(milliseconds, action);
  }

  makeCell(slot: Slot): Cell {
    const question = this.#book.question(slot);
    const earlier = this.#prepared.history.attempts.get(slot.slot);
    return {
      slot,
      question,
      systemPrompt: this.#book.systemPromptIndex(slot),
      estimate: estimateTokens(question),
      attempts: earlier?.attempt ?? 0,
      lastIntent: earlier?.intent ?? null,
      faults: 0,
      turnedAway: 0,
      firstAskedAt: null,
    };
  }

  mayTakeBlock(block: number): boolean {
    return this.#window.allows(block);
  }

  maySpend(): boolean {
    return this.wallMs() < this.#authorisedUntil;
  }

  reserve(cell: Cell): BudgetVerdict {
    if (!this.maySpend()) return { kind: "stop", reason: lastDay };
    return this.#purse.reserve(cell);
  }

  settle(cell: Cell, ended: EndedAttempt | null): void {
    this.#purse.settle(cell, ended);
    if (this.#purse.limited) this.wakeOthers();
  }

  settleUse(worst: Use, used: Use | null): void {
    this.#purse.settleUse(worst, used);
    if (this.#purse.limited) this.wakeOthers();
  }

  reopenUse(worst: Use): void {
    this.#purse.reopen(worst);
  }

  worst(cell: Cell): Use {
    return this.#purse.worst(cell);
  }

  wallMs(): number {
    return this.#dependencies.clock.wall().getTime();
  }

  secretSeen(model: string): void {
    this.failed(secretInReply(model));
  }

  wakeOthers(): void {
    queueMicrotask(() => {
      for (const lane of this.#lanes) lane.pump();
    });
  }

  ended(model: string, ended: EndedReply, seq: number, final: boolean): void {
    if (final) {
      if (ended.reply === null) this.#givenUp += 1;
      else this.#answered += 1;
      this.#meter.count(this.now());
    }
    if (ended.secretInReply) this.secretSeen(model);
    const deviation = this.#identity.observe(model, ended.reply, seq);
    if (deviation === null) return;
    const entry = { kind: "deviation", run: this.#prepared.run, fields: deviation } as const;
    const written = this.#prepared.writer.append(entry).then(() => undefined);
    this.#deviations.push(written.catch((error: unknown) => this.failed(error)));
  }

  budgetReached(reason: string): void {
    this.#budgetReached ??= reason;
    // What is in a batch is set aside already, and is waited for.
    for (const lane of this.#lanes) {
      if (lane instanceof BatchLane) lane.sendNoMore();
      else lane.close(null);
    }
  }

  failed(error: unknown): void {
    this.#close(error);
    for (const lane of this.#lanes) lane.abort();
  }

  /** Sends nothing more; what is in flight may end. */
  #close(error: unknown): void {
    this.#failure ??= error;
    for (const lane of this.#lanes) lane.close(null);
  }

  #interrupt(): void {
    this.#interrupted = true;
    for (const lane of this.#lanes) lane.close(null);
    this.#cancelGrace = this.after(this.#dependencies.graceMs ?? defaultGraceMs, () => {
      for (const lane of this.#lanes) lane.abort();
    });
  }

  #showProgress(): void {
    const now = this.now();
    const total = this.#prepared.slots.length;
    const perSecond = this.#meter.perSecond(now);
    this.#dependencies.progress.update({
      answered: this.#answered,
      givenUp: this.#givenUp,
      total,
      perSecond,
      nanoUsd: this.#purse.spentNanoUsd,
      secondsLeft: perSecond > 0 ? (total - this.#answered - this.#givenUp) / perSecond : null,
      inFlight: this.#purse.inFlight,
      waitingAgain: this.#lanes.reduce((sum, lane) => sum + lane.waitingAgain, 0),
      trouble: this.#lanes.flatMap((lane) => {
        const what = lane.trouble(now);
        return what === null ? [] : [{ model: lane.model, what }];
      }),
    });
    this.#cancelProgress = this.after(progressEveryMs, () => this.#showProgress());
  }
}

function secretInReply(model: string): TeacherprintError {
  return new TeacherprintError(
    "SECRET_IN_REPLY",
    `A reply of "${model}" holds the value of an API key. The run was stopped; the stored copy has the key taken out.`,
    "Replace the key at the provider: the endpoint, or something before it, sends it back. Then run the same command again.",
  );
}
