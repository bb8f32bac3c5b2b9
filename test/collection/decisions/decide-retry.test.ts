import fc from "fast-check";
import { expect, test } from "vitest";
import { decideRetry, defaultRetryLimits } from "../../../src/collection/decisions/decide-retry.js";

const first = { faults: 0, faultyRounds: 0, turnedAway: 0, turnedAwayInRow: 0, elapsedMs: 0 };
const turnedAway = (retryAfterMs: number | null) =>
  ({ kind: "turned-away", retryAfterMs, overloaded: false, reason: "" }) as const;
const serverFault = (retryAfterMs: number | null = null) =>
  ({ kind: "server-fault", retryAfterMs, reason: "" }) as const;
const decide = (outcome: Parameters<typeof decideRetry>[0], tries: object, spread = 0) =>
  decideRetry(outcome, { ...first, ...tries }, defaultRetryLimits, spread);

test("a table of decisions", () => {
  const rejected = { kind: "rejected", status: 400, forAll: false, reason: "" } as const;
  expect(decide(rejected, {})).toEqual({ kind: "final", status: "error", reason: "permanent" });
  expect(decide(turnedAway(7000), { turnedAway: 1 })).toEqual({ kind: "retry", afterMs: 7000 });
  expect(decide(turnedAway(null), { turnedAway: 1, turnedAwayInRow: 1 })).toEqual({ kind: "retry", afterMs: 500 });
  expect(decide(turnedAway(null), { turnedAway: 6, turnedAwayInRow: 6 })).toEqual({ kind: "retry", afterMs: 4000 });
  expect(decide(turnedAway(24 * 3600 * 1000), { turnedAway: 1 })).toEqual({
    kind: "final",
    status: "error",
    reason: "deadline",
  });
  expect(decide(serverFault(), { faults: 1 })).toEqual({ kind: "retry", afterMs: 500 });
  const silent = { faults: 3, faultyRounds: 3 };
  expect(decide(serverFault(), silent, 0.999)).toEqual({ kind: "retry", afterMs: expect.closeTo(4000, -1) });
  expect(decide(serverFault(2000), { faults: 1 })).toEqual({ kind: "retry", afterMs: 2000 });
  expect(decide(serverFault(), { faults: 6 })).toEqual({ kind: "final", status: "error", reason: "attempts" });
  const html = { kind: "unreadable", fault: "not-json", reason: "" } as const;
  expect(decide(html, { faults: 6 })).toEqual({ kind: "final", status: "invalid", reason: "attempts" });
  expect(decide({ ...html, fault: "too-large" }, { faults: 1 })).toMatchObject({ kind: "final", status: "invalid" });
  const reset = { kind: "no-response", fault: "reset", reason: "" } as const;
  expect(decide(reset, { faults: 2, elapsedMs: defaultRetryLimits.deadlineMs })).toMatchObject({ reason: "deadline" });
});

test("being turned away by an endpoint that answers others does not lengthen the wait", () => {
  expect(decide(turnedAway(null), { turnedAway: 12, turnedAwayInRow: 1 })).toEqual({ kind: "retry", afterMs: 500 });
});

test("a fault among answers is asked again after about a second, three times, and later after longer", () => {
  const waits = [1, 2, 3, 4, 5].map((faults) => decide(serverFault(), { faults, faultyRounds: 1 }));
  expect(waits.map((wait) => (wait.kind === "retry" ? wait.afterMs : null))).toEqual([500, 500, 500, 1000, 2000]);
});

test("property: a wait is never shorter than the server asked for, never longer than the cap or a tenth more, and tries end", () => {
  fc.assert(
    fc.property(
      fc.option(fc.integer({ min: 0, max: 100_000 }), { nil: null }),
      fc.integer({ min: 1, max: 50 }),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (stated, count, spread) => {
        const decision = decide(turnedAway(stated), { turnedAway: count, turnedAwayInRow: count }, spread);
        if (count >= defaultRetryLimits.maxTurnedAway) expect(decision.kind).toBe("final");
        if (decision.kind === "final") return;
        expect(decision.afterMs).toBeGreaterThanOrEqual(stated ?? 500);
        expect(decision.afterMs).toBeLessThanOrEqual(stated === null ? defaultRetryLimits.capMs : stated * 1.1);
      },
    ),
  );
});
