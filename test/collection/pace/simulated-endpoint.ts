import type { AttemptOutcome } from "../../../src/collection/decisions/attempt-outcome.js";
import { decideRetry, defaultRetryLimits } from "../../../src/collection/decisions/decide-retry.js";
import { Pace, type PaceLimits, type Sent } from "../../../src/collection/pace/pace.js";
import { randomStream } from "../../../src/statistics/random-stream.js";

/** Decides on a request that arrives at a time (milliseconds): taken or turned away. */
export type Limiter = (now: number) => boolean;

export function slidingWindow(count: number, windowMs: number): Limiter {
  const taken: number[] = [];
  return (now) => {
    while (taken.length > 0 && taken[0]! <= now - windowMs) taken.shift();
    if (taken.length >= count) return false;
    taken.push(now);
    return true;
  };
}

export function fixedWindow(count: number, windowMs: number): Limiter {
  let window = -1;
  let taken = 0;
  return (now) => {
    const current = Math.floor(now / windowMs);
    if (current !== window) taken = 0;
    window = current;
    if (taken >= count) return false;
    taken += 1;
    return true;
  };
}

export function bucket(perSecond: number, burst: number): Limiter {
  let level = burst;
  let at = 0;
  return (now) => {
    level = Math.min(burst, level + ((now - at) * perSecond) / 1000);
    at = now;
    if (level < 1) return false;
    level -= 1;
    return true;
  };
}

export function noise(share: number, seed: string): Limiter {
  const random = randomStream(seed, "noise");
  return () => random.double() >= share;
}

export interface Simulation {
  readonly seconds: number;
  readonly turnedAway: number;
  readonly requests: number;
  readonly lost: number;
}

interface Job {
  turnedAway: number;
  firstAt: number | null;
}

/**
 * Virtual time: so many questions, answered after `latencyMs` each, asked by the rules of the real lane (pace, retry,
 * due times). A request turned away comes back after one millisecond.
 */
export function simulate(
  questions: number,
  latencyMs: number,
  limits: PaceLimits,
  limiter: Limiter,
  options: { readonly retryAfterMs?: number; readonly seed?: string } = {},
): Simulation {
  const random = randomStream(options.seed ?? "1", "spread");
  const pace = new Pace(limits, 0);
  let fresh = questions;
  const again: { job: Job; due: number }[] = [];
  const out: { job: Job; sent: Sent; at: number; taken: boolean }[] = [];
  let now = 0;
  let turnedAway = 0;
  let requests = 0;
  let lost = 0;
  let inRow = 0;
  let proven = false;
  const nextDue = () => again.reduce((least, { due }) => Math.min(least, due), Number.POSITIVE_INFINITY);

  for (let step = 0; step < 5_000_000; step += 1) {
    if (fresh === 0 && again.length === 0 && out.length === 0) break;
    const room = out.length < (proven ? pace.concurrency() : 1);
    const ready = fresh > 0 ? now : nextDue();
    const sendAt = room ? Math.max(ready, pace.earliest(now, 1), now) : Number.POSITIVE_INFINITY;
    const arrival = out.reduce((least, { at }) => Math.min(least, at), Number.POSITIVE_INFINITY);
    if (sendAt <= arrival && sendAt < Number.POSITIVE_INFINITY) {
      now = sendAt;
      const index = again.findIndex(({ due }) => due <= now);
      if (index < 0 && fresh === 0) continue;
      const job = index >= 0 ? again.splice(index, 1)[0]!.job : { turnedAway: 0, firstAt: null };
      if (index < 0) fresh -= 1;
      job.firstAt ??= now;
      const sent = pace.sent(now, 1);
      requests += 1;
      const taken = limiter(now);
      out.push({ job, sent, taken, at: now + (taken ? latencyMs * (0.9 + 0.2 * random.double()) : 1) });
      continue;
    }
    now = arrival;
    const index = out.findIndex(({ at }) => at === arrival);
    const { job, sent, taken } = out.splice(index, 1)[0]!;
    const outcome: AttemptOutcome = taken
      ? { kind: "answer" }
      : { kind: "turned-away", overloaded: false, retryAfterMs: options.retryAfterMs ?? null, reason: "" };
    pace.observed(sent, now, { outcome, usedTokens: 1, exhaustedForMs: null });
    if (outcome.kind === "answer") {
      proven = true;
      inRow = 0;
      continue;
    }
    turnedAway += 1;
    inRow += 1;
    job.turnedAway += 1;
    const tries = {
      faults: 0,
      faultyRounds: 0,
      turnedAway: job.turnedAway,
      turnedAwayInRow: inRow,
      elapsedMs: now - job.firstAt!,
    };
    const decision = decideRetry(outcome as never, tries, defaultRetryLimits, random.double());
    if (decision.kind === "retry") again.push({ job, due: now + decision.afterMs });
    else lost += 1;
  }
  return { seconds: now / 1000, turnedAway, requests, lost };
}
