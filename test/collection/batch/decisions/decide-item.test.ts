import fc from "fast-check";
import { expect, test } from "vitest";
import { decideItem, type ItemOutcome } from "../../../../src/collection/batch/decisions/decide-item.js";

const outcomes: ItemOutcome[] = [
  { kind: "answer" },
  { kind: "expired" },
  { kind: "cancelled" },
  { kind: "missing" },
  { kind: "rejected", status: 400, forAll: false, reason: "no" },
  { kind: "server-fault", retryAfterMs: null, reason: "oops" },
  { kind: "turned-away", retryAfterMs: null, overloaded: false, reason: "later" },
  { kind: "unreadable", fault: "not-json", reason: "what" },
  { kind: "no-response", fault: "reset", reason: "cut" },
  { kind: "stopped", reason: "stop" },
];

test("the table", () => {
  const table = (tries: number) => outcomes.map((outcome) => decideItem(outcome, tries, 3));
  expect(table(1).map(({ kind }) => kind)).toEqual([
    "answered",
    "again",
    "leave",
    "again",
    "final",
    "again",
    "again",
    "again",
    "again",
    "leave",
  ]);
  expect(table(3)).toEqual([
    { kind: "answered" },
    { kind: "leave" },
    { kind: "leave" },
    { kind: "leave" },
    { kind: "final", status: "error" },
    { kind: "final", status: "error" },
    { kind: "final", status: "error" },
    { kind: "final", status: "invalid" },
    { kind: "final", status: "error" },
    { kind: "leave" },
  ]);
});

test("an answer is never asked again, and nothing is asked more often than allowed", () => {
  fc.assert(
    fc.property(fc.constantFrom(...outcomes), fc.nat(10), fc.integer({ min: 1, max: 10 }), (outcome, tries, most) => {
      const { kind } = decideItem(outcome, tries, most);
      if (tries >= most) expect(kind).not.toBe("again");
      expect(kind === "answered").toBe(outcome.kind === "answer");
    }),
  );
});
