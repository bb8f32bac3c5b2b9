import { expect, test } from "vitest";
import { describeTotals } from "../../src/cli/describe-totals.js";
import { type ModelTotals, noTotals, type Totals } from "../../src/store/totals.js";

function totalsOf(...models: ModelTotals[]): Totals {
  const { model: _, ...sum } = noTotals("");
  const counts: Record<string, number> = { ...sum };
  for (const { model: __, ...own } of models) for (const [name, count] of Object.entries(own)) counts[name]! += count;
  return { ...(counts as Omit<ModelTotals, "model">), models };
}

test("model by model in the order of the plan, then the whole", () => {
  const totals = totalsOf(
    { ...noTotals("b"), ok: 2, attempts: 2 },
    {
      ...noTotals("a"),
      ok: 3,
      refused: 1,
      empty: 1,
      attempts: 9,
      turnedAway: 2,
      failures: 1,
      orphans: 1,
      nanoUsd: 12_300_000,
    },
  );
  const planned = new Map([
    ["a", 5],
    ["b", 4],
    ["c", 2],
  ]);
  expect(describeTotals(totals, planned).split("\n")).toEqual([
    "a                                     5/5  9 requests, 1 refused, 1 empty, 2 requests turned away, 1 requests without a reply, 1 requests under way when the collector ended",
    "b                                     2/4  2 requests",
    "c                                     0/2  not asked yet",
    "7/11 answers, $0.0123 spent.",
  ]);
});

test("imported answers cost no request, and requests without a price are said to be such", () => {
  const totals = totalsOf(
    { ...noTotals("a"), ok: 2, imported: 2 },
    { ...noTotals("b"), error: 1, attempts: 1, unpriced: 1 },
  );
  const lines = describeTotals(
    totals,
    new Map([
      ["a", 2],
      ["b", 2],
    ]),
  ).split("\n");
  expect(lines[0]).toMatch(/2\/2 {2}0 requests, 2 imported$/);
  expect(lines[1]).toMatch(/0\/2 {2}1 requests, 1 given up$/);
  expect(lines[2]).toBe("2/4 answers, $0.0000 spent, 1 requests without a known price.");
});
