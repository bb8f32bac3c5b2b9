import fc from "fast-check";
import { expect, test } from "vitest";
import { findDuplicateMember } from "../../../src/probes/document/duplicate-member.js";

test.each([
  ['{"a":1,"b":2,"a":3}', 13],
  ['{ "a": { "b": [1, {"c": 1}], "b": 2 } }', 29],
  ['[{"a":1},{"a":2,"a":3}]', 16],
  // The same name in other letters.
  ['{"a":1,"\\u0061":2}', 7],
  ['{"a\\\\":1,"x":"\\"","a\\\\":2}', 18],
])("%s: the second of two members of one name is found", (text, offset) => {
  JSON.parse(text);
  expect(findDuplicateMember(text)).toBe(offset);
});

test.each([
  '{"a":{"a":{"a":"a"}},"b":[{"a":1},{"a":1}],"c":["a","a"]}',
  '{"a":"\\",\\"a\\":1","b":"{","c":"\\\\"}',
  "[]",
  '"text"',
  "{}",
])("%s has none", (text) => {
  expect(findDuplicateMember(text)).toBeNull();
});

test("property: what JSON.stringify writes has none; with a member written again, it is found", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.string(), (value, name) => {
      expect(findDuplicateMember(JSON.stringify(value, null, 1))).toBeNull();
      const member = `${JSON.stringify(name)}:${JSON.stringify(value)}`;
      expect(findDuplicateMember(`{${member},${member}}`)).toBe(member.length + 2);
    }),
  );
});
