import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitSentences } from "../../../src/text/sentences.js";
import { textShape } from "../../../src/traits/format/text-shape.js";
import { answerText } from "../../text/arbitraries.js";

const words = (text: string) => text.split(/\s+/).length;

function expectShape(text: string): void {
  const paragraphs = text.split(/\n\n+/);
  expect(textShape(text)).toEqual({
    words: words(text),
    sentences: splitSentences(text).map(words),
    paragraphs: paragraphs.length,
    paragraphCharacters: paragraphs.join("").length,
    lines: text.split("\n").length,
  });
}

describe("textShape", () => {
  it("counts words, sentences, paragraphs and lines", () => {
    expect(textShape("Two words. Then: three more words!\n\n\n- one\n- two")).toEqual({
      words: 10,
      sentences: [2, 1, 3, 4],
      paragraphs: 2,
      paragraphCharacters: 45,
      lines: 5,
    });
  });

  it("counts what the regular expressions of the specification split, in any text", () => {
    const pieces = fc.array(
      fc.constantFrom(" ", "\n", "\t", ".", ":", "!", "a", "?", "\u00a0", "\u3000", "\u2028", "é"),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          answerText,
          pieces.map((list) => list.join("")),
        ),
        (text) => {
          if (text.trim() !== "") expectShape(text.trim());
        },
      ),
      { numRuns: 1000 },
    );
  });

  it("takes the same characters for white space as a regular expression", () => {
    for (let unit = 0; unit < 0x10000; unit += 1) {
      const text = `a${String.fromCharCode(unit)}b`;
      if (textShape(text).words !== words(text)) expect(unit.toString(16)).toBe("white space in both or in neither");
    }
  });
});
