import { expect, test } from "vitest";
import { choiceAgreement } from "../../src/likeness/choice-agreement.js";
import type { LineageTable } from "../../src/likeness/lineage.js";
import {
  heldOutSeparation,
  type PreviewSource,
  scoringGroups,
  separation,
  transferToControls,
} from "../../src/likeness/prompt-preview.js";

/** Two groups of two references of two vendors (rows 0 .. 3), then two controls of one family and one of another. */
const lineage = {
  models: ["a1", "a2", "b1", "b2", "c1", "c2", "d1"],
  family: Int32Array.of(0, 0, 1, 1, 2, 2, 3),
  groups: ["a", "b"],
  vendors: ["va", "vb"],
  references: Int32Array.of(0, 1, 2, 3),
  referenceGroup: Int32Array.of(0, 0, 1, 1),
  ownGroup: Int32Array.of(0, 0, 1, 1, -1, -1, -1),
  isNull: Uint8Array.of(0, 1, 0, 1, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1),
} as unknown as LineageTable;

/** One prompt: likeness of rows to references. */
type Square = readonly (readonly number[])[];
const none = Number.NaN;
const apart: Square = [
  [none, 0.9, 0.1, 0.1],
  [0.9, none, 0.1, 0.1],
  [0.1, 0.1, none, 0.9],
  [0.1, 0.1, 0.9, none],
  [0.5, 0.5, 0.5, 0.5],
  [0.2, 0.2, 0.2, 0.2],
  [0.99, 0.99, 0.05, 0.05],
];
/** The wrong ones resemble each other. */
const crossed: Square = [
  [none, 0.1, 0.9, 0.9],
  [0.1, none, 0.9, 0.9],
  [0.9, 0.9, none, 0.1],
  [0.9, 0.9, 0.1, none],
  ...apart.slice(4),
];
const sourceOf = (...prompts: Square[]): PreviewSource => ({ lineage, affinities: [prompts.flat(2)] });

test("references that resemble their own group score above 0, those that resemble the other below", () => {
  const source = sourceOf(apart, crossed);
  // Centred, the pairs of one group are at +.533 and those of two groups at -.267: spread .377.
  expect(separation(source, 0)).toBeCloseTo(0.8 / Math.sqrt((0.533333 ** 2 + 2 * 0.266667 ** 2) / 3), 4);
  expect(separation(source, 1)).toBeCloseTo(-separation(source, 0), 10);
});

test("no score without two references of one group", () => {
  const alone = {
    ...lineage,
    groups: ["a", "b", "c", "d"],
    vendors: ["a", "b", "c", "d"],
    referenceGroup: Int32Array.of(0, 1, 2, 3),
  };
  const source = { ...sourceOf(apart), lineage: alone as LineageTable };
  expect(scoringGroups(source)).toEqual([]);
  expect(separation(source, 0)).toBeNaN();
  expect(heldOutSeparation(source, [0], () => [0]).groups).toBe(0);
  expect(transferToControls(source, [0]).chance).toBeNaN();
});

test("the score of the references does not move when controls say something else", () => {
  const shuffled: Square = [...apart.slice(0, 4), [0.7, 0.1, 0, 0.3], [0, 0, 1, 1], [0.4, 0.3, 0.2, 0.1]];
  expect(separation(sourceOf(shuffled), 0)).toBe(separation(sourceOf(apart), 0));
});

test("transfer: two families of controls weigh the same, and the one that leans like the group counts against it", () => {
  // Towards a, references lean by .8, family c by 0, d by .94: one half. Towards b, d leans by -.94: all.
  const seen = transferToControls(sourceOf(apart), [0]);
  expect(seen).toEqual({ chance: 0.75, controls: 3, families: 2 });
});

test("a group left out of the choice is scored on what the others chose", () => {
  const source = sourceOf(apart, apart, crossed);
  const asked: number[] = [];
  const seen = heldOutSeparation(source, [0, 1, 2], (scoreOf) => {
    asked.push(scoreOf(0));
    return [0, 1];
  });
  expect(seen.groups).toBe(2);
  expect(seen.chosen).toBeGreaterThan(seen.all);
  // With one group left, there is no pair of vendors to rank by.
  expect(asked.every(Number.isNaN)).toBe(true);
});

test("agreement of choices: the chance that two random answers are the same", () => {
  const counts = Int32Array.from([8, 0, 4, 4, 0, 8, 3, 3]);
  const [models, references] = [4, [0, 1]];
  const seen = choiceAgreement([{ prompt: 1, categories: ["heads", "tails"], counts }], 2, models, references);
  expect([...seen.subarray(0, 8)].every(Number.isNaN)).toBe(true);
  // Fewer than eight answers say too little: the last row stays empty.
  expect([...seen.subarray(8)]).toEqual([NaN, 0.5, 0.5, NaN, 0, 0.5, NaN, NaN]);
});
