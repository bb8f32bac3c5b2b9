import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Pace } from "../../../src/collection/pace/pace.js";
import { bucket, fixedWindow, noise, simulate, slidingWindow } from "./simulated-endpoint.js";

const undeclared = (concurrency: number) => ({ requestsPerMinute: 1e7, tokensPerMinute: null, concurrency });
const seeds = ["1", "2", "3", "4", "5"];

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

describe("a declared limit", () => {
  test("49 a second against a true limit of 50: nobody is turned away, and little time is lost", () => {
    const limits = { requestsPerMinute: 49 * 60, tokensPerMinute: null, concurrency: 100 };
    const run = simulate(1000, 50, limits, slidingWindow(50, 1000));
    expect(run.turnedAway).toBe(0);
    expect(run.seconds).toBeLessThan(23);
  });

  test("tokens a minute hold the requests back as well", () => {
    // A token a request and 600 tokens a minute: 100 at once, then ten a second.
    const limits = { requestsPerMinute: 1e7, tokensPerMinute: 600, concurrency: 50 };
    const run = simulate(300, 50, limits, () => true);
    expect(run.seconds).toBeGreaterThan(19);
    expect(run.seconds).toBeLessThan(22);
  });
});

describe("an undeclared limit of 50 a second", () => {
  const servers = {
    "over any second": () => slidingWindow(50, 1000),
    "by the clock's seconds": () => fixedWindow(50, 1000),
    "with a burst of 50": () => bucket(50, 50),
  };
  for (const [name, server] of Object.entries(servers)) {
    for (const concurrency of [20, 100]) {
      test(`${name}, ${concurrency} at once: at most one turned away a worker, and near the ideal 20 s`, () => {
        for (const seed of seeds) {
          const run = simulate(1000, 50, undeclared(concurrency), server(), { seed });
          expect(run.turnedAway).toBeLessThanOrEqual(concurrency);
          expect(run.seconds).toBeLessThan(26);
          expect(run.lost).toBe(0);
        }
      });
    }
  }

  test("Retry-After is obeyed by the whole lane", () => {
    const run = simulate(1000, 50, undeclared(20), slidingWindow(50, 1000), { retryAfterMs: 1000 });
    expect(run.turnedAway).toBeLessThanOrEqual(20);
    expect(run.seconds).toBeLessThan(26);
  });

  test("one request a second, told by the minute, is found too", () => {
    const run = simulate(300, 2000, undeclared(8), slidingWindow(60, 60_000));
    expect(run.lost).toBe(0);
    expect(run.turnedAway).toBeLessThan(60);
    expect(run.seconds).toBeLessThan(300 * 1.5);
  });
});

describe("refusals at random are no limit", () => {
  test("one in five: the run is not slowed to a crawl", () => {
    for (const [concurrency, most] of [
      [20, 10],
      [100, 10],
    ] as const) {
      const runs = seeds.map((seed) => simulate(1000, 50, undeclared(concurrency), noise(0.2, seed), { seed }));
      expect(median(runs.map((run) => run.seconds))).toBeLessThan(most);
      expect(runs.every((run) => run.lost === 0)).toBe(true);
    }
  });

  test("one in five, asking for a second of patience", () => {
    const runs = seeds.map((seed) =>
      simulate(1000, 50, undeclared(20), noise(0.2, seed), { seed, retryAfterMs: 1000 }),
    );
    expect(median(runs.map((run) => run.seconds))).toBeLessThan(8);
    expect(runs.every((run) => run.lost === 0)).toBe(true);
  });

  test("a first refusal before any answer does not end in one request a second", () => {
    let first = true;
    const run = simulate(500, 50, undeclared(100), () => {
      const taken = !first;
      first = false;
      return taken;
    });
    expect(run.seconds).toBeLessThan(10);
  });
});

test("property: whatever the server's limit, everything is asked in the end and refusals stay a small part", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 5, max: 200 }),
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 20, max: 2000 }),
      (perSecond, concurrency, latencyMs) => {
        const run = simulate(400, latencyMs, undeclared(concurrency), slidingWindow(perSecond, 1000));
        expect(run.lost).toBe(0);
        expect(run.requests).toBe(400 + run.turnedAway);
        expect(run.turnedAway).toBeLessThanOrEqual(Math.max(2 * concurrency, 60));
      },
    ),
    { numRuns: 60 },
  );
});

test("requests whose intents reached the disk in a bunch still open their sockets one by one", () => {
  const pace = new Pace({ requestsPerMinute: 3000, tokensPerMinute: null, concurrency: 10 }, 0);
  const delays = [0, 1, 2, 200].map((now) => pace.socketDelay(now));
  expect(delays[0]).toBe(0);
  expect(delays[1]).toBeCloseTo(20.4 - 1, 0);
  expect(delays[2]).toBeCloseTo(40.8 - 2, 0);
  expect(delays[3]).toBe(0);
  const free = new Pace({ requestsPerMinute: 1e9, tokensPerMinute: null, concurrency: 10 }, 0);
  expect([0, 0, 0].map((now) => free.socketDelay(now)).every((delay) => delay < 0.001)).toBe(true);
});

describe("a stated wait", () => {
  /** Turned away until the pace makes a pause of it. */
  function paused(retryAfterMs: number) {
    const pace = new Pace({ requestsPerMinute: 1e7, tokensPerMinute: null, concurrency: 10 }, 0);
    const outcome = { kind: "turned-away", retryAfterMs, overloaded: false, reason: "" } as const;
    let now = 0;
    while (pace.earliest(now, 1) < now + retryAfterMs) {
      now += 1;
      const sent = pace.sent(now, 1);
      pace.observed(sent, now, { outcome, usedTokens: 0, exhaustedForMs: null });
    }
    return { pace, now };
  }

  test("of more than a minute is a rest until the first request after it, whatever the time is", () => {
    const { pace, now } = paused(50 * 60_000);
    expect(pace.restsUntil()).toBe(now + 50 * 60_000);
    const sent = pace.sent(now + 50 * 60_000, 1);
    expect(pace.restsUntil()).toBeNull();
    pace.observed(sent, sent.at, { outcome: { kind: "answer" }, usedTokens: 1, exhaustedForMs: null });
    expect(pace.restsUntil()).toBeNull();
  });

  test("of a minute or less is part of keeping to a limit", () => {
    expect(paused(60_000).pace.restsUntil()).toBeNull();
  });
});
