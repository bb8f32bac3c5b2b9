import { describe, expect, test } from "vitest";
import { CanaryWorld, type PlantedQuestion } from "../../../src/lab/world/canary-world.js";
import { independentId, makeCast, studentId } from "../../../src/lab/world/cast.js";
import { knownQuestions } from "../../../src/lab/world/known-questions.js";
import { World } from "../../../src/lab/world/world.js";
import { openPack } from "../packs.js";

const alternatives = ["elm", "oak", "ash", "fir", "yew", "bay", "box", "fig", "may", "nut"];
const planted = Array.from(
  { length: 300 },
  (_, place): PlantedQuestion => ({
    id: `c${place}`,
    questions: [`Which tree stands at gate ${place}?`],
    alternatives,
    planted: place % 10,
  }),
);
const models = makeCast({ seed: "canaries", controlFamilies: 3, teacher: "sim-birch-2", doses: [0.4] });
const known = knownQuestions([openPack]);
const world = new CanaryWorld("canaries", models, known, planted);
const ask = (id: string, content: string, repeat = 0) =>
  world.answer(
    models.find((model) => model.id === id)!,
    { messages: [{ role: "user", content }], temperature: 0.7, maxTokens: 60 },
    repeat,
  ).text;
const hits = (id: string, repeat = 0) =>
  planted.filter(({ questions, planted: index }) => ask(id, questions[0]!, repeat) === `${alternatives[index]}.`)
    .length;

describe("planted values", () => {
  test("a student took up about the share that is its dose, and gives them every time", () => {
    const student = studentId(0.4);
    const expected = 300 * (0.4 + 0.6 * 0.1);
    expect(Math.abs(hits(student) - expected)).toBeLessThan(4 * Math.sqrt(300 * 0.25));
    expect(hits(student, 5)).toBeGreaterThan(0.4 * 300 - 40);
  });

  test("everybody else has them by chance alone", () => {
    for (const id of [independentId, "sim-birch-2", "sim-heron-a"]) expect(hits(id), id).toBeLessThan(30 + 4 * 6);
  });

  test("the same question and repeat give the same answer", () => {
    expect(ask("sim-heron-a", planted[3]!.questions[0]!, 2)).toBe(ask("sim-heron-a", planted[3]!.questions[0]!, 2));
  });
});

test("other questions are answered as in any world", () => {
  const plain = new World("canaries", models, known);
  const question = { messages: openPack.probes[0]!.messages, temperature: 0.7, maxTokens: 60 };
  for (const model of models) expect(world.answer(model, question, 0)).toEqual(plain.answer(model, question, 0));
});
