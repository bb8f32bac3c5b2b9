import { expect, test } from "vitest";
import { lackingNotice, placeInQuestion } from "../../src/findings/place-in-question.js";
import type { LikenessSettings } from "../../src/likeness/settings.js";
import { defaultSettings, withFusedTraits } from "../../src/likeness/settings.js";
import { inventPanel, smallInvention } from "../likeness/invented-panel.js";

const { panel, measurements } = inventPanel(smallInvention);
const row = measurements.models.indexOf("student-03-0");
const width = measurements.references.length;

/** The measurements as if the suspect had no affinity in some traits. */
const lacking = (names: readonly string[]) => ({
  ...measurements,
  traits: measurements.traits.map((trait) => ({
    ...trait,
    affinity: trait.affinity.map((value, cell) =>
      names.includes(trait.trait) && Math.floor(cell / width) === row ? Number.NaN : value,
    ),
  })),
});

const placed = (names: readonly string[], settings: LikenessSettings = defaultSettings) =>
  placeInQuestion({
    panel,
    row,
    answered: [],
    measured: async () => lacking(names),
    alsoHidden: [],
    teachers: null,
    settings,
    seed: "1",
  });

test("what the suspect lacks is left out for all: scores, thresholds and calibration", async () => {
  const found = await placed(["clf"]);
  const others = ["w3pair", "lodWord", "lodOpener", "w3tfidf"];
  expect(found.lacking).toEqual(["clf"]);
  expect(found.scores.channels.get("core")!.traits).toEqual(others);
  const without = await placed([], withFusedTraits(defaultSettings, "core", others));
  expect(without.lacking).toEqual([]);
  expect(found.decision).toEqual(without.decision);
  expect(found.learned!.calibration).toEqual(without.learned!.calibration);
  const whole = await placed([]);
  expect(whole.lacking).toEqual([]);
  expect(found.decision.thresholds).not.toEqual(whole.decision.thresholds);
});

test("with fewer than three of five there is no score", async () => {
  const found = await placed(["clf", "w3pair", "lodWord"]);
  expect(found.lacking).toEqual([]);
  expect(found.decision.attribution.kind).toBe("descriptive-only");
  expect(found.decision.groups.every(({ score }) => Number.isNaN(score))).toBe(true);
});

test("the reader is told", () => {
  expect(lackingNotice([])).toEqual([]);
  expect(lackingNotice(["clf", "w3pair"])[0]).toMatch(/no score in .+ \(clf\), .+ \(w3pair\): all models/);
});
