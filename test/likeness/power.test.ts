import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type StudyFacts, studyPower } from "../../src/likeness/power.js";
import { tierOf } from "../../src/likeness/tier.js";

const facts: StudyFacts = {
  textPrompts: 300,
  textSamples: 1,
  choicePrompts: 0,
  choiceSamples: 0,
  nullModels: 60,
  nullFamilies: 24,
  studentFamilies: 8,
};
const power = (change: Partial<StudyFacts> = {}) => studyPower({ ...facts, ...change });

describe("studyPower", () => {
  it("names the best answer that the families allow", () => {
    expect(power()).toMatchObject({ best: "likelihood ratio", smallestP: 1 / 25, advice: [] });
    expect(power().widestLog10Lr![0]).toBeCloseTo(-0.94, 2);
    expect(power().widestLog10Lr![1]).toBeCloseTo(1.35, 2);
    expect(power({ studentFamilies: 7 })).toMatchObject({ best: "rank p-value", widestLog10Lr: null });
    expect(power({ nullFamilies: 19 })).toMatchObject({ best: "rank p-value", widestLog10Lr: null });
    expect(power({ nullFamilies: 8, studentFamilies: 0 }).smallestP).toBe(1 / 9);
    expect(power({ nullFamilies: 4 })).toMatchObject({ best: "descriptive only" });
    expect(power({ nullModels: 19 })).toMatchObject({ best: "descriptive only" });
  });

  it("promises no more than the tiers give later", () => {
    const count = (most: number) => fc.integer({ min: 0, max: most });
    fc.assert(
      fc.property(count(40), count(70), count(25), (nullModels, nullFamilies, studentFamilies) => {
        const { tier } = tierOf({
          nullModels,
          nullFamilies,
          calibration: {
            nullFamilies,
            studentFamilies,
            studentFamiliesOfGroup: 0,
            criteriaFailed: [],
            stratumValidated: false,
          },
          inRunFailures: [],
          deductions: [],
        });
        const { best } = power({ nullModels, nullFamilies, studentFamilies });
        expect(["descriptive only", "rank p-value", "likelihood ratio"].indexOf(best)).toBe(tier);
      }),
    );
  });

  it("advises on questions and answers", () => {
    expect(power({ textPrompts: 60 }).advice).toEqual([
      expect.stringContaining("100 give nearly all of the detection"),
    ]);
    expect(power({ textPrompts: 150 }).advice).toEqual([expect.stringContaining("enough for detection")]);
    expect(power({ textPrompts: 700 }).advice).toEqual([expect.stringContaining("more control families")]);
    expect(power({ textSamples: 4 }).advice).toEqual([expect.stringContaining("more questions tell more")]);
    expect(power({ choicePrompts: 20, choiceSamples: 1 }).advice).toEqual([
      "1 answer to a choice question: 8 or more are needed to see a preference.",
    ]);
    expect(power({ choicePrompts: 20, choiceSamples: 8 }).advice).toEqual([]);
  });
});
