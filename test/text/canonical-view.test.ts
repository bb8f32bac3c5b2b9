import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalView } from "../../src/text/canonical-view.js";
import { canonicalTokens } from "../../src/text/tokens.js";
import { fixture } from "../statistics/fixtures.js";
import { answerText, word } from "./arbitraries.js";

/** The rules of canon/1 word for word, without regard to speed. */
function asWritten(text: string): string {
  const raw = (value: string) =>
    value
      .replace(/\r\n/g, "\n")
      .replace(/[\r\v\f\u0085\u2028\u2029]/g, "\n")
      .replace(/\u00ad|[\u200b-\u200f]|[\u202a-\u202e]|[\u2060-\u206f]|\ufeff|[\ufe00-\ufe0f]/g, "")
      .replace(/[\u{e0000}-\u{e01ef}]|(?![\t\n])\p{Cc}/gu, "");
  return raw(raw(text).normalize("NFKC"))
    .replace(/[\u2010-\u2015\u2212]/g, "-")
    .replace(/[\u2018-\u201b\u2032\u02bc]/g, "'")
    .replace(/[\u201c-\u201f]/g, '"')
    .replace(/```[a-zA-Z]*/g, "")
    .replace(/[*#_|`\u2022]/g, "")
    .replace(/^\s*([0-9]+[.)]|-)\s+/gm, "")
    .replace(/\s+/g, " ")
    .trim()
    .toLowerCase();
}

describe("canonicalView", () => {
  const { input, expected } = fixture<{ texts: string[] }, { canonical: string[] }>("F19");

  it("F19: gives the canonical texts", () => {
    expect(input.texts.map(canonicalView)).toEqual(expected.canonical);
  });

  it.each([
    ["list marks that follow one another", "1.\n2. two\n- \n  - three", "two - three"],
    ["a hyphen inside a line", "well - yes\n-no", "well - yes -no"],
    ["a year that opens a line", "1999. It rained", "it rained"],
    ["full width, ligatures and circled digits", "Ｈｅｌｌｏ ﬁne ①", "hello fine 1"],
    ["nothing but markup", "** ## __ ```python", ""],
    ["Arabic, left to right marks gone", "\u200eمرحبا\u200f بالعالم", "مرحبا بالعالم"],
    ["a lone surrogate", "a \ud83d b", "a \ud83d b"],
    ["tags and variation selectors", "ok\ufe0f\u{e0041}", "ok"],
  ])("%s", (_, text, expectedView) => {
    expect(canonicalView(text)).toBe(expectedView);
  });

  it("is what the rules say, for any text", () => {
    fc.assert(
      fc.property(answerText, (text) => {
        expect(canonicalView(text)).toBe(asWritten(text));
      }),
      { numRuns: 2000 },
    );
  });

  it("does not see bold, headings, bullets, fences and capitals", () => {
    const line = fc.array(word, { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 8 }), fc.nat(5), (lines, style) => {
        const plain = lines.map((words) => words.join(" ")).join("\n");
        const marks = ["# ", "- ", "* ", "1. ", "\u2022 ", "### "];
        const dressed = lines
          .map((words) => `${marks[style]}**${words[0]!.toUpperCase()}** ${words.slice(1).join(" ")}`)
          .join("\n\n");
        expect(canonicalTokens(canonicalView(dressed))).toEqual(canonicalTokens(canonicalView(plain)));
      }),
    );
  });

  it("reads 200,000 characters of any one kind to the end", () => {
    for (const piece of [
      "\n",
      " ",
      "- ",
      "1",
      "1.\n",
      "*",
      "`",
      "\u200b",
      "\u0301\u0316",
      "\u0316\u0301\u0327",
      "é",
      "-\n ",
      "12) ",
      "x\n\n",
    ]) {
      const text = piece.repeat(Math.ceil(200_000 / piece.length));
      expect(canonicalView(text).length).toBeLessThanOrEqual(text.length);
    }
  });
});
