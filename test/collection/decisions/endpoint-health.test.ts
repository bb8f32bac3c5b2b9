import { expect, test } from "vitest";
import type { AttemptOutcome } from "../../../src/collection/decisions/attempt-outcome.js";
import { freshHealth, isOutage, isShut, observeOutcome } from "../../../src/collection/decisions/endpoint-health.js";

const refused: AttemptOutcome = { kind: "no-response", fault: "refused", reason: "nothing listens there" };
const rejected = (status: number, forAll: boolean): AttemptOutcome => ({
  kind: "rejected",
  status,
  forAll,
  reason: `HTTP ${status}`,
});
const html: AttemptOutcome = { kind: "unreadable", fault: "not-json", reason: "a page" };

const turnedAway = (retryAfterMs: number | null = null): AttemptOutcome => ({
  kind: "turned-away",
  retryAfterMs,
  overloaded: false,
  reason: "HTTP 429",
});

const minute = 60_000;
const deadlineMs = 60 * minute;

/** Outcomes one after the other, each sent after the last was known; the last verdict. */
function series(outcomes: readonly AttemptOutcome[], everAnswered: boolean, stepMs = 1000) {
  let health = freshHealth(everAnswered);
  let verdict: ReturnType<typeof observeOutcome>["verdict"] = { kind: "go" };
  for (const [index, outcome] of outcomes.entries())
    ({ health, verdict } = observeOutcome(health, outcome, index * stepMs, index * stepMs + stepMs / 2, deadlineMs));
  return { health, verdict };
}

test("what no other question could change stops the endpoint at once, with the reason", () => {
  expect(series([rejected(401, true)], true).verdict).toEqual({ kind: "stop", reason: "HTTP 401" });
});

test("two refused questions stop an endpoint that never answered, three in a row one that did", () => {
  expect(series([rejected(400, false)], false).verdict.kind).toBe("go");
  expect(series(Array(2).fill(rejected(400, false)), false).verdict.kind).toBe("stop");
  expect(series(Array(2).fill(rejected(400, false)), true).verdict.kind).toBe("go");
  expect(series(Array(3).fill(rejected(400, false)), true).verdict.kind).toBe("stop");
  const between = [rejected(400, false), rejected(400, false), { kind: "answer" } as const, rejected(400, false)];
  expect(series(between, true).verdict.kind).toBe("go");
});

test("an address where nothing ever answers is given up after a few tries", () => {
  expect(series(Array(3).fill(refused), false).verdict.kind).toBe("pause");
  expect(series(Array(4).fill(refused), false).verdict).toEqual({
    kind: "stop",
    reason: "it never answered: nothing listens there",
  });
});

test("an endpoint that did answer is waited for, longer and longer, and given up after ten minutes", () => {
  const third = series(Array(3).fill(refused), true);
  expect(third.verdict).toEqual({ kind: "pause", until: 2500 + 500 });
  expect(isOutage(third.health)).toBe(true);
  const eighth = series(Array(8).fill(refused), true);
  expect(eighth.verdict).toEqual({ kind: "pause", until: 7500 + 16_000 });
  expect(series(Array(12).fill(refused), true, 60_000).verdict.kind).toBe("stop");
});

test("calls that fail together are one round, not many", () => {
  let health = freshHealth(true);
  for (let call = 0; call < 100; call += 1) ({ health } = observeOutcome(health, refused, 0, 10 + call, deadlineMs));
  expect(health.failingRounds).toBe(1);
});

test("an answer ends every trouble", () => {
  const { health } = series([refused, refused, refused, { kind: "answer" }], false);
  expect(health).toEqual(freshHealth(true));
});

test("pages instead of answers stop an endpoint that never gave one", () => {
  expect(series([html, html], false).verdict.kind).toBe("go");
  expect(series([html, html, html], false).verdict).toEqual({ kind: "stop", reason: "a page" });
  expect(series(Array(9).fill(html), true).verdict.kind).toBe("go");
});

test("a stated wait of a day gives the endpoint up with what it stated; one that a run waits does not", () => {
  expect(series([turnedAway(24 * 60 * minute)], true).verdict).toEqual({
    kind: "stop",
    reason: "it asked to wait 24 hours, and a run waits 60 minutes at most: HTTP 429",
  });
  expect(series([turnedAway(deadlineMs)], true).verdict.kind).toBe("go");
});

test("the time since it last took a question counts as well, whatever the waits between", () => {
  const twice = [turnedAway(40 * minute), turnedAway(40 * minute)];
  expect(series(twice, true, 41 * minute).verdict).toEqual({
    kind: "stop",
    reason:
      "it asked to wait 40 minutes after turning everything away for 41 minutes, and a run waits 60 minutes at most: HTTP 429",
  });
  expect(series(Array(61).fill(turnedAway()), true, minute).verdict.kind).toBe("go");
  expect(series(Array(62).fill(turnedAway()), true, minute).verdict).toMatchObject({
    kind: "stop",
    reason: expect.stringMatching(/^it gave no answer after turning everything away for 61 minutes/),
  });
  for (const taken of [{ kind: "answer" } as const, html, rejected(400, false)])
    expect(series([twice[0]!, taken, twice[1]!], true, 41 * minute).verdict.kind).toBe("go");
});

test("an endpoint is shut once it has let nothing in for more than a minute, until it takes a question", () => {
  const shut = (outcomes: readonly AttemptOutcome[]) => isShut(series(outcomes, true, 20_000).health);
  expect(shut(Array(4).fill(turnedAway()))).toBe(false);
  expect(shut(Array(5).fill(turnedAway()))).toBe(true);
  expect(shut([...Array(5).fill(turnedAway()), refused])).toBe(true);
  expect(shut([...Array(5).fill(turnedAway()), { kind: "answer" }])).toBe(false);
  expect(shut([...Array(3).fill(turnedAway()), { kind: "answer" }, ...Array(3).fill(turnedAway())])).toBe(false);
});
