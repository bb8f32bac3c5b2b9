import { expect, test } from "vitest";
import { decideFailedCall, mayHaveBeenMade } from "../../../../src/collection/batch/decisions/decide-failed-call.js";

const patience = 1000;
const rejected = (status: number) => ({ kind: "rejected", status, forAll: true, reason: `HTTP ${status}` }) as const;
const cut = { kind: "no-response", fault: "reset", reason: "cut" } as const;
const busy = { kind: "turned-away", retryAfterMs: 7000, overloaded: false, reason: "HTTP 429" } as const;
const overloaded = { kind: "turned-away", retryAfterMs: null, overloaded: true, reason: "HTTP 529" } as const;
const fault = { kind: "server-fault", retryAfterMs: null, reason: "HTTP 500" } as const;

const about = { what: "look", failures: 1, notFound: 0, waitedMs: 0, everAnswered: true, seen: true } as const;

test("a passing fault waits, a refusal stops, patience ends", () => {
  expect(decideFailedCall(cut, about, patience)).toEqual({ kind: "wait", retryAfterMs: null });
  expect(decideFailedCall(busy, about, patience)).toEqual({ kind: "wait", retryAfterMs: 7000 });
  expect(decideFailedCall(cut, { ...about, waitedMs: 2000 }, patience)).toEqual({ kind: "stop" });
  expect(decideFailedCall(rejected(401), about, patience)).toEqual({ kind: "stop" });
  expect(decideFailedCall({ kind: "stopped", reason: "" }, about, patience)).toEqual({ kind: "leave" });
});

test("a batch is gone after the third time in a row that it is not found, whatever failed before", () => {
  const look = (notFound: number) => decideFailedCall(rejected(404), { ...about, failures: 9, notFound }, patience);
  expect([1, 2, 3].map((notFound) => look(notFound).kind)).toEqual(["wait", "wait", "gone"]);
  expect(decideFailedCall(rejected(404), { ...about, what: "submit", notFound: 1 }, patience)).toEqual({
    kind: "stop",
  });
});

test("a batch that no call of this run has seen is not gone: it may be there for another key", () => {
  const look = (notFound: number) => decideFailedCall(rejected(404), { ...about, seen: false, notFound }, patience);
  expect([1, 2, 3].map((notFound) => look(notFound).kind)).toEqual(["wait", "wait", "not-found"]);
});

test("nobody at the address is believed after five tries, but only where nobody has ever answered", () => {
  const submit = { ...about, what: "submit", failures: 5 } as const;
  expect(decideFailedCall(cut, { ...submit, everAnswered: false }, patience)).toEqual({ kind: "stop" });
  expect(decideFailedCall(cut, { ...submit, everAnswered: false, failures: 4 }, patience).kind).toBe("wait");
  expect(decideFailedCall(cut, submit, patience).kind).toBe("wait");
  expect(decideFailedCall(fault, { ...submit, everAnswered: false }, patience).kind).toBe("wait");
});

test("only a clear refusal says that a batch was not made", () => {
  expect([rejected(400), busy].map(mayHaveBeenMade)).toEqual([false, false]);
  expect([cut, fault, overloaded].map(mayHaveBeenMade)).toEqual([true, true, true]);
  expect(mayHaveBeenMade({ kind: "unreadable", fault: "not-json", reason: "" })).toBe(true);
});
