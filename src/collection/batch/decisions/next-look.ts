import type { BatchSettings } from "../batch-settings.js";

export interface LookHistory {
  /** Looks that were answered. */
  readonly looks: number;
  /** Calls in a row that were not. */
  readonly failures: number;
  /** As the last refusal stated it, or null. */
  readonly retryAfterMs: number | null;
}

const growth = 1.5;

/**
 * Milliseconds until the next look at a batch. Looks are few: each waits half as long again as the one before, up to five
 * minutes. After a failure the wait doubles from two seconds; a stated wait is a floor.
 *
 * @param spread of [0, 1), keeps several batches apart
 */
export function nextLookMs(history: LookHistory, settings: BatchSettings, spread: number): number {
  const { firstLookMs, longestLookMs, firstPauseMs } = settings;
  if (history.failures === 0)
    return Math.min(longestLookMs, firstLookMs * growth ** Math.max(0, history.looks)) * (0.9 + spread / 10);
  const pause = Math.min(longestLookMs, firstPauseMs * 2 ** (history.failures - 1)) * (0.5 + spread / 2);
  return Math.max(pause, (history.retryAfterMs ?? 0) * (1 + spread / 10));
}
