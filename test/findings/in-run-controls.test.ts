import { beforeAll, describe, expect, test } from "vitest";
import { type CompareRequest, compare } from "../../src/findings/compare.js";
import { findingsSchema } from "../../src/findings/findings.js";
import { type InRunModel, inRunFailures, judge } from "../../src/findings/in-run-controls.js";
import { labPanel } from "../../src/lab/lab-panel.js";
import { independentId, studentId } from "../../src/lab/world/cast.js";
import { shippedPacks } from "../../src/probes/load-pack.js";
import { prepare } from "../../src/traits/prepare.js";
import type { PreparedPanel } from "../../src/traits/prepared-panel.js";
import { rebuilt } from "./small-panel.js";

const everyday = (await shippedPacks()).find(({ id }) => id === "everyday-requests")!;
const open = { ...everyday, probes: everyday.probes.slice(0, 56) };
const [weak, strong] = [studentId(0.5), studentId(0.8)];
const unrelated = independentId;

/**
 * A lab with two students of sim-birch, which are no relatives of one another here, and controls of which one is the
 * negative control. Nothing is known of the in-run controls, as in a study.
 */
const whole = labPanel({
  seed: "findings",
  controlFamilies: 24,
  teacher: "sim-birch-2",
  doses: [0.5, 0.8],
  temperature: 0.7,
  packs: [open],
});
const asStudy = (inRun: readonly string[]) =>
  rebuilt(whole, ({ models, trials }) => ({
    models: models.map((model) => (model.id === strong ? { ...model, family: "other-student" } : model)),
    trials: trials.filter(({ suspect }) => !inRun.includes(suspect)),
  }));

let ready: PreparedPanel;
beforeAll(async () => {
  ready = await prepare(asStudy([strong, unrelated]), { workers: 1, cacheFolder: null, seed: "1" });
});

function request(changes: Partial<CompareRequest>): CompareRequest {
  return {
    prepared: ready,
    suspect: weak,
    teachers: null,
    seed: "1",
    cacheFolder: null,
    progress: () => undefined,
    study: { id: "study", title: "A study", source: "study" },
    plan: null,
    provenance: { toolVersion: "0", node: "v0", panels: [], packs: [], collected: null, command: "compare" },
    ...changes,
  };
}

const negative = (model: string): InRunModel => ({ model, kind: "negative" });
const positive = (model: string, group = "sim-birch"): InRunModel => ({ model, kind: "positive", group });

describe("in-run controls that are judged rightly", () => {
  test("leave the findings of the suspect as they are without them", async () => {
    const plain = await compare(request({}));
    const checked = await compare(request({ inRunControls: [negative(unrelated), positive(strong)] }));
    expect(plain.tier).toBeGreaterThan(0);
    expect({ ...checked, inRunControls: [] }).toEqual(plain);
    expect(checked.inRunControls).toMatchObject([
      { model: unrelated, kind: "negative", group: null, passed: true, standing: [], set: [] },
      { model: strong, kind: "positive", group: "sim-birch", passed: true, explanation: "sim-birch is in its set" },
    ]);
    expect(checked.inRunControls![1]!.set).toContain("sim-birch");
    expect(checked.inRunControls![1]!.score).toBeGreaterThan(checked.inRunControls![1]!.threshold05!);
    expect(findingsSchema.parse(JSON.parse(JSON.stringify(checked)))).toEqual(checked);
  });

  test("one that answered fewer prompts is measured on those", async () => {
    const panel = rebuilt(asStudy([strong]), ({ answers }) => ({
      answers: new Map([...answers, [strong, answers.get(strong)!.filter(({ prompt }) => !/[05]$/.test(prompt))]]),
    }));
    const prepared = await prepare(panel, { workers: 1, cacheFolder: null, seed: "1" });
    const { inRunControls, suspect } = await compare(request({ prepared, inRunControls: [positive(strong)] }));
    expect(suspect.promptsUsed).toBeGreaterThan(50);
    expect(inRunControls![0]).toMatchObject({ passed: true });
  });
});

describe("a control that is judged wrongly keeps every group at tier 0", () => {
  test.each<[string, InRunModel, string]>([
    [
      "a student said to be unrelated",
      negative(strong),
      `the negative in-run control ${strong} was judged wrongly: it stands out towards sim-birch`,
    ],
    [
      "an unrelated model said to be a student",
      positive(unrelated),
      `the positive in-run control ${unrelated} was judged wrongly: sim-birch is missing from its set (no group stands out)`,
    ],
    [
      "a student of another group than said",
      positive(strong, "sim-elm"),
      `the positive in-run control ${strong} was judged wrongly: sim-elm is missing from its set (the set is sim-birch)`,
    ],
  ])("%s", async (_, control, reason) => {
    const findings = await compare(request({ inRunControls: [control] }));
    expect(findings.inRunControls![0]!.passed).toBe(false);
    expect(findings.tier).toBe(0);
    expect(findings.attribution).toMatchObject({ kind: "descriptive-only", groups: [] });
    for (const teacher of findings.teachers) {
      expect(teacher).toMatchObject({ tier: 0, rank: null, likelihoodRatio: null, standsOut: false });
      expect(teacher.tierReasons).toContain(`until explained: ${reason}`);
    }
  });
});

describe("a control that cannot be judged is said to be so, and takes nothing", () => {
  test("without a readable answer", async () => {
    const panel = rebuilt(asStudy([strong]), ({ answers }) => ({ answers: new Map([...answers, [strong, []]]) }));
    const prepared = await prepare(panel, { workers: 1, cacheFolder: null, seed: "1" });
    const findings = await compare(request({ prepared, inRunControls: [positive(strong)] }));
    expect(findings.inRunControls).toMatchObject([
      { passed: null, explanation: "it has no answer that can be read", score: null },
    ]);
    expect(findings.tier).toBeGreaterThan(0);
  });

  test("with too few controls", async () => {
    const few = rebuilt(asStudy([strong]), ({ models, answers, trials }) => {
      const kept = models.filter(({ role, id }) => role === "teacher" || id === weak || id === strong);
      const ids = new Set(kept.map(({ id }) => id));
      return {
        models: kept,
        answers: new Map([...answers].filter(([id]) => ids.has(id))),
        trials: trials.filter(({ suspect }) => ids.has(suspect)),
      };
    });
    const prepared = await prepare(few, { workers: 1, cacheFolder: null, seed: "1" });
    const { inRunControls } = await compare(request({ prepared, inRunControls: [positive(strong), negative(weak)] }));
    expect(inRunControls!.map(({ passed }) => passed)).toEqual([null, null]);
    expect(inRunControls![0]!.explanation).toBe("there are too few controls for every group");
  });

  test("a positive that was public before its group", () => {
    const group = { score: 5, nullModels: 30, nullFamilies: 10, rank: null };
    const placed = {
      lineage: { groups: ["early", "late"], vendors: ["v", "w"] },
      decision: {
        groups: [
          { ...group, group: 1, descriptive: false, impossible: true, standsOut: false },
          { ...group, group: 0, descriptive: true, impossible: false, standsOut: false },
        ],
        thresholds: { familyWise05: 2, familyWise01: 3, suspects: 9, families: 9 },
        attribution: { kind: "none-stands-out", groups: [], vendor: null, setWidth: 1 },
      },
    } as unknown as Parameters<typeof judge>[1];
    expect(judge(positive("old", "late"), placed, null)).toMatchObject({
      passed: null,
      explanation: "it was public before every member of late",
    });
    expect(judge(positive("old", "early"), placed, null).explanation).toBe("there are too few controls for early");
    expect(judge(positive("old", "absent"), placed, null).explanation).toBe("absent is not among the compared groups");
  });
});

test("a negative may stand out towards its own maker's groups, which are nobody's negatives", () => {
  const standing = { score: 5, nullModels: 30, nullFamilies: 10, rank: null, descriptive: false, impossible: false };
  const placed = {
    lineage: { groups: ["own", "other"], vendors: ["maker", "another"] },
    decision: {
      groups: [
        { ...standing, group: 0, standsOut: true },
        { ...standing, group: 1, score: 1, standsOut: false },
      ],
      thresholds: { familyWise05: 2, familyWise01: 3, suspects: 9, families: 9 },
      attribution: { kind: "set", groups: [0], vendor: "maker", setWidth: 1 },
    },
  } as unknown as Parameters<typeof judge>[1];
  expect(judge(negative("x"), placed, "maker")).toMatchObject({ passed: true, score: 1 });
  expect(judge(negative("x"), placed, "another")).toMatchObject({
    passed: false,
    explanation: "it stands out towards own",
  });
});

test("only failures are reasons", () => {
  const seen = { kind: "negative", group: null, score: 0, threshold05: 1, standing: [], set: [] } as const;
  const controls = [true, null, false].map((passed, index) => ({
    ...seen,
    standing: [],
    set: [],
    model: `m${index}`,
    passed,
    explanation: "words",
  }));
  expect(inRunFailures(controls)).toEqual(["the negative in-run control m2 was judged wrongly: words"]);
});
