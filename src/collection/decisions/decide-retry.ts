import type { AttemptOutcome } from "./attempt-outcome.js";

/** What is known of a slot's earlier tries in this run. */
export interface SlotTries {
  /** Faults so far, this one included: 5xx, no response, unreadable. Tries during an outage of the endpoint do not count. */
  readonly faults: number;
  /** Rounds of faults that the endpoint has had in a row without answering any question, this one included. */
  readonly faultyRounds: number;
  /** Times turned away so far, this one included. */
  readonly turnedAway: number;
  /** How often in a row the endpoint has turned requests away without answering any. */
  readonly turnedAwayInRow: number;
  /** Milliseconds since the slot was first asked in this run. */
  readonly elapsedMs: number;
}

export interface RetryLimits {
  readonly maxFaults: number;
  readonly maxTurnedAway: number;
  /** The first pause where the server states none; half of it at least. */
  readonly firstPauseMs: number;
  readonly capMs: number;
  /** A slot is not waited for longer than this. */
  readonly deadlineMs: number;
}

/**
 * Six tries: with one request in ten failing at random, four would lose one slot of ten thousand. Being turned away is
 * no fault of a slot, so its own cap is higher and the deadline rules.
 */
export const defaultRetryLimits: RetryLimits = {
  maxFaults: 6,
  maxTurnedAway: 40,
  firstPauseMs: 1000,
  capMs: 60_000,
  deadlineMs: 3_600_000,
};

export type RetryDecision =
  | { readonly kind: "retry"; readonly afterMs: number }
  | {
      readonly kind: "final";
      readonly status: "error" | "invalid";
      readonly reason: "attempts" | "deadline" | "permanent";
    };

const patientTries = 3;

/**
 * Whether and when a slot is asked again. Pure: `spread` is a number of [0, 1) that keeps repeats apart. A stated wait
 * is a floor, since who comes earlier is turned away again; without one the wait is a second and doubles: for faults of an
 * endpoint that answers nobody from the second on, for faults among answers from the fourth on. Being turned away doubles it
 * from the fourth time on, and not while others are answered: the endpoint's pace is slowed elsewhere.
 */
export function decideRetry(
  outcome: Exclude<AttemptOutcome, { kind: "answer" | "stopped" }>,
  tries: SlotTries,
  limits: RetryLimits,
  spread: number,
): RetryDecision {
  const status = outcome.kind === "unreadable" ? "invalid" : "error";
  if (outcome.kind === "rejected") return { kind: "final", status, reason: "permanent" };
  // What was too large once costs as much again.
  if (outcome.kind === "unreadable" && outcome.fault === "too-large")
    return { kind: "final", status, reason: "permanent" };
  if (tries.faults >= limits.maxFaults || tries.turnedAway >= limits.maxTurnedAway)
    return { kind: "final", status, reason: "attempts" };
  const turnedAway = outcome.kind === "turned-away";
  const doublings = turnedAway
    ? Math.min(tries.turnedAway, tries.turnedAwayInRow) - patientTries
    : tries.faults - (tries.faultyRounds > 1 ? 1 : patientTries);
  const backoff = Math.min(limits.capMs, limits.firstPauseMs * 2 ** Math.max(0, doublings));
  const stated = outcome.kind === "turned-away" || outcome.kind === "server-fault" ? outcome.retryAfterMs : null;
  const afterMs = stated === null ? backoff * (0.5 + spread / 2) : stated * (1 + spread / 10);
  if (tries.elapsedMs + afterMs > limits.deadlineMs) return { kind: "final", status, reason: "deadline" };
  return { kind: "retry", afterMs };
}
