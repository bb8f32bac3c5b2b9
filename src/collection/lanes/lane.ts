import pLimit from "p-limit";
import { EndpointFailure } from "../../endpoints/endpoint.js";
import type { Slot } from "../../study/plan.js";
import type { AttemptOutcome } from "../decisions/attempt-outcome.js";
import { decideRetry } from "../decisions/decide-retry.js";
import { describeWait } from "../decisions/describe-wait.js";
import {
  type Ended,
  type EndpointHealth,
  freshHealth,
  isOutage,
  isShut,
  observeOutcome,
} from "../decisions/endpoint-health.js";
import { nextQuestion } from "../decisions/next-question.js";
import { isBroken } from "../decisions/unreadable-replies.js";
import type { Sent } from "../pace/pace.js";
import { askSlot } from "./ask-slot.js";
import type { WindowMember } from "./block-window.js";
import type { Cell } from "./cell.js";
import type { EndedAttempt } from "./ended-attempt.js";
import type { LaneParts } from "./lane-parts.js";
import { recordOutcome } from "./record-outcome.js";
import { SlotQueue } from "./slot-queue.js";

/**
 * The loop that asks one endpoint. Decisions come from pure functions; this class only obeys them: it sends when a slot
 * is due and pace, budget and health allow, and puts a slot that must be asked again back with a due time while its
 * worker takes the next one.
 */
export class Lane implements WindowMember {
  readonly model: string;
  /** Resolves when nothing is in flight and nothing more will be sent. */
  readonly done: Promise<void>;
  stopReason: string | null = null;
  turnedAwayInRow = 0;
  readonly #parts: LaneParts;
  readonly #queue: SlotQueue<Slot, Cell>;
  readonly #limit;
  readonly #inFlight = new Set<AbortController>();
  #unwritten = 0;
  #health: EndpointHealth;
  #pausedUntil = 0;
  /** Until the first answer of this run one question is asked alone: a wrong key is then refused once, not many times. */
  #proven = false;
  #closed = false;
  #cancelTimer: (() => void) | null = null;
  #finish!: () => void;

  constructor(parts: LaneParts) {
    this.model = parts.model;
    this.#parts = parts;
    this.#queue = new SlotQueue(parts.slots);
    this.#limit = pLimit(parts.pace.concurrency());
    this.#health = freshHealth(parts.everAnswered);
    this.done = new Promise((resolve) => {
      this.#finish = resolve;
    });
  }

  get waitingAgain(): number {
    return this.#queue.waiting;
  }

  /** Says in a few words what holds the lane up, or null. */
  trouble(now: number): string | null {
    if (this.stopReason !== null) return `stopped: ${this.stopReason}`;
    const missing = isBroken(this.#health.unreadable) ? "no readable answer" : "no answer";
    if (this.#pausedUntil > now) return `${missing}, next try in ${Math.ceil((this.#pausedUntil - now) / 1000)} s`;
    const rest = this.#parts.pace.restsUntil();
    if (rest !== null && rest > now) return `asked to wait, next try in ${describeWait(rest - now)}`;
    const rate = this.#parts.pace.learnedRate();
    if (rate !== null) return `asked to slow down, now ${rate.toPrecision(2)} a second`;
    if (this.turnedAwayInRow > 0) return "asked to slow down";
    return null;
  }

  currentBlock(): number | null {
    const heldUp = isOutage(this.#health) || isShut(this.#health) || this.#parts.pace.restsUntil() !== null;
    if (this.#closed || heldUp) return null;
    return this.#queue.peekFresh()?.block ?? null;
  }

  /** Sends nothing more; calls in flight go on. */
  close(reason: string | null): void {
    if (this.#closed) return;
    this.#closed = true;
    this.stopReason = reason;
    this.#disarm();
    // Those that its block held may go on now, and have no timer of their own.
    this.#parts.host.wakeOthers();
    this.#finishIfIdle();
  }

  /** Ends the calls in flight; each still gets its outcome. */
  abort(): void {
    for (const controller of this.#inFlight) controller.abort();
  }

  /** Sends all that may be sent now, and sets a timer for the rest. Called at the start and after every change. */
  pump(): void {
    this.#disarm();
    const { host, pace } = this.#parts;
    while (!this.#closed) {
      if (this.#queue.left === 0) {
        if (this.#inFlight.size === 0) this.close(null);
        return;
      }
      const now = host.now();
      if (!this.#hasWorker()) return;
      const next = this.#choose(now);
      const sendAt = Math.max(
        this.#pausedUntil,
        next === null
          ? this.#queue.nextDue()
          : pace.earliest(now, next.cell.estimate.input + next.cell.estimate.outputWorst),
      );
      if (next === null || sendAt > now) {
        if (Number.isFinite(sendAt)) this.#arm(sendAt - now);
        return;
      }
      const verdict = host.reserve(next.cell);
      if (verdict.kind === "wait") return;
      if (verdict.kind === "stop") {
        host.budgetReached(verdict.reason);
        return;
      }
      this.#take(next);
      this.#send(next.cell, now);
    }
  }

  #freshCell: Cell | null = null;

  /** What to send next, without taking it from the queue: it may yet have to wait. */
  #choose(now: number): Chosen | null {
    const { host } = this.#parts;
    const fresh = this.#queue.peekFresh();
    const mayTakeFresh = fresh !== null && host.mayTakeBlock(fresh.block);
    const choices = { dueAt: this.#queue.nextDue(), mayTakeFresh, outage: isOutage(this.#health) };
    const from = nextQuestion(choices, now);
    if (from === "none") return null;
    if (from === "due") return { from, cell: this.#queue.peekDue() };
    this.#freshCell ??= host.makeCell(fresh!);
    return { from, cell: this.#freshCell };
  }

  /** Takes what was chosen and nothing else: judged anew, the other lanes might by now make it another question. */
  #take({ from }: Chosen): void {
    if (from === "due") {
      this.#queue.takeDue();
      return;
    }
    const before = this.#queue.takeFresh().block;
    this.#freshCell = null;
    if (this.#queue.peekFresh()?.block !== before) this.#parts.host.wakeOthers();
  }

  #hasWorker(): boolean {
    const alone = !this.#proven || isOutage(this.#health);
    this.#limit.concurrency = alone ? 1 : this.#parts.pace.concurrency();
    return this.#limit.activeCount + this.#limit.pendingCount < this.#limit.concurrency;
  }

  #send(cell: Cell, now: number): void {
    const controller = new AbortController();
    const { pace } = this.#parts;
    this.#inFlight.add(controller);
    cell.firstAskedAt ??= now;
    const sent = pace.sent(now, cell.estimate.input + cell.estimate.outputWorst);
    void this.#limit(() => this.#ask(cell, controller, sent)).finally(() => {
      this.#inFlight.delete(controller);
      this.pump();
      this.#finishIfIdle();
    });
  }

  async #ask(cell: Cell, controller: AbortController, sent: Sent): Promise<void> {
    const { host, asking } = this.#parts;
    let ended: EndedAttempt | null = null;
    try {
      ended = await askSlot(asking, cell, controller);
      this.#conclude(cell, ended, sent);
    } catch (error) {
      if (ended === null) host.settle(cell, null);
      if (error instanceof EndpointFailure) this.close(error.message);
      else host.failed(error);
    }
  }

  #conclude(cell: Cell, ended: EndedAttempt, sent: Sent): void {
    const { host, asking, pace } = this.#parts;
    const { outcome } = ended;
    const now = host.now();
    const heldOthers = this.currentBlock() !== null;
    host.settle(cell, ended);
    pace.observed(sent, now, { outcome, usedTokens: usedTokens(ended), exhaustedForMs: ended.exhaustedForMs });
    this.#noteHealth({ outcome, slot: cell.slot.slot, sentAt: sent.at, now });
    if (heldOthers && this.currentBlock() === null) host.wakeOthers();
    const decision = this.#decide(cell, outcome, now);
    const failed = decision.kind === "final" ? decision.status : null;
    const final = outcome.kind === "answer" || failed !== null;
    this.#write(recordOutcome(asking, cell, ended, failed), (seq) => host.ended(this.model, ended, seq, final));
    if (decision.kind === "retry") this.#queue.putBack(cell, now + decision.afterMs);
  }

  /**
   * The worker does not wait for the outcome to be on disk: the intent of its next question follows in the same
   * transaction, and no call goes out before that.
   */
  #write(written: Promise<number>, then: (seq: number) => void): void {
    this.#unwritten += 1;
    written
      .then(then, (error: unknown) => this.#parts.host.failed(error))
      .finally(() => {
        this.#unwritten -= 1;
        this.#finishIfIdle();
      });
  }

  #noteHealth(ended: Ended): void {
    const { outcome } = ended;
    const { health, verdict } = observeOutcome(this.#health, ended, this.#parts.retryLimits.deadlineMs);
    this.#health = health;
    if (outcome.kind === "answer") {
      this.#proven = true;
      this.turnedAwayInRow = 0;
    }
    // A pause belongs to an outage, and ends with it.
    if (!isOutage(health)) this.#pausedUntil = 0;
    if (outcome.kind === "turned-away") this.turnedAwayInRow += 1;
    if (verdict.kind === "pause") this.#pausedUntil = verdict.until;
    if (verdict.kind === "stop") this.close(verdict.reason);
  }

  /** Pure decisions in, one word out: asked again, given up, or left for a later run because the lane or run has ended. */
  #decide(cell: Cell, outcome: AttemptOutcome, now: number) {
    if (outcome.kind === "answer" || outcome.kind === "stopped") return { kind: "leave" } as const;
    if (outcome.kind === "turned-away") cell.turnedAway += 1;
    else if (this.#countsAgainstSlot(outcome)) cell.faults += 1;
    // What ended the lane is no fault of this slot: a later run asks it again.
    if (this.#closed) return { kind: "leave" } as const;
    const tries = {
      faults: cell.faults,
      faultyRounds: this.#health.failingRounds + this.#health.unreadableRounds,
      turnedAway: cell.turnedAway,
      turnedAwayInRow: this.turnedAwayInRow,
      elapsedMs: now - (cell.firstAskedAt ?? now),
    };
    return decideRetry(outcome, tries, this.#parts.retryLimits, this.#parts.random.double());
  }

  /**
   * In an outage failures are the endpoint's. But when all that is left has failed before, an endpoint that responds and
   * still fails may well be failing at just these questions.
   */
  #countsAgainstSlot(outcome: AttemptOutcome): boolean {
    return !isOutage(this.#health) || (outcome.kind !== "no-response" && this.#queue.peekFresh() === null);
  }

  #arm(milliseconds: number): void {
    this.#cancelTimer = this.#parts.host.after(Math.max(1, Math.ceil(milliseconds)), () => this.pump());
  }

  #disarm(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
  }

  #finishIfIdle(): void {
    if (this.#closed && this.#inFlight.size === 0 && this.#unwritten === 0) this.#finish();
  }
}

/** The question that goes next, and from which end of the queue it comes. */
interface Chosen {
  readonly from: "due" | "fresh";
  readonly cell: Cell;
}

/** Nothing for a call that was turned away; null when the reply does not say. */
function usedTokens({ outcome, usage }: EndedAttempt): number | null {
  if (outcome.kind === "turned-away" || outcome.kind === "rejected") return 0;
  return usage.outputTokens === null ? null : (usage.inputTokens ?? 0) + usage.outputTokens;
}
