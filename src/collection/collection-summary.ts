import { ExitCode, type TeacherprintError } from "../errors.js";
import type { RunStatus } from "../store/runs.js";
import type { ModelTotals, Totals } from "../store/totals.js";

/** How one endpoint came out. Counts come from rows and cover all runs of the study. */
export interface ModelSummary {
  readonly model: string;
  readonly planned: number;
  readonly totals: ModelTotals;
  /** Why the endpoint was given up in this run, or null. */
  readonly stopped: string | null;
}

export interface CollectionSummary {
  /** `complete`: every question has an answer (refusals and empty answers are answers). */
  readonly status: "complete" | "incomplete" | "interrupted";
  /** Why it is not complete, in sentences for the user. */
  readonly reasons: readonly string[];
  /** A limit of the study was reached: nothing more may be asked. */
  readonly limitReached: boolean;
  /** Why nothing more could be asked from the start, where results were fetched all the same; else null. */
  readonly refusal: TeacherprintError | null;
  readonly run: string;
  readonly runStatus: RunStatus;
  readonly planned: number;
  /** Answers of all runs: ok, refused, truncated, empty. */
  readonly answered: number;
  /** Requests of this run alone. */
  readonly requestsOfThisRun: number;
  readonly orphansFound: number;
  readonly totals: Totals;
  readonly models: readonly ModelSummary[];
  readonly notices: readonly string[];
  readonly exitCode: ExitCode;
}

/** Answers that a later run need not ask for again. */
export function answeredOf(totals: Omit<ModelTotals, "model">): number {
  return totals.ok + totals.refused + totals.truncated + totals.empty;
}

/** Exit code of a collection: a study in which nothing could be answered has wrong input, not low coverage. */
export function exitCodeOf(status: CollectionSummary["status"], answered: number, allStopped: boolean): ExitCode {
  if (status === "complete") return ExitCode.done;
  if (status === "interrupted") return ExitCode.interrupted;
  return answered === 0 && allStopped ? ExitCode.badInput : ExitCode.incomplete;
}
