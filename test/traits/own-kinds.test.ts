import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Panel, PanelPrompt, ProbeKind, Trial } from "../../src/panel/panel.js";
import { randomStream } from "../../src/statistics/random-stream.js";
import { measure } from "../../src/traits/measure.js";
import { ownChannels } from "../../src/traits/measurements.js";
import { prepare } from "../../src/traits/prepare.js";
import { type InventedModel, inventPanel, smallPanel, teacher } from "./invent-panel.js";

const traits = ["choice", "forcedChoice", "refusals", "reasoningStyle", "codeStyle"];
const kinds: readonly [ProbeKind, number][] = [
  ["choice", 14],
  ["boundary", 4],
  ["reasoning", 4],
  ["code", 4],
];
const prompts: PanelPrompt[] = kinds.flatMap(([kind, count]) =>
  Array.from({ length: count }, (_, index) => ({
    id: `${kind}-${index}`,
    text: kind,
    topic: "",
    kind,
    answer: kind === "choice" ? ({ type: "one-of", options: ["heads", "tails"] } as const) : null,
    ...(kind === "choice" && index > 6 ? { pair: `p${Math.floor(index / 2)}` } : {}),
  })),
);
const controls = ["c1", "c2", "c3", "c4", "c5"];
const models: InventedModel[] = [
  teacher("t1", "g1"),
  teacher("t2", "g2"),
  teacher("t3", "g3"),
  ...controls.map((id) => ({ id })),
  { id: "s", role: "suspect" as const },
];
const trials = controls.flatMap((suspect) =>
  ["g1", "g2", "g3"].map(
    (group): Trial => ({
      suspect,
      group,
      truth: "not-derived",
      relation: null,
      basis: "documented",
      confidence: "high",
    }),
  ),
);

/** A voice has a fixed bent for each habit; what it writes follows it nearly always. */
function written(voice: string, prompt: PanelPrompt, sample: number): string {
  const stream = randomStream(`${voice}/${prompt.id}/${sample}`, "own");
  const bent = (habit: string) => randomStream(`${voice}/${habit}`, "bent").double();
  const does = (habit: string) => stream.double() < (bent(habit) < 0.5 ? 0.1 : 0.9);
  if (prompt.kind === "choice") return does(`coin/${prompt.id}`) ? "heads" : "tails";
  if (prompt.kind === "boundary") {
    if (!does(`declines/${prompt.id}`)) return "Gladly: take the red one.";
    return `${does("late") ? "What a question. " : ""}I can't help with that${does("why") ? " because it is unsafe" : ""}.${does("offer") ? " I can suggest a book." : ""}`;
  }
  if (prompt.kind === "reasoning")
    return `${does("lets") ? "Let's see." : "We know this:"}\n${does("steps") ? "1. 2 + 2 = 4\n2. 4 + 4 = 8" : "Two and two, then again."}\n${does("check") ? "Let me check: yes. " : ""}${does("thus") ? "Therefore 8." : "So the answer is 8."}`;
  return `${does("intro") ? "Here it is:\n" : ""}\`\`\`\n${does("comment") ? "# Adds.\n" : ""}def ${does("snake") ? "add_up" : "addUp"}(a, b):\n${does("guard") ? "    if not a:\n        return 0\n" : ""}    return a + b\n\`\`\``;
}

function panelWith(voiceOf: (id: string) => string, of: readonly InventedModel[] = models, labels = trials): Panel {
  return inventPanel({
    models: of,
    prompts,
    answer: (id, prompt) => {
      const found = prompts.find((one) => one.id === prompt)!;
      const samples = found.kind === "choice" ? 12 : 2;
      return Array.from({ length: samples }, (_, sample) => written(voiceOf(id), found, sample));
    },
    trials: labels,
  });
}

async function measured(panel: Panel, blocks = 0) {
  const prepared = await prepare(panel, { workers: 1, cacheFolder: null, seed: "own", traits });
  return measure(prepared, { prompts: null, blocks });
}

type Measured = Awaited<ReturnType<typeof measured>>;
function value(of: Measured, trait: string, model: string, reference: string): number {
  const width = of.references.length;
  const column = of.references.findIndex((place) => of.models[place] === reference);
  return of.traits.find((one) => one.trait === trait)!.affinity[of.models.indexOf(model) * width + column]!;
}

describe("traits of one kind of probes", () => {
  it("each reads its own kind alone, and stands in a channel of its own", async () => {
    const found = await measured(panelWith((id) => id));
    expect(found.traits.map(({ trait, channel }) => [trait, channel])).toEqual(
      traits.map((trait, index) => [trait, ownChannels[index]]),
    );
    const before = await measured(panelWith((id) => id));
    for (const [index, kind] of (["choice", "boundary", "reasoning", "code"] as const).entries()) {
      const panel = panelWith((id) => id);
      const answers = panel.answers.map((list, model) =>
        panel.models[model]!.id !== "s"
          ? list
          : list.map((answer) =>
              panel.prompts[answer.prompt]!.kind === kind ? { ...answer, text: "Something else." } : answer,
            ),
      );
      const after = await measured({ ...panel, answers });
      const changed = traits.filter((trait) => value(before, trait, "s", "t1") !== value(after, trait, "s", "t1"));
      expect(changed, kind).toEqual(index === 0 ? ["choice", "forcedChoice"] : [traits[index + 1]]);
    }
  });

  it("a panel without such probes has none of them, but for the free choices that were always listed", async () => {
    const prepared = await prepare(smallPanel(4), { workers: 1, cacheFolder: null, seed: "own", traits });
    expect(prepared.traits.map(({ id }) => id)).toEqual(["choice"]);
    expect([prepared.refusals.length, prepared.styles.size, prepared.choices.length]).toEqual([0, 0, 0]);
  });

  it("another text of the suspect changes no other row", async () => {
    const [before, after] = [
      await measured(panelWith((id) => id)),
      await measured(panelWith((id) => (id === "s" ? "somebody else" : id))),
    ];
    for (const trait of traits)
      for (const model of before.models)
        for (const reference of ["t1", "t2", "t3"]) {
          const [left, right] = [value(before, trait, model, reference), value(after, trait, model, reference)];
          if (model === "s") expect(right, trait).not.toBe(left);
          else expect(right, `${trait} ${model}`).toBe(left);
        }
  });

  it("other names and another order of the models change nothing", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 8 }), async (turn) => {
        const rename = (id: string) => `m${(models.findIndex((one) => one.id === id) + turn) % models.length}`;
        const back = new Map(models.map(({ id }) => [rename(id), id]));
        const renamed = models.map((one) => ({ ...one, id: rename(one.id), family: one.family ?? one.id }));
        const plain = models.map((one) => ({ ...one, family: one.family ?? one.id }));
        const before = await measured(panelWith((id) => id, plain));
        const after = await measured(
          panelWith(
            (id) => back.get(id)!,
            renamed,
            trials.map((trial) => ({ ...trial, suspect: rename(trial.suspect) })),
          ),
        );
        for (const trait of traits)
          for (const { id } of models)
            for (const reference of ["t1", "t2", "t3"]) {
              const [left, right] = [
                value(before, trait, id, reference),
                value(after, trait, rename(id), rename(reference)),
              ];
              if (Number.isNaN(left)) expect(right).toBeNaN();
              else expect(right, trait).toBeCloseTo(left, 9);
            }
      }),
      { numRuns: 4 },
    );
  });

  it("a suspect that writes like a teacher is nearest to it, an unrelated one to each as often as chance has it", async () => {
    const found = await measured(panelWith((id) => (id === "s" ? "t2" : id)));
    for (const trait of traits) {
      const scores = ["t1", "t2", "t3"].map((reference) => value(found, trait, "s", reference));
      expect(Math.max(...scores), trait).toBe(scores[1]);
    }
    // Chance: over many unrelated voices each teacher is nearest about as often as the others.
    const wins = new Map(traits.map((trait) => [trait, [0, 0, 0]]));
    const draws = 24;
    for (let draw = 0; draw < draws; draw += 1) {
      const drawn = await measured(panelWith((id) => `${id}/${draw}`));
      for (const trait of traits) {
        const scores = ["t1", "t2", "t3"].map((reference) => value(drawn, trait, "s", reference));
        wins.get(trait)![scores.indexOf(Math.max(...scores))]! += 1;
      }
    }
    // Binomial(24, 1/3): 16 or more has probability .001, at three teachers and five traits about .015.
    for (const [trait, counts] of wins) expect(Math.max(...counts), trait).toBeLessThan(17);
  });

  it("the jackknife leaves blocks of these prompts out; prompts in other languages are left out with a word", async () => {
    const found = await measured(
      panelWith((id) => id),
      4,
    );
    for (const { trait, affinity, withoutBlock } of found.traits) {
      expect(withoutBlock).toHaveLength(4);
      if (trait !== "choice")
        expect(withoutBlock.some((matrix) => matrix.some((x, cell) => x !== affinity[cell]))).toBe(true);
    }
    const panel = panelWith((id) => id);
    const german = {
      ...panel,
      prompts: panel.prompts.map((prompt) => (prompt.id === "reasoning-0" ? { ...prompt, language: "de" } : prompt)),
    };
    const without = await measured(german);
    expect(without.notices).toEqual([
      "reasoningStyle: 1 prompts are not in English and were not read; its phrases are English.",
    ]);
    expect(value(without, "reasoningStyle", "s", "t1")).not.toBe(value(found, "reasoningStyle", "s", "t1"));
    expect(value(without, "codeStyle", "s", "t1")).toBe(value(found, "codeStyle", "s", "t1"));
  });

  it("a model that misses over a fifth of a kind is not measured on it, and on the others as before", async () => {
    const panel = panelWith((id) => id);
    const part = {
      ...panel,
      answers: panel.answers.map((list, model) =>
        panel.models[model]!.id === "c1" ? list.filter(({ prompt }) => panel.prompts[prompt]!.id !== "code-0") : list,
      ),
    };
    const prepared = await prepare(part, { workers: 1, cacheFolder: null, seed: "own", traits });
    const everything = panel.prompts.map((_, prompt) => prompt);
    const found = measure(prepared, { prompts: everything, blocks: 0 });
    expect(value(found, "codeStyle", "c1", "t1")).toBeNaN();
    expect(value(found, "reasoningStyle", "c1", "t1")).not.toBeNaN();
    expect(value(found, "codeStyle", "c2", "t1")).not.toBeNaN();
  });
});
