import { describe, expect, test } from "vitest";
import { studyParts } from "../../src/findings/study-parts.js";
import type { StoredAnswer } from "../../src/store/read-answers.js";
import type { Plan } from "../../src/study/plan.js";
import { smallPlan } from "../collection/small-plan.js";

const base = smallPlan({ models: 3, probes: 4 });
const [questions] = base.packs;
const probes = questions!.probes.map(({ id }) => id);
const models = [base.suspect, ...base.teachers, ...base.controls].map(({ id }) => id);

function answer(seq: number, model: string, probe: string, changes: Partial<StoredAnswer> = {}): StoredAnswer {
  return {
    model,
    pack: questions!.id,
    probe,
    sample: 0,
    temperature: 0.7,
    systemPrompt: 0,
    slot: `${seq}`,
    text: `answer ${seq}`,
    reasoning: null,
    status: "ok",
    stopReason: null,
    returnedModel: null,
    usage: { inputTokens: null, outputTokens: null, reasoningTokens: null, cachedInputTokens: null },
    source: "live",
    sentinel: null,
    seq,
    wall: "2026-01-01T00:00:00Z",
    ...changes,
  };
}

/** Every model is asked every probe, once for each of the changes, one pass after the other. */
function collected(passes: readonly Partial<StoredAnswer>[]): StoredAnswer[] {
  let seq = 0;
  return passes.flatMap((changes) =>
    probes.flatMap((probe) => models.map((model) => answer(++seq, model, probe, changes))),
  );
}

const withSampling = (changes: Partial<Plan["sampling"]>): Plan => ({
  ...base,
  sampling: { ...base.sampling, temperatures: [0.7], systemPrompts: [null], ...changes },
});
const idsOf = (chosen: readonly string[]) => new Set(chosen.map((probe) => `${questions!.id}/${probe}`));
const answersOf = (panel: { answers: readonly (readonly { text: string }[])[] }) =>
  panel.answers.flatMap((list) => list.map(({ text }) => text)).sort();

describe("halves of the collection", () => {
  test("with one answer to each prompt they are two sets of prompts, and nothing is read again", () => {
    const { parts, leftOut } = studyParts(withSampling({}), collected([{}]), []);
    expect(parts.map(({ change, prompts, panel }) => ({ change, prompts, panel }))).toEqual([
      { change: "only the first half of the collection", prompts: idsOf(probes.slice(0, 2)), panel: null },
      { change: "only the second half of the collection", prompts: idsOf(probes.slice(2)), panel: null },
    ]);
    expect(leftOut.map(({ change }) => change)).toEqual(["each temperature alone", "each system prompt alone"]);
  });

  test("with several answers to each prompt they are two sets of answers, of all models", () => {
    const answers = collected([{ sample: 0 }, { sample: 1 }]);
    const [first, second] = studyParts(withSampling({}), answers, []).parts;
    expect(first!.prompts).toEqual(idsOf(probes));
    const cut = answers.filter(({ model }) => model === base.suspect.id)[probes.length - 1]!.seq;
    expect(answersOf(first!.panel!())).toEqual(
      answers
        .filter(({ seq }) => seq <= cut)
        .map(({ text }) => text)
        .sort(),
    );
    expect(answersOf(second!.panel!())).toEqual(
      answers
        .filter(({ seq }) => seq > cut)
        .map(({ text }) => text)
        .sort(),
    );
  });

  test("the order of the given answers does not matter", () => {
    const answers = collected([{}]);
    const prompts = (some: StoredAnswer[]) => studyParts(withSampling({}), some, []).parts.map((part) => part.prompts);
    expect(prompts([...answers].reverse())).toEqual(prompts(answers));
  });

  test("imported answers have no times, and a suspect without answers has no halves", () => {
    const imported = studyParts(withSampling({}), collected([{ source: "import" }]), []);
    expect(imported.parts).toEqual([]);
    expect(imported.leftOut[0]!.reason).toBe("the suspect's answers were imported, without their times");
    const none = studyParts(withSampling({}), [], []);
    expect(none.parts).toEqual([]);
    expect(none.leftOut[0]!.reason).toBe("the suspect answered no text prompt");
  });

  test("answers to choices and openings have no part in where the cut is", () => {
    const choice = { ...questions!, id: "choices", kind: "choice" as const };
    const plan = { ...withSampling({}), packs: [questions!, choice] };
    const later = Array.from({ length: 9 }, (_, place) =>
      answer(1000 + place, base.suspect.id, probes[0]!, { pack: "choices", sample: place }),
    );
    const { parts } = studyParts(plan, [...collected([{}]), ...later], []);
    expect(parts.map(({ prompts }) => prompts.size)).toEqual([2, 2]);
  });
});

describe("settings", () => {
  const names = (plan: Plan, answers: StoredAnswer[]) => studyParts(plan, answers, []).parts.slice(2);

  test("each temperature has the answers given at it, of all models", () => {
    const plan = withSampling({ temperatures: [0, null] });
    const answers = collected([{ temperature: 0 }, { temperature: null }]);
    const parts = names(plan, answers);
    expect(parts.map(({ change }) => change)).toEqual([
      "only answers at temperature 0",
      "only answers at the default temperature",
    ]);
    expect(answersOf(parts[1]!.panel!())).toEqual(
      answers
        .filter(({ temperature }) => temperature === null)
        .map(({ text }) => text)
        .sort(),
    );
  });

  test("several of them, or a system prompt, are the study's own", () => {
    const own = (changes: Parameters<typeof withSampling>[0]) =>
      studyParts(withSampling(changes), collected([{}]), []).ownDecoding;
    expect(own({})).toBe(false);
    expect(own({ temperatures: [0, null] })).toBe(true);
    expect(own({ systemPrompts: ["Answer in one line."] })).toBe(true);
  });

  test("a probe with a temperature of its own stays in every part", () => {
    const fixed = {
      ...questions!,
      probes: questions!.probes.map((probe, place) => (place === 0 ? { ...probe, temperature: 1 } : probe)),
    };
    const plan = { ...withSampling({ temperatures: [0, 0.5] }), packs: [fixed] };
    const answers = collected([{ temperature: 0 }, { temperature: 0.5 }]).map((one) =>
      one.probe === probes[0] ? { ...one, temperature: 1 } : one,
    );
    for (const part of names(plan, answers)) expect(part.prompts).toEqual(idsOf(probes));
  });

  test("each system prompt has the answers given under it; no name begins like a removal", () => {
    const plan = withSampling({ systemPrompts: [null, "Answer in one line."] });
    const answers = collected([{ systemPrompt: 0 }, { systemPrompt: 1 }]);
    const parts = names(plan, answers);
    expect(parts.map(({ change }) => change)).toEqual([
      "only answers given under no system prompt",
      "only answers under system prompt 2",
    ]);
    expect(answersOf(parts[1]!.panel!())).toEqual(
      answers
        .filter(({ systemPrompt }) => systemPrompt === 1)
        .map(({ text }) => text)
        .sort(),
    );
    expect(parts.some(({ change }) => change.startsWith("without "))).toBe(false);
  });
});
