import { systemClock } from "../../src/collection/clock.js";
import type { CollectDependencies } from "../../src/collection/collect.js";
import { silentProgress } from "../../src/collection/progress/progress.js";
import { openEndpoint } from "../../src/endpoints/open-endpoint.js";

/** The real clock and endpoints, no keys, no prices. Apart from collecting.ts: processes outside the test runner use it, too. */
export function testDependencies(changes: Partial<CollectDependencies> = {}): CollectDependencies {
  return {
    clock: systemClock,
    environment: {},
    openEndpoint,
    progress: silentProgress,
    signal: new AbortController().signal,
    prices: { date: "2026-01-01", source: "test", prices: {} },
    ...changes,
  };
}
