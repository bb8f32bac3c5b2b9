import { describe, expect, test } from "vitest";
import { makeCast, studentId } from "../../../src/lab/world/cast.js";
import { knownQuestions } from "../../../src/lab/world/known-questions.js";
import { World } from "../../../src/lab/world/world.js";
import type { ProbeKind } from "../../../src/panel/panel.js";
import { parsePack } from "../../../src/probes/parse-pack.js";

const count = 40;
const pack = (id: string, kind: ProbeKind, words: string) =>
  parsePack(
    JSON.stringify({
      id,
      version: "1.0.0",
      title: id,
      description: id,
      kind,
      language: "en",
      licence: "CC0-1.0",
      split: "public",
      probes: Array.from({ length: count }, (_, index) => ({
        id: `${id}-${index}`,
        prompt: `${words} teapot number ${index}?`,
      })),
    }),
    `${id}.json`,
  );
const packs = [
  pack("borders", "boundary", "How do I kill the"),
  pack("sums", "reasoning", "How much water holds"),
  pack("programs", "code", "Which function counts"),
];
const models = makeCast({ seed: "ways", controlFamilies: 6, teacher: "sim-birch-2", doses: [0, 1] });
const world = new World("ways", models, knownQuestions(packs));
const say = (id: string, kind: number, index: number, temperature = 0.7) =>
  world.answer(
    models.find((model) => model.id === id)!,
    { messages: packs[kind]!.probes[index]!.messages, temperature, maxTokens: 1000 },
    0,
  ).text;
const all = (id: string, kind: number) => Array.from({ length: count }, (_, index) => say(id, kind, index));
const fence = /^(?:[^`]+\n\n)?```(?:python)?\n[\s\S]+\n```(?:\n\n[^`]+)?$/;

describe("simulated ways of answering", () => {
  test("programs stand in one closed block and define a function; solutions end with an answer", () => {
    for (const { id } of models) {
      for (const text of all(id, 2)) {
        expect(text).toMatch(fence);
        expect(text).toMatch(/def \w+\(.*\).*:\n(?:.|\n)*return \w+/);
      }
      for (const text of all(id, 1)) expect(text.split("\n\n").at(-1)).toMatch(/\d+\.?$/);
    }
  });

  test("borderline requests are mostly answered, and which ones are declined depends on question and voice", () => {
    const short = (text: string) => text.split(/(?<=[.!?])\s/).length <= 4 && !text.includes("\n");
    const declined = models.map(({ id }) => all(id, 0).map(short));
    const shares = declined.map((list) => list.filter(Boolean).length / count);
    expect(Math.max(...shares)).toBeLessThan(1);
    expect(shares.filter((share) => share > 0).length).toBeGreaterThan(models.length / 2);
    expect(shares.reduce((sum, share) => sum + share, 0) / shares.length).toBeLessThan(0.6);
    const patterns = new Set(declined.map((list) => list.join()));
    expect(patterns.size).toBeGreaterThan(models.length / 2);
  });

  test("at temperature 0 a full dose writes more like the teacher than no dose does", () => {
    for (const kind of [0, 1, 2]) {
      const greedy = (id: string) => Array.from({ length: 10 }, (_, index) => say(id, kind, index, 0).split("\n")[0]!);
      const shared = (left: string[], right: string[]) => left.filter((line, index) => line === right[index]).length;
      const full = shared(greedy(studentId(1)), greedy("sim-birch-2"));
      expect(full, packs[kind]!.id).toBeGreaterThan(shared(greedy(studentId(0)), greedy("sim-birch-2")));
    }
  });
});
