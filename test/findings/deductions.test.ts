import { describe, expect, test } from "vitest";
import { deductionsOfComparison, deductionsOfGroup } from "../../src/findings/deductions.js";
import type { DriftFinding } from "../../src/findings/in-run-schema.js";
import type { GroupCalibration } from "../../src/findings/teacher-findings.js";
import { membersOf } from "../../src/likeness/lineage.js";
import { inventedView } from "./invented-view.js";
import { answer, model, panelOf, prompt } from "./small-panel.js";

const released = ["2023-01", "2023-06", "2024-12", null];

function comparison(changes: {
  language?: string;
  released?: string | null;
  promptsUsed?: number;
  students?: string[];
  ownDecoding?: boolean;
  drift?: DriftFinding[];
}) {
  const panel = panelOf(
    [
      model("acme", { released: changes.released === undefined ? "2023-06" : changes.released }),
      ...released.map((month, index) => model(`student-${index}`, { released: month })),
    ],
    [prompt("p1")],
    { acme: [answer("p1", "Words.")] },
    { language: changes.language ?? "en" },
  );
  const suspect = panel.models.findIndex(({ id }) => id === "acme");
  return deductionsOfComparison({
    panel,
    suspect,
    promptsUsed: changes.promptsUsed ?? 100,
    students: changes.students ?? ["student-0", "student-1"],
    ...(changes.ownDecoding === undefined ? {} : { ownDecoding: changes.ownDecoding }),
    ...(changes.drift === undefined ? {} : { drift: changes.drift }),
  });
}

const driftOf = (of: string, changed: boolean): DriftFinding => ({
  model: of,
  probes: 10,
  statistic: 0.1,
  p: changed ? 0.005 : 0.4,
  changed,
});

describe("of the whole comparison", () => {
  test("none in the validated condition", () => {
    expect(comparison({})).toEqual([]);
  });

  test("settings of the study's own, where students were asked in others", () => {
    expect(comparison({ ownDecoding: true })).toEqual(["decoding"]);
    expect(comparison({ ownDecoding: true, students: [] })).toEqual([]);
    expect(comparison({ ownDecoding: false })).toEqual([]);
  });

  test.each([
    ["en", []],
    ["en-GB", []],
    ["de", ["language"]],
    ["mixed", ["language"]],
    ["eng", ["language"]],
  ])("language %s", (language, expected) => {
    expect(comparison({ language })).toEqual(expected);
  });

  test.each([
    [49, ["few-prompts"]],
    [50, []],
  ])("%d prompts", (promptsUsed, expected) => {
    expect(comparison({ promptsUsed })).toEqual(expected);
  });

  // Students of January and June 2023: 18 months before and after are July 2021 and December 2024.
  test.each([
    ["2021-06", ["release-date"]],
    ["2021-07", []],
    ["2024-12", []],
    ["2025-01", ["release-date"]],
    [null, []],
  ])("released %s", (month, expected) => {
    expect(comparison({ released: month })).toEqual(expected);
  });

  test("without students whose date is known no date is outside", () => {
    expect(comparison({ released: "2030-01", students: [] })).toEqual([]);
    expect(comparison({ released: "2030-01", students: ["student-3"] })).toEqual([]);
  });

  test("a suspect that changed under way; other models are nothing to the whole", () => {
    expect(comparison({ drift: [driftOf("acme", true)] })).toEqual(["drift"]);
    expect(comparison({ drift: [driftOf("acme", false), driftOf("student-0", true)] })).toEqual([]);
  });

  test("several at once", () => {
    expect(comparison({ language: "fi", promptsUsed: 1, released: "2026-01" })).toEqual([
      "language",
      "few-prompts",
      "release-date",
    ]);
  });
});

describe("of one group", () => {
  const { view } = inventedView("student-03-0");
  const group = 3;
  const calibration = (students: number, notSeparatedFromMetadata: boolean | null): GroupCalibration => ({
    facts: {
      nullFamilies: 24,
      studentFamilies: 9,
      studentFamiliesOfGroup: students,
      criteriaFailed: [],
      stratumValidated: false,
    },
    ratio: null,
    notSeparatedFromMetadata,
  });

  test("no known student, and metadata that tell as much", () => {
    expect(deductionsOfGroup({ view, group, calibration: calibration(2, false), standsOut: true })).toEqual([]);
    expect(deductionsOfGroup({ view, group, calibration: calibration(0, null), standsOut: true })).toEqual([
      "no-known-student",
    ]);
    expect(deductionsOfGroup({ view, group, calibration: calibration(1, true), standsOut: true })).toEqual([
      "metadata",
    ]);
  });

  test("without a calibration nothing of that is known", () => {
    expect(deductionsOfGroup({ view, group, calibration: null, standsOut: true })).toEqual([]);
  });

  test("wording without form is what rewriting leaves", () => {
    const surface = view.scores.channels.get("surface")!;
    const u = Float64Array.from(surface.u);
    u[view.suspect * view.scores.lineage.groups.length + group] = -3;
    const channels = new Map(view.scores.channels).set("surface", { ...surface, u });
    const rewritten = { ...view, scores: { ...view.scores, channels } };
    expect(deductionsOfGroup({ view: rewritten, group, calibration: null, standsOut: true })).toEqual(["laundering"]);
    expect(deductionsOfGroup({ view: rewritten, group, calibration: null, standsOut: false })).toEqual([]);
  });

  test("a teacher that changed under way takes a tier from its own group only", () => {
    const { lineage } = view.scores;
    const member = lineage.models[membersOf(lineage, group)[0]!]!;
    const other = lineage.models[membersOf(lineage, 0)[0]!]!;
    const facts = { view, group, calibration: null, standsOut: true };
    expect(deductionsOfGroup({ ...facts, drift: [driftOf(member, true)] })).toEqual(["drift"]);
    expect(deductionsOfGroup({ ...facts, drift: [driftOf(member, false), driftOf(other, true)] })).toEqual([]);
  });
});
