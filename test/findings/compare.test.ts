import { beforeAll, describe, expect, test } from "vitest";
import { type CompareRequest, compare } from "../../src/findings/compare.js";
import { type Findings, findingsSchema } from "../../src/findings/findings.js";
import { labPanel } from "../../src/lab/lab-panel.js";
import { independentId, studentId } from "../../src/lab/world/cast.js";
import type { Panel } from "../../src/panel/panel.js";
import { randomStream } from "../../src/statistics/random-stream.js";
import { prepare } from "../../src/traits/prepare.js";
import type { PreparedPanel } from "../../src/traits/prepared-panel.js";
import { choicePack, identityPack, openPack, packs } from "../lab/packs.js";
import { rebuilt } from "./small-panel.js";

const dose = 0.6;
const student = studentId(dose);
const lab = { seed: "findings", controlFamilies: 14, teacher: "sim-birch-2", doses: [dose], temperature: 0.7 };

const prepared = (panel: Panel, workers = 1) => prepare(panel, { workers, cacheFolder: null, seed: "1" });

function request(of: PreparedPanel, changes: Partial<CompareRequest> = {}): CompareRequest {
  return {
    prepared: of,
    suspect: student,
    teachers: null,
    seed: "1",
    cacheFolder: null,
    progress: () => undefined,
    study: { id: "study", title: "A study", source: "panel" },
    plan: null,
    provenance: { toolVersion: "0", node: "v0", panels: [], packs: [], collected: null, command: "compare" },
    ...changes,
  };
}

/** Every model of the lab, on 48 open questions, 5 choices and 3 questions about itself. */
const whole = labPanel({ ...lab, packs });
let ready: PreparedPanel;
let ofStudent: Findings;
beforeAll(async () => {
  ready = await prepared(whole);
  ofStudent = await compare(request(ready));
});

/** A few questions and controls: enough for everything but a statement of strength. */
const few = { ...openPack, probes: openPack.probes.slice(0, 8) };
const small = labPanel({ ...lab, controlFamilies: 3, packs: [few] });

describe("a student of a listed teacher", () => {
  test("the findings satisfy their published form", () => {
    expect(findingsSchema.parse(JSON.parse(JSON.stringify(ofStudent)))).toEqual(ofStudent);
    expect(ofStudent.synthetic).toBe(true);
  });

  test("its teacher's group stands out, alone, at tier 1", () => {
    expect(ofStudent.tier).toBe(1);
    expect(ofStudent.attribution).toMatchObject({ kind: "set", groups: ["sim-birch"], vendor: "vendor-birch" });
    expect(ofStudent.teachers[0]).toMatchObject({ group: "sim-birch", standsOut: true, state: "stands-out" });
    expect(ofStudent.teachers.filter(({ standsOut }) => standsOut)).toHaveLength(1);
    expect(ofStudent.teachers[0]!.rank!.p).toBe(1 / (1 + ofStudent.teachers[0]!.nullFamilies));
  });

  test("one student family calibrates nothing, so there is no likelihood ratio", () => {
    expect(ofStudent.calibration).toBeNull();
    expect(ofStudent.teachers.every(({ likelihoodRatio }) => likelihoodRatio === null)).toBe(true);
    expect(ofStudent.fragile).toBeNull();
    expect(ofStudent.tierReasons.join()).toContain("no calibration");
  });

  test("all groups are listed by score, each with its line-up of controls", () => {
    expect(ofStudent.teachers).toHaveLength(7);
    const scores = ofStudent.teachers.map(({ fused }) => fused!);
    expect(scores).toEqual([...scores].sort((left, right) => right - left));
    expect(ofStudent.lineUp.map(({ group }) => group).sort()).toEqual(
      ofStudent.teachers.map(({ group }) => group).sort(),
    );
    for (const { group, controls } of ofStudent.lineUp) {
      const teacher = ofStudent.teachers.find((one) => one.group === group)!;
      expect(controls).toHaveLength(teacher.nullModels);
      expect(controls.map(({ model }) => model)).not.toContain(student);
    }
  });

  test("choices and identity are shown beside it", () => {
    expect(ofStudent.choices.map(({ group }) => group).sort()).toEqual(
      [...ofStudent.teachers].map(({ group }) => group).sort(),
    );
    expect(ofStudent.choices.every(({ prompts }) => prompts === choicePack.probes.length)).toBe(true);
    expect(ofStudent.identity).toHaveLength(identityPack.probes.length);
    expect(ofStudent.quality.promptsUsed).toBe(openPack.probes.length + choicePack.probes.length);
    expect(ofStudent.quality.promptsAsked).toBe(whole.prompts.length);
  });

  test("exhibits are of the leading groups, numbered, and hold what they quote", () => {
    const { exhibits } = ofStudent;
    expect(exhibits.map(({ id }) => id)).toEqual(exhibits.map((_, index) => `E${index + 1}`));
    expect(exhibits.filter(({ group }) => group === "sim-birch").length).toBeGreaterThan(0);
    expect(new Set(exhibits.map(({ group }) => group)).size).toBeLessThanOrEqual(2);
    for (const exhibit of exhibits) {
      expect(exhibit.suspect.model).toBe(student);
      expect(exhibit.controls.map(({ model }) => model)).not.toContain(exhibit.teacher.model);
      expect(exhibit.sharedPhrases.length).toBeGreaterThan(0);
      expect(exhibit.sharedPhrases.length).toBeLessThanOrEqual(12);
    }
  });

  test("limits, checks and provenance are there", () => {
    expect(ofStudent.limits).toHaveLength(12);
    expect(ofStudent.falsification[0]!.passed).toBe(true);
    expect(ofStudent.sensitivity.length).toBeGreaterThan(10);
    expect(ofStudent.provenance).toMatchObject({ seed: "1", normalisation: "azt(k=10,profile)" });
    expect(ofStudent.provenance.traits).toContain("w3pair/1");
  });
});

test("a model that learned from none of them: none stands out", async () => {
  const findings = await compare(request(ready, { suspect: independentId }));
  expect(findings.attribution).toMatchObject({ kind: "none-stands-out", groups: [], vendor: null });
  expect(findings.teachers.some(({ standsOut }) => standsOut)).toBe(false);
});

describe("groups in question", () => {
  test("only these are listed; what stands out beside them is noticed and not an answer", async () => {
    const findings = await compare(request(ready, { teachers: ["sim-cedar", "sim-elm", "sim-cedar"] }));
    expect(findings.teachers.map(({ group }) => group).sort()).toEqual(["sim-cedar", "sim-elm"]);
    expect(findings.lineUp.map(({ group }) => group)).toEqual(["sim-cedar", "sim-elm"]);
    expect(findings.choices.map(({ group }) => group)).toEqual(["sim-cedar", "sim-elm"]);
    expect(findings.quality.notices).toContain(
      "Lineage groups that were not asked about are among those that stand out: sim-birch.",
    );
  });

  test("the correction for several groups is over those that were asked about", async () => {
    const [one] = (await compare(request(ready, { teachers: ["sim-birch"] }))).teachers;
    expect(one!.rank!.holm).toBe(one!.rank!.p);
    expect(ofStudent.teachers[0]!.rank!.holm).toBeCloseTo(7 * one!.rank!.p, 12);
  });
});

test("a suspect that is itself a teacher: its own group is not compared, and later ones are impossible", async () => {
  const findings = await compare(request(ready, { suspect: "sim-birch-1" }));
  for (const list of [findings.teachers, findings.lineUp, findings.choices]) {
    expect(list).toHaveLength(6);
    expect(list.map(({ group }) => group)).not.toContain("sim-birch");
  }
  expect(findings.identity.flatMap(({ namesMentioned }) => namesMentioned)).not.toContain("sim-birch");
  const later = findings.teachers.filter(({ state }) => state === "impossible").map(({ group }) => group);
  expect(later.sort()).toEqual(["sim-amber-2", "sim-cedar", "sim-dune", "sim-fjord"]);
});

describe("what a panel does not have", () => {
  const descriptive = { kind: "descriptive-only", groups: [], threshold05: null, pFamilyWise: null };

  test("no trials: similarities only, and nothing stands out", async () => {
    const findings = await compare(request(await prepared(rebuilt(small, () => ({ trials: [] })))));
    expect(findings).toMatchObject({ tier: 0, attribution: descriptive, falsification: [] });
    for (const teacher of findings.teachers)
      expect(teacher).toMatchObject({ state: "descriptive-only", standsOut: false, rank: null, nullModels: 0 });
  });

  test("few questions: the same, however many controls there are", async () => {
    const findings = await compare(request(await prepared(labPanel({ ...lab, packs: [few] }))));
    expect(findings.teachers[0]!.nullFamilies).toBeGreaterThan(20);
    expect(findings).toMatchObject({ tier: 0, attribution: descriptive });
    expect(findings.tierReasons.join()).toContain("fewer than 50 prompts were used");
  });

  test("a single teacher", async () => {
    const alone = rebuilt(small, (parts) => ({
      models: parts.models.map((one) =>
        one.role === "teacher" && one.id !== "sim-birch-2" ? { ...one, role: "control" as const, group: null } : one,
      ),
    }));
    const findings = await compare(request(await prepared(alone)));
    expect(findings.teachers.map(({ group }) => group)).toEqual(["sim-birch"]);
    expect(findings.attribution).toMatchObject(descriptive);
    expect(findings.quality.notices.join()).toContain("clf is not available");
  });

  test("questions with choices alone: no score, and no wording is invented", async () => {
    const chosen = labPanel({ ...lab, controlFamilies: 3, packs: [choicePack] });
    const findings = await compare(request(await prepared(chosen)));
    expect(findings.teachers.every(({ fused }) => fused === null)).toBe(true);
    expect(findings).toMatchObject({ tier: 0, attribution: descriptive, exhibits: [], sensitivity: [] });
    expect(findings.choices.some(({ affinity }) => affinity !== null)).toBe(true);
  });

  test("a panel that is not in English loses a tier", async () => {
    const other = await compare(request({ ...ready, panel: { ...whole, language: "fi" } }));
    expect(other.tier).toBe(0);
    expect(other.tierReasons.join()).toContain("the language is not English");
    expect(other.attribution).toMatchObject(descriptive);
    expect(other.teachers[0]).toMatchObject({ group: "sim-birch", standsOut: false });
    expect(other.teachers[0]!.fused).toBe(ofStudent.teachers[0]!.fused);
  });

  test("controls that gave no answer are left out and said to be", async () => {
    const silent = rebuilt(small, ({ models, answers }) => ({
      answers: new Map(
        [...answers].filter(([id]) => models.find((one) => one.id === id)!.role === "teacher" || id === student),
      ),
    }));
    const findings = await compare(request(await prepared(silent)));
    const controls = small.models.filter(({ id, role }) => role === "control" && id !== student);
    expect(findings.quality.excluded.map(({ model }) => model).sort()).toEqual(controls.map(({ id }) => id).sort());
    for (const { id } of controls) expect(findings.quality.notices).toContain(`${id}: no answers.`);
    expect(findings.quality.models.find(({ model }) => model === controls[0]!.id)).toMatchObject({
      answered: 0,
      missing: 8,
    });
  });

  test("answers that the suspect did not give are stated as coverage", async () => {
    const partial = rebuilt(small, ({ answers }) => ({
      answers: new Map(answers).set(student, answers.get(student)!.slice(0, 6)),
    }));
    const of = await prepared(partial);
    const planned = new Map([[student, 12]]);
    const findings = await compare(request(of, { expectedAnswers: planned }));
    expect(findings.quality.coverage).toBe(0.5);
    expect(findings.quality).toMatchObject({ promptsAsked: 8, promptsUsed: 6 });
    expect(findings.suspect).toMatchObject({ answers: 6, promptsUsed: 6 });
    expect((await compare(request(of))).quality.coverage).toBe(0.75);
  });
});

describe("the same input gives the same findings", () => {
  const bytes = async (panel: Panel, workers: number) =>
    JSON.stringify(await compare(request(await prepared(panel, workers))));

  test("twice, with one thread and with two, and whatever the order of answers", async () => {
    const first = await bytes(small, 1);
    expect(await bytes(small, 2)).toBe(first);
    const stream = randomStream("order", "answers");
    const shuffled = rebuilt(small, ({ models, prompts, trials, answers }) => ({
      models: stream.shuffle([...models]),
      prompts: stream.shuffle([...prompts]),
      trials: stream.shuffle([...trials]),
      answers: new Map(stream.shuffle([...answers].map(([id, list]) => [id, stream.shuffle([...list])] as const))),
    }));
    expect(await bytes(shuffled, 1)).toBe(first);
  });
});
