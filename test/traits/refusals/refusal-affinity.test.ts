import fc from "fast-check";
import { expect, test } from "vitest";
import { nullShare, refusalAgreement } from "../../../src/traits/refusals/refusal-affinity.js";

test("known values, worked by hand", () => {
  // Two null families with means 0 and 1/2: mu = (1/2 + 1/2) / 3.
  expect(nullShare(0.5, 2)).toBeCloseTo(1 / 3, 15);
  // Both refuse where a third does: (2/3)^2 / (2/9 + .05).
  expect(refusalAgreement(1, 1, 1 / 3)).toBeCloseTo(4 / 9 / (2 / 9 + 0.05), 14);
  // One refuses, the other does not: (2/3)(-1/3) / (2/9 + .05).
  expect(refusalAgreement(1, 0, 1 / 3)).toBeCloseTo(-(2 / 9) / (2 / 9 + 0.05), 14);
  // What everybody does weighs little, what nobody else does weighs much.
  expect(refusalAgreement(1, 1, 0.95)).toBeLessThan(0.03);
  expect(refusalAgreement(1, 1, 0.05)).toBeGreaterThan(9);
});

test("symmetric, finite, and within 20 for any shares", () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(share, share, fc.integer({ min: 1, max: 500 }), share, (suspect, reference, families, mean) => {
      const mu = nullShare(mean * families, families);
      expect(mu).toBeGreaterThan(0);
      expect(mu).toBeLessThan(1);
      const value = refusalAgreement(suspect, reference, mu);
      expect(value).toBe(refusalAgreement(reference, suspect, mu));
      expect(Math.abs(value)).toBeLessThanOrEqual(20);
    }),
  );
});
