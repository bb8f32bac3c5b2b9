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

/** Outcomes of different questions one after the other, each sent after the last was known; the last verdict. */
function series(outcomes: readonly AttemptOutcome[], everAnswered: boolean, stepMs = 1000) {
  const replies = outcomes.map((outcome, index) => ({ outcome, slot: `question ${index}` }));
  return seriesOf(replies, everAnswered, stepMs);
}

function seriesOf(
  replies: readonly { readonly outcome: AttemptOutcome; readonly slot: string }[],
  everAnswered: boolean,
  stepMs = 1000,
) {
  let health = freshHealth(everAnswered);
  let verdict: ReturnType<typeof observeOutcome>["verdict"] = { kind: "go" };
  for (const [index, reply] of replies.entries()) {
    const ended = { ...reply, sentAt: index * stepMs, now: index * stepMs + stepMs / 2 };
    ({ health, verdict } = observeOutcome(health, ended, deadlineMs));
  }
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
  for (let call = 0; call < 100; call += 1)
    ({ health } = observeOutcome(health, { outcome: refused, slot: `${call}`, sentAt: 0, now: 10 + call }, deadlineMs));
  expect(health.failingRounds).toBe(1);
});

test("calls that overlap without end are many rounds: each that was sent after the last round began begins another", () => {
  for (const outcome of [refused, html, rejected(400, false)]) {
    let health = freshHealth(true);
    for (let call = 0; call < 40; call += 1)
      ({ health } = observeOutcome(
        health,
        { outcome, slot: `${call}`, sentAt: call * 10, now: call * 10 + 80 },
        deadlineMs,
      ));
    const { failingRounds, unreadableRounds, rejectedRounds } = health;
    expect(failingRounds + unreadableRounds + rejectedRounds).toBeGreaterThanOrEqual(4);
  }
});

test("an answer ends every trouble", () => {
  const { health } = series([refused, refused, refused, { kind: "answer" }], false);
  expect(health).toEqual(freshHealth(true));
});

test("pages instead of answers stop an endpoint that never gave one", () => {
  expect(series([html, html], false).verdict.kind).toBe("go");
  expect(series([html, html, html], false).verdict).toEqual({ kind: "stop", reason: "a page" });
});

const answer: AttemptOutcome = { kind: "answer" };
const isPause = { kind: "pause", until: expect.any(Number) };

test("pages for three questions in a row rest an endpoint that did answer, longer and longer; then it is given up", () => {
  expect(series([html, html], true).verdict.kind).toBe("go");
  const rests = [0.5, 2, 8, 32, 60, 60];
  for (const [index, seconds] of rests.entries()) {
    const { health, verdict } = series(Array(3 + index).fill(html), true, 100_000);
    expect(verdict).toEqual({ kind: "pause", until: (2 + index) * 100_000 + 50_000 + seconds * 1000 });
    expect(isOutage(health)).toBe(true);
  }
  expect(series(Array(9).fill(html), true).verdict).toEqual({
    kind: "stop",
    reason: "its replies to 9 questions in a row could not be read; the last time a page",
  });
});

test("an answer ends the rest, and the next begins anew", () => {
  const { health, verdict } = series([...Array(8).fill(html), answer], true);
  expect(verdict.kind).toBe("go");
  expect(isOutage(health)).toBe(false);
  expect(series([...Array(8).fill(html), answer, html, html], true).verdict.kind).toBe("go");
  expect(series([...Array(8).fill(html), answer, html, html, html], true).verdict).toEqual(isPause);
});

test("what was in flight when the rest began is no probe", () => {
  let { health, verdict } = series([html, html, html], true);
  for (let call = 0; call < 50; call += 1)
    ({ health, verdict } = observeOutcome(
      health,
      { outcome: html, slot: `in flight ${call}`, sentAt: 2400, now: 2600 + call },
      deadlineMs,
    ));
  expect(verdict).toEqual({ kind: "pause", until: 2649 + 500 });
});

test("one question that is never readable does not rest its endpoint, however often it is asked", () => {
  expect(seriesOf(Array(40).fill({ outcome: html, slot: "odd" }), true).verdict.kind).toBe("go");
});

test("nor do several that failed while others were answered, asked again when only they are left", () => {
  const odd = Array.from({ length: 5 }, (_, index) => ({ outcome: html, slot: `odd ${index}` }));
  const amidAnswers = odd.flatMap((one, index) => [one, { outcome: answer, slot: `sound ${index}` }]);
  const tail = [...odd, ...odd, ...odd];
  expect(seriesOf([...amidAnswers, ...tail], true).verdict.kind).toBe("go");
  const fresh = Array.from({ length: 3 }, (_, index) => ({ outcome: html, slot: `fresh ${index}` }));
  expect(seriesOf([...amidAnswers, ...tail, ...fresh], true).verdict).toEqual(isPause);
});

test("in a rest every unreadable reply is a probe, whichever question is left to ask", () => {
  const odd = { outcome: html, slot: "odd" };
  const fresh = Array.from({ length: 3 }, (_, index) => ({ outcome: html, slot: `fresh ${index}` }));
  const begun = [odd, { outcome: answer, slot: "sound" }, ...fresh];
  expect(seriesOf([...begun, ...Array(5).fill(odd)], true).verdict).toEqual(isPause);
  expect(seriesOf([...begun, ...Array(6).fill(odd)], true).verdict.kind).toBe("stop");
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
