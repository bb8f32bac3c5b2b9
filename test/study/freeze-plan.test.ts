import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { packInForm } from "../../src/probes/pack-form.js";
import { parsePack } from "../../src/probes/parse-pack.js";
import { freezePlan, planDigest } from "../../src/study/freeze-plan.js";
import { parseStudy } from "../../src/study/parse-study.js";
import type { Plan } from "../../src/study/plan.js";
import { parsePlan } from "../../src/study/plan-schema.js";

const head = `title: A small study
suspect: { id: suspect, endpoint: "compatible:mine@http://localhost:8000/v1", apiKey: env:MINE }
teachers: [{ id: teacher, endpoint: "anthropic:some-model" }]
controls: [{ id: control, family: other, endpoint: "compatible:other@http://localhost:8001/v1" }]
authorisation: { basis: own-model, approvedBy: me }
seed: 7
`;
const study = parseStudy(head, "study.yaml");
const sweeping = parseStudy(`${head}sampling: { suspect: 2, references: 4, temperatures: [0, 1] }\n`, "study.yaml");

function pack(id: string, kind: string, probes: object[], defaults = {}) {
  const facts = {
    id,
    version: "1.0.0",
    title: id,
    description: id,
    kind,
    language: "en",
    licence: "CC0-1.0",
    split: "public",
  };
  return parsePack(JSON.stringify({ ...facts, defaults, probes }), `${id}.json`);
}
const open = pack(
  "open",
  "open-ended",
  [
    { id: "a", prompt: "How do you boil an egg?", topic: "cooking" },
    {
      id: "b",
      messages: [{ role: "user", content: "Hallo!" }],
      language: "de",
      samples: 3,
      temperature: 0.2,
      maxTokens: 9,
    },
  ],
  { samples: 1, temperature: 0.7 },
);
const choice = pack(
  "choice",
  "choice",
  [{ id: "coin", prompt: "heads or tails?", answer: { type: "one-of", options: ["heads", "tails"] } }],
  { samples: 8, temperature: 1, maxTokens: 16 },
);
const references = [{ name: "panel", digest: `sha256:${"a".repeat(64)}` }];
const plan = freezePlan(study, [open, choice], references, "1.2.3");

test("the plan holds the study with every default written out", () => {
  expect(plan).toMatchObject({
    schema: "teacherprint.plan/v1",
    studyId: "a-small-study",
    toolVersion: "1.2.3",
    references,
    sampling: { suspectSamples: 1, referenceSamples: 1, temperatures: [0.7], systemPrompts: [null] },
    limits: { usd: null, requests: null, requestsPerMinute: 60, tokensPerMinute: null, concurrency: 2 },
    seed: "7",
    synthetic: false,
  });
  expect(plan.packs[0]!.probes).toEqual([
    {
      id: "a",
      messages: [{ role: "user", content: "How do you boil an egg?" }],
      topic: "cooking",
      answer: null,
      samples: 1,
      temperature: 0.7,
      maxTokens: 400,
    },
    {
      id: "b",
      messages: [{ role: "user", content: "Hallo!" }],
      topic: "general",
      language: "de",
      answer: null,
      samples: 3,
      temperature: 0.2,
      maxTokens: 9,
    },
  ]);
});

test("probes of one pair of edits say so, the others say nothing", () => {
  const edits = pack("edits", "choice", [
    { id: "a", prompt: "Tea or milk?", pair: "one", answer: { type: "one-of", options: ["tea", "milk"] } },
    { id: "b", prompt: "Tea?", answer: { type: "word" } },
  ]);
  const frozen = freezePlan(study, [edits], [], "1.2.3");
  const [paired, alone] = frozen.packs[0]!.probes;
  expect(paired).toMatchObject({ pair: "one" });
  expect(alone).not.toHaveProperty("pair");
  expect(parsePlan(JSON.stringify(frozen), "plan.json")).toEqual(frozen);
});

test("a pack in a form stands beside the whole pack, under a name of its own and with the same digest", () => {
  const tea = parsePack(
    JSON.stringify({
      ...open.file,
      forms: [{ id: "openings", description: "How answers begin.", kind: "opening", maxTokens: 24 }],
    }),
    "open.json",
  );
  const { packs } = freezePlan(study, [tea, packInForm(tea, "openings")], [], "1.2.3");
  expect(packs.map(({ id, kind }) => [id, kind])).toEqual([
    ["open", "open-ended"],
    ["open#openings", "opening"],
  ]);
  expect(packs[1]!.digest).toBe(packs[0]!.digest);
  expect(packs[1]!.probes.map(({ maxTokens }) => maxTokens)).toEqual([24, 24]);
  expect(packs[0]!.probes.map(({ maxTokens }) => maxTokens)).toEqual([400, 9]);
});

test("the plan shows the options in the order in which its seed asks for them", () => {
  const marked = { ...choice.file.probes[0]!, prompt: "[[heads]] or [[tails]]?", shuffle: true };
  const coin = parsePack(JSON.stringify({ ...choice.file, probes: [marked] }), "choice.json");
  const seen = new Set<string>();
  for (const seed of ["1", "2", "3", "4", "5", "6", "7", "8"]) {
    const frozen = freezePlan({ ...study, seed }, [coin], [], "1");
    const [probe] = frozen.packs[0]!.probes;
    const options = probe!.answer?.type === "one-of" ? probe!.answer.options : [];
    expect(probe!.messages[0]!.content).toBe(options[0] === "heads" ? "Heads or tails?" : "Tails or heads?");
    expect(parsePlan(JSON.stringify(frozen), "plan.json").packs[0]!.probes[0]!.answer).toEqual(probe!.answer);
    seen.add(options[0]!);
  }
  expect(seen.size).toBe(2);
});

describe("who decides the sampling", () => {
  const setting = (frozen: Plan, packIndex: number, probe: number) => {
    const { samples, temperature } = frozen.packs[packIndex]!.probes[probe]!;
    return [samples, temperature];
  };
  const swept = freezePlan(sweeping, [open, choice], [], "1.2.3");

  test("a study that speaks overrides what a text pack suggests", () => {
    expect(setting(plan, 0, 0)).toEqual([1, 0.7]);
    expect(setting(swept, 0, 0)).toEqual([null, null]);
    expect(swept.sampling).toEqual({
      suspectSamples: 2,
      referenceSamples: 4,
      temperatures: [0, 1],
      systemPrompts: [null],
    });
  });

  test("what a probe sets itself stands, and so does the sampling of a choice pack", () => {
    expect(setting(swept, 0, 1)).toEqual([3, 0.2]);
    expect(setting(swept, 1, 0)).toEqual([8, 1]);
    expect(setting(plan, 1, 0)).toEqual([8, 1]);
  });
});

test("the digest is that of the RFC 8785 form: independent of the order of fields, changed by every value", () => {
  expect(planDigest(plan)).toMatch(/^sha256:[0-9a-f]{64}$/);
  const reversed = Object.fromEntries(Object.entries(plan).reverse()) as unknown as Plan;
  expect(planDigest(reversed)).toBe(planDigest(plan));
  const texts: string[] = [planDigest(plan)];
  for (const changed of [
    { ...plan, seed: "8" },
    { ...plan, toolVersion: "1.2.4" },
    { ...plan, packs: [...plan.packs].reverse() },
    { ...plan, limits: { ...plan.limits, usd: 1 } },
  ]) {
    texts.push(planDigest(changed));
  }
  expect(new Set(texts).size).toBe(5);
});

test("the digest of a known plan never changes", () => {
  // Computed by hand from the RFC 8785 text; a change means that earlier plans no longer verify.
  expect(planDigest({ b: 1, a: [null, "é€😀"], c: { z: 0.1, y: 1e21 } } as unknown as Plan)).toBe(
    "sha256:778582d48d8b7f68f37d17b28c7788598388de5e91d7552d2765abe11c663ef3",
  );
});

test("a plan read back from its file is the same plan", () => {
  expect(parsePlan(JSON.stringify(plan, null, 2), "plan.json")).toEqual(plan);
  expect(planDigest(parsePlan(JSON.stringify(plan), "plan.json"))).toBe(planDigest(plan));
});

test("a plan file that was changed by hand into something else is refused with its place", () => {
  const broken = JSON.stringify({ ...plan, limits: { ...plan.limits, concurrency: 0 } }, null, 2);
  expect(() => parsePlan(broken, "plan.json")).toThrow(/plan\.json, line \d+, limits\.concurrency: 0 is too small/);
});

test("two packs or references of one name are refused", () => {
  expect(() => freezePlan(study, [open, open], [], "1")).toThrow(/two with the id "open"/);
  expect(() => freezePlan(study, [open], [...references, ...references], "1")).toThrow(/two with the name "panel"/);
});

test("no path and no key reaches the plan", () => {
  const text = JSON.stringify(plan);
  expect(text).not.toContain("study.yaml");
  expect(text).toContain('"apiKeyVariable":"MINE"');
});

test("the plan depends on nothing but its inputs", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z0-9]{1,20}$/), (version) => {
      const again = parseStudy(head, "elsewhere/study.yaml");
      expect(planDigest(freezePlan(again, [open, choice], references, version))).toBe(
        planDigest(freezePlan(study, [open, choice], references, version)),
      );
    }),
  );
});
