import { describe, expect, test } from "vitest";
import { learnFromPanel } from "../../src/findings/group-calibration.js";
import { isFragile, leadingGroup, type SensitivityInput, sensitivityTable } from "../../src/findings/sensitivity.js";
import { decideSuspect } from "../../src/likeness/decide-suspect.js";
import { defaultSettings } from "../../src/likeness/settings.js";
import type { Panel } from "../../src/panel/panel.js";
import type { Invention } from "../likeness/invented-panel.js";
import { inventedView } from "./invented-view.js";

const settings = { ...defaultSettings, calibration: { ...defaultSettings.calibration, replicates: 50 } };

function inputOf(suspect: string, changes: Partial<Invention> = {}, relabel?: (panel: Panel) => Panel) {
  const { view, neighbours } = inventedView(suspect, { nullsPerFamily: 1, ...changes }, relabel);
  const { scores } = view;
  const decision = decideSuspect({
    lineage: scores.lineage,
    u: scores.channels.get("core")!.u,
    descriptive: scores.descriptive,
    row: view.suspect,
    setWidth: 1,
    settings,
  });
  const learned = learnFromPanel(scores, view.suspect, settings, "seed");
  return { view, settings, decision, neighbours, learned, parts: [] } satisfies SensitivityInput;
}

const rescored = [
  "without the trait Shared word triples (w3pair)",
  "without the trait Favourite words (lodWord)",
  "without the trait Sentence openings (lodOpener)",
  "without the trait Word triple profile (w3tfidf)",
  "without the trait Classifier (clf)",
  ...[0, 1, 2, 4, 5, 6, 7].map((vendor) => `without the teachers of vendor-0${vendor}`),
  "compared with the 20 nearest control models",
  "compared with the 30 nearest control models",
  "compared with the 45 nearest control models",
  "compared with all control models, not the nearest (plain Z and T)",
  "what is shared with teachers of other vendors not taken away (no T-norm)",
  "the simpler score of groups with few control models (double centring)",
];

describe("the table", () => {
  const input = inputOf("student-03-0");
  const { rows, leftOut } = sensitivityTable(input);
  const { decision, learned } = input;

  test("each core trait, other vendor and null family left out, other cohorts, other ways to normalise and to calibrate", () => {
    const changes = rows.map(({ change }) => change);
    expect(changes.slice(0, rescored.length)).toEqual(rescored);
    expect(changes.slice(rescored.length)).toEqual([
      expect.stringMatching(/^without the control family \S+ \(of 40, the one that changes most\)$/),
      "penalty of the ridge fit 0.1 instead of 0.5",
      "penalty of the ridge fit 2 instead of 0.5",
      "Student-t instead of the ridge fit",
    ]);
  });

  test("what this panel cannot give is named with a reason", () => {
    expect(Object.fromEntries(leftOut.map(({ change, reason }) => [change, reason]))).toEqual({
      "without the teachers of vendor-03": "the leading group is among them",
      "without control models that are known by date or assumption only": "the group has none",
      "students of all relations pooled": "the panel knows no tuned models or variants",
      "calibrated on tuned models": "the panel knows none; 3 are needed",
    });
  });

  test("all rows are about the leading group, which a strong student keeps under every change", () => {
    for (const row of rows) expect(row).toMatchObject({ group: "group-03", topGroup: "group-03" });
    for (const row of rows.slice(0, rescored.length + 1)) {
      expect(row.fused).toBeGreaterThan(1);
      expect(row.fused).not.toBe(decision.groups[0]!.score);
    }
  });

  test("each ratio is fitted again and stays inside the stated bounds", () => {
    const [low, high] = learned!.calibration.bounds.groups.get("group-03")!.used;
    for (const { log10Lr } of rows) {
      expect(log10Lr).toBeGreaterThanOrEqual(low);
      expect(log10Lr).toBeLessThanOrEqual(high);
    }
  });

  test("without a likelihood ratio there are scores, no ratio, and no row that only a ratio has", () => {
    const table = sensitivityTable({ ...input, learned: null });
    expect(table.rows).toHaveLength(rescored.length + 1);
    expect(table.rows.every(({ log10Lr }) => log10Lr === null)).toBe(true);
    expect(table.leftOut.map(({ reason }) => reason)).toContain("no likelihood ratio of the leading group is stated");
    expect(table.rows.slice(0, rescored.length).map(({ fused }) => fused)).toEqual(
      rows.slice(0, rescored.length).map(({ fused }) => fused),
    );
  });

  test("without any group that has a score there is no table", () => {
    const groups = decision.groups.map((one) => ({ ...one, score: Number.NaN }));
    const none = { ...decision, groups };
    expect(leadingGroup(none)).toBeNull();
    expect(sensitivityTable({ ...input, decision: none, learned: null })).toEqual({ rows: [], leftOut: [] });
  });

  test("a group that cannot be a teacher does not lead", () => {
    const [first, second, ...others] = decision.groups;
    const groups = [{ ...first!, impossible: true }, second!, ...others];
    const table = sensitivityTable({ ...input, decision: { ...decision, groups }, learned: null });
    expect(new Set(table.rows.map(({ group }) => group))).toEqual(
      new Set([input.view.scores.lineage.groups[second!.group]]),
    );
  });

  test("parts of the prompts are rows like the others", () => {
    const { measurements } = input.view;
    const [row] = sensitivityTable({ ...input, parts: [{ change: "half", measurements }] }).rows.filter(
      ({ change }) => change === "half",
    );
    const u = decision.groups[0]!.score;
    expect(row!.fused).toBeCloseTo(u, 12);
  });
});

describe("null families", () => {
  test("the row is of the family whose removal moves the score most, against each removed by hand", () => {
    const input = inputOf("null-05-0");
    const found = sensitivityTable({ ...input, learned: null }).rows.find(({ change }) =>
      change.includes("control family"),
    )!;
    const named = /family (\S+) /.exec(found.change)![1]!;
    const { lineage } = input.view.scores;
    const group = leadingGroup(input.decision)!;
    const scoreWithout = (family: string) =>
      inputOf("null-05-0", {}, (panel) => ({
        ...panel,
        trials: panel.trials.filter(
          ({ suspect, truth }) =>
            truth === "derived" || panel.models.find(({ id }) => id === suspect)!.family !== family,
        ),
      })).decision.groups.find((one) => one.group === group)!.score;
    const stated = input.decision.groups[0]!.score;
    expect(found.fused).toBeCloseTo(scoreWithout(named), 12);
    for (const other of ["null-00", "null-07", "student-02", lineage.familyNames[lineage.family[30]!]!])
      expect(Math.abs(scoreWithout(other) - stated)).toBeLessThanOrEqual(Math.abs(found.fused! - stated) + 1e-12);
  });

  test("families that the group cannot spare are named instead", () => {
    const familyRows = (nullFamilies: number) => {
      const input = inputOf("student-00-0", { nullFamilies, studentFamilies: 9, studentsPerFamily: 1 });
      const { rows, leftOut } = sensitivityTable({ ...input, learned: null });
      const families = (some: readonly { readonly change: string }[]) =>
        some.filter(({ change }) => change.includes("control family")).length;
      return [input.decision.groups[0]!.nullModels, families(rows), families(leftOut)];
    };
    expect(familyRows(6)).toEqual([20, 0, 20]);
    expect(familyRows(7)).toEqual([21, 1, 0]);
    // Descriptive with or without the family: the same kind of score.
    expect(familyRows(4)).toEqual([18, 1, 0]);
  });
});

describe("calibrations on other known lineages", () => {
  const half = (family: string) => Number(/\d+$/.exec(family)![0]) % 2 === 0;
  /** Students of even number are tuned models; null models of even number are known by their date. */
  const mixed = inputOf("student-03-0", { studentFamilies: 20 }, (panel) => ({
    ...panel,
    trials: panel.trials.map((trial) => {
      const family = panel.models.find(({ id }) => id === trial.suspect)!.family;
      if (!half(family)) return trial;
      return trial.truth === "derived"
        ? { ...trial, relation: "tuned" as const }
        : { ...trial, basis: "released-before-teacher" as const };
    }),
  }));
  const { rows, leftOut } = sensitivityTable(mixed);
  const row = (start: string) => rows.find(({ change }) => change.startsWith(start));

  test("relations pooled and the tuned alone say how many families they rest on", () => {
    expect(row("students of all relations pooled, 19 families")!.log10Lr).not.toBeNull();
    expect(row("calibrated on tuned models, 10 families")!.log10Lr).not.toBeNull();
  });

  test("documented negatives only: another cohort and another calibration", () => {
    const documented = row("without control models that are known by date or assumption only")!;
    expect(documented.fused).not.toBe(mixed.decision.groups[0]!.score);
    expect(documented.log10Lr).not.toBeNull();
    expect(leftOut.map(({ change }) => change)).toEqual(["without the teachers of vendor-03"]);
  });
});

describe("fragile", () => {
  const row = (change: string, log10Lr: number | null) => ({ change, group: "g", fused: 1, topGroup: "g", log10Lr });

  test.each<[string, ReturnType<typeof row>[], number | null, boolean | null]>([
    ["unknown without a likelihood ratio", [row("without the trait clf", 3)], null, null],
    ["no: nothing moves by more than a half", [row("without the trait clf", 0.6), row("without x", 1.4)], 1, false],
    ["yes: one removal moves it further", [row("without the trait clf", 0.4)], 1, true],
    ["yes: it moves over 0", [row("without the trait clf", -0.1)], 0.2, true],
    ["only removals count", [row("no T-norm", -3)], 1, false],
    ["a removal after which there is no ratio moves nothing", [row("without the trait clf", null)], 1, false],
  ])("%s", (_, rows, stated, expected) => {
    expect(isFragile(rows, stated)).toBe(expected);
  });
});
