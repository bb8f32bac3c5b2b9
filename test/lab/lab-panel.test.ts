import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openEndpoint } from "../../src/endpoints/open-endpoint.js";
import { labPanel } from "../../src/lab/lab-panel.js";
import { labStudy } from "../../src/lab/lab-study.js";
import { type Lab, startLab } from "../../src/lab/start-lab.js";
import { independentId, studentId } from "../../src/lab/world/cast.js";
import { decideSuspect } from "../../src/likeness/decide-suspect.js";
import { buildLineage, hideTruth } from "../../src/likeness/lineage.js";
import { scorePanel } from "../../src/likeness/score-panel.js";
import { defaultSettings } from "../../src/likeness/settings.js";
import type { Panel } from "../../src/panel/panel.js";
import { parseStudy } from "../../src/study/parse-study.js";
import { measure } from "../../src/traits/measure.js";
import { prepare } from "../../src/traits/prepare.js";
import { choicePack, openPack } from "./packs.js";

const settings = {
  seed: "panel",
  controlFamilies: 24,
  teacher: "sim-birch-2",
  doses: [0, 0.2, 0.4, 0.8],
  packs: [openPack, choicePack],
  temperature: 0.7,
};
const panel = labPanel(settings);
const index = (id: string, of: Panel = panel) => of.models.findIndex((model) => model.id === id);

describe("the panel", () => {
  test("every model answers every question as often as the pack says", () => {
    const cells = openPack.probes.length + 8 * choicePack.probes.length;
    expect(panel.answers.every((answers) => answers.length === cells)).toBe(true);
    expect(panel.synthetic).toBe(true);
    expect(panel.notices).toEqual([]);
  });

  test("students are derived from their teacher's group alone, and a dose of 0 is no training", () => {
    const derived = panel.trials
      .filter(({ truth }) => truth === "derived")
      .map(({ suspect, group }) => [suspect, group]);
    expect(derived).toEqual([0.2, 0.4, 0.8].map((dose) => [studentId(dose), "sim-birch"]));
    const ofAmber = panel.trials.filter(({ suspect }) => suspect === "sim-amber-2").map(({ group }) => group);
    expect(ofAmber).toEqual(["sim-birch", "sim-cedar", "sim-dune", "sim-elm", "sim-fjord"]);
    expect(
      panel.trials.filter(({ suspect, truth }) => suspect === independentId && truth === "not-derived"),
    ).toHaveLength(7);
  });

  test("the same settings give the same digest", () => {
    expect(labPanel(settings).digest).toBe(panel.digest);
  });
});

describe("the panel holds what the server says", () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await startLab(settings);
  });
  afterAll(() => lab.close());

  test("to the project's own endpoints, through both protocols", async () => {
    const study = parseStudy(JSON.stringify(labStudy(lab, { suspect: "student", packs: ["identity"] })), "study.json");
    const models = [study.suspect, ...study.teachers, ...study.controls.slice(0, 3)];
    for (const { id, address } of models) {
      const endpoint = await openEndpoint(address, { fetch, apiKey: lab.apiKey, userAgent: "test" });
      for (const { id: probe, messages } of openPack.probes.slice(0, 2)) {
        const question = { messages, temperature: 0.7, topP: null, maxTokens: 400 };
        const { text } = await endpoint.ask(question, new AbortController().signal);
        const prompt = panel.prompts.findIndex((candidate) => candidate.id === `requests/${probe}`);
        expect(text, id).toBe(panel.answers[index(id)]!.find((answer) => answer.prompt === prompt)!.text);
      }
    }
  });
});

/** An invented world: this says that the parts work together, and nothing about the method's error rates. */
describe("scored as a study is scored, in three worlds", () => {
  const core = ["w3pair", "lodWord", "lodOpener", "w3tfidf", "clf"];

  async function decisions(seed: string) {
    const world = labPanel({ ...settings, seed, packs: [openPack] });
    const prepared = await prepare(world, { workers: 1, cacheFolder: null, seed: "1", traits: core });
    const measured = measure(prepared, { prompts: null, blocks: 0 });
    const suspects = [independentId, ...settings.doses.map(studentId)].map((id) => index(id, world));
    const lineage = hideTruth(buildLineage(world, measured.models), suspects);
    const scores = scorePanel(lineage, measured, defaultSettings);
    const { u } = scores.channels.get("core")!;
    const descriptive = scores.methods.map((method) => method === "double-centring");
    const [independent, none, low, middle, high] = suspects.map((row) => {
      const decided = decideSuspect({ lineage, u, descriptive, row, setWidth: 1.25, settings: defaultSettings });
      const score = decided.groups.find(({ group }) => lineage.groups[group] === "sim-birch")!.score;
      const first = decided.groups[0]!;
      return { score, first: lineage.groups[first.group]!, standsOut: decided.groups.some((group) => group.standsOut) };
    });
    return { independent: independent!, none: none!, low: low!, middle: middle!, high: high! };
  }

  test("students stand out with their teacher first, models without one mostly do not, and scores rise with the dose", async () => {
    const worlds = [await decisions("one"), await decisions("two"), await decisions("three")];
    for (const { none, low, middle, high } of worlds) {
      expect([middle.first, high.first]).toEqual(["sim-birch", "sim-birch"]);
      expect(high.standsOut).toBe(true);
      const scores = [none, low, middle, high].map(({ score }) => score);
      expect(scores).toEqual([...scores].sort((left, right) => left - right));
    }
    expect(worlds.filter(({ middle }) => middle.standsOut).length).toBeGreaterThanOrEqual(2);
    // The threshold lets one model in twenty pass: three or more of six would be a fault.
    const withoutTeacher = worlds.flatMap(({ independent, none }) => [independent, none]);
    expect(withoutTeacher.filter(({ standsOut }) => standsOut).length).toBeLessThanOrEqual(2);
  });
});
