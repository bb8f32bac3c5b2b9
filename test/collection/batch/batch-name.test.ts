import fc from "fast-check";
import { expect, test } from "vitest";
import { batchName, customIdOf, intentOf, longestCustomId } from "../../../src/collection/batch/batch-name.js";

const key = Buffer.alloc(32, 7);

test("a name is made of letters, digits and dashes, and differs by study, run, model and number", () => {
  const name = batchName(key, "R0001", "suspect", 1);
  expect(name).toMatch(/^tp-[0-9a-f]{24}$/);
  const others = [
    batchName(Buffer.alloc(32, 8), "R0001", "suspect", 1),
    batchName(key, "R0002", "suspect", 1),
    batchName(key, "R0001", "teacher", 1),
    batchName(key, "R0001", "suspect", 2),
  ];
  expect(new Set([name, ...others]).size).toBe(5);
  expect(batchName(key, "R0001", "suspect", 1)).toBe(name);
});

test("an id names its intent and nothing else, within what all providers allow", () => {
  fc.assert(
    fc.property(fc.nat(Number.MAX_SAFE_INTEGER), fc.string(), (intent, model) => {
      const name = batchName(key, "R0001", model, 1);
      const id = customIdOf(name, intent);
      expect(id).toMatch(/^[a-zA-Z0-9_-]{1,64}$/);
      expect(id.length).toBeLessThanOrEqual(longestCustomId);
      expect(intentOf(name, id)).toBe(intent);
      expect(intentOf(batchName(key, "R0001", model, 2), id)).toBeNull();
    }),
  );
});

test("what is no id of the batch names nothing", () => {
  for (const id of [
    "",
    "tp-a",
    "tp-a-",
    "tp-a-x",
    "tp-a-1.5",
    "tp-a-01",
    "tp-a--1",
    "tp-b-1",
    `tp-a-${"9".repeat(30)}`,
  ])
    expect(intentOf("tp-a", id)).toBeNull();
});
