import { describe, expect, it } from "vitest";
import { joinLengths, listGrams } from "../../../src/traits/grams/listed-grams.js";

const counted = [
  { found: Int32Array.of(2, 0), totals: Int32Array.of(3, 1) },
  { found: Int32Array.of(1), totals: Int32Array.of(2) },
];

describe("listGrams", () => {
  it("lists numbers answer by answer, also in their own memory", () => {
    const numbers = Int32Array.of(4, -1, 0, -1, -1, 7);
    const expected = { ids: [14, 10, 17], start: [0, 2, 2, 3], totals: [3, 1, 2] };
    const plain = ({ ids, start, totals }: ReturnType<typeof listGrams>) => ({
      ids: [...ids],
      start: [...start],
      totals: [...totals],
    });
    expect(plain(listGrams(numbers, new Int32Array(6), 10, counted))).toEqual(expected);
    expect([...numbers]).toEqual([4, -1, 0, -1, -1, 7]);
    expect(plain(listGrams(numbers, numbers, 10, counted))).toEqual(expected);
  });
});

describe("joinLengths", () => {
  it("puts the lengths of each answer one after the other and adds their totals", () => {
    const joined = joinLengths([
      { ids: Int32Array.of(1, 2, 3), start: Int32Array.of(0, 2, 3), totals: Int32Array.of(4, 5) },
      { ids: Int32Array.of(11, 12), start: Int32Array.of(0, 0, 2), totals: Int32Array.of(1, 2) },
    ]);
    expect([...joined.ids]).toEqual([1, 2, 3, 11, 12]);
    expect([...joined.start]).toEqual([0, 2, 5]);
    expect([...joined.totals]).toEqual([5, 7]);
  });
});
