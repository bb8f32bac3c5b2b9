import { describe, expect, it } from "vitest";
import { type TierFacts, tierOf } from "../../src/likeness/tier.js";

const full: TierFacts = {
  nullModels: 200,
  nullFamilies: 80,
  calibration: {
    nullFamilies: 80,
    studentFamilies: 25,
    studentFamiliesOfGroup: 4,
    criteriaFailed: [],
    stratumValidated: true,
  },
  inRunFailures: [],
  deductions: [],
};
const calibration = full.calibration!;

describe("tierOf", () => {
  it.each([
    ["everything in place", full, 3],
    ["4 null families", { ...full, nullFamilies: 4 }, 0],
    ["19 null models", { ...full, nullModels: 19 }, 0],
    ["a control failed", { ...full, inRunFailures: ["the negative in-run control x stands out"] }, 0],
    ["no calibration", { ...full, calibration: null }, 1],
    ["5 null families", { ...full, nullFamilies: 5 }, 1],
    ["19 null families", { ...full, nullFamilies: 19 }, 1],
    ["19 calibrated null families", { ...full, calibration: { ...calibration, nullFamilies: 19 } }, 1],
    ["7 student families", { ...full, calibration: { ...calibration, studentFamilies: 7 } }, 1],
    ["a criterion failed", { ...full, calibration: { ...calibration, criteriaFailed: ["Cllr"] } }, 1],
    ["20 null families", { ...full, nullFamilies: 20 }, 2],
    ["59 null families", { ...full, nullFamilies: 59 }, 2],
    ["60 null families", { ...full, nullFamilies: 60 }, 3],
    ["8 student families", { ...full, calibration: { ...calibration, studentFamilies: 8 } }, 2],
    ["2 student families of the group", { ...full, calibration: { ...calibration, studentFamiliesOfGroup: 2 } }, 2],
    ["stratum not validated", { ...full, calibration: { ...calibration, stratumValidated: false } }, 2],
    ["one deduction", { ...full, deductions: ["language"] }, 2],
    ["two deductions", { ...full, deductions: ["language", "few-prompts"] }, 1],
    ["five deductions", { ...full, deductions: ["language", "few-prompts", "drift", "decoding", "metadata"] }, 0],
  ] as const)("%s: tier %#", (_, facts, tier) => {
    const result = tierOf(facts);
    expect(result.tier).toBe(tier);
    expect(result.reasons.length > 0).toBe(tier < 3);
  });

  it("says why not higher, in plain words", () => {
    expect(tierOf({ ...full, nullFamilies: 14 }).reasons).toEqual([
      "14 null families (20 are needed for a likelihood ratio)",
    ]);
    expect(tierOf({ ...full, nullFamilies: 1, nullModels: 1 }).reasons).toEqual([
      "1 null family (5 are needed for a rank p-value)",
      "1 null model (20 are needed for a rank p-value)",
    ]);
    expect(tierOf({ ...full, deductions: ["few-prompts"] }).reasons).toEqual([
      "one tier less: fewer than 50 prompts were used",
    ]);
  });
});
