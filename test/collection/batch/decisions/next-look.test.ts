import fc from "fast-check";
import { expect, test } from "vitest";
import { defaultBatchSettings } from "../../../../src/collection/batch/batch-settings.js";
import { nextLookMs } from "../../../../src/collection/batch/decisions/next-look.js";

const look = (looks: number, failures = 0, retryAfterMs: number | null = null, spread = 1) =>
  nextLookMs({ looks, failures, retryAfterMs }, defaultBatchSettings, spread);

test("looks after 5 s, 7.5 s, 11 s ... and every five minutes in the end", () => {
  expect([0, 1, 2, 3, 20].map((looks) => Math.round(look(looks)))).toEqual([5000, 7500, 11_250, 16_875, 300_000]);
});

test("a failure is tried again after two seconds, then four; a stated wait is a floor", () => {
  expect(look(5, 1)).toBe(2000);
  expect(look(5, 2)).toBe(4000);
  expect(look(5, 1, 60_000)).toBeGreaterThanOrEqual(60_000);
});

test("never at once, never later than five minutes unless that was stated, never below a stated wait", () => {
  const history = fc.record({
    looks: fc.nat(1000),
    failures: fc.nat(1000),
    retryAfterMs: fc.option(fc.nat(10_000_000), { nil: null }),
  });
  fc.assert(
    fc.property(history, fc.double({ min: 0, max: 0.999, noNaN: true }), (past, spread) => {
      const wait = nextLookMs(past, defaultBatchSettings, spread);
      expect(wait).toBeGreaterThanOrEqual(1000);
      if (past.retryAfterMs === null || past.failures === 0) expect(wait).toBeLessThanOrEqual(300_000);
      else expect(wait).toBeGreaterThanOrEqual(past.retryAfterMs);
    }),
  );
});

test("a day of waiting takes a few hundred looks", () => {
  let looks = 0;
  for (let at = 0; at < 24 * 3_600_000; looks += 1) at += look(looks, 0, null, 0);
  expect(looks).toBeLessThan(350);
});
