import type { BatchSettings } from "../../../src/collection/batch/batch-settings.js";
import { systemClock } from "../../../src/collection/clock.js";
import type { CollectDependencies } from "../../../src/collection/collect.js";
import { silentProgress } from "../../../src/collection/progress/progress.js";
import { openEndpoint } from "../../../src/endpoints/open-endpoint.js";

/** Everything at once, so that no test waits. */
export const quickBatches: Partial<BatchSettings> = {
  firstLookMs: 15,
  longestLookMs: 60,
  firstPauseMs: 15,
  settleMs: 150,
  busyPauseMs: 40,
};

export function batchDependencies(changes: Partial<CollectDependencies> = {}): CollectDependencies {
  return {
    clock: systemClock,
    environment: {},
    openEndpoint,
    progress: silentProgress,
    signal: new AbortController().signal,
    prices: { date: "2026-01-01", source: "test", prices: {} },
    batchSettings: quickBatches,
    ...changes,
  };
}
