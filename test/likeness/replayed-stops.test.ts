import { describe, expect, test } from "vitest";
import { fitSample } from "../../src/likeness/calibration.js";
import { lnRatio } from "../../src/likeness/calibrator.js";
import { buildLineage } from "../../src/likeness/lineage.js";
import { type ReplayedLook, replayStops } from "../../src/likeness/replayed-stops.js";
import type { ScoredTrial } from "../../src/likeness/scored-trials.js";
import { promptContrasts, sequentialTest } from "../../src/likeness/sequential.js";
import { contrastSource, contrastTraits, nearestControls } from "../../src/likeness/sequential-parts.js";
import { defaultSettings } from "../../src/likeness/settings.js";
import type { Trial } from "../../src/panel/panel.js";
import { lnEProcess } from "../../src/statistics/e-process.js";
import { type RandomStream, randomStream } from "../../src/statistics/random-stream.js";
import { weightedMean } from "../../src/statistics/sums.js";
import { measure } from "../../src/traits/measure.js";
import { prepare } from "../../src/traits/prepare.js";
import { inventPanel, promptIds, teacher, voicedText } from "../traits/invent-panel.js";

const groups = ["g1", "g2", "g3"];
const controls = ["c1", "c2", "c3", "c4"];
const bound = 20;

/** Three teachers with a sibling each, two students of the first, four controls, and a model with few answers. */
async function invented() {
  const trial = (suspect: string, group: string, derived: boolean): Trial => ({
    suspect,
    group,
    truth: derived ? "derived" : "not-derived",
    relation: derived ? "distilled" : null,
    basis: "documented",
    confidence: "high",
  });
  const students = ["s1", "s2"];
  const panel = inventPanel({
    models: [
      ...groups.flatMap((group, index) => [teacher(`t${index + 1}`, group), teacher(`t${index + 1}b`, group)]),
      ...[...controls, ...students, "rare"].map((id) => ({ id })),
    ],
    prompts: promptIds(110),
    trials: [
      ...[...controls, "rare"].flatMap((id) => groups.map((group) => trial(id, group, false))),
      ...students.flatMap((id) => groups.map((group) => trial(id, group, group === "g1"))),
    ],
    answer: (id, prompt) => {
      if (id === "rare" && prompt > "p060") return undefined;
      if (students.includes(id)) return voicedText("t1", prompt, id === "s1" ? 3 : 2);
      return id.endsWith("b") ? voicedText(id.slice(0, -1), prompt, 3) : voicedText(id, prompt);
    },
  });
  const prepared = await prepare(panel, {
    workers: 1,
    cacheFolder: null,
    seed: "1",
    traits: ["w3pair", "lodWord", "clf"],
  });
  const lineage = buildLineage(panel);
  const order = panel.prompts.map((_, prompt) => prompt).reverse();
  const looks = [25, 50, 100, 110].map((count, at): ReplayedLook => {
    const prompts = order.slice(0, count);
    const measurements = measure(prepared, { prompts: [...prompts].sort((a, b) => a - b), blocks: 0 });
    return { prompts, measurements, u: new Float64Array(lineage.models.length * groups.length).fill(at + 1) };
  });
  return { prepared, lineage, looks };
}

describe("what the rule would have done", () => {
  test("equals the sequential test of each pair at each look, made alone", async () => {
    const { prepared, lineage, looks } = await invented();
    const replayed = replayStops(prepared, lineage, looks, bound, () => true);
    const isRare = (model: number) => lineage.models[model] === "rare";
    const source = contrastSource(contrastTraits(prepared), lineage, isRare);
    const stops = new Set<string>();
    for (const id of ["s1", "s2", ...controls])
      for (const [group, name] of groups.entries()) {
        const row = lineage.models.indexOf(id);
        const alone = looks.findIndex(({ prompts, measurements }) => {
          const beside = nearestControls({ lineage, measurements, suspect: row, group }, isRare);
          const from = group * prompts.length;
          const of = (model: number) => promptContrasts(source, model, prompts).subarray(from, from + prompts.length);
          return sequentialTest(of(row), beside.map(of), bound).lnE >= Math.log(bound);
        });
        const cell = row * groups.length + group;
        expect(replayed.reached[cell], `${id} ${name}`).toBe(alone >= 0 ? 1 : 0);
        expect(replayed.look[cell]).toBe(alone >= 0 ? alone : looks.length - 1);
        expect(replayed.u[cell]).toBe(replayed.look[cell]! + 1);
        if (alone >= 0) stops.add(`${id} ${name}`);
      }
    expect([...stops]).toEqual(expect.arrayContaining(["s1 g1", "s2 g1"]));
    expect(stops.size).toBeLessThan(6);
  });

  test("a model that lacks answers of a look has no end, and pairs that are not wanted have none", async () => {
    const { prepared, lineage, looks } = await invented();
    const { u, look } = replayStops(prepared, lineage, looks, bound, (_, group) => group === 0);
    const [rare, control] = ["rare", "c1"].map((id) => lineage.models.indexOf(id) * groups.length);
    expect(look.slice(rare!, rare! + 3)).toEqual(new Int16Array([-1, -1, -1]));
    expect(u[rare!]).toBeNaN();
    expect(look.slice(control!, control! + 3)).toEqual(new Int16Array([3, -1, -1]));
    expect(replayStops(prepared, lineage, [], bound, () => true).look.every((one) => one === -1)).toBe(true);
  });
});

/**
 * Simulation with a known answer: where scores decide when collecting ends, the mean likelihood ratio of unrelated models is
 * 1 only if it was learned from scores that ended in the same way (docs/method.md, optional stopping).
 */
describe("mean likelihood ratio of unrelated models under optional stopping", () => {
  const numbers = [25, 50, 100, 200, 400];
  const noise = 0.4;

  interface Simulated {
    /** Mean of all answers at each look. */
    readonly scores: readonly number[];
    readonly end: number;
  }
  type Rule = (differences: Float64Array, scores: readonly number[]) => number;

  function simulate(random: RandomStream, student: boolean, rule: Rule): Simulated {
    const strength = student ? 0.05 + 0.02 * random.normal() : 0;
    const differences = new Float64Array(400).map(() => Math.max(-1, Math.min(1, strength + noise * random.normal())));
    const scores = numbers.map((count) => differences.subarray(0, count).reduce((sum, one) => sum + one, 0) / count);
    const first = rule(differences, scores);
    return { scores, end: first < 0 ? numbers.length - 1 : first };
  }

  const peeking: Rule = (_, scores) => scores.findIndex((score, at) => score * Math.sqrt(numbers[at]!) > 1.5 * noise);
  const eProcess: Rule = (differences) => {
    const path = lnEProcess(differences);
    return numbers.findIndex((count) => path[count - 1]! >= Math.log(bound));
  };

  // The e-process stops so few unrelated models that a ratio learned at all questions does little harm.
  const harmful = "peeking at the score";
  test.each([
    [harmful, peeking],
    ["the e-process", eProcess],
  ])("%s", (name, rule) => {
    const random = randomStream("1", `replayed-stops/${name}`);
    const many = (count: number, student: boolean) =>
      Array.from({ length: count }, () => simulate(random, student, rule));
    const [students, unrelated, fresh] = [many(800, true), many(800, false), many(6000, false)];
    const meanRatio = (learnedFrom: (one: Simulated) => number): number => {
      const trials = (all: readonly Simulated[], truth: "derived" | "not-derived") =>
        all.map((one, index): ScoredTrial => {
          const family = `${truth}-${index}`;
          const relation = truth === "derived" ? "distilled" : null;
          const known = { truth, relation, basis: "documented", confidence: "high" } as const;
          return { suspect: family, group: "g", family, score: learnedFrom(one), ...known };
        });
      const sample = {
        derived: trials(students, "derived"),
        notDerived: trials(unrelated, "not-derived"),
        unscored: 0,
      };
      const { calibrator, clip } = fitSample(sample, defaultSettings.calibration)!;
      const ratios = fresh.map(({ scores, end }) => Math.exp(lnRatio(calibrator, scores[end]!, clip)));
      return weightedMean(ratios, new Float64Array(ratios.length).fill(1));
    };
    const replayed = meanRatio(({ scores, end }) => scores[end]!);
    const atAllQuestions = meanRatio(({ scores }) => scores.at(-1)!);
    expect(replayed).toBeGreaterThan(0.5);
    expect(replayed).toBeLessThan(1.15);
    if (name === harmful) expect(atAllQuestions).toBeGreaterThan(1.5);
  });
});
