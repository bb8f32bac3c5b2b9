import type { AttemptOutcome } from "../../decisions/attempt-outcome.js";

/** How a question came out of its batch. */
export type ItemOutcome =
  | AttemptOutcome
  /** The provider did not get to it in time. */
  | { readonly kind: "expired" }
  | { readonly kind: "cancelled" }
  /** The batch has ended and says nothing of it. */
  | { readonly kind: "missing" };

export type ItemDecision =
  | { readonly kind: "answered" }
  /** Goes in the next batch of this run. */
  | { readonly kind: "again" }
  /** Given up in this run, with this status. */
  | { readonly kind: "final"; readonly status: "error" | "invalid" }
  /** Not asked again in this run; the next one does. */
  | { readonly kind: "leave" };

/** @param tries batches of this run that the question has been in, this one included */
export function decideItem(outcome: ItemOutcome, tries: number, maxTries: number): ItemDecision {
  switch (outcome.kind) {
    case "answer":
      return { kind: "answered" };
    case "rejected":
      return { kind: "final", status: "error" };
    case "stopped":
    case "cancelled":
      return { kind: "leave" };
    case "expired":
    case "missing":
      return tries < maxTries ? { kind: "again" } : { kind: "leave" };
    default:
      if (tries < maxTries) return { kind: "again" };
      return { kind: "final", status: outcome.kind === "unreadable" ? "invalid" : "error" };
  }
}
