import fc from "fast-check";
import { expect, test } from "vitest";
import { documentError, placeName } from "../../../src/probes/document/faults.js";
import { readJsonDocument, readYamlDocument } from "../../../src/probes/document/user-document.js";

const yaml = `# a comment
title: x
models:
  - id: a
    size: 1
  - { id: b,
      size: 2 }
`;

test.each<[(string | number)[], number]>([
  [[], 2],
  [["title"], 2],
  [["models"], 3],
  [["models", 0], 4],
  [["models", 0, "size"], 5],
  [["models", 1, "id"], 6],
  [["models", 1, "size"], 7],
  [["models", 1, "missing"], 6],
  [["models", 7], 3],
  [["missing", "deeper"], 2],
])("the line of %j is %i", (place, line) => {
  expect(readYamlDocument(yaml, "a.yaml", "STUDY").lineOf(place)).toBe(line);
});

test("JSON has lines too, worked out from the text", () => {
  const document = readJsonDocument('{\n "a": [\n  1,\n  {"b": 2}\n ]\n}', "a.json", "PACK");
  expect(document.value).toEqual({ a: [1, { b: 2 }] });
  expect([document.lineOf(["a"]), document.lineOf(["a", 1, "b"])]).toEqual([2, 4]);
});

test("a field that is written twice is refused with its place, in JSON as in YAML", () => {
  const twice = '{\n "alpha": 0.05,\n "alpha": 0.001\n}';
  const what = /^x\.json, line 3, column 2: this field is written twice in the same place\./;
  expect(() => readJsonDocument(twice, "x.json", "PACK")).toThrow(what);
  expect(() => readYamlDocument(twice, "x.json", "PACK")).toThrow(what);
});

test("a byte order mark is no fault", () => {
  expect(readJsonDocument('\uFEFF{"a": 1}', "a.json", "PACK").value).toEqual({ a: 1 });
  expect(readYamlDocument("\uFEFFa: 1", "a.yaml", "STUDY").value).toEqual({ a: 1 });
});

test("YAML 1.2: no and on are texts, and a document that expands without end is refused", () => {
  expect(readYamlDocument("a: no\nb: on", "a.yaml", "STUDY").value).toEqual({ a: "no", b: "on" });
  const bomb = ["a: &a [x,x,x,x,x,x,x,x,x]"];
  for (const [from, to] of ["ab", "bc", "cd", "de", "ef", "fg"])
    bomb.push(`${to}: &${to} [*${from},*${from},*${from},*${from},*${from},*${from}]`);
  expect(() => readYamlDocument(bomb.join("\n"), "a.yaml", "STUDY")).toThrow(/STUDY_UNREADABLE/);
});

test("a place is written as in JavaScript", () => {
  expect(placeName(["probes", 3, "answer", "options", 0])).toBe("probes[3].answer.options[0]");
  expect(placeName([])).toBe("the document");
});

test("more than ten faults are cut, and counted", () => {
  const document = readYamlDocument("a: 1", "a.yaml", "STUDY");
  const faults = Array.from({ length: 12 }, (_, index) => ({
    place: ["a", index],
    found: `fault ${index}.`,
    fix: "Mend it.",
  }));
  const error = documentError("STUDY_INVALID", document, faults);
  expect(error.happened).toContain("a.yaml has 12 faults");
  expect(error.happened).toContain("fault 9.");
  expect(error.happened).not.toContain("fault 10.");
  expect(error.happened).toContain("and 2 more");
});

test("whatever the text, reading gives a document or an error with a code, never another exception", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      for (const read of [readJsonDocument, readYamlDocument]) {
        try {
          read(text, "a", "STUDY").lineOf(["x", 0]);
        } catch (error) {
          expect(error).toMatchObject({ code: "STUDY_UNREADABLE" });
        }
      }
    }),
  );
});
