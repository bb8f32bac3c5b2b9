import { beforeAll, describe, expect, it } from "vitest";
import type { CalibrationFile } from "../../../src/likeness/calibration-schema.js";
import { readCalibration, storedCalibration } from "../../../src/likeness/read-calibration.js";
import { serialiseCalibration } from "../../../src/likeness/write-calibration.js";
import { buildPanel } from "../../../src/panel/build-panel.js";
import { traits } from "../../../src/traits/index.js";
import { type CalibratingSettings, makeCalibration } from "../../../src/validation/calibrating/make-calibration.js";
import { validatePanel } from "../../../src/validation/validate-panel.js";
import { quickValidation } from "../../../src/validation/validation-settings.js";
import { inventPanel, inventParts, smallInvention, smallSettings, smallValidation } from "../invented-panel.js";

const settings: CalibratingSettings = {
  seed: "1",
  workers: 1,
  cacheFolder: null,
  likeness: smallSettings,
  steps: [{ prompts: 12, repeats: 2 }],
  createdAt: "2026-01-02T03:04:05.000Z",
  validation: null,
  progress: () => {},
};
const grove = inventPanel();
/** Another world: other voices, other prompts, other families. */
const otherModels = smallInvention.models.map((model) =>
  model.group === undefined ? { ...model, family: `other-${model.family}` } : model,
);
const other = inventPanel({ seed: "copse", prompts: 20, models: otherModels });

describe("makeCalibration", () => {
  let file: CalibrationFile;
  let text: string;
  beforeAll(async () => {
    file = await makeCalibration([grove, other], settings);
    text = serialiseCalibration(file);
  });

  it("writes what the reader reads", () => {
    expect(readCalibration(text, "made.json", traits)).toEqual(file);
  });

  it("holds fits for fewer prompts and for all, the largest last", () => {
    expect(file.fits.map(({ prompts }) => prompts)).toEqual([12, 30]);
    for (const fit of file.fits) {
      expect(fit.slope).toBeGreaterThan(0);
      expect(fit.studentFamilies).toBe(10);
    }
    expect(storedCalibration(file, "core", 12, null)!.calibrator.slope).toBe(file.fits[0]!.slope);
  });

  it("counts a null model once, however many choices of prompts it stands in", () => {
    const [few, all] = file.fits;
    for (const [group, bounds] of Object.entries(all!.bounds.groups))
      expect(few!.bounds.groups[group]!.nullModels).toBeLessThanOrEqual(bounds.nullModels);
    expect(few!.bounds.groups.birch!.nullModels).toBeGreaterThan(20);
  });

  it("pools the trials of its panels and names them", () => {
    expect(file.panels.map(({ name, prompts }) => [name, prompts])).toEqual([
      ["grove-grove", 30],
      ["grove-copse", 20],
    ]);
    expect(file.panels[0]!.studentsReleasedRange).toEqual(["2023-05", "2023-06"]);
    expect(file.trials).toHaveLength(2 * grove.trials.length);
    expect(Object.keys(file.channels)).toEqual(["surface"]);
    expect(Object.keys(file.metadataControls.doubleDifference)).toEqual(
      expect.arrayContaining(["length", "releaseDate", "markdownRate"]),
    );
  });

  it("keeps a panel out of fits for numbers of prompts that it does not nearly have", async () => {
    const small = inventPanel({ seed: "copse", prompts: 13, models: otherModels });
    const mixed = await makeCalibration([grove, small], settings);
    const alone = await makeCalibration([grove], settings);
    expect(mixed.fits.map(({ prompts, studentFamilies }) => [prompts, studentFamilies])).toEqual([
      [12, file.fits[0]!.studentFamilies],
      [30, alone.fits[1]!.studentFamilies],
    ]);
    expect(mixed.fits[1]).toEqual(alone.fits[1]);
    expect(mixed.trials).toEqual(alone.trials);
    expect(mixed.thresholds).toEqual(alone.thresholds);
    expect(mixed.panels).toHaveLength(2);
  });

  it("holds no text of any answer", () => {
    for (const panel of [grove, other])
      for (const answers of panel.answers)
        for (const answer of answers.slice(0, 3)) {
          const words = answer.text.replaceAll("*", "").split(" ");
          expect(text.includes(words.slice(0, 3).join(" "))).toBe(false);
        }
  });

  it("gives the same bytes again, for two workers and rows in another order", async () => {
    const parts = inventParts();
    const turned = buildPanel({
      ...parts,
      models: [...parts.models].reverse(),
      trials: [...parts.trials].reverse(),
      answers: new Map([...parts.answers].reverse()),
    });
    const again = serialiseCalibration(await makeCalibration([turned, other], { ...settings, workers: 2 }));
    expect(again === text).toBe(true);
  });

  it("can be tried on a panel that it was not made from", async () => {
    const alone = await makeCalibration([other], { ...settings, steps: [] });
    const quick = { ...smallValidation, ...quickValidation };
    const tried = await validatePanel(grove, { ...quick, storedCalibration: alone });
    const report = tried.storedCalibration!;
    // References are the same families in both worlds: their trials are left out.
    expect(report.leftOut).toBeGreaterThan(0);
    expect(report.derivedPairs).toBe(6);
    expect(report.notDerivedPairs + report.derivedPairs + report.leftOut).toBeLessThanOrEqual(grove.trials.length);
    expect(report.cllr).toBeLessThan(1);
    const known = await validatePanel(other, { ...quick, storedCalibration: alone });
    expect(known.storedCalibration).toMatchObject({ derivedPairs: 0, notDerivedPairs: 0, cllr: null });
  });
});

describe("panels from which nothing can be learned", () => {
  it("are refused with what is missing", async () => {
    const parts = inventParts();
    const single = buildPanel({
      ...parts,
      trials: parts.trials.filter(({ truth, suspect }) => truth !== "derived" || suspect === "student-0"),
    });
    await expect(makeCalibration([single], { ...settings, steps: [] })).rejects.toMatchObject({
      code: "CALIBRATION_NOT_POSSIBLE",
      happened: expect.stringContaining("1 families"),
    });
    const unlabelled = buildPanel({ ...parts, trials: [] });
    await expect(makeCalibration([unlabelled], { ...settings, steps: [] })).rejects.toMatchObject({
      code: "CALIBRATION_NOT_POSSIBLE",
    });
  });
});
