import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { dealtElsewhere, shuffledAnswers, shuffledChecks } from "../../src/findings/falsification-shuffled.js";
import type { SuspectView } from "../../src/findings/suspect-view.js";
import { buildLineage, hideTruth } from "../../src/likeness/lineage.js";
import { scorePanel } from "../../src/likeness/score-panel.js";
import { defaultSettings } from "../../src/likeness/settings.js";
import { randomStream } from "../../src/statistics/random-stream.js";
import { measure } from "../../src/traits/measure.js";
import { prepare } from "../../src/traits/prepare.js";
import type { PreparedPanel } from "../../src/traits/prepared-panel.js";
import { inventPanel, promptIds, teacher, voicedText } from "../traits/invent-panel.js";

describe("where answers are dealt to", () => {
  const stream = () => randomStream("1", "deal");

  test("every place gets another one of its topic, each once", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("a", "b", "c", "d", "e"), { minLength: 2, maxLength: 40 }), (topics) => {
        const source = dealtElsewhere(topics, stream());
        expect([...source].sort((a, b) => a - b)).toEqual([...topics.keys()]);
        const size = (topic: string) => topics.filter((one) => one === topic).length;
        const singles = topics.filter((topic) => size(topic) === 1).length;
        source.forEach((from, place) => {
          expect(from).not.toBe(place);
          if (size(topics[place]!) > 1 && size(topics[from]!) > 1) expect(topics[from]).toBe(topics[place]);
          if (singles !== 1 && size(topics[place]!) === 1) expect(size(topics[from]!)).toBe(1);
        });
      }),
    );
  });

  test("a topic with one place joins the others of its kind, or the first larger one", () => {
    expect(dealtElsewhere(["a", "b"], stream())).toEqual([1, 0]);
    expect(dealtElsewhere(["a", "a", "b"], stream())).not.toContain(undefined);
  });

  test("the seed decides", () => {
    const topics = Array.from({ length: 30 }, () => "a");
    expect(dealtElsewhere(topics, stream())).toEqual(dealtElsewhere(topics, stream()));
    expect(dealtElsewhere(topics, randomStream("2", "deal"))).not.toEqual(dealtElsewhere(topics, stream()));
  });
});

/**
 * Seven teachers of seven groups and 24 controls. Everybody writes its own words around a sentence that belongs to the
 * prompt and the voice; `paired` repeats what teacher t0 wrote on the very prompt, `manner` only shares t0's habits.
 */
const prompts = promptIds(60);
const voices = Array.from({ length: 7 }, (_, place) => `t${place}`);
const controls = Array.from({ length: 24 }, (_, place) => `c${String(place).padStart(2, "0")}`);
const habit = (voice: string) =>
  randomStream(voice, "habit")
    .shuffle([..."abcdefghijklmn"])
    .slice(0, 6)
    .join(" so ");
const panel = inventPanel({
  models: [
    ...voices.map((id, place) => teacher(id, `g${place}`)),
    ...controls.map((id) => ({ id })),
    { id: "paired", role: "suspect" as const },
    { id: "manner", role: "suspect" as const },
  ],
  prompts,
  answer: (id, prompt) => {
    const own = id === "paired" || id === "manner" ? "t0" : id;
    const words =
      id === "paired" ? voicedText("t0", prompt, 0, 40) : voicedText(own, prompt, id === "manner" ? 7 : 0, 40);
    return [`${words} ${habit(own)}.`];
  },
  trials: [...voices, ...controls].flatMap((id) =>
    voices.flatMap((_, place) =>
      id === `t${place}`
        ? []
        : [
            {
              suspect: id,
              group: `g${place}`,
              truth: "not-derived" as const,
              relation: null,
              basis: "documented" as const,
              confidence: "high" as const,
            },
          ],
    ),
  ),
});
const traits = ["w3pair", "lodWord", "lodOpener", "w3tfidf", "first12"];
const settings = {
  ...defaultSettings,
  fusion: { ...defaultSettings.fusion, traits: new Map([["core", ["w3pair", "lodWord", "w3tfidf"]] as const]) },
};
let prepared: PreparedPanel;
beforeAll(async () => {
  prepared = await prepare(panel, { workers: 1, cacheFolder: null, seed: "1", traits });
});

function viewOf(id: string): SuspectView {
  const suspect = panel.models.findIndex((one) => one.id === id);
  const measurements = measure(prepared, { prompts: [...prompts.keys()], blocks: 0 });
  const lineage = hideTruth(buildLineage(panel, measurements.models), [suspect]);
  return { scores: scorePanel(lineage, measurements, settings), measurements, suspect };
}
const shuffle = (id: string, answered = [...prompts.keys()], seed = "1") => {
  const view = viewOf(id);
  return shuffledAnswers({ prepared, view, settings, answered, group: view.scores.lineage.groups.indexOf("g0"), seed });
};

describe("answers dealt out anew", () => {
  test("what rests on the same prompt vanishes: the paired traits fall among the null models", () => {
    const found = shuffle("paired")!;
    expect(found).toMatchObject({ group: "g0", prompts: 60 });
    expect(found.traits.map(({ trait }) => trait)).toEqual(["w3pair", "first12"]);
    const [w3pair] = found.traits;
    expect(w3pair!.before).toBeGreaterThan(w3pair!.central95[1]);
    expect(w3pair!.after!).toBeLessThan(w3pair!.before! / 4);
    expect(shuffledChecks(found)[0]).toMatchObject({ observed: w3pair!.after });
  });

  test("manner stays: of such a suspect most of the core score survives", () => {
    const manner = shuffle("manner")!.core;
    const paired = shuffle("paired")!.core;
    expect(manner.before).toBeGreaterThan(2);
    expect(manner.after! / manner.before!).toBeGreaterThan(paired.after! / paired.before!);
    expect(paired.after).toBeLessThan(paired.before!);
  });

  test("the same seed deals the same way, another one another way", () => {
    expect(shuffle("paired")).toEqual(shuffle("paired"));
    expect(shuffle("paired", undefined, "2")!.traits[0]!.after).not.toBe(shuffle("paired")!.traits[0]!.after);
  });

  test("one prompt cannot be dealt elsewhere", () => {
    expect(shuffle("paired", [3])).toBeNull();
    expect(shuffledChecks(null)).toEqual([]);
  });
});

test("the check says which range, and what the score was; a missing score is no result", () => {
  const trait = {
    trait: "w3pair",
    channel: "core" as const,
    before: 4.25,
    after: -1.5,
    central95: [-1, 2] as [number, number],
  };
  const found = { group: "g", prompts: 9, traits: [trait], core: { before: 3, after: 2 } };
  expect(shuffledChecks(found)).toEqual([
    {
      check:
        "The suspect's answers dealt out anew among prompts of the same topic: score on Shared word triples (w3pair)",
      counts: true,
      passed: false,
      observed: -1.5,
      expected: "from \u22121.00 to 2.00, as the central 95 % of control models; it was 4.25",
    },
  ]);
  const passed = (after: number | null) => shuffledChecks({ ...found, traits: [{ ...trait, after }] })[0]!.passed;
  expect(shuffledChecks({ ...found, traits: [{ ...trait, channel: "surface" }] })[0]!.counts).toBe(false);
  expect([passed(-1), passed(2), passed(2.01), passed(null)]).toEqual([true, true, false, null]);
});
