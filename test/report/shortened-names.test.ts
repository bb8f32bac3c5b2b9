import fc from "fast-check";
import { expect, test } from "vitest";
import { shortenedNames } from "../../src/report/shortened-names.js";
import { columnsOf } from "../../src/report/terminal/width.js";

const shown = (names: readonly string[], columns: number) => [...shortenedNames(names, columns).values()];

test("a name that has room stays whole; a longer one loses its middle", () => {
  expect(shown(["aurora-2", "northlight-aurora-2-large-20250514"], 23)).toEqual([
    "aurora-2",
    "northlight-…ge-20250514",
  ]);
});

test("versions that differ at the very end stay apart, and so do vendors", () => {
  const versions = [1, 2, 3].map((version) => `northlight-aurora-large-instruct-${version}`);
  expect(shown(versions, 23)).toEqual([
    "northlight-…-instruct-1",
    "northlight-…-instruct-2",
    "northlight-…-instruct-3",
  ]);
  expect(new Set(shown(["a-large-language-model-of-2025", "b-large-language-model-of-2025"], 16)).size).toBe(2);
});

test("where names differ inside, another part is cut, for all of them alike, and not right beside what differs", () => {
  expect(shown(["northlight-aurora-mini-instruct-2025", "northlight-aurora-huge-instruct-2025"], 23)).toEqual([
    "nort…mini-instruct-2025",
    "nort…huge-instruct-2025",
  ]);
});

test("a shortened name is never what another one is called", () => {
  expect(new Set(shown(["northlight-…-instruct-1", "northlight-aurora-large-instruct-1"], 23)).size).toBe(2);
});

test("names that differ in nothing that has room are numbered", () => {
  const names = ["a", "b", "c"].map((letter) => "x".repeat(40) + letter + "x".repeat(40));
  expect(shown(names, 15)).toEqual(["xxxxxxx…xxxxxxx", "xxxxx…xxxxx (2)", "xxxxx…xxxxx (3)"]);
});

test("an accent goes with its letter", () => {
  expect(shown([`abcdefgh${"e\u0301".repeat(3)}`], 7)).toEqual(["abc…e\u0301e\u0301e\u0301"]);
  expect(shown(["abcdefghij\u754c\u0301xyz"], 8)).toEqual(["abcd…xyz"]);
});

test("distinct names stay distinct and fit, whatever they are called", () => {
  const letter = fc.constantFrom("a", "b", "-", "…", "界", "\u0301", "😀", " ", "(", "2", ")");
  const name = fc.array(letter, { minLength: 1, maxLength: 40 }).map((letters) => letters.join(""));
  fc.assert(
    fc.property(fc.uniqueArray(name, { maxLength: 12 }), fc.integer({ min: 10, max: 30 }), (names, columns) => {
      const short = shortenedNames(names, columns);
      expect(new Set(short.values()).size).toBe(names.length);
      for (const words of short.values()) expect(columnsOf(words)).toBeLessThanOrEqual(columns);
    }),
  );
});
