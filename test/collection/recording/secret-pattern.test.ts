import { expect, test } from "vitest";
import { longestEscape, mayHoldEscapes, secretPattern } from "../../../src/collection/recording/secret-pattern.js";

test("the documented example holds", () => {
  expect("a\\u002Bb".search(secretPattern("a+b", "text"))).toBe(0);
});

test("characters outside ASCII are found in text and in bytes", () => {
  const secret = "schlüssel-😀";
  const escaped = "schl\\u00FCssel-\\ud83d\\uDE00";
  const percent = encodeURIComponent(secret);
  for (const form of [secret, escaped, percent, "schl&#xfc;ssel-&#128512;"]) {
    expect(`<${form}>`.replace(secretPattern(secret, "text"), "@")).toBe("<@>");
    const bytes = Buffer.from(`<${form}>`).toString("latin1");
    expect(bytes.replace(secretPattern(secret, "bytes"), "@")).toBe("<@>");
  }
});

test("characters that mean something in a pattern stand for themselves", () => {
  const secret = "a.b*c+d?(e)[f]{g}|^$\\/-";
  expect(`<${secret}>`.replace(secretPattern(secret, "text"), "@")).toBe("<@>");
  expect(JSON.stringify(secret).replace(secretPattern(secret, "text"), "@")).toBe('"@"');
  expect("axb*c+d?(e)[f]{g}|^$\\/-".search(secretPattern(secret, "text"))).toBe(-1);
});

test("another case of a letter is another secret", () => {
  expect("SK-ABC".search(secretPattern("sk-abc", "text"))).toBe(-1);
  expect("\\u0053k-abc".search(secretPattern("sk-abc", "text"))).toBe(-1);
});

test("no escape of a character is longer than a search has to reach beyond its window", () => {
  for (const character of ["a", "/", "é", "한", "😀"]) {
    const units = [...character.split("")].map((unit) => unit.charCodeAt(0).toString(16).padStart(4, "0"));
    const longest = [
      units.map((unit) => `${"\\".repeat(8)}u${unit}`).join(""),
      `&#0000${character.codePointAt(0)};`,
      `&#x0000${character.codePointAt(0)!.toString(16)};`,
    ];
    for (const form of longest) {
      expect(form.replace(secretPattern(character, "text"), "@")).toBe("@");
      expect(form.length).toBeLessThanOrEqual(longestEscape * character.length);
    }
  }
});

test("ordinary bodies hold nothing that must be looked at closely", () => {
  expect(mayHoldEscapes('{"text":"one\\ntwo \\"three\\""}')).toBe(false);
  expect(mayHoldEscapes(Buffer.from('{"text":"one\\u002Btwo"}'))).toBe(true);
  expect(["a\\/b", "50 %", "&#43;"].map(mayHoldEscapes)).toEqual([true, true, true]);
});
