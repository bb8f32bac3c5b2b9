import type { AttemptOutcome } from "../../decisions/attempt-outcome.js";

type Failed = Exclude<AttemptOutcome, { kind: "answer" }>;

export type FailedCallDecision =
  /** It may pass: the same again later. */
  | { readonly kind: "wait"; readonly retryAfterMs: number | null }
  /** The provider no longer has the batch, or its results. */
  | { readonly kind: "gone" }
  /** The provider does not find a batch that no call of this run has seen: it may be there for another key. */
  | { readonly kind: "not-found" }
  /** Another call would be refused, too. The batch, if there is one, goes on. */
  | { readonly kind: "stop" }
  /** The user or the run ended the call. */
  | { readonly kind: "leave" };

export interface FailedCall {
  readonly what: "submit" | "search" | "look";
  /** Calls in a row without an answer, this one included. */
  readonly failures: number;
  /** Answers in a row that the batch is not there, this one included. */
  readonly notFound: number;
  /** Since the first of these failures. */
  readonly waitedMs: number;
  /** The provider has answered some call of this run. */
  readonly everAnswered: boolean;
  /** It has shown this batch to some call of this run. */
  readonly seen: boolean;
}

/** A single "not found" may be a replica that does not know yet; so many in a row are believed. */
const believedAfter = 3;
/** Who has never answered has a wrong address more often than a bad day. */
const strangerPatience = 5;

/** What a call about a batch that was not answered means. */
export function decideFailedCall(outcome: Failed, about: FailedCall, patienceMs: number): FailedCallDecision {
  if (outcome.kind === "stopped") return { kind: "leave" };
  if (about.what === "look" && isNotFound(outcome))
    // Who has a key of another project is told the same as who asks for something that was deleted.
    return about.notFound < believedAfter
      ? { kind: "wait", retryAfterMs: null }
      : { kind: about.seen ? "gone" : "not-found" };
  if (outcome.kind === "rejected" || about.waitedMs > patienceMs) return { kind: "stop" };
  const stranger = about.what === "submit" && !about.everAnswered && outcome.kind === "no-response";
  if (stranger && about.failures >= strangerPatience) return { kind: "stop" };
  const stated = outcome.kind === "turned-away" || outcome.kind === "server-fault" ? outcome.retryAfterMs : null;
  return { kind: "wait", retryAfterMs: stated };
}

/** The provider says that there is no such batch, or no such file of results. */
export function isNotFound(outcome: Failed): boolean {
  return outcome.kind === "rejected" && (outcome.status === 404 || outcome.status === 410);
}

/** Whether the provider may have made the batch although its answer did not say so. */
export function mayHaveBeenMade(outcome: Failed): boolean {
  if (outcome.kind === "rejected") return false;
  // Only 429 says that nothing was taken; an overloaded server may have taken it before it gave up.
  return outcome.kind !== "turned-away" || outcome.overloaded;
}
