import { expect, test } from "vitest";
import { freshnessOf } from "../../../../src/keyed/canary/testing/freshness.js";

test.each([
  ["2026-03-01", "2026-02-01T00:00:00Z", "2026-05", "fresh", false],
  ["2026-03-01", "2026-02-01T00:00:00Z", "2026-02", "suspect-earlier", false],
  ["2026-03-31T23:00:00-03:00", "2026-02-01T00:00:00Z", "2026-03", "suspect-earlier", false],
  ["2026-03-01", "2026-02-01T00:00:00Z", "2026-03", "same-month", false],
  [null, "2026-02-01T00:00:00Z", "2026-05", "fresh", true],
  [null, "2026-02-01T00:00:00Z", "2026-01", "suspect-earlier", true],
  [null, null, "2026-01", "unknown", false],
  ["2026-03-01", null, null, "unknown", false],
])("planted from %s, committed %s, released %s: %s", (planted, committed, released, state, isCommitment) => {
  expect(freshnessOf(planted, committed, released)).toEqual({
    state,
    released,
    plantedFrom: planted ?? committed,
    plantedFromIsCommitment: isCommitment,
  });
});
