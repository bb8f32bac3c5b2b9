import { mkdtempSync, readdirSync, rmSync, truncateSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import type { Panel } from "../../src/panel/panel.js";
import { measure } from "../../src/traits/measure.js";
import type { Measurements } from "../../src/traits/measurements.js";
import { type PrepareSettings, prepare } from "../../src/traits/prepare.js";
import { type InventedModel, inventPanel, promptIds, smallPanel, teacher, voicedText } from "./invent-panel.js";

const alone: PrepareSettings = { workers: 1, cacheFolder: null, seed: "test" };
const everything = { prompts: null, blocks: 0 };
const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

async function measured(panel: Panel, settings: Partial<PrepareSettings> = {}): Promise<Measurements> {
  return measure(await prepare(panel, { ...alone, ...settings }), everything);
}

/** Affinities of one trait as rows by model id; NaN shows as null. */
function table(measurements: Measurements, trait: string): Record<string, (number | null)[]> {
  const found = measurements.traits.find((measurement) => measurement.trait === trait)!;
  const width = measurements.references.length;
  return Object.fromEntries(
    measurements.models.map((model, i) => [
      model,
      [...found.affinity.subarray(i * width, (i + 1) * width)].map((value) => (Number.isNaN(value) ? null : value)),
    ]),
  );
}

const textTraits = [
  "w3pair",
  "lodWord",
  "lodOpener",
  "w3tfidf",
  "clf",
  "first12",
  "openClose",
  "format",
  "delta500",
  "delex4",
];

describe("prepare and measure", () => {
  it("gives every trait, models x references, NaN on self, and the nearest teacher of a copying suspect", async () => {
    const measurements = await measured(smallPanel(24));
    expect(measurements.models).toEqual(["c1", "c2", "c3", "s", "t1", "t2", "t3", "t4"]);
    expect(measurements.references).toEqual([4, 5, 6, 7]);
    expect(measurements.traits.map(({ trait }) => trait)).toEqual([
      "w3pair",
      "lodWord",
      "lodOpener",
      "w3tfidf",
      "clf",
      "first12",
      "openClose",
      "format",
      "choice",
      "delta500",
      "delex4",
      "length",
      "releaseDate",
      "markdownRate",
    ]);
    for (const trait of ["lodWord", "clf"]) {
      const rows = table(measurements, trait);
      expect(rows.t1![0], trait).toBeNull();
      expect(rows.s!.indexOf(Math.max(...(rows.s as number[]))), trait).toBe(0);
    }
    expect(measurements.excluded).toEqual([]);
  });

  it("does not depend on the number of workers, bit for bit", async () => {
    const panel = smallPanel(20, 2);
    const one = await measured(panel);
    const two = await measured(panel, { workers: 2 });
    expect(two).toEqual(one);
  });

  it("gives the same from the cache, after a damaged file, and for a new suspect", async () => {
    const folder = mkdtempSync(join(tmpdir(), "traits-"));
    folders.push(folder);
    const panel = smallPanel(12);
    const fresh = await measured(panel);
    expect(await measured(panel, { cacheFolder: folder })).toEqual(fresh);
    const lines: string[] = [];
    expect(await measured(panel, { cacheFolder: folder, progress: (line) => lines.push(line) })).toEqual(fresh);
    expect(lines).toEqual([]);
    for (const set of readdirSync(join(folder, "traits")))
      for (const file of readdirSync(join(folder, "traits", set))) truncateSync(join(folder, "traits", set, file), 100);
    expect(await measured(panel, { cacheFolder: folder })).toEqual(fresh);
    const other = changeTexts(panel, "s", (text) => `well ${text}`);
    expect(await measured(other, { cacheFolder: folder })).toEqual(await measured(other));
  });

  it("another suspect changes no other row: it enters no vocabulary, IDF, background or classifier", async () => {
    const panel = smallPanel(14);
    const before = await measured(panel);
    const after = await measured(
      changeTexts(panel, "s", (text) => `## Totally **different** words!\n\n${text.slice(0, 30)}`),
    );
    for (const { trait } of before.traits) {
      const [a, b] = [table(before, trait), table(after, trait)];
      for (const model of before.models) {
        if (model === "s") continue;
        a[model]!.forEach((value, r) => {
          if (value === null) expect(b[model]![r]).toBeNull();
          else expect(b[model]![r], `${trait} ${model}`).toBeCloseTo(value, 12);
        });
      }
    }
  });

  it("core traits do not see bold, headings, bullets and capitals", async () => {
    const panel = smallPanel(14);
    const dressed = changeTexts(panel, "s", (text) =>
      text
        .split(". ")
        .map((sentence, k) => `${["# ", "- ", "1. ", "* "][k % 4]}**${sentence.toUpperCase()}**`)
        .join(".\n\n"),
    );
    const [plain, marked] = [await measured(panel), await measured(dressed)];
    for (const trait of ["w3pair", "lodWord", "lodOpener", "w3tfidf", "clf"])
      expect(table(marked, trait).s, trait).toEqual(table(plain, trait).s);
    expect(table(marked, "format").s).not.toEqual(table(plain, "format").s);
  });

  it("renaming models and prompts changes nothing", async () => {
    const panel = smallPanel(12);
    const names = new Map(panel.models.map(({ id }, index) => [id, `m${(index * 5) % 8}`]));
    const renamed = inventPanel({
      models: panel.models.map((found) => ({
        id: names.get(found.id)!,
        role: found.role,
        group: found.group ?? undefined!,
        family: found.family,
        released: found.released,
      })) as InventedModel[],
      prompts: panel.prompts.map(({ id }) => `q${100 - Number(id.slice(1))}`),
      answer: (id, prompt) => {
        const model = panel.models.findIndex((found) => names.get(found.id) === id);
        const place = panel.prompts.findIndex((found) => `q${100 - Number(found.id.slice(1))}` === prompt);
        return panel.answers[model]!.filter((answer) => answer.prompt === place).map(({ text }) => text);
      },
    });
    // The classifier's prompt blocks are dealt by the prompts' order, so only the others can be compared.
    const traits = textTraits.filter((trait) => trait !== "clf");
    const [before, after] = [await measured(panel, { traits }), await measured(renamed, { traits })];
    const referenceName = (measurements: Measurements, place: number) =>
      measurements.models[measurements.references[place]!]!;
    for (const trait of traits) {
      const [a, b] = [table(before, trait), table(after, trait)];
      for (const model of before.models) {
        before.references.forEach((_, place) => {
          const other = after.references.findIndex(
            (__, k) => referenceName(after, k) === names.get(referenceName(before, place)),
          );
          const [x, y] = [a[model]![place]!, b[names.get(model)!]![other]!];
          if (x === null) expect(y).toBeNull();
          else expect(y, trait).toBeCloseTo(x, 6);
        });
      }
    }
  });

  it("a subset of prompts is a panel of those prompts, the classifier and the format's scale apart", async () => {
    const panel = smallPanel(16);
    const chosen = [1, 2, 5, 8, 13, 14];
    const traits = textTraits.filter((trait) => !["clf", "format", "delex4"].includes(trait));
    const part = measure(await prepare(panel, { ...alone, traits }), { prompts: chosen, blocks: 0 });
    const small = inventPanel({
      models: panel.models.map((found) => ({ ...found, group: found.group ?? undefined }) as InventedModel),
      prompts: chosen.map((prompt) => panel.prompts[prompt]!.id),
      answer: (id, prompt) => {
        const place = panel.prompts.findIndex((found) => found.id === prompt);
        const model = panel.models.findIndex((found) => found.id === id);
        return panel.answers[model]!.filter((answer) => answer.prompt === place).map(({ text }) => text);
      },
    });
    const whole = await measured(small, { traits });
    expect(part.prompts).toEqual(whole.prompts);
    for (const trait of traits) {
      part.traits
        .find((found) => found.trait === trait)!
        .affinity.forEach((value, cell) => {
          const other = whole.traits.find((found) => found.trait === trait)!.affinity[cell]!;
          if (Number.isNaN(value)) expect(other).toBeNaN();
          else expect(value, trait).toBeCloseTo(other, 6);
        });
    }
  });

  it("the jackknife leaves out one block at a time; every prompt is in one block", async () => {
    const panel = smallPanel(10);
    const prepared = await prepare(panel, alone);
    const whole = measure(prepared, { prompts: null, blocks: 5 });
    const paired = whole.traits.find(({ trait }) => trait === "w3pair")!;
    expect(paired.withoutBlock).toHaveLength(5);
    // Blocks of equal size: the mean over the replicates is the whole.
    paired.affinity.forEach((value, cell) => {
      if (Number.isNaN(value)) return;
      const mean = paired.withoutBlock.reduce((sum, matrix) => sum + matrix[cell]!, 0) / 5;
      expect(mean).toBeCloseTo(value, 10);
    });
    for (const { withoutBlock, affinity, trait } of whole.traits) {
      expect(withoutBlock, trait).toHaveLength(5);
      for (const matrix of withoutBlock) expect(matrix.length).toBe(affinity.length);
    }
    // With ten blocks each leaves out one prompt: the same as measuring the other nine, where no vocabulary is chosen.
    const each = measure(prepared, { prompts: null, blocks: 50 }).traits.find(({ trait }) => trait === "first12")!;
    expect(each.withoutBlock).toHaveLength(10);
    const nine = Array.from({ length: 10 }, (_, left) => {
      const prompts = Array.from({ length: 10 }, (__, prompt) => prompt).filter((prompt) => prompt !== left);
      return measure(prepared, { prompts, blocks: 0 }).traits.find(({ trait }) => trait === "first12")!.affinity[1]!;
    });
    const byValue = (list: number[]) => [...list].sort((a, b) => a - b);
    byValue(each.withoutBlock.map((matrix) => matrix[1]!)).forEach((value, k) => {
      expect(value).toBeCloseTo(byValue(nine)[k]!, 10);
    });
  });

  it("three samples of one text count like one", async () => {
    const panel = smallPanel(10);
    const thrice = inventPanel({
      models: panel.models.map((found) => ({ ...found, group: found.group ?? undefined }) as InventedModel),
      prompts: panel.prompts.map(({ id }) => id),
      answer: (id, prompt) => {
        const model = panel.models.findIndex((found) => found.id === id);
        const { text } = panel.answers[model]!.find((answer) => panel.prompts[answer.prompt]!.id === prompt)!;
        return [text, text, text];
      },
    });
    const traits = textTraits.filter((trait) => trait !== "clf");
    const [once, again] = [await measured(panel, { traits }), await measured(thrice, { traits })];
    once.traits.forEach(({ trait, affinity }, index) => {
      affinity.forEach((value, cell) => {
        const other = again.traits[index]!.affinity[cell]!;
        if (Number.isNaN(value)) expect(other).toBeNaN();
        else expect(other, trait).toBeCloseTo(value, 6);
      });
    });
  });
});

describe("odd panels have a stated treatment", () => {
  const voices = (ids: readonly string[]) => ids.map((id, index) => (index < 3 ? teacher(id) : { id }));

  it("a teacher with no answers, and a model that stopped early, are excluded and say so", async () => {
    const panel = inventPanel({
      models: [...voices(["t1", "t2", "t3", "c1"]), teacher("silent"), { id: "half" }],
      prompts: promptIds(10),
      answer: (id, prompt) =>
        id === "silent" || (id === "half" && prompt > "p004") ? undefined : voicedText(id, prompt),
    });
    const measurements = await measured(panel);
    expect(measurements.prompts).toHaveLength(10);
    expect(measurements.excluded).toEqual([
      { model: "half", reason: "answered 5 of the 10 used prompts; more than 20 % are missing" },
      { model: "silent", reason: "answered 0 of the 10 used prompts; more than 20 % are missing" },
    ]);
    for (const trait of textTraits) {
      const rows = table(measurements, trait);
      expect(rows.half, trait).toEqual([null, null, null, null]);
      expect(rows.c1![measurements.references.indexOf(measurements.models.indexOf("silent"))], trait).toBeNull();
      expect(
        rows.c1!.filter((value) => value !== null),
        trait,
      ).toHaveLength(3);
    }
    // An excluded reference takes no part: the same numbers as without it.
    const without = await measured(
      inventPanel({
        models: voices(["t1", "t2", "t3", "c1"]),
        prompts: promptIds(10),
        answer: (id, prompt) => voicedText(id, prompt),
      }),
    );
    expect(table(measurements, "w3tfidf").c1!.filter((value) => value !== null)).toEqual(table(without, "w3tfidf").c1);
  });

  it("prompts that most models were never asked cost no model its place: the text traits leave them out", async () => {
    const asked = (ids: readonly string[]) =>
      prepare(
        inventPanel({
          models: voices(["t1", "t2", "t3", "c1", "s"]),
          prompts: promptIds(16),
          answer: (id, prompt) => (ids.includes(id) || prompt < "p010" ? voicedText(id, prompt) : undefined),
        }),
        alone,
      );
    const all = Array.from({ length: 16 }, (_, prompt) => prompt);
    const few = measure(await asked(["s", "t1"]), { prompts: all, blocks: 0 });
    expect(few.excluded).toEqual([]);
    expect(few.prompts).toEqual(promptIds(16).filter((id) => id < "p010"));
    expect(few.notices.at(-1)).toMatch(/^6 prompts were answered by less than half/);
    const most = measure(await asked(["s", "t1", "t2"]), { prompts: all, blocks: 0 });
    expect(most.prompts).toHaveLength(16);
    expect(most.excluded.map(({ model }) => model)).toEqual(["c1", "t3"]);
  });

  it("errors and invalid answers are missing; empty answers are there, without features; refused and truncated are read", async () => {
    const panel = inventPanel({
      models: voices(["t1", "t2", "t3", "c1"]),
      prompts: promptIds(10),
      answer: (id, prompt) => {
        const sample = { prompt, sample: 0, text: voicedText(id, prompt) };
        if (id !== "c1") return [sample.text];
        if (prompt === "p000") return [{ ...sample, status: "error" }];
        if (prompt === "p001") return [{ ...sample, status: "invalid" }];
        if (prompt === "p002") return [{ ...sample, text: "", status: "empty" }];
        return [{ ...sample, status: prompt === "p003" ? "refused" : "truncated" }];
      },
    });
    const prepared = await prepare(panel, { ...alone, traits: ["w3pair", "format"] });
    const cell = (trait: string, prompt: number) => prepared.perPrompt.get(trait)![(prompt * 4 + 0) * 3]!;
    for (const trait of ["w3pair", "format"]) {
      expect(cell(trait, 0)).toBeNaN();
      expect(cell(trait, 1)).toBeNaN();
      expect(cell(trait, 2)).toBe(0);
      expect(Number.isFinite(cell(trait, 3))).toBe(true);
    }
    expect(prepared.table.samples[2 * 4]).toBe(1);
    expect(measure(prepared, everything).excluded).toEqual([]);
  });

  it("answers of one token, answers without a word, and one prompt: numbers or NaN, never a crash", async () => {
    const panel = inventPanel({
      models: voices(["t1", "t2", "t3", "c1", "c2"]),
      prompts: ["p"],
      answer: (id) => (id === "c2" ? "\u200b" : id === "t3" ? "..." : "yes"),
    });
    const measurements = await measured(panel);
    expect(table(measurements, "w3pair").c1).toEqual([0, 0, 0]);
    expect(table(measurements, "w3tfidf").c1).toEqual([null, null, null]);
    expect(table(measurements, "lodOpener").c2).toEqual([null, null, null]);
    expect(table(measurements, "clf").c1).toEqual([null, null, null]);
    expect(measurements.notices.join()).toMatch(/clf is not available/);
  });

  it("no references at all, no prompts at all", async () => {
    const models = [{ id: "a" }, { id: "b" }];
    const some = await measured(
      inventPanel({ models, prompts: promptIds(3), answer: (id, prompt) => voicedText(id, prompt) }),
    );
    expect(some.references).toEqual([]);
    expect(some.traits.every(({ affinity }) => affinity.length === 0)).toBe(true);
    expect(Number.isFinite(some.similarity[1]!)).toBe(true);
    const none = await measured(inventPanel({ models: voices(["t1", "t2", "t3"]), prompts: [], answer: () => [] }));
    expect(none.prompts).toEqual([]);
    for (const { trait, affinity } of none.traits)
      if (trait !== "releaseDate") expect(affinity.every(Number.isNaN), trait).toBe(true);
  });

  it("identity, canary and watermark prompts are read by nothing; choice prompts by no text trait", async () => {
    const kinds = ["identity", "canary", "watermark", "choice"] as const;
    const panel = inventPanel({
      models: voices(["t1", "t2", "t3", "c1"]),
      prompts: [
        ...promptIds(6),
        ...kinds.map((kind) => ({ id: `z-${kind}`, text: "", topic: "", kind, answer: null })),
      ],
      answer: (id, prompt) =>
        prompt.startsWith("z") ? `one and the same answer to ${prompt}` : voicedText(id, prompt),
    });
    const plain = inventPanel({
      models: voices(["t1", "t2", "t3", "c1"]),
      prompts: promptIds(6),
      answer: (id, prompt) => voicedText(id, prompt),
    });
    const [with_, without] = [await measured(panel), await measured(plain)];
    for (const trait of textTraits) expect(table(with_, trait), trait).toEqual(table(without, trait));
    expect(with_.prompts).toEqual([...promptIds(6), "z-choice"]);
  });

  it("any texts in any script", async () => {
    const text = fc.string({ unit: "binary", maxLength: 80 });
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 8, maxLength: 8 }), async (texts) => {
        const measurements = await measured(
          inventPanel({
            models: voices(["t1", "t2", "t3", "c1"]),
            prompts: ["p0", "p1"],
            answer: (id, prompt) => texts[["t1", "t2", "t3", "c1"].indexOf(id) * 2 + Number(prompt[1])],
          }),
        );
        for (const { trait, affinity } of measurements.traits)
          for (const value of affinity) expect(Math.abs(value), trait).not.toBe(Number.POSITIVE_INFINITY);
      }),
      { numRuns: 25 },
    );
  });

  it("an unknown trait is an error that names the known ones", async () => {
    await expect(prepare(smallPanel(2), { ...alone, traits: ["w3pear"] })).rejects.toMatchObject({
      code: "UNKNOWN_TRAIT",
      fix: expect.stringContaining("w3pair"),
    });
  });
});

function changeTexts(panel: Panel, id: string, change: (text: string) => string): Panel {
  return inventPanel({
    models: panel.models.map((found) => ({ ...found, group: found.group ?? undefined }) as InventedModel),
    prompts: [...panel.prompts],
    answer: (modelId, prompt) => {
      const model = panel.models.findIndex((found) => found.id === modelId);
      return panel.answers[model]!.filter((answer) => panel.prompts[answer.prompt]!.id === prompt).map(({ text }) =>
        modelId === id ? change(text) : text,
      );
    },
  });
}
