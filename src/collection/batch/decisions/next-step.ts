import type { PendingBatch } from "../batch-parts.js";
import { isHandedIn } from "../pending-batch.js";

/** A batch that is not closed, as far as the order of steps goes. */
export type AwaitedBatch = Pick<PendingBatch, "nextAt" | "id" | "askedMs" | "settled">;

export interface LaneState<Batch extends AwaitedBatch> {
  readonly batches: readonly Batch[];
  /** Questions that are in no batch and are still to be asked in this run. */
  readonly questionsLeft: boolean;
  /** The authorisation holds. */
  readonly maySpend: boolean;
  /** Calls in flight must end before there is budget for another question. */
  readonly budgetWaits: boolean;
  /** Monotonic milliseconds before which no batch is handed in. */
  readonly resumeAt: number;
  /** A batch is handed in only when none is at the provider. */
  readonly oneByOne: boolean;
}

export type LaneStep<Batch> =
  | { readonly kind: "attend"; readonly batch: Batch }
  | { readonly kind: "hand-in" }
  | { readonly kind: "wait"; readonly milliseconds: number }
  | { readonly kind: "end" };

const budgetPauseMs = 1000;

/**
 * What a batch lane does next, from one reading of the clock: were what may be done now and how long to wait judged by
 * two, a moment between them would be waited for by neither. Every wait has an end.
 *
 * @param now monotonic milliseconds
 */
export function nextStep<Batch extends AwaitedBatch>(state: LaneState<Batch>, now: number): LaneStep<Batch> {
  const { maySpend, questionsLeft, budgetWaits, resumeAt, oneByOne } = state;
  // Once nothing may be spent any more, what was not handed in stays written down for a later run.
  const batches = maySpend ? state.batches : state.batches.filter(isHandedIn);
  const due = batches.find(({ nextAt }) => nextAt <= now);
  if (due !== undefined) return { kind: "attend", batch: due };
  if (batches.length === 0 && !questionsLeft) return { kind: "end" };
  // Where nothing may be spent, the attempt to plan a batch says so and ends the sending.
  const inTurn = !maySpend || !oneByOne || batches.length === 0;
  const sendAt = maySpend ? resumeAt : now;
  if (questionsLeft && !budgetWaits && inTurn && sendAt <= now) return { kind: "hand-in" };
  const until = batches.map(({ nextAt }) => nextAt);
  // What the budget waits for may end in the very moment in which this begins to wait.
  if (questionsLeft && budgetWaits) until.push(now + budgetPauseMs);
  else if (questionsLeft && inTurn) until.push(sendAt);
  return { kind: "wait", milliseconds: Math.max(1, Math.ceil(Math.min(...until) - now)) };
}
