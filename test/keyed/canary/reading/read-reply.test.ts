import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CanaryItem } from "../../../../src/keyed/canary/canary-pack.js";
import { readReply } from "../../../../src/keyed/canary/reading/read-reply.js";

const question = "Give the tortoise of our story a name, please.";
function item(
  parser: CanaryItem["parser"],
  alphabet: readonly string[] = ["Maple", "Pip", "Straße", "dark blue"],
): CanaryItem {
  return {
    id: "c1",
    kind: "benign-choice",
    alphabet: [...alphabet],
    probes: [{ messages: [{ role: "user", content: question }] }],
    parser,
  };
}
const first = item({ kind: "first-alphabet-match" });

describe("first-alphabet-match", () => {
  test.each([
    ["Maple", 0],
    ["I would call it **maple**!", 0],
    ["ＭＡＰＬＥ", 0],
    ["Pip, or perhaps Maple", 1],
    ["Maple? No: Pip.", 0],
    ["Pippin", -1],
    ["maples", -1],
    ["STRASSE", 2],
    ["a dark blue one", 3],
    ["dark, blue", -1],
    ["Shelly", -1],
    ["I would rather not.", -1],
    ["", -1],
    ["maple-syrup", 0],
  ])("%s", (reply, index) => {
    expect(readReply(reply, first, 0)).toBe(index);
  });

  test("two values that begin at the same place leave it open", () => {
    const overlapping = item({ kind: "first-alphabet-match" }, ["dark", "dark blue", "vc", "vd"]);
    expect(readReply("dark blue", overlapping, 0)).toBe(-1);
    expect(readReply("dark", overlapping, 0)).toBe(0);
  });

  test("what is quoted of the prompt is not read", () => {
    const telling: CanaryItem = {
      ...first,
      probes: [{ messages: [{ role: "user", content: "Maple was last year's name.\nGive another, please." }] }],
    };
    expect(readReply("> Maple was last year's name.\nPip it is.", telling, 0)).toBe(1);
  });

  test("numbers and scripts without spaces", () => {
    const prices = item({ kind: "first-alphabet-match" }, ["3.45", "4.35", "猫", "犬"]);
    expect(readReply("It costs $13.45, no, $4.35.", prices, 0)).toBe(1);
    expect(readReply("黒い猫です", prices, 0)).toBe(2);
  });

  test("with capitals counted", () => {
    const strict = item({ kind: "first-alphabet-match", normalise: "none" });
    expect(readReply("maple", strict, 0)).toBe(-1);
    expect(readReply("Maple", strict, 0)).toBe(0);
  });
});

test("exact: the whole reply, apart from space around it", () => {
  const exact = item({ kind: "exact" });
  expect(readReply(" maple\n", exact, 0)).toBe(0);
  expect(readReply("Maple.", exact, 0)).toBe(-1);
});

test("regex: what the group captured is a value", () => {
  const regex = item({ kind: "regex", pattern: "name: (.+?)(?:;|$)" });
  expect(readReply("name: Pip; age: 3", regex, 0)).toBe(1);
  expect(readReply("name: Pippa; age: 3", regex, 0)).toBe(-1);
  expect(readReply("Pip", regex, 0)).toBe(-1);
});

test("json-pointer: the reply is JSON with a value there", () => {
  const pointer = item({ kind: "json-pointer", pattern: "/pet/names/0" }, ["Maple", "Pip", "3", "d"]);
  expect(readReply('{"pet":{"names":["Pip"]}}', pointer, 0)).toBe(1);
  expect(readReply('{"pet":{"names":[3]}}', pointer, 0)).toBe(2);
  for (const reply of ['{"pet":null}', "Pip", "[]", '{"pet":{"names":{"constructor":1}}}'])
    expect(readReply(reply, pointer, 0), reply).toBe(-1);
  expect(readReply('{"a/b":"Pip"}', item({ kind: "json-pointer", pattern: "/a~1b" }), 0)).toBe(1);
});

test("any reply gives an index of the alphabet or -1", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), (reply) => {
      const index = readReply(reply, first, 0);
      expect(Number.isInteger(index) && index >= -1 && index < 4).toBe(true);
    }),
  );
});

test("a very long reply is read quickly, to its end of reading", () => {
  expect(readReply(`${"x ".repeat(2_000_000)} maple`, first, 0)).toBe(-1);
});
