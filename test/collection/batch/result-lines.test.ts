import fc from "fast-check";
import { expect, test } from "vitest";
import { LineCutter } from "../../../src/collection/batch/result-lines.js";

function linesOf(pieces: readonly Uint8Array[], ended = true): string[] {
  const lines: string[] = [];
  const cutter = new LineCutter((line) => lines.push(line.toString("utf8")));
  for (const piece of pieces) cutter.push(piece);
  if (ended) cutter.end();
  return lines;
}

test("lines with either end, empty ones left out, the last one without an end", () => {
  expect(linesOf([Buffer.from("a\r\nb\n\n€\nlast")])).toEqual(["a", "b", "€", "last"]);
});

test("what a broken stream ends with is no line", () => {
  expect(linesOf([Buffer.from("a\nhalf of the sec")], false)).toEqual(["a"]);
});

test("lines do not depend on how the bytes are cut into pieces", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "binary" })), fc.array(fc.nat(50)), (texts, cuts) => {
      const lines = texts.map((text) => text.replace(/[\r\n]/g, " ")).filter((text) => text !== "");
      const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(""));
      const pieces: Buffer[] = [];
      let from = 0;
      for (const cut of cuts) {
        pieces.push(bytes.subarray(from, from + cut));
        from += cut;
      }
      pieces.push(bytes.subarray(from));
      expect(linesOf(pieces)).toEqual(lines);
    }),
  );
});
