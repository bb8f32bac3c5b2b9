/** How batches are cut, watched and given up. Times in milliseconds. */
export interface BatchSettings {
  /** Questions in one batch, beside the provider's own limit. */
  readonly maxRequests: number;
  /** Bytes of one batch, beside the provider's own limit: it stands in memory a few times over while it is sent. */
  readonly maxBytes: number;
  /** From the making of a batch to the first look, and between looks at most. */
  readonly firstLookMs: number;
  readonly longestLookMs: number;
  /** After a first look without an answer; doubles up to `longestLookMs`. */
  readonly firstPauseMs: number;
  /** Without any answer for this long, the run stops waiting. The batch itself goes on. */
  readonly patienceMs: number;
  /** So long after it was asked for, a batch that is in no list is not there. */
  readonly settleMs: number;
  /** Before a refused batch is tried smaller, where too much waits at the provider already. */
  readonly busyPauseMs: number;
  /** Batches that one question may go in within a run. */
  readonly maxTries: number;
}

export const defaultBatchSettings: BatchSettings = {
  maxRequests: 50_000,
  maxBytes: 4 * 1024 * 1024,
  firstLookMs: 5000,
  longestLookMs: 300_000,
  firstPauseMs: 2000,
  patienceMs: 30 * 60_000,
  settleMs: 120_000,
  busyPauseMs: 600_000,
  maxTries: 3,
};
