import fc from "fast-check";
import { expect, test } from "vitest";
import { canaryPower, powerAt } from "../../../../src/keyed/canary/power.js";
import {
  exposureP,
  hitsNeeded,
  lnHitsTail,
  probabilityOf,
  worstRank,
} from "../../../../src/keyed/canary/testing/exact-tests.js";
import { fixture } from "../../../statistics/fixtures.js";
import { golden } from "../golden.js";

const same = (n: number, D: number) => new Array<number>(n).fill(D);
const tail = (hits: number, alternatives: readonly number[]) => Math.exp(lnHitsTail(hits, alternatives));
const near = (value: number, expected: number) => expect(Math.abs(value / expected - 1)).toBeLessThan(1e-10);

test.each(golden.binomial_tails)("$hits hits of $n with $D alternatives", ({ n, hits, D, p }) => {
  near(tail(hits, same(n, D)), p);
});

test("13 hits of 200 with 100 alternatives give p below 1e-6", () => {
  expect(tail(13, same(200, 100))).toBeLessThan(1e-6);
  expect(tail(12, same(200, 100))).toBeGreaterThan(1e-6);
});

test.each(golden.poisson_binomial.tail_p)("unequal alternatives, $hits hits", ({ hits, p }) => {
  near(tail(hits, golden.poisson_binomial.D), p);
});

test.each(golden.hits_needed)("hits needed of $n with $D alternatives", ({ n, D, hits_for_p_below }) => {
  for (const [threshold, hits] of Object.entries(hits_for_p_below))
    expect(hitsNeeded(same(n, D), Number(threshold))).toBe(hits);
});

test("F29: hits needed and unequal alternatives", () => {
  const { expected } = fixture<
    unknown,
    {
      hitsNeeded: { n: number; D: number; p1e3: number; p1e6: number; p1e9: number }[];
      poissonBinomial: { D: number[]; hits: number; p: number };
    }
  >("F29");
  for (const { n, D, p1e3, p1e6, p1e9 } of expected.hitsNeeded)
    expect([1e-3, 1e-6, 1e-9].map((threshold) => hitsNeeded(same(n, D), threshold))).toEqual([p1e3, p1e6, p1e9]);
  near(tail(expected.poissonBinomial.hits, expected.poissonBinomial.D), expected.poissonBinomial.p);
});

test("too few items for a threshold: one more than there are", () => {
  expect(hitsNeeded(same(3, 4), 1e-9)).toBe(4);
});

test("a probability is never printed as 0", () => {
  expect(probabilityOf(-2000)).toBeGreaterThan(0);
  expect(probabilityOf(Math.log(0.3))).toBeCloseTo(0.3, 12);
});

test("graded ranks: the published enumeration, and F6", () => {
  const { J, R, ranks, sum_exposure_bits, p } = golden.exposure_rank;
  expect(ranks).toHaveLength(J);
  expect(exposureP(ranks, R, "seed")).toEqual({ bits: sum_exposure_bits, p });
});

test("graded ranks of many items are drawn: near the enumeration where both can be had", () => {
  const ranks = [1, 3, 7, 2, 9, 4, 10];
  const drawn = exposureP(ranks, 10, "seed");
  let atLeast = 0;
  const product = ranks.reduce((so, rank) => so * rank, 1);
  const count = (left: number, so: number): void => {
    if (so > product) return;
    if (left === 0) atLeast += 1;
    else for (let rank = 1; rank <= 10; rank++) count(left - 1, so * rank);
  };
  count(7, 1);
  expect(Math.abs(drawn.p - atLeast / 1e7)).toBeLessThan(0.01);
  expect(exposureP(ranks, 10, "seed")).toEqual(drawn);
});

test("ties rank worst", () => {
  expect(worstRank([3, 1, 1, 0], 0)).toBe(1);
  expect(worstRank([3, 1, 1, 0], 1)).toBe(3);
  expect(worstRank([0, 0, 0, 0], 2)).toBe(4);
});

/** The published table: hits needed, recall for 90 % power, power at 1e-6 for .05, .10 and .20. */
test.each([
  [32, 16, [8, 12, 15], [0.296, 0.437, 0.537], [0, 0.002, 0.08]],
  [64, 16, [12, 17, 21], [0.198, 0.288, 0.358], [0, 0.017, 0.433]],
  [128, 16, [19, 25, 30], [0.134, 0.189, 0.233], [0.003, 0.138, 0.94]],
  [200, 16, [25, 33, 38], [0.099, 0.145, 0.173], [0.011, 0.396, 0.999]],
  [64, 64, [6, 9, 12], [0.127, 0.182, 0.236], [0.022, 0.305, 0.947]],
  [200, 100, [9, 13, 16], [0.055, 0.078, 0.096], [0.412, 0.987, 1]],
  [400, 100, [12, 17, 22], [0.032, 0.046, 0.06], [0.945, 1, 1]],
])("power of %i items with %i alternatives, as published", (n, D, hits, recall, power) => {
  const rows = canaryPower(same(n, D));
  expect(rows.map((row) => row.hits)).toEqual(hits);
  rows.forEach((row, place) => {
    // Some of the published shares are rounded up.
    expect(Math.abs(row.recallFor90! - recall[place]!)).toBeLessThan(0.001);
  });
  rows[1]!.power.forEach((value, place) => {
    expect(Math.abs(value - power[place]!)).toBeLessThan(0.00051);
  });
});

test("power grows with the share taken up, and at 0 it is the size", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 4, max: 50 }), { minLength: 16, maxLength: 40 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (alternatives, one, other) => {
        const hits = hitsNeeded(alternatives, 0.01);
        fc.pre(hits <= alternatives.length);
        const [low, high] = [Math.min(one, other), Math.max(one, other)];
        expect(powerAt(low, hits, alternatives)).toBeLessThanOrEqual(powerAt(high, hits, alternatives) + 1e-12);
        expect(Math.abs(powerAt(0, hits, alternatives) - tail(hits, alternatives))).toBeLessThan(1e-12);
      },
    ),
    { numRuns: 30 },
  );
});

test("a design that can reach nothing says so", () => {
  expect(canaryPower(same(16, 2))[2]).toEqual({ threshold: 1e-9, hits: null, recallFor90: null, power: [0, 0, 0] });
});
