import { describe, expect, test } from "vitest";
import { describePower, type PlanPowerInput, planPower } from "../../src/cli/plan-power.js";
import { readShippedCalibration, shippedCalibrationOrNull } from "../../src/cli/read-calibration-file.js";
import { labPanel } from "../../src/lab/lab-panel.js";
import { buildLineage } from "../../src/likeness/lineage.js";
import type { Panel, Trial } from "../../src/panel/panel.js";
import { rebuilt } from "../findings/small-panel.js";
import { testFolder } from "./command-line.js";
import { write } from "./small-study.js";

const calibration = (await readShippedCalibration())!;
const suspect = "sim-independent";
const lab = labPanel({
  seed: "power",
  controlFamilies: 40,
  teacher: "sim-birch-2",
  doses: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9],
  temperature: 0.7,
  packs: [],
});
/** The same with each student a family of its own. */
const whole: Panel = rebuilt(lab, ({ models }) => ({
  models: models.map((model) => (model.relation === null ? model : { ...model, family: model.id })),
}));

function power(changes: Partial<PlanPowerInput> = {}, panel = whole) {
  const lineage = buildLineage(panel);
  return planPower({
    panel,
    lineage,
    suspect: lineage.models.indexOf(suspect),
    teachers: ["sim-birch"],
    prompts: 200,
    ownDecoding: false,
    calibration,
    seed: "1",
    ...changes,
  });
}

describe("a study with known students of the group in question", () => {
  const { prospects, forecast } = power();

  test("can reach tier 2, and is told how likely a likelihood ratio is", () => {
    expect(prospects).toHaveLength(1);
    expect(prospects[0]).toMatchObject({ group: "sim-birch", tier: 2, studentFamilies: 9 });
    expect(forecast!.cap).toBeGreaterThan(0);
    expect(forecast!.ratioAbove1.value).toBeGreaterThan(0.6);
    expect(forecast!.ratioAbove10.value).toBeLessThanOrEqual(forecast!.ratioAbove1.value);
    expect(forecast!.studentStandsOut.value).toBeGreaterThan(0.5);
    expect(forecast!.nullStandsOut.value).toBeLessThan(0.15);
    expect(forecast!.thresholdFamilies).toBeGreaterThan(40);
  });

  test("says where the numbers come from", () => {
    expect(forecast!.source).toMatchObject({ panels: ["alpaca-eval", "misguided-attention"], studentFamilies: 8 });
    const words = describePower({ prospects, forecast }).join("\n");
    expect(words).toContain(
      "Simulated from stored scores of models of known lineage (alpaca-eval, misguided-attention;",
    );
    expect(words).toMatch(/gets a likelihood ratio above 1: \d+ of 100 \(\d+ to \d+\); above 10: \d+ of 100/);
    expect(words).toMatch(/None can be above [\d.]+ \(the cap\)\./);
  });

  test("the same seed, the same forecast", () => {
    expect(power().forecast).toEqual(forecast);
    expect(power({ seed: "2" }).forecast!.studentStandsOut.value).not.toBe(forecast!.studentStandsOut.value);
  });
});

describe("what keeps a group from tier 2", () => {
  test.each<[string, Partial<PlanPowerInput>, Panel, string]>([
    ["no known student of it", { teachers: ["sim-cedar"] }, whole, "no student of this group is known"],
    ["few prompts", { prompts: 40 }, whole, "fewer than 50 prompts were used"],
    ["too few students", {}, lab, "no calibration on known lineages"],
    ["another language", {}, rebuilt(whole, () => ({ language: "de" })), "the language is not English"],
  ])("%s", (_, changes, panel, reason) => {
    const result = power(changes, panel);
    expect(result.prospects[0]!.tier).toBe(1);
    expect(result.prospects[0]!.reasons.join()).toContain(reason);
    expect(result.forecast).toMatchObject({ cap: null, ratioAbove1: { value: 0 }, ratioAbove10: { value: 0 } });
    expect(result.forecast!.studentStandsOut.value).toBeGreaterThan(0);
    expect(describePower(result).join("\n")).toContain("above 1, above 10: 0 of 100");
  });

  test("the most promising of several groups comes first", () => {
    const { prospects } = power({ teachers: ["sim-cedar", "sim-birch"] });
    expect(prospects.map(({ group, tier }) => `${group} ${tier}`)).toEqual(["sim-birch 2", "sim-cedar 1"]);
    const words = (some: typeof prospects) => describePower({ prospects: some, forecast: null });
    expect(words(prospects)).toContain("The other group in question can reach no more.");
    expect(words([...prospects, prospects[1]!])).toContain("The 2 other groups in question can reach no more.");
    expect(words(prospects.slice(0, 1)).join()).not.toContain("other");
    expect(power({ teachers: [] }).prospects).toHaveLength(7);
  });
});

describe("nothing can stand out", () => {
  test("in a study of few groups, since no control is known to be unrelated to five", () => {
    const two = rebuilt(whole, ({ trials }) => ({
      trials: trials.filter(({ group }: Trial) => group === "sim-birch" || group === "sim-elm"),
    }));
    const result = power({}, two);
    expect(result.forecast).toMatchObject({ thresholdFamilies: 0, studentStandsOut: { value: 0 } });
    expect(describePower(result).join("\n")).toContain("Nothing can stand out in this study");
  });
});

describe("no forecast", () => {
  test("without a calibration, and with fewer questions than were ever measured", () => {
    for (const changes of [{ calibration: null }, { prompts: 10 }]) {
      const result = power(changes);
      expect(result.forecast).toBeNull();
      expect(describePower(result).join()).toContain("No chances can be given");
    }
  });

  test("a damaged file is noted, and takes nothing else away", async () => {
    const notes: string[] = [];
    const damaged = write(`${testFolder()}/damaged.json`, "{");
    expect(await shippedCalibrationOrNull((line) => void notes.push(line), damaged)).toBeNull();
    expect(notes).toEqual([expect.stringContaining("No chances are given: The calibration file")]);
  });
});
