import { describe, expect, test } from "vitest";
import { choiceFindings } from "../../src/findings/choice-findings.js";
import { type OwnChannelFinding, ownChannelFindings } from "../../src/findings/own-channels.js";
import { sameChoices } from "../../src/findings/same-choices.js";
import { styleFindings } from "../../src/findings/style-findings.js";
import { labPanel } from "../../src/lab/lab-panel.js";
import { independentId, studentId } from "../../src/lab/world/cast.js";
import { buildLineage, hideTruth } from "../../src/likeness/lineage.js";
import { defaultSettings } from "../../src/likeness/settings.js";
import type { Panel } from "../../src/panel/panel.js";
import { shippedPacks } from "../../src/probes/load-pack.js";
import { measure } from "../../src/traits/measure.js";
import type { OwnChannel } from "../../src/traits/measurements.js";
import { prepare } from "../../src/traits/prepare.js";

const shipped = await shippedPacks();
const dose = 0.8;
const core = ["w3pair", "lodWord", "w3tfidf"];

/** A simulated world that is asked some everyday requests, which choose the nearest null models, and these packs. */
function worldOf(
  seed: string,
  asked: Readonly<Record<string, number>>,
  change: { readonly dose?: number; readonly samples?: number; readonly controlFamilies?: number } = {},
): Panel {
  const packs = Object.entries({ "everyday-requests": 24, ...asked }).map(([id, count]) => {
    const pack = shipped.find((one) => one.id === id)!;
    const samples = pack.kind === "choice" ? (change.samples ?? 8) : 1;
    const probes = pack.probes.slice(0, count).map((probe) => ({ ...probe, sampling: { ...probe.sampling, samples } }));
    return { ...pack, probes };
  });
  const doses = [change.dose ?? dose];
  const { controlFamilies = 26 } = change;
  return labPanel({ seed, controlFamilies, teacher: "sim-birch-2", doses, packs, temperature: 0.7 });
}

async function opened(panel: Panel, own: readonly string[]) {
  const prepared = await prepare(panel, { workers: 1, cacheFolder: null, seed: "1", traits: [...core, ...own] });
  const wording = { ...prepared, traits: prepared.traits.filter(({ channel }) => channel === "core") };
  const measurements = measure(wording, { prompts: null, blocks: 0 });
  const answered = panel.prompts.map((_, prompt) => prompt);
  const lineage = buildLineage(panel, measurements.models);
  return (id: string) => {
    const suspect = panel.models.findIndex((model) => model.id === id);
    const hidden = hideTruth(lineage, [suspect]);
    const listed = lineage.groups.map((_, group) => group);
    const input = { prepared, measurements, lineage: hidden, suspect, answered, listed, settings: defaultSettings };
    const same = { choices: prepared.choices, lineage: hidden, suspect, answered, listed, seed: "1" };
    return { channels: ownChannelFindings(input), same: () => sameChoices(same), input };
  };
}

const above = (channels: readonly OwnChannelFinding[], channel: OwnChannel) =>
  channels
    .find((one) => one.channel === channel)!
    .rows.flatMap((row) => (row.aboveThreshold === true ? row.group : []));

// Worlds in which it is so: at dose .8, over 20 worlds, the teacher's group stood out in 20 (choices), 19 (forced choices), 8
// (refusals), 6 (reasoning) and 6 (code), another group in none.
describe("a student that took over its teacher's ways stands out in that channel, an unrelated model does not", () => {
  test.each([
    ["m", "refusals", "refusals", { boundaries: 120 }],
    ["l", "reasoning", "reasoningStyle", { reasoning: 60 }],
    ["l", "code", "codeStyle", { code: 60 }],
    ["h", "forcedChoice", "forcedChoice", { "forced-choices": 80 }],
    ["d", "choice", "choice", { "random-choices": 30 }],
  ] as const)("world %s, channel %s", async (seed, channel, trait, asked) => {
    const of = await opened(worldOf(seed, asked), [trait]);
    const student = of(studentId(dose)).channels;
    expect(student.map((one) => one.channel)).toEqual([channel]);
    expect(above(student, channel)).toEqual(["sim-birch"]);
    const [row] = student[0]!.rows;
    expect(row).toMatchObject({ group: "sim-birch", trait: expect.stringMatching(`^${trait}/[0-9]$`) });
    expect(row!.rank!.p).toBeLessThanOrEqual(2 * row!.rank!.resolution);
    expect(row!.nullFamilies).toBeGreaterThan(30);
    const unrelated = of(independentId).channels;
    expect(above(unrelated, channel)).toEqual([]);
  });
});

describe("what a channel rests on", () => {
  const world = worldOf("m", { boundaries: 30, code: 10 });

  test("only null models that answered its probes are its null; with few of them it is descriptive only", async () => {
    const answering = new Set(
      world.models.flatMap(({ id, role }, index) => (role === "teacher" || index % 8 === 0 ? [id] : [])),
    );
    const partly = {
      ...world,
      answers: world.answers.map((answers, model) =>
        answering.has(world.models[model]!.id) || world.models[model]!.id === studentId(dose)
          ? answers
          : answers.filter(({ prompt }) => world.prompts[prompt]!.kind !== "boundary"),
      ),
    };
    const { channels } = (await opened(partly, ["refusals", "codeStyle"]))(studentId(dose));
    const [refusals, code] = channels.map(({ rows }) => rows);
    for (const row of refusals!) {
      expect(row.nullModels).toBeLessThan(20);
      expect([row.rank, row.aboveThreshold, row.threshold05]).toEqual([null, null, null]);
      expect(row.score).not.toBeNull();
    }
    for (const row of code!) {
      expect(row.nullModels).toBeGreaterThan(20);
      expect(row.rank).not.toBeNull();
    }
    const [few] = styleFindings(channels);
    expect(few).toMatchObject({ channel: "refusals", prompts: 30 });
    expect(few!.note).toBe("fewer than the 100 prompts that it needs; no panel calibrates it; shown, not counted");
    expect(choiceFindings(channels)).toEqual([]);
  });

  test("the suspect's own trials are hidden: known or unknown, it gets the same numbers and shapes no other's null", async () => {
    const known = (await opened(world, ["refusals", "codeStyle"]))(independentId).channels;
    const unknown = { ...world, trials: world.trials.filter(({ suspect }) => suspect !== independentId) };
    expect((await opened(unknown, ["refusals", "codeStyle"]))(independentId).channels).toEqual(known);
  });

  test("without any wording the channel's null is all of its null models, and scores are still given", async () => {
    const silent = {
      ...world,
      prompts: world.prompts,
      answers: world.answers.map((answers) =>
        answers.filter(({ prompt }) => world.prompts[prompt]!.kind === "boundary"),
      ),
    };
    const of = await opened(silent, ["refusals"]);
    const { input } = of(studentId(dose));
    const nothing = {
      ...input.measurements,
      traits: input.measurements.traits.map((trait) => ({ ...trait, affinity: trait.affinity.map(() => Number.NaN) })),
    };
    const [found] = ownChannelFindings({ ...input, measurements: nothing });
    expect(found!.rows.every(({ score }) => score !== null)).toBe(true);
  });
});

describe("the same model?", () => {
  test("a teacher behind another name cannot be told from itself; students and other groups can", async () => {
    const world = worldOf(
      "d",
      { "random-choices": 15, "forced-choices": 15 },
      { dose: 0.4, samples: 16, controlFamilies: 2 },
    );
    const original = world.models.findIndex(({ id }) => id === "sim-cedar-1");
    const relay = {
      ...world.models[original]!,
      id: "zz-relay",
      role: "suspect" as const,
      group: null,
      family: "relay",
    };
    // Every second answer of the teacher is given by the relay instead: other draws of the same model.
    const half = (parity: number) => world.answers[original]!.filter(({ sample }) => sample % 2 === parity);
    const panel = {
      ...world,
      models: [...world.models, relay],
      answers: [...world.answers.map((answers, model) => (model === original ? half(0) : answers)), half(1)],
      answerDigests: [...world.answerDigests, "relay"],
    };
    const of = await opened(panel, ["choice", "forcedChoice"]);
    const relayed = of("zz-relay").same();
    for (const { group, member, prompts, p, discrepancy, detectable } of relayed) {
      expect(prompts).toBe(30);
      if (group === "sim-cedar") {
        expect(member).toBe("sim-cedar-1");
        expect(p).toBeGreaterThan(0.05);
        expect(discrepancy).toBeLessThanOrEqual(detectable);
      } else expect(p, group).toBe(0.0001);
    }
    const student = of(studentId(0.4)).same();
    const birch = student.find(({ group }) => group === "sim-birch")!;
    expect(birch.p).toBe(0.0001);
    expect(birch.discrepancy).toBe(Math.min(...student.map(({ discrepancy }) => discrepancy)));
  });

  test("no test where fewer than twenty choice prompts or fewer than eight answers are shared", async () => {
    const few = await opened(worldOf("d", { "random-choices": 12 }, { controlFamilies: 2 }), ["choice"]);
    expect(few(independentId).same()).toEqual([]);
    const thin = await opened(worldOf("d", { "random-choices": 30 }, { samples: 7, controlFamilies: 2 }), ["choice"]);
    expect(thin(independentId).same()).toEqual([]);
  });
});
