import { describe, expect, it } from "vitest";
import type { Answer } from "../../src/panel/panel.js";
import { modelsWithSameAnswers } from "../../src/panel/same-answers.js";

const long = (word: string, prompt: number) => `${word} ${prompt} `.repeat(12);

function answers(texts: (prompt: number) => string, prompts = 20): Answer[] {
  return Array.from({ length: prompts }, (_, prompt) => ({ prompt, sample: 0, text: texts(prompt), status: "ok" }));
}

describe("modelsWithSameAnswers", () => {
  it("names pairs that answer half of their common prompts word for word alike", () => {
    const oak = answers((prompt) => long("oak", prompt));
    const elm = answers((prompt) => long(prompt < 10 ? "oak" : "elm", prompt));
    const ash = answers((prompt) => long(prompt < 9 ? "oak" : "ash", prompt));
    expect(modelsWithSameAnswers([elm, ash, oak])).toEqual([{ first: 0, second: 2, same: 10, common: 20 }]);
  });

  it("counts common prompts only, and needs ten", () => {
    const oak = answers((prompt) => long("oak", prompt));
    expect(modelsWithSameAnswers([oak, oak.slice(5, 16)])).toEqual([{ first: 0, second: 1, same: 11, common: 11 }]);
    expect(modelsWithSameAnswers([oak, oak.slice(5, 14)])).toEqual([]);
  });

  it("does not count short answers, or the same text to different prompts", () => {
    expect(modelsWithSameAnswers([answers(() => "Yes."), answers(() => "Yes.")])).toEqual([]);
    const same = long("same", 1);
    expect(modelsWithSameAnswers([answers(() => same).slice(0, 10), answers(() => same).slice(10)])).toEqual([]);
  });

  it("reads the first sample of each prompt", () => {
    const twice = answers((prompt) => long("oak", prompt)).flatMap((answer) => [
      answer,
      { ...answer, sample: 1, text: long("elm", answer.prompt) },
    ]);
    const elm = answers((prompt) => long("elm", prompt));
    expect(modelsWithSameAnswers([twice, elm])).toEqual([]);
  });
});
