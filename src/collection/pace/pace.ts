import type { AttemptOutcome } from "../decisions/attempt-outcome.js";
import {
  type AdaptiveConcurrency,
  concurrencyNow,
  fullConcurrency,
  noteAnswer,
  noteOverload,
} from "./adaptive-concurrency.js";
import {
  type LearnedRate,
  nextSendAt,
  noteSent,
  noteTaken,
  noteTurnedAway,
  restsUntil,
  unlimited,
} from "./learned-rate.js";
import { SendLog } from "./send-log.js";
import { fullBucket, returnTokens, type TokenBucket, takeTokens, waitForTokens } from "./token-bucket.js";

export interface PaceLimits {
  readonly requestsPerMinute: number;
  readonly tokensPerMinute: number | null;
  readonly concurrency: number;
}

/** A request on its way, as the pace remembers it. */
export interface Sent {
  readonly number: number;
  readonly at: number;
  readonly tokens: number;
}

export interface Observed {
  readonly outcome: AttemptOutcome;
  /** Tokens that the call did use, or null when that is not known; then what was set aside for it stays taken. */
  readonly usedTokens: number | null;
  /** Milliseconds until a limit that the reply's headers show as used up is whole again, or null. */
  readonly exhaustedForMs: number | null;
}

/** Requests do not arrive as evenly as they are sent: the last of a limit is left as room for that. */
const nearlyAll = 0.98;
/** Seconds' worth of tokens that may be used at once. */
const tokenBurstSeconds = 10;
/** Headers of limits by the day ask for hours; being turned away says then what to do. */
const longestHeaderPauseMs = 60_000;

/**
 * When one endpoint may be asked again: declared limits first, then what was learned from being turned away, from headers
 * and from overload. Holds no clock: every time comes in as monotonic milliseconds.
 */
export class Pace {
  #requests: TokenBucket;
  #tokens: TokenBucket | null;
  #learned: LearnedRate = unlimited;
  #concurrency: AdaptiveConcurrency;
  #exhaustedUntil = 0;
  #lastSocketAt = Number.NEGATIVE_INFINITY;
  readonly #log = new SendLog();

  constructor(limits: PaceLimits, now: number) {
    this.#requests = fullBucket(limits.requestsPerMinute * nearlyAll, 1, now);
    this.#tokens =
      limits.tokensPerMinute === null
        ? null
        : fullBucket(limits.tokensPerMinute, (limits.tokensPerMinute / 60) * tokenBurstSeconds, now);
    this.#concurrency = fullConcurrency(limits.concurrency);
  }

  /** How many calls may be in flight now. */
  concurrency(): number {
    return concurrencyNow(this.#concurrency);
  }

  /** Requests a second that were learned to be the limit, or null. */
  learnedRate(): number | null {
    return this.#learned.rate;
  }

  /** End of a long wait that the endpoint has stated and that is being kept, or null; see `restsUntil`. */
  restsUntil(): number | null {
    return restsUntil(this.#learned);
  }

  /** Earliest time for a call that may use so many tokens, if no outcome changes it before. */
  earliest(now: number, tokens: number): number {
    const wait = Math.max(
      waitForTokens(this.#requests, 1, now),
      this.#tokens === null ? 0 : waitForTokens(this.#tokens, tokens, now),
    );
    return Math.max(now + wait, nextSendAt(this.#learned, now), this.#exhaustedUntil);
  }

  sent(now: number, tokens: number): Sent {
    this.#requests = takeTokens(this.#requests, 1, now);
    if (this.#tokens !== null) this.#tokens = takeTokens(this.#tokens, tokens, now);
    this.#learned = noteSent(this.#learned, now, () => this.#log.recent(now));
    return { number: this.#log.add(now), at: now, tokens };
  }

  /**
   * Milliseconds to wait before the socket may open. Writing the intent down takes now more, now less time, and requests
   * that were sent evenly would arrive in bunches, which is what a limit turns away.
   */
  socketDelay(now: number): number {
    const rate = this.#learned.rate ?? Number.POSITIVE_INFINITY;
    const spacing = Math.max(60_000 / this.#requests.perMinute, 1000 / rate);
    const opensAt = Math.max(now, this.#lastSocketAt + spacing);
    this.#lastSocketAt = opensAt;
    return opensAt - now;
  }

  observed(sent: Sent, now: number, { outcome, usedTokens, exhaustedForMs }: Observed): void {
    const unused = usedTokens === null ? 0 : sent.tokens - usedTokens;
    if (this.#tokens !== null && unused > 0) this.#tokens = returnTokens(this.#tokens, unused, now);
    if (exhaustedForMs !== null)
      this.#exhaustedUntil = Math.max(this.#exhaustedUntil, now + Math.min(exhaustedForMs, longestHeaderPauseMs));
    if (isOverload(outcome)) {
      this.#concurrency = noteOverload(this.#concurrency, sent.at, now);
    } else if (outcome.kind === "turned-away") {
      this.#log.markTurnedAway(sent.number);
      const recent = this.#log.recent(now, sent.number);
      this.#learned = noteTurnedAway(this.#learned, sent.at, now, outcome.retryAfterMs, recent);
    } else if (outcome.kind !== "stopped") {
      if (outcome.kind === "answer") this.#concurrency = noteAnswer(this.#concurrency);
      if (this.#learned.mode !== "free") this.#learned = noteTaken(this.#learned, sent.at, now, this.#log.recent(now));
    }
  }
}

/** "Too much at once", as opposed to "too many a minute". */
function isOverload(outcome: AttemptOutcome): boolean {
  if (outcome.kind === "turned-away") return outcome.overloaded;
  return (outcome.kind === "no-response" || outcome.kind === "unreadable") && outcome.fault === "timeout";
}
