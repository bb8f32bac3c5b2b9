import { expect, test } from "vitest";
import { freshnessOf, plantedBefore } from "../../../../src/keyed/canary/testing/freshness.js";

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

test.each([
  ["2026-02-01", "2026-02-01T23:00:00Z", false],
  ["2026-01-31", "2026-02-01T00:30:00Z", true],
  ["2026-02-01T10:00:00Z", "2026-02-01T10:00:01Z", true],
  ["2026-02-01T10:00:00+02:00", "2026-02-01T08:00:00Z", false],
])("planting from %s before a commitment of %s: %s", (planted, committed, before) => {
  expect(plantedBefore(planted, committed)).toBe(before);
});
