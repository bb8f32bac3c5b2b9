import { expect, it } from "vitest";
import type { Findings } from "../../src/findings/findings.js";
import { tierInQuestion } from "../../src/report/tier-in-question.js";

const found = (named: readonly string[], tiers: Readonly<Record<string, number>>) =>
  tierInQuestion({
    tier: Math.max(...Object.values(tiers)),
    attribution: { groups: named },
    teachers: Object.entries(tiers).map(([group, tier]) => ({ group, tier })),
  } as unknown as Findings);

it("is the lowest tier among the named groups, with its place", () => {
  expect(found(["oak", "elm"], { ash: 3, elm: 2, oak: 1 })).toEqual({ tier: 1, path: "/teachers/2/tier", best: 3 });
});

it("is the best of all groups where none is named", () => {
  expect(found([], { ash: 2, elm: 1 })).toEqual({ tier: 2, path: "/tier", best: 2 });
});
