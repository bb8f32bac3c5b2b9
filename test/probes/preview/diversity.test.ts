import { expect, test } from "vitest";
import { buildPanel } from "../../../src/panel/build-panel.js";
import type { AnswerReader, PanelModel } from "../../../src/panel/panel.js";
import { diversityOf } from "../../../src/probes/preview/diversity.js";

/** A panel of one prompt: for each model its family and its answers. */
function panelOf(
  answers: readonly (readonly [family: string, ...said: string[]])[],
  answer: AnswerReader | null = null,
) {
  const models = answers.map(([family], index) => ({ id: `m${index}`, role: "control", family }) as PanelModel);
  return buildPanel({
    name: "small",
    description: "",
    language: "en",
    synthetic: true,
    models,
    prompts: [{ id: "p", text: "?", topic: "t", kind: answer === null ? "open-ended" : "choice", answer }],
    trials: [],
    answers: new Map(
      answers.map(([, ...said], index) => [
        `m${index}`,
        said.map((text, sample) => ({ prompt: "p", sample, text, status: "ok" as const })),
      ]),
    ),
    notices: [],
  });
}

test("all begin alike: no entropy; all begin differently: the most that so many can show", () => {
  const same = diversityOf(
    panelOf([
      ["a", "Well now, tea."],
      ["b", "well now, coffee"],
    ]),
    0,
  );
  expect(same).toMatchObject({ bits: 0, mostBits: 1, models: 2, families: 2, unread: null });
  const four = panelOf([
    ["a", "One is"],
    ["b", "Two are"],
    ["c", "Three are"],
    ["d", "Four are"],
  ]);
  expect(diversityOf(four, 0)).toMatchObject({ bits: 2, mostBits: 2 });
});

test("a family with many models weighs no more than one with one", () => {
  const panel = panelOf([
    ["a", "Well now"],
    ["a", "Well now"],
    ["a", "Well now"],
    ["b", "So then"],
  ]);
  expect(diversityOf(panel, 0).bits).toBeCloseTo(1, 12);
});

test("choices are read by their reader, and what cannot be read is a category that is counted", () => {
  const coin: AnswerReader = { type: "one-of", options: ["heads", "tails"] };
  const seen = diversityOf(panelOf([["a", "Heads.", "tails", "I cannot say", "heads!"]], coin), 0);
  expect(seen.bits).toBeCloseTo(1.5, 12);
  expect(seen).toMatchObject({ mostBits: 1, unread: 0.25 });
});

test("without answers nothing is claimed", () => {
  expect(diversityOf(panelOf([["a"]]), 0)).toEqual({
    bits: 0,
    mostBits: 0,
    models: 0,
    families: 0,
    characters: 0,
    unread: null,
  });
});
