/** What a user may see of a run under way. Everything is a number or a word, so that any terminal can show it. */
export interface ProgressSnapshot {
  /** Slots with an answer, earlier runs included. */
  readonly answered: number;
  /** Slots that this run has given up; the next asks them again. */
  readonly givenUp: number;
  readonly total: number;
  /** Final outcomes a second over the last half minute. */
  readonly perSecond: number;
  /** Spent in all runs; null when no price is known. */
  readonly nanoUsd: number | null;
  /** Null until it can be told. */
  readonly secondsLeft: number | null;
  readonly inFlight: number;
  /** Slots that wait to be asked again. */
  readonly waitingAgain: number;
  readonly trouble: readonly { readonly model: string; readonly what: string }[];
}

export interface ProgressSink {
  update(snapshot: ProgressSnapshot): void;
  /** Takes the line away, so that what is printed next stands alone. */
  end(): void;
}

/** Shows nothing. */
export const silentProgress: ProgressSink = { update() {}, end() {} };
