import { expect, test } from "vitest";
import { nextQuestion } from "../../../src/collection/decisions/next-question.js";

const never = Number.POSITIVE_INFINITY;
const at = (dueAt: number, mayTakeFresh: boolean, outage = false) => nextQuestion({ dueAt, mayTakeFresh, outage }, 100);

test("a question that is due again goes before a fresh one", () => {
  expect(at(100, true)).toBe("due");
  expect(at(101, true)).toBe("fresh");
  expect(at(never, true)).toBe("fresh");
});

test("in an outage a fresh one goes first, where there is one that may go", () => {
  expect(at(100, true, true)).toBe("fresh");
  expect(at(100, false, true)).toBe("due");
});

test("with nothing due and nothing fresh that may go, nothing goes", () => {
  expect(at(101, false)).toBe("none");
  expect(at(never, false, true)).toBe("none");
});
