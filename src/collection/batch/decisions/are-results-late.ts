import type { BatchView } from "../../../endpoints/batches.js";

export interface FoundResults extends Pick<BatchView, "phase" | "done"> {
  /** Lines of all files that the provider named. */
  readonly lines: number;
  /** Some question has no outcome. */
  readonly open: boolean;
  /** Looks at the batch since it ended that found too few, this one not included. */
  readonly lateLooks: number;
}

/** Some servers say that a batch is complete before they name its files. */
const mostLateLooks = 5;

/**
 * Whether a batch that has ended is worth another look, because its results are fewer than the questions that the provider
 * counts as done. What is not waited for is asked, and paid for, a second time.
 */
export function areResultsLate(found: FoundResults): boolean {
  return areResultsFew(found) && found.lateLooks < mostLateLooks;
}

/** Where nothing is counted, an end without any result is not believed at once, either. */
export function areResultsFew({ phase, done, lines, open }: Omit<FoundResults, "lateLooks">): boolean {
  if (!open || phase === "running" || phase === "failed") return false;
  return lines < (done ?? (phase === "ended" ? 1 : 0));
}
