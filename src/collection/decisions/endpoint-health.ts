import type { AttemptOutcome } from "./attempt-outcome.js";
import { describeWait } from "./describe-wait.js";
import {
  isBroken,
  noneUnreadable,
  noteReadable,
  noteUnreadable,
  restMs,
  type UnreadableReplies,
} from "./unreadable-replies.js";

/** What the last answers and failures of an endpoint say about it. Times are monotonic milliseconds. */
export interface EndpointHealth {
  /** It has answered a question at some time, in this run or an earlier one. */
  readonly everAnswered: boolean;
  /** Rounds of failures (no response, 5xx) in a row. Calls that were in flight together count once. */
  readonly failingRounds: number;
  readonly failingSince: number | null;
  readonly unreadableRounds: number;
  readonly unreadable: UnreadableReplies;
  readonly rejectedRounds: number;
  /** When the last round of trouble began: what was sent before belongs to that round. */
  readonly lastTroubleAt: number;
  /** First and last of the refusals since it last took a question; null when there was none. */
  readonly turnedAway: { readonly since: number; readonly lastAt: number } | null;
}

export function freshHealth(everAnswered: boolean): EndpointHealth {
  return {
    everAnswered,
    failingRounds: 0,
    failingSince: null,
    unreadableRounds: 0,
    unreadable: noneUnreadable,
    rejectedRounds: 0,
    lastTroubleAt: Number.NEGATIVE_INFINITY,
    turnedAway: null,
  };
}

export type HealthVerdict =
  | { readonly kind: "go" }
  /** Ask nothing until then, and after that one question alone. */
  | { readonly kind: "pause"; readonly until: number }
  | { readonly kind: "stop"; readonly reason: string };

type TurnedAway = Extract<AttemptOutcome, { kind: "turned-away" }>;

/** An attempt that has ended. */
export interface Ended {
  readonly outcome: AttemptOutcome;
  /** Which question it was for. */
  readonly slot: string;
  readonly sentAt: number;
  readonly now: number;
}

const outageRounds = 3;
const longestPauseMs = 60_000;
const outagePatienceMs = 10 * 60_000;
const strangerRounds = 4;
/** A limit by the minute lets someone in within it. */
const shutAfterMs = 60_000;

/**
 * Takes an outcome in and says whether the endpoint may be asked on. What can never work stops at once; an endpoint that
 * fails again and again is left alone for longer and longer, so that an outage costs no slot its tries; after ten
 * minutes (or four rounds, if it never answered) it is given up. One that only turns away is given up by the same rule as a
 * question: when the time since it began and the wait that it states come to more than `deadlineMs` together. One that sends
 * unreadable replies to several questions in a row is left alone as in an outage, and given up after a few probes.
 */
export function observeOutcome(
  health: EndpointHealth,
  { outcome, slot, sentAt, now }: Ended,
  deadlineMs: number,
): { readonly health: EndpointHealth; readonly verdict: HealthVerdict } {
  const newRound = sentAt >= health.lastTroubleAt;
  const go = { kind: "go" } as const;
  switch (outcome.kind) {
    case "answer":
      return { health: { ...freshHealth(true), unreadable: noteReadable(health.unreadable) }, verdict: go };
    case "stopped":
      return { health, verdict: go };
    case "turned-away": {
      const turnedAway = { since: health.turnedAway?.since ?? now, lastAt: now };
      const next = { ...health, failingRounds: 0, failingSince: null, turnedAway };
      return { health: next, verdict: verdictOnTurnedAway(outcome, now - turnedAway.since, deadlineMs) };
    }
    case "rejected": {
      const rejectedRounds = health.rejectedRounds + (newRound ? 1 : 0);
      const lastTroubleAt = newRound ? now : health.lastTroubleAt;
      const next = { ...health, rejectedRounds, lastTroubleAt, turnedAway: null };
      // One refused question may be that question's fault; a stranger that refuses two has a fault of another kind.
      const hopeless = outcome.forAll || next.rejectedRounds >= (health.everAnswered ? 3 : 2);
      return { health: next, verdict: hopeless ? { kind: "stop", reason: outcome.reason } : go };
    }
    case "unreadable": {
      const unreadableRounds = health.unreadableRounds + (newRound ? 1 : 0);
      const unreadable = noteUnreadable(health.unreadable, slot, newRound);
      // What is in flight when the rest begins is no probe.
      const begins = newRound || (isBroken(unreadable) && !isBroken(health.unreadable));
      const lastTroubleAt = begins ? now : health.lastTroubleAt;
      const next = { ...health, unreadableRounds, unreadable, lastTroubleAt, turnedAway: null };
      return { health: next, verdict: verdictOnUnreadable(next, outcome.reason, now) };
    }
    case "no-response":
    case "server-fault": {
      const failingRounds = health.failingRounds + (newRound ? 1 : 0);
      const failingSince = health.failingSince ?? now;
      const next = { ...health, failingRounds, failingSince, lastTroubleAt: newRound ? now : health.lastTroubleAt };
      return { health: next, verdict: verdictOnFailure(next, outcome.reason, now) };
    }
  }
}

/** True while faults are the endpoint's outage and not the slot's: such tries are not counted against the slot. */
export function isOutage(health: EndpointHealth): boolean {
  return health.failingRounds >= outageRounds || isBroken(health.unreadable);
}

/** True when it has turned everything away for so long that nobody should wait for it. */
export function isShut({ turnedAway }: EndpointHealth): boolean {
  return turnedAway !== null && turnedAway.lastAt - turnedAway.since > shutAfterMs;
}

function verdictOnTurnedAway({ retryAfterMs, reason }: TurnedAway, forMs: number, deadlineMs: number): HealthVerdict {
  if (forMs + (retryAfterMs ?? 0) <= deadlineMs) return { kind: "go" };
  const away = forMs < 1000 ? "" : ` after turning everything away for ${describeWait(forMs)}`;
  const what =
    retryAfterMs === null ? `it gave no answer${away}` : `it asked to wait ${describeWait(retryAfterMs)}${away}`;
  return { kind: "stop", reason: `${what}, and a run waits ${describeWait(deadlineMs)} at most: ${reason}` };
}

function verdictOnUnreadable(health: EndpointHealth, reason: string, now: number): HealthVerdict {
  if (!health.everAnswered && health.unreadableRounds >= 3) return { kind: "stop", reason };
  if (!isBroken(health.unreadable)) return { kind: "go" };
  const rest = restMs(health.unreadable);
  if (rest !== null) return { kind: "pause", until: now + rest };
  const { size } = health.unreadable.questions;
  return {
    kind: "stop",
    reason: `its replies to ${size} questions in a row could not be read; the last time ${reason}`,
  };
}

function verdictOnFailure(health: EndpointHealth, reason: string, now: number): HealthVerdict {
  if (!health.everAnswered && health.failingRounds >= strangerRounds)
    return { kind: "stop", reason: `it never answered: ${reason}` };
  if (health.failingRounds < outageRounds) return { kind: "go" };
  if (now - (health.failingSince ?? now) > outagePatienceMs)
    return { kind: "stop", reason: `no answer for ten minutes: ${reason}` };
  const pause = Math.min(longestPauseMs, 500 * 2 ** (health.failingRounds - outageRounds));
  return { kind: "pause", until: now + pause };
}
