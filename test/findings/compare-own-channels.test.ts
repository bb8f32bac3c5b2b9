import { beforeAll, describe, expect, test } from "vitest";
import { compare } from "../../src/findings/compare.js";
import type { Findings } from "../../src/findings/findings.js";
import { findingsSchema } from "../../src/findings/findings.js";
import { labPanel } from "../../src/lab/lab-panel.js";
import { studentId } from "../../src/lab/world/cast.js";
import type { Panel } from "../../src/panel/panel.js";
import { shippedPacks } from "../../src/probes/load-pack.js";
import { renderHtml } from "../../src/report/html/html.js";
import { prepare } from "../../src/traits/prepare.js";

const dose = 0.8;
const counts = {
  "everyday-requests": 30,
  "random-choices": 12,
  "forced-choices": 12,
  boundaries: 20,
  reasoning: 12,
  code: 12,
};
const shipped = await shippedPacks();

function world(ids: readonly (keyof typeof counts)[]): Panel {
  const packs = ids.map((id) => {
    const pack = shipped.find((one) => one.id === id)!;
    return { ...pack, probes: pack.probes.slice(0, counts[id]) };
  });
  return labPanel({
    seed: "apart",
    controlFamilies: 14,
    teacher: "sim-birch-2",
    doses: [dose],
    packs,
    temperature: 0.7,
  });
}

async function findingsOf(panel: Panel): Promise<Findings> {
  const prepared = await prepare(panel, { workers: 1, cacheFolder: null, seed: "1" });
  return compare({
    prepared,
    suspect: studentId(dose),
    teachers: null,
    seed: "1",
    cacheFolder: null,
    progress: () => undefined,
    study: { id: "study", title: "A study", source: "panel" },
    plan: null,
    provenance: { toolVersion: "0", node: "v0", panels: [], packs: [], collected: null, command: "compare" },
  });
}

describe("a comparison over every kind of probes", () => {
  let every: Findings;
  beforeAll(async () => {
    every = await findingsOf(world(Object.keys(counts) as (keyof typeof counts)[]));
  });

  test("each kind has a line for each listed group, with its own number of prompts, and is said not to count", () => {
    const lines = new Map<string, { prompts: number; groups: number }>();
    for (const row of [...every.choices, ...every.styles!]) {
      const channel = "channel" in row ? row.channel : row.asked!;
      lines.set(channel, { prompts: row.prompts, groups: (lines.get(channel)?.groups ?? 0) + 1 });
      expect(row.note).toContain("shown, not counted");
    }
    expect(Object.fromEntries(lines)).toEqual({
      free: { prompts: 12, groups: 7 },
      forced: { prompts: 12, groups: 7 },
      refusals: { prompts: 20, groups: 7 },
      reasoning: { prompts: 12, groups: 7 },
      code: { prompts: 12, groups: 7 },
    });
    expect(every.sameChoices!.map(({ prompts }) => prompts)).toEqual(new Array(7).fill(24));
  });

  test("the traits that were measured stand in the record, and in no list of the wording's", () => {
    const own = ["choice/2", "forcedChoice/1", "refusals/1", "reasoningStyle/1", "codeStyle/1"];
    expect(every.provenance.traits).toEqual(expect.arrayContaining(own));
    for (const { traits } of every.teachers) expect(traits.filter(({ trait }) => own.includes(trait))).toEqual([]);
  });

  test("what is written is what is read, and every form of report holds it", () => {
    expect(findingsSchema.parse(JSON.parse(JSON.stringify(every)))).toEqual(every);
    const html = renderHtml(every);
    for (const words of [
      "Free choices",
      "Forced choices",
      "Refusals",
      "Reasoning style",
      "Code style",
      "The same model?",
    ])
      expect(html).toContain(words);
  });
});

test("choices beside the wording move no number of the wording", async () => {
  const alone = await findingsOf(world(["everyday-requests"]));
  const beside = await findingsOf(world(["everyday-requests", "random-choices", "forced-choices"]));
  expect(beside.teachers.map(({ group, fused, rank }) => [group, fused, rank])).toEqual(
    alone.teachers.map(({ group, fused, rank }) => [group, fused, rank]),
  );
  expect(beside.attribution).toEqual(alone.attribution);
  expect(alone).toMatchObject({ choices: [], styles: [], sameChoices: [] });
  expect(alone.provenance.traits.filter((trait) => /choice|refusal|Style/.test(trait))).toEqual([]);
});
