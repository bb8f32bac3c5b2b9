import { expect, test } from "vitest";
import { buildPanel } from "../../../src/panel/build-panel.js";
import type { PanelModel, Trial } from "../../../src/panel/panel.js";
import { toPack } from "../../../src/probes/parse-pack.js";
import { candidatePanel } from "../../../src/probes/preview/candidate-panel.js";

const reader = { type: "one-of" as const, options: ["stay", "go"] };
const pack = toPack({
  id: "mine",
  version: "1.0.0",
  title: "Mine",
  description: "Mine.",
  kind: "choice",
  language: "en",
  licence: "CC0-1.0",
  split: "public",
  probes: [
    { id: "plain", prompt: "Stay or go?", answer: reader },
    { id: "shuffled", prompt: "It rains: [[stay]] or [[go]]?", answer: reader, shuffle: true },
    { id: "unasked", prompt: "It snows: stay or go?", answer: reader },
  ],
});

function source(models: readonly [id: string, role: PanelModel["role"]][], trials: readonly Trial[] = []) {
  const texts = ["Stay  or\ngo?", "It rains: go or stay?", "Something else?"];
  return buildPanel({
    name: "stored",
    description: "",
    language: "en",
    synthetic: false,
    models: models.map(
      ([id, role]) => ({ id, role, group: role === "teacher" ? "g" : null, family: id }) as PanelModel,
    ),
    prompts: texts.map((text, index) => ({ id: `x${index}`, text, topic: "", kind: "choice", answer: reader })),
    trials,
    answers: new Map(
      models.map(([id]) => [
        id,
        texts.map((_, i) => ({ prompt: `x${i}`, sample: 0, text: `${id} ${i}`, status: "ok" as const })),
      ]),
    ),
    notices: [],
  });
}

test("answers follow the words of the question, in any order of shuffled options", () => {
  const panel = candidatePanel([pack], [source([["t", "teacher"]])], []);
  expect(panel.prompts.map(({ id }) => id)).toEqual(["mine/plain", "mine/shuffled", "mine/unasked"]);
  expect(panel.answers[0]!.map(({ prompt, text }) => [prompt, text])).toEqual([
    [0, "t 0"],
    [1, "t 1"],
  ]);
});

test("whoever is hidden, or of whom nothing is documented, is not there", () => {
  const not = (suspect: string): Trial => ({
    suspect,
    group: "g",
    truth: "not-derived",
    relation: null,
    basis: "documented",
    confidence: "high",
  });
  const stored = source(
    [
      ["t", "teacher"],
      ["c", "control"],
      ["known", "suspect"],
      ["unknown", "suspect"],
      ["asked", "suspect"],
    ],
    [not("known"), not("asked")],
  );
  const panel = candidatePanel([pack], [stored], ["asked"]);
  expect(panel.models.map(({ id }) => id)).toEqual(["c", "known", "t"]);
  expect(panel.trials.map(({ suspect }) => suspect)).toEqual(["known"]);
});
