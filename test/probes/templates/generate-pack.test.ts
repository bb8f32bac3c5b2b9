import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkPackText } from "../../../src/probes/check/check-packs.js";
import { packDigest } from "../../../src/probes/pack-digest.js";
import { parsePack } from "../../../src/probes/parse-pack.js";
import { generatePack } from "../../../src/probes/templates/generate-pack.js";
import { loadTemplate, shippedTemplateIds } from "../../../src/probes/templates/load-template.js";
import { parseTemplate } from "../../../src/probes/templates/parse-template.js";
import type { TemplateFile } from "../../../src/probes/templates/template-schema.js";

const textOf = (value: unknown) => JSON.stringify(value, null, 2);

function template(changes: Partial<TemplateFile> = {}): TemplateFile {
  return parseTemplate(
    textOf({
      id: "teas",
      version: "1.0.0",
      title: "Teas",
      description: "Requests about tea.",
      kind: "open-ended",
      language: "en",
      licence: "CC0-1.0",
      words: {
        guest: ["my aunt", "a sailor", "two twins", "our baker", "the vicar", "a shy clown"],
        pot: [
          { a: "an iron pot", the: "the iron pot" },
          { a: "a blue pot", the: "the blue pot" },
          { a: "a samovar", the: "the samovar" },
        ],
        wish: ["cools {pot.the} in the snow", "never drinks before noon", "asks for cream and salt"],
      },
      numbers: { cups: { min: 2, max: 40 } },
      names: {
        town: [
          ["Bel", "Cor", "Dun", "Esk"],
          ["wick", "mere", "holm"],
        ],
      },
      questions: [
        { topic: "guests", prompt: "{Guest} from {town} {wish}. I have {cups} cups and {pot.a}: what now?" },
        { topic: "pairs", prompt: "Write to {guest} and {guest:2} about {pot.a:2} that holds {cups} cups." },
      ],
      ...changes,
    }),
    "teas.json",
  );
}

describe("the same template and seed", () => {
  test("give the same bytes, today and in later versions", () => {
    const bytes = textOf(generatePack(template(), { seed: "s1", count: 12 }));
    expect(bytes).toBe(textOf(generatePack(template(), { seed: "s1", count: 12 })));
    // A change of this value means that committed seeds no longer lead to their packs: raise generatorVersion with it.
    expect(createHash("sha256").update(bytes).digest("hex")).toMatchInlineSnapshot(
      `"269f79357bf82f15dc57147530385ff81b74377d7e58ff5db4cd24126788277c"`,
    );
  });

  test("begin a larger pack as they begin a smaller one", () => {
    const prompts = (count: number) => generatePack(template(), { seed: "s1", count }).probes;
    expect(prompts(14).slice(0, 9)).toEqual(prompts(9));
  });
});

test("other seeds give other probes and another name", () => {
  const [one, other] = ["s1", "s2"].map((seed) => generatePack(template(), { seed, count: 12 }));
  expect(one!.id).not.toBe(other!.id);
  const known = new Set(one!.probes.map(({ prompt }) => prompt));
  expect(other!.probes.filter(({ prompt }) => known.has(prompt))).toEqual([]);
});

test("whatever the seed: no slot is left, a slot means one thing in a probe, and another ordinal another", () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), (seed) => {
      for (const { prompt } of generatePack(template(), { seed, count: 6 }).probes) {
        expect(prompt).not.toMatch(/[{}]/);
        const pair = /^Write to (.*) and (.*) about/.exec(prompt!);
        if (pair !== null) expect(pair[1]).not.toBe(pair[2]);
        const same = /cools the (.*) in the snow.*(?:an?) (.*): what/.exec(prompt!);
        if (same !== null) expect(same[1]).toBe(same[2]);
      }
    }),
    { numRuns: 50 },
  );
});

test("questions take turns", () => {
  const topics = generatePack(template(), { seed: "s", count: 12 }).probes.map(({ topic }) => topic);
  for (let at = 0; at < 12; at += 2) expect(new Set(topics.slice(at, at + 2)).size).toBe(2);
});

test("braces and capitals", () => {
  const one = template({
    words: { thing: ["kettle", "ladle"] },
    numbers: {},
    names: {},
    questions: [{ topic: "braces", prompt: "{Thing} {{ and }} {thing} is all that I can say here, what about you?" }],
  });
  const [probe] = generatePack(one, { seed: "s", count: 1 }).probes;
  expect(probe!.prompt).toMatch(/^(Kettle \{ and \} kettle|Ladle \{ and \} ladle) is/);
});

test("a template that cannot give so many says how many it gives", () => {
  const few = template({ numbers: { cups: { min: 2, max: 3 } } });
  let message = "";
  try {
    generatePack(few, { seed: "s", count: 5000 });
  } catch (error) {
    message = (error as Error).message;
  }
  const made = Number(/gives (\d+) questions/.exec(message)?.[1]);
  expect(message).toContain("TEMPLATE_EXHAUSTED");
  expect(made).toBeGreaterThan(3);
  expect(generatePack(few, { seed: "s", count: made }).probes).toHaveLength(made);
});

test("options of one answer that read the same are refused with the question that shows them", () => {
  const same = template({
    kind: "choice",
    words: { thing: ["kettle", "Kettle", "ladle"] },
    numbers: {},
    names: {},
    questions: [
      {
        topic: "things",
        prompt: "Pick one: {thing}, {thing:2} or {thing:3}.",
        answer: { type: "one-of", options: ["{thing}", "{thing:2}", "{thing:3}"] },
      },
    ],
  });
  expect(() => generatePack(same, { seed: "s", count: 1 })).toThrow(/reads the same as.*\[TEMPLATE_UNUSABLE\]/);
});

describe("the templates that ship", async () => {
  const ids = await shippedTemplateIds();
  test("there are several, of several kinds", async () => {
    const kinds = await Promise.all(ids.map(async (id) => (await loadTemplate(id)).kind));
    expect(ids.length).toBeGreaterThanOrEqual(5);
    expect(new Set(kinds).size).toBe(kinds.length);
  });

  test.each(ids)("%s: 200 probes from any seed pass the check, and two seeds share none", async (id) => {
    const one = await loadTemplate(id);
    const packs = ["first", "second"].map((seed) => generatePack(one, { seed, count: 200 }));
    for (const pack of packs) {
      const text = textOf(pack);
      expect(checkPackText(text, `${pack.id}.json`)).toMatchObject({ id: pack.id, probes: 200, findings: [] });
      expect(packDigest(parsePack(text, "again.json"))).toMatch(/^sha256:/);
      expect(pack.split).toBe("generated");
    }
    const texts = packs.flatMap((pack) => pack.probes.map(({ prompt }) => prompt));
    expect(new Set(texts).size).toBe(400);
  });
});
