import { expect, test } from "vitest";
import { answerTable } from "../../../src/traits/reading/answer-table.js";
import { featureSpread, pairFeatures } from "../../../src/traits/styles/pair-features.js";
import { inventPanel, teacher } from "../invent-panel.js";

const panel = inventPanel({
  models: [teacher("t1"), teacher("t2"), { id: "s" }, { id: "silent" }],
  prompts: ["p0", "p1"],
  answer: (id, prompt) => (id === "silent" && prompt === "p1" ? undefined : "text"),
});

/** Answers in table order: s p0, s p1, silent p0, t1 p0, t1 p1, t2 p0, t2 p1. */
function cosines(rows: readonly (readonly number[])[]) {
  const table = answerTable(panel);
  const width = 2;
  const features = Float32Array.from(rows.flat());
  const spread = featureSpread(table, features, width);
  const out = new Float32Array(table.prompts * table.models * table.references.length);
  pairFeatures({ table, width, features, spread, from: 0, to: table.prompts, out });
  const cell = (prompt: number, model: string, reference: number) =>
    out[(prompt * table.models + panel.models.findIndex(({ id }) => id === model)) * 2 + reference]!;
  return { spread: [...spread], cell };
}

test("known values: less the references' mean on the prompt, over the spread of all references, cut, cosine", () => {
  const { spread, cell } = cosines([
    [5, 2],
    [3, 9],
    [0, 0],
    [2, 4],
    [1, 1],
    [4, 2],
    [3, 7],
  ]);
  // Centred references: (-1, 1), (1, -1) on p0 and (-1, -3), (1, 3) on p1.
  expect(spread[0]).toBeCloseTo(1, 12);
  expect(spread[1]).toBeCloseTo(Math.sqrt(5), 12);
  // s on p0: (5 - 3, (2 - 3)/sqrt 5), against t1 (-1, 1/sqrt 5).
  const [x, y] = [2, -1 / Math.sqrt(5)];
  const [a, b] = [-1, 1 / Math.sqrt(5)];
  const expected = (x * a + y * b) / Math.sqrt((x * x + y * y) * (a * a + b * b));
  expect(cell(0, "s", 0)).toBeCloseTo(expected, 6);
  expect(cell(0, "s", 1)).toBeCloseTo(-expected, 6);
  expect(cell(0, "t1", 0)).toBeNaN();
  // Nothing to read: 0 with everything. No answer: NaN.
  expect(cell(0, "silent", 0)).toBe(0);
  expect(cell(1, "silent", 0)).toBeNaN();
});

test("a wild number counts no more than four standard deviations", () => {
  const wild = (value: number) =>
    cosines([
      [value, 3.5],
      [3, 9],
      [1, 1],
      [2, 4],
      [1, 1],
      [4, 2],
      [3, 7],
    ]).cell(0, "s", 0);
  expect(wild(7)).not.toBe(wild(6));
  expect(wild(7)).toBe(wild(7000));
});
