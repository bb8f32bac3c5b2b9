import { expect, test } from "vitest";
import { areResultsFew, areResultsLate } from "../../../../src/collection/batch/decisions/are-results-late.js";

const ended = { phase: "ended", done: 6, lines: 0, open: true, lateLooks: 0 } as const;

test("while fewer results are there than are counted as done, a few more looks are taken", () => {
  expect([0, 1, 4, 5, 9].map((lateLooks) => areResultsLate({ ...ended, lateLooks }))).toEqual([
    true,
    true,
    true,
    false,
    false,
  ]);
  expect([0, 5, 6, 7].map((lines) => areResultsLate({ ...ended, lines }))).toEqual([true, true, false, false]);
  expect(areResultsFew({ ...ended, lines: 5 })).toBe(true);
  // Whatever it counts: every question has its outcome.
  expect(areResultsFew({ ...ended, lines: 5, open: false })).toBe(false);
});

test("what was done of a batch that expired or was cancelled is waited for, too; of one that failed nothing is", () => {
  for (const phase of ["expired", "cancelled"] as const) {
    expect(areResultsLate({ ...ended, phase, done: 2 })).toBe(true);
    expect(areResultsLate({ ...ended, phase, done: 0 })).toBe(false);
    expect(areResultsLate({ ...ended, phase, done: null })).toBe(false);
  }
  for (const phase of ["failed", "running"] as const) expect(areResultsLate({ ...ended, phase })).toBe(false);
});

test("where nothing is counted, an end without any result is looked at again, and one with results is believed", () => {
  expect(areResultsLate({ ...ended, done: null })).toBe(true);
  expect(areResultsLate({ ...ended, done: null, lines: 1 })).toBe(false);
});
