import { beforeAll, describe, expect, it } from "vitest";
import { buildPanel, type PanelParts } from "../../src/panel/build-panel.js";
import { randomStream } from "../../src/statistics/random-stream.js";
import { areaUnderRoc } from "../../src/statistics/ranks.js";
import { validatePanel } from "../../src/validation/validate-panel.js";
import { type Validation, validationSchema } from "../../src/validation/validation-schema.js";
import { quickValidation, type ValidationSettings } from "../../src/validation/validation-settings.js";
import { cast, inventPanel, inventParts, smallInvention, smallValidation } from "./invented-panel.js";

const quick: ValidationSettings = { ...smallValidation, ...quickValidation };

function validateParts(change: (parts: PanelParts) => Partial<PanelParts>, settings = quick): Promise<Validation> {
  const parts = inventParts();
  return validatePanel(buildPanel({ ...parts, ...change(parts) }), settings);
}

const noted = (validation: Validation, words: string) => validation.notes.some((note) => note.includes(words));

describe("a panel of known lineage", () => {
  let found: Validation;
  beforeAll(async () => {
    found = await validatePanel(inventPanel(), smallValidation);
  });

  it("gives a document that holds its schema, without a number that is not one", () => {
    expect(() => validationSchema.parse(found)).not.toThrow();
    expect(JSON.parse(JSON.stringify(found))).toEqual(found);
  });

  it("finds the students", () => {
    const { distilled } = found.detection;
    expect(distilled!.pairs).toBe(6);
    expect(distilled!.auc).toBeGreaterThan(0.95);
    expect(distilled!.top1).toBeGreaterThan(0.8);
    expect(found.doubleDifference.value).toBeGreaterThan(0.9);
    expect(found.metadataControls.length!.doubleDifference.value).toBeLessThan(0.9);
    expect(found.metadataControls.releaseDate!.detection.distilled!.auc).toBeLessThan(distilled!.auc!);
  });

  it("puts every system through the same protocol", () => {
    expect(Object.keys(found.metadataControls)).toEqual(["length", "releaseDate", "markdownRate"]);
    expect(Object.keys(found.traits)).toEqual(
      expect.arrayContaining([...(found.settings.fusion.core ?? []), ...(found.settings.fusion.surface ?? [])]),
    );
    for (const report of [...Object.values(found.metadataControls), ...Object.values(found.traits)])
      expect(report.detection.distilled!.pairs + report.unscored).toBeGreaterThanOrEqual(6);
    expect(found.channels.surface!.calibration).not.toBeNull();
  });

  it("writes rows from which rates can be computed anew", () => {
    const { trials, unlabelled, settings, detection, comparison } = found;
    const positives = trials.filter(({ relation, confidence }) => relation === "distilled" && confidence === "high");
    const negatives = trials.filter(
      ({ truth, basis }) => truth === "not-derived" && settings.calibration.negativeBases.includes(basis),
    );
    const scores = (rows: typeof trials) => rows.map(({ fused }) => fused!);
    expect(areaUnderRoc(scores(positives), scores(negatives))).toBe(detection.distilled!.auc);
    const cells = [...trials, ...unlabelled];
    const firsts = positives.map(({ suspect, fused }) => {
      const larger = cells.filter((cell) => cell.suspect === suspect && cell.fused! > fused!);
      return larger.length === 0 ? 1 : 0;
    });
    expect(firsts.reduce<number>((sum, one) => sum + one, 0) / firsts.length).toBeCloseTo(
      detection.distilled!.top1!,
      12,
    );
    positives.forEach(({ rank }, index) => {
      expect(rank === 1).toBe(firsts[index] === 1);
    });
    const alarms = trials.filter(({ truth, log10Lr }) => truth === "not-derived" && log10Lr! > 1);
    expect(comparison.falseAlarms.count).toBe(alarms.length);
    // Every model against every group but its own, once.
    const pairs = new Set(cells.map(({ suspect, group }) => `${suspect} ${group}`));
    expect(pairs.size).toBe(cells.length);
    expect(cells.length).toBe(found.panel.models * found.panel.groups - found.panel.references);
  });

  it("has the whole number of prompts as the last point of its curve", () => {
    const last = found.promptsCurve.at(-1)!;
    expect(found.promptsCurve.map(({ prompts, repeats }) => [prompts, repeats])).toEqual([
      [12, 2],
      [30, 1],
    ]);
    expect(last.auc).toBe(found.detection.distilled!.auc);
    expect(last.top1).toBe(found.detection.distilled!.top1);
    expect(last.familyWiseTpr).toEqual(found.suspectLevel.tpr);
    expect(last.cllrMatched).toBeCloseTo(found.calibration!.cllr!, 9);
    expect(last.cllrFullN).toBeCloseTo(found.calibration!.cllr!, 9);
  });

  it("launders the students' answers and nothing else", () => {
    const { clean, laundered, suspects } = found.laundering!;
    expect(suspects).toBe(8);
    expect(clean.core!.detection.distilled!.auc).toBe(found.detection.distilled!.auc);
    expect(laundered.core!.detection.distilled!.auc).not.toBe(clean.core!.detection.distilled!.auc);
    expect(laundered.core!.detection.distilled!.notDerivedPairs).toBe(clean.core!.detection.distilled!.notDerivedPairs);
  });

  it("changes no other number when it launders", async () => {
    const without = await validatePanel(inventPanel(), { ...smallValidation, laundering: false });
    const { laundering: _, notes: __, ...rest } = found;
    const { laundering, notes: ___, ...same } = without;
    expect(laundering).toBeNull();
    expect(same).toEqual(rest);
  });

  it("gives the same bytes for one worker and two, and whatever the order of models, trials and answers", async () => {
    const two = await validatePanel(inventPanel(), { ...smallValidation, workers: 2 });
    expect(JSON.stringify(two) === JSON.stringify(found)).toBe(true);
    const parts = inventParts();
    const turned = buildPanel({
      ...parts,
      models: [...parts.models].reverse(),
      prompts: [...parts.prompts].reverse(),
      trials: [...parts.trials].reverse(),
      answers: new Map([...parts.answers].reverse().map(([id, answers]) => [id, [...answers].reverse()])),
    });
    const again = await validatePanel(turned, smallValidation);
    expect(JSON.stringify(again) === JSON.stringify(found)).toBe(true);
  });

  it("measures only the chosen traits, and the metadata controls with them", async () => {
    const chosen = await validatePanel(inventPanel(), { ...quick, traits: ["w3pair", "first12"] });
    expect(chosen.settings.traits.map((trait) => trait.split("/")[0])).toEqual([
      "w3pair",
      "first12",
      "length",
      "releaseDate",
      "markdownRate",
    ]);
    expect(chosen.settings.fusion.core).toEqual(["w3pair"]);
    expect(chosen.detection).toEqual(chosen.traits.w3pair!.detection);
    expect(chosen.detection.distilled!.auc).toBeGreaterThan(0.8);
  });

  it("refuses traits of which none is of the core, and names that are no trait", async () => {
    const choosing = (...traits: string[]) => validatePanel(inventPanel(), { ...quick, traits });
    await expect(choosing("first12")).rejects.toMatchObject({ code: "NO_CORE_TRAIT" });
    await expect(choosing("nonsense")).rejects.toMatchObject({ code: "UNKNOWN_TRAIT" });
    await expect(choosing("w3pair", "nonsense")).rejects.toMatchObject({ code: "UNKNOWN_TRAIT" });
  });

  it("follows its seed", async () => {
    const other = await validatePanel(inventPanel(), { ...smallValidation, seed: "2", laundering: false });
    expect(other.detection.distilled!.ci).not.toEqual(found.detection.distilled!.ci);
  });

  it("uses as many prompts as it is told to", async () => {
    const few = await validatePanel(inventPanel(), { ...quick, prompts: 10 });
    expect(few.panel.prompts).toBe(10);
    expect(few.panel.promptsInPanel).toBe(30);
  });
});

describe("labels dealt out anew", () => {
  it("give chance", async () => {
    // The same scores; who was taught by whom is permuted over the models that are no references.
    const runs = await Promise.all(
      ["one", "two", "three", "four"].map((seed) =>
        validateParts((parts) => {
          const teachers = new Set(parts.models.filter(({ role }) => role === "teacher").map(({ id }) => id));
          const suspects = [...new Set(parts.trials.map(({ suspect }) => suspect))].filter((id) => !teachers.has(id));
          const dealt = randomStream(seed, "labels").shuffle([...suspects]);
          const place = new Map(suspects.map((id, index) => [id, dealt[index]!]));
          return {
            trials: parts.trials.map((trial) => ({ ...trial, suspect: place.get(trial.suspect) ?? trial.suspect })),
          };
        }),
      ),
    );
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const auc = mean(runs.map(({ detection }) => detection.distilled!.auc!));
    expect(auc).toBeGreaterThan(0.3);
    expect(auc).toBeLessThan(0.7);
    expect(mean(runs.map(({ calibration }) => calibration!.cllr!))).toBeGreaterThan(0.85);
  });

  it("give likelihood ratios near 1 where nobody learned anything", async () => {
    const untaught = cast.map((model) =>
      model.learned === undefined ? model : { ...model, learned: { ...model.learned, dose: 0 } },
    );
    const found = await validatePanel(inventPanel({ ...smallInvention, models: untaught }), quick);
    expect(found.calibration!.meanLrNotDerived).toBeGreaterThan(0.6);
    expect(found.calibration!.meanLrNotDerived).toBeLessThan(1.7);
    expect(found.calibration!.cllr).toBeGreaterThan(0.85);
    expect(found.comparison.falseAlarms.count).toBe(0);
  });
});

describe("panels that lack something", () => {
  it("without trials: no rate, and it says so", async () => {
    const found = await validateParts(() => ({ trials: [] }));
    expect(found.detection).toEqual({ distilled: null, tuned: null, variant: null });
    expect(found.calibration).toBeNull();
    expect(found.trials).toEqual([]);
    expect(found.tier).toBe(0);
    expect(noted(found, "its lineage is not known")).toBe(true);
    validationSchema.parse(found);
  });

  it("without not-derived trials: nothing can be normalised, and it says so", async () => {
    const found = await validateParts(({ trials }) => ({ trials: trials.filter(({ truth }) => truth === "derived") }));
    expect(found.calibration).toBeNull();
    expect(found.detection.distilled).toBeNull();
    expect(found.unscored).toBe(8);
    expect(noted(found, "No not-derived trial has a score")).toBe(true);
    validationSchema.parse(found);
  });

  it("without derived trials: thresholds, and no detection", async () => {
    const found = await validateParts(({ trials }) => ({ trials: trials.filter(({ truth }) => truth !== "derived") }));
    expect(found.detection.distilled).toBeNull();
    expect(found.suspectLevel.thresholds.familyWise05).not.toBeNull();
    expect(found.laundering).toBeNull();
    expect(noted(found, "no rate of detection exists")).toBe(true);
    validationSchema.parse(found);
  });

  it("of one family only: no cohort is left", async () => {
    const found = await validateParts(({ models }) => ({
      models: models.map((model) => ({ ...model, family: "all" })),
    }));
    expect(found.calibration).toBeNull();
    expect(found.detection.distilled).toBeNull();
    expect(found.criteria.passed).toBe(false);
    validationSchema.parse(found);
  });

  it("with a teacher that gave no answers: its groups have no score, the others stay", async () => {
    const found = await validateParts(({ answers }) => ({ answers: new Map([...answers, ["cedar-1", []]]) }));
    expect(found.panel.excluded.map(({ model }) => model)).toEqual(["cedar-1"]);
    expect(noted(found, "No model has a score for cedar;")).toBe(true);
    expect(noted(found, "cedar-1 was left out")).toBe(true);
    expect(found.detection.distilled!.pairs).toBe(5);
    expect(found.detection.variant).toBeNull();
    validationSchema.parse(found);
  });

  it("with missing answers: prompts that were answered by too few are left out", async () => {
    const found = await validateParts(({ answers }) => ({
      answers: new Map(
        [...answers].map(([id, list], index) => [
          id,
          // p000 is missing for many, and one model stopped halfway.
          list.filter(({ prompt }) => !(prompt === "p000" && index % 2 === 0) && (id !== "null-1" || prompt < "p015")),
        ]),
      ),
    }));
    expect(found.panel.prompts).toBe(29);
    expect(found.panel.excluded.map(({ model }) => model)).toEqual(["null-1"]);
    expect(found.detection.distilled!.pairs).toBe(6);
    validationSchema.parse(found);
  });

  it("with gaps everywhere: the prompts that most models answered are used, and it says so", async () => {
    const gaps = randomStream("gaps", "test");
    const found = await validateParts(({ answers }) => ({
      answers: new Map([...answers].map(([id, list]) => [id, list.filter(() => gaps.double() > 0.12)])),
    }));
    expect(found.panel.prompts).toBeGreaterThan(10);
    expect(found.detection.distilled!.auc).toBeGreaterThan(0.8);
    expect(noted(found, "the panel is patchy")).toBe(true);
    expect(noted(await validateParts(() => ({})), "patchy")).toBe(false);
  });

  it("with too few null models for a study: descriptive only, no threshold and no ratio", async () => {
    const found = await validateParts(({ trials }) => ({
      trials: trials.filter(({ suspect, truth }) => truth === "derived" || suspect.startsWith("null-0")),
    }));
    expect(found.panel.descriptiveGroups).toHaveLength(5);
    expect(found.calibration).toBeNull();
    expect(found.suspectLevel.thresholds.familyWise05).toBeNull();
    expect(
      found.trials.every(({ standsOut05, log10Lr, pRank }) => !standsOut05 && log10Lr === null && pRank === null),
    ).toBe(true);
    expect(noted(found, "descriptive only")).toBe(true);
    validationSchema.parse(found);
  });

  it("with assumed negatives: they serve in cohorts and have lines of their own", async () => {
    const found = await validateParts(({ trials }) => ({
      trials: trials.map((trial) => (trial.suspect.startsWith("null-4") ? { ...trial, basis: "assumed" } : trial)),
    }));
    expect(found.detection.distilled!.negatives.assumed.pairs).toBe(10);
    expect(found.detection.distilled!.notDerivedPairs).toBe(114);
    expect(found.comparison.notDerived).toBe(124);
    expect(noted(found, "10 not-derived trials are only assumed")).toBe(true);
  });
});
