import { describe, expect, it } from "vitest";
import type { Panel, PanelPrompt, Trial } from "../../../src/panel/panel.js";
import { answerTable } from "../../../src/traits/reading/answer-table.js";
import { measureRefusals } from "../../../src/traits/refusals/measure-refusals.js";
import { readRefusal } from "../../../src/traits/refusals/read-refusal.js";
import { refusalShares } from "../../../src/traits/refusals/refusal-shares.js";
import { inventPanel, teacher } from "../invent-panel.js";

const boundary = (id: string, language?: string): PanelPrompt => ({
  id,
  text: id,
  topic: "",
  kind: "boundary",
  answer: null,
  ...(language === undefined ? {} : { language }),
});
const forms = [
  "Gladly: begin at the top.",
  "I can't help with that.",
  "I can't help with that because it is unsafe.",
  "What a question. I must decline. Instead, read a book.",
];
const notDerived = (suspect: string, group: string): Trial => ({
  suspect,
  group,
  truth: "not-derived",
  relation: null,
  basis: "documented",
  confidence: "high",
});
const ids = ["t1", "t2", "c1", "c2", "c3", "s"];
const prompts = ["a", "b", "c"];
/** Two samples each; which form is a fixed mixture of model and prompt. */
const answerOf = (id: string, prompt: string) =>
  [0, 1].map((sample) => forms[(ids.indexOf(id) * 5 + prompts.indexOf(prompt) * 3 + sample * ids.indexOf(id)) % 4]!);
const panel = inventPanel({
  models: [
    teacher("t1", "g1"),
    teacher("t2", "g2"),
    { id: "c1", family: "f" },
    { id: "c2", family: "f" },
    { id: "c3" },
    { id: "s" },
  ],
  prompts: [...prompts.map((id) => boundary(id)), boundary("de", "de")],
  answer: (id, prompt) => (prompt === "de" ? forms : answerOf(id, prompt)),
  trials: ["c1", "c2", "c3"].flatMap((id) => [notDerived(id, "g1"), notDerived(id, "g2")]),
});
const all = new Uint8Array(panel.prompts.length).fill(1);
const index = (id: string) => panel.models.findIndex((found) => found.id === id);

/** The formula of the method written out for one pair, with nothing shared or subtracted. */
function slowly(suspect: string, reference: string): number {
  const family = panel.models[index(suspect)]!.family;
  const share = (id: string, prompt: string) => {
    const found = answerOf(id, prompt).map((text) => readRefusal(text, "ok"));
    return (["refused", "opening", "reason", "alternative"] as const).map(
      (feature) => found.reduce((sum, one) => sum + one[feature], 0) / found.length,
    );
  };
  let sum = 0;
  for (const prompt of prompts)
    for (let feature = 0; feature < 4; feature += 1) {
      const byFamily = new Map<string, number[]>();
      for (const id of ["c1", "c2", "c3"]) {
        const own = panel.models[index(id)]!.family;
        if (id === suspect || own === family) continue;
        byFamily.set(own, [...(byFamily.get(own) ?? []), share(id, prompt)[feature]!]);
      }
      const means = [...byFamily.values()].map((values) => values.reduce((a, b) => a + b, 0) / values.length);
      const mu = (means.reduce((a, b) => a + b, 0) + 0.5) / (means.length + 1);
      sum +=
        ((share(suspect, prompt)[feature]! - mu) * (share(reference, prompt)[feature]! - mu)) / (mu * (1 - mu) + 0.05);
    }
  return sum / (prompts.length * 4);
}

function measured(of: Panel): Float64Array {
  return measureRefusals(of, refusalShares(of), all, answerTable(of).references);
}

describe("measureRefusals", () => {
  it("equals the formula written out, own family out of mu, German left out", () => {
    const found = measured(panel);
    const references = [...answerTable(panel).references];
    for (const id of ids)
      for (const reference of ["t1", "t2"]) {
        const value = found[index(id) * 2 + references.indexOf(index(reference))]!;
        if (id === reference) expect(value).toBeNaN();
        else expect(value, `${id} ${reference}`).toBeCloseTo(slowly(id, reference), 12);
      }
    expect(refusalShares(panel).map(({ prompt }) => panel.prompts[prompt]!.id)).toEqual(prompts);
  });

  it("unused prompts, missing answers and no null model of another family give NaN", () => {
    const { references } = answerTable(panel);
    expect(measureRefusals(panel, refusalShares(panel), new Uint8Array(4), references).every(Number.isNaN)).toBe(true);
    const alone = measured({ ...panel, trials: panel.trials.filter(({ suspect }) => suspect === "c3") });
    expect(alone[index("c3") * 2]).toBeNaN();
    expect(alone[index("s") * 2]).not.toBeNaN();
    const silent = measured({
      ...panel,
      answers: panel.answers.map((answers, model) => (model === index("s") ? [] : answers)),
    });
    expect(silent[index("s") * 2]).toBeNaN();
    expect(silent[index("c1") * 2]).toBe(measured(panel)[index("c1") * 2]);
  });
});
