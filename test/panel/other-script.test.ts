import { describe, expect, it } from "vitest";
import { answersInOtherScript } from "../../src/panel/other-script.js";
import type { Answer } from "../../src/panel/panel.js";

const prompts = [{}, { language: "ja" }];
const count = (language: string, ...answers: readonly [number, string][]) =>
  answersInOtherScript(
    answers.map(([prompt, text], sample): Answer => ({ prompt, sample, text, status: "ok" })),
    prompts,
    language,
  );

describe("answersInOtherScript", () => {
  it("counts answers whose letters are mostly of another script", () => {
    expect(count("en", [0, "木の葉が落ちる。"], [0, "Leaves fall."], [0, "Листья падают."])).toBe(2);
    expect(count("zh", [0, "树叶落下。"], [0, "Leaves fall."])).toBe(1);
  });

  it("lets a quotation, a formula and accents pass", () => {
    expect(count("en", [0, "The word 木 means tree."], [0, "π ≈ 3.14, says the table."], [0, "Où est l’été ?"])).toBe(
      0,
    );
    expect(count("en", [0, "1 + 1 = 2"], [0, ""], [0, "🙂🙂🙂"])).toBe(0);
  });

  it("goes by the language of the prompt where it has one", () => {
    expect(count("en", [1, "木の葉が落ちる。"], [1, "Leaves fall."])).toBe(1);
  });

  it("checks no language whose letters it does not know", () => {
    expect(count("xx", [0, "木の葉が落ちる。"])).toBe(0);
    expect(count("en-GB", [0, "木の葉が落ちる。"])).toBe(1);
  });
});
