import { expect, test } from "vitest";
import type { PackFile } from "../../src/probes/pack-schema.js";
import { toPack } from "../../src/probes/parse-pack.js";
import { freezePlan, planDigest } from "../../src/study/freeze-plan.js";
import { parseStudy } from "../../src/study/parse-study.js";
import { parsePlan } from "../../src/study/plan-schema.js";
import { shownPlan } from "../../src/study/shown-plan.js";

const study = parseStudy(
  JSON.stringify({
    title: "A sealed study",
    suspect: { id: "s", endpoint: "openai-compatible", model: "s", baseUrl: "http://localhost:1/v1" },
    teachers: [{ id: "t", endpoint: "openai-compatible", model: "t", baseUrl: "http://localhost:1/v1", vendor: "v" }],
    controls: [],
    seed: "1",
    synthetic: true,
  }),
  "study.json",
);

function pack(id: string, split: PackFile["split"]) {
  const facts = {
    version: "1.0.0",
    title: id,
    description: id,
    kind: "open-ended",
    language: "en",
    licence: "CC0-1.0",
  };
  const probes = [1, 2].map((number) => ({ id: `p${number}`, prompt: `Tell me about ${id}, in ${number} lines.` }));
  return toPack({ ...facts, id, split, probes } as PackFile);
}

test("a pack that says it is sealed is planned in full and shown by digest and number", () => {
  const packs = [pack("open", "public"), pack("kept", "sealed")];
  const plan = freezePlan(study, packs, [], "1.0.0");
  expect(plan.packs.map(({ probes, sealed }) => [probes.length, sealed])).toEqual([
    [2, undefined],
    [2, { probes: 2 }],
  ]);
  const shown = shownPlan(plan);
  expect(shown.packs.map(({ probes }) => probes.length)).toEqual([2, 0]);
  expect(JSON.stringify(shown)).not.toContain("Tell me about kept");
  // The digest is that of what is shown, so that whoever has plan.json can make it again.
  expect(planDigest(plan)).toBe(planDigest(shown));
  expect(parsePlan(JSON.stringify(shown), "plan.json")).toEqual(shown);
});

test("another question in a sealed pack is another plan", () => {
  const kept = pack("kept", "sealed");
  const changed = toPack({ ...kept.file, probes: [{ ...kept.file.probes[0]!, prompt: "Tell me something else." }] });
  const digests = [kept, changed].map((one) => planDigest(freezePlan(study, [one], [], "1.0.0")));
  expect(digests[0]).not.toBe(digests[1]);
});

test("a plan without sealed packs is shown as it is", () => {
  const plan = freezePlan(study, [pack("open", "public")], [], "1.0.0");
  expect(shownPlan(plan)).toBe(plan);
});
