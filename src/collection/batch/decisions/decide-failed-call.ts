import type { AttemptOutcome } from "../../decisions/attempt-outcome.js";

type Failed = Exclude<AttemptOutcome, { kind: "answer" }>;

export type FailedCallDecision =
  /** It may pass: the same again later. */
  | { readonly kind: "wait"; readonly retryAfterMs: number | null }
  /** The provider no longer has the batch, or its results. */
  | { readonly kind: "gone" }
  /** Another call would be refused, too. The batch, if there is one, goes on. */
  | { readonly kind: "stop" }
  /** The user or the run ended the call. */
  | { readonly kind: "leave" };

/** A single "not found" may be a replica that does not know yet; so many in a row are believed. */
const believedAfter = 3;

/**
 * What a call about a batch that was not answered means.
 *
 * @param failures calls in a row without an answer, this one included
 */
export function decideFailedCall(
  outcome: Failed,
  about: { readonly what: "submit" | "search" | "look"; readonly failures: number; readonly waitedMs: number },
  patienceMs: number,
): FailedCallDecision {
  if (outcome.kind === "stopped") return { kind: "leave" };
  const missing = outcome.kind === "rejected" && (outcome.status === 404 || outcome.status === 410);
  if (about.what === "look" && missing)
    return about.failures < believedAfter ? { kind: "wait", retryAfterMs: null } : { kind: "gone" };
  if (outcome.kind === "rejected" || about.waitedMs > patienceMs) return { kind: "stop" };
  const stated = outcome.kind === "turned-away" || outcome.kind === "server-fault" ? outcome.retryAfterMs : null;
  return { kind: "wait", retryAfterMs: stated };
}

/** Whether the provider may have made the batch although its answer did not say so. */
export function mayHaveBeenMade(outcome: Failed): boolean {
  if (outcome.kind === "rejected") return false;
  // Only 429 says that nothing was taken; an overloaded server may have taken it before it gave up.
  return outcome.kind !== "turned-away" || outcome.overloaded;
}
