import { expect, test } from "vitest";
import { parseTemplate } from "../../../src/probes/templates/parse-template.js";

function written(changes: Record<string, unknown>): string {
  return JSON.stringify(
    {
      id: "teas",
      version: "1.0.0",
      title: "Teas",
      description: "Requests about tea.",
      kind: "open-ended",
      language: "en",
      licence: "CC0-1.0",
      words: { guest: ["my aunt", "a sailor"] },
      questions: [{ topic: "guests", prompt: "What shall I give {guest}?" }],
      ...changes,
    },
    null,
    1,
  );
}

const faultOf = (changes: Record<string, unknown>): string => {
  try {
    parseTemplate(written(changes), "teas.json");
    return "no fault";
  } catch (error) {
    return (error as Error).message;
  }
};
const asking = (prompt: string, more: Record<string, unknown> = {}) => ({
  questions: [{ topic: "guests", prompt, ...more }],
});

test("a sound template is read as it is written", () => {
  expect(parseTemplate(written({}), "teas.json")).toEqual(JSON.parse(written({})));
});

test.each<[string, Record<string, unknown>, RegExp]>([
  ["a misspelt field", { qestions: [] }, /Did you mean "questions"\?/],
  ["no questions", { questions: [] }, /questions: an empty list is too small/],
  [
    "an unknown slot",
    asking("What shall I give {gest}?"),
    /questions\[0\]\.prompt: nothing fills the slot \{gest\}\. Did you mean \{guest\}\?/,
  ],
  ["a brace alone", asking("What { shall I give {guest}?"), /a brace stands alone/],
  ["a slot of signs", asking("What shall I give {the guest}?"), /a brace stands alone, or what it holds is no slot/],
  [
    "too many ordinals",
    asking("Seat {guest}, {guest:2} and {guest:3}."),
    /\{guest:3\} needs 3 different entries, and there are 2/,
  ],
  ["a form that is not there", asking("What shall I give {guest.kind}?"), /words\.guest\[0\] has no form "kind"/],
  [
    "a form not named",
    { words: { guest: [{ a: "an aunt" }, { a: "a sailor" }] } },
    /has forms, and \{guest\} names none/,
  ],
  [
    "a form of a number",
    { ...asking("Seat {guest} and {cups.a} more."), numbers: { cups: { min: 1, max: 3 } } },
    /"cups" has no forms/,
  ],
  [
    "an empty range",
    { ...asking("Seat {guest} and {cups} more."), numbers: { cups: { min: 3, max: 3 } } },
    /3 to 3 leaves no choice/,
  ],
  ["a slot in two lists", { numbers: { guest: { min: 1, max: 3 } } }, /the slot "guest" also stands in words/],
  ["a circle", { words: { guest: ["{host}", "a sailor"], host: ["{guest}", "a cook"] } }, /leads back to itself/],
  ["a list that nothing uses", { numbers: { cups: { min: 1, max: 3 } } }, /numbers\.cups: no question uses \{cups\}/],
  [
    "a capital in a slot's name",
    { words: { Guest: ["my aunt", "a sailor"] } },
    /Begin a slot's name with a small letter/,
  ],
  [
    "an unknown slot in an option",
    asking("Tea or {guest}?", { answer: { type: "one-of", options: ["tea", "{ghost}"] } }),
    /questions\[0\]\.answer\.options\[1\]/,
  ],
])("%s is refused, with place and fix", (_, changes, expected) => {
  const said = faultOf(changes);
  expect(said).toMatch(expected);
  expect(said).toMatch(/^teas\.json.*line \d+/s);
  expect(said).toContain("[TEMPLATE_INVALID]");
});

test("what is no JSON is refused by line", () => {
  expect(() => parseTemplate('{\n "id": "teas",,\n}', "teas.json")).toThrow(/teas\.json, line 2.*TEMPLATE_UNREADABLE/);
});
