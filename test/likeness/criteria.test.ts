import { describe, expect, it } from "vitest";
import { calibrationBounds } from "../../src/likeness/bounds.js";
import { type CalibrationQuality, calibrationQuality, failedCriteria } from "../../src/likeness/criteria.js";
import { expectClose } from "../statistics/fixtures.js";
import { sampleOf } from "./sample-of.js";

const none = { doubleDifference: null, controlDoubleDifferences: new Map<string, number | null>() };

describe("calibrationQuality", () => {
  it("counts families, leaves out trials without an LR, and bounds by group", () => {
    const sample = sampleOf(
      [
        ["s1", 0],
        ["s2", 0],
        ["s3", 0],
      ],
      [
        ["a", 0],
        ["a", 0],
        ["b", 0],
        ["c", 0],
      ],
    );
    const ratios = {
      derived: Float64Array.from([1, 2, Number.NaN]),
      notDerived: Float64Array.from([Math.log10(20), -1, Math.log10(0.5), -1]),
    };
    const quality = calibrationQuality(sample, ratios, calibrationBounds(sample, ratios), none);
    // Family a: mean of 20 and .1; b .5; c .1.
    expectClose([quality.meanLrNotDerived], [(20.1 / 2 + 0.5 + 0.1) / 3], 1e-12);
    expectClose([quality.lrAbove10], [0.5 / 3], 1e-12);
    const cost = (derived: number[], notDerived: number[]): number =>
      (derived.reduce((sum, lr) => sum + Math.log2(1 + 1 / lr), 0) / derived.length +
        notDerived.reduce((sum, lr) => sum + Math.log2(1 + lr), 0) / notDerived.length) /
      2;
    expectClose([quality.cllr], [cost([10, 100], [20, 0.1, 0.5, 0.1])], 1e-12);
    const group = quality.groups.get("k")!;
    expectClose([group.meanLr], [quality.meanLrNotDerived], 1e-12);
    expect(group.meanLrBounded).toBeLessThan(group.meanLr);
  });
});

describe("failedCriteria", () => {
  const good: CalibrationQuality = {
    cllr: 0.2,
    cllrMin: 0.1,
    cllrFamilyWeighted: 0.2,
    meanLrNotDerived: 0.9,
    lrAbove10: 0.01,
    groups: new Map([["k", { meanLr: 30, meanLrBounded: 1.5 }]]),
    doubleDifference: 0.95,
    controlDoubleDifferences: new Map([["length", 0.9]]),
  };

  it.each([
    ["nothing", {}, 0],
    ["Cllr at its edge", { cllr: 0.5, cllrMin: 0.4 }, 0],
    ["Cllr", { cllr: 0.51, cllrMin: 0.4 }, 1],
    ["calibration part", { cllr: 0.3 }, 1],
    ["mean LR", { meanLrNotDerived: 2.1 }, 1],
    ["share above 10", { lrAbove10: 0.021 }, 1],
    ["mean bounded LR of the group", { groups: new Map([["k", { meanLr: 1, meanLrBounded: 2.1 }]]) }, 1],
    ["a control that does as well", { controlDoubleDifferences: new Map([["length", 0.95]]) }, 1],
    ["a control that cannot be compared", { controlDoubleDifferences: new Map([["length", null]]) }, 0],
    ["no double difference of its own", { doubleDifference: null }, 1],
    [
      "no double difference of anything",
      { doubleDifference: null, controlDoubleDifferences: new Map([["length", null]]) },
      1,
    ],
    ["a value that is missing", { cllr: Number.NaN, cllrMin: Number.NaN }, 2],
  ] as const)("%s", (_, change, failures) => {
    expect(failedCriteria({ ...good, ...change }, "k")).toHaveLength(failures);
  });

  it("asks about the group only if one is named", () => {
    expect(failedCriteria(good, null)).toEqual([]);
    expect(failedCriteria(good, "other")).toHaveLength(1);
  });
});
