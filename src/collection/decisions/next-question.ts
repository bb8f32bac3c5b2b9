/** What a lane has to send, at one moment. */
export interface Choices {
  /** When a question that failed before is due again; infinity when there is none. */
  readonly dueAt: number;
  /** There is a question that was not asked yet, and the other lanes have come far enough for it. */
  readonly mayTakeFresh: boolean;
  readonly outage: boolean;
}

/**
 * Which question goes next: one that is due again, a fresh one, or none before `dueAt`. In an outage a question that has
 * not failed yet tells more about the endpoint than one that has.
 */
export function nextQuestion({ dueAt, mayTakeFresh, outage }: Choices, now: number): "due" | "fresh" | "none" {
  if (dueAt <= now && !(outage && mayTakeFresh)) return "due";
  return mayTakeFresh ? "fresh" : "none";
}
