import type { BatchSettings } from "../../../src/collection/batch/batch-settings.js";
import type { CollectDependencies } from "../../../src/collection/collect.js";
import { testDependencies } from "../test-dependencies.js";

/** Everything at once, so that no test waits. */
export const quickBatches: Partial<BatchSettings> = {
  firstLookMs: 15,
  longestLookMs: 60,
  firstPauseMs: 15,
  settleMs: 150,
  busyPauseMs: 40,
};

export function batchDependencies(changes: Partial<CollectDependencies> = {}): CollectDependencies {
  return testDependencies({ batchSettings: quickBatches, ...changes });
}
