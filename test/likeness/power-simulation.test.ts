import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type PowerInput, simulatePower } from "../../src/likeness/power-simulation.js";
import { normalCdf } from "../../src/statistics/normal.js";
import { normalQuantile } from "../../src/statistics/normal-quantile.js";
import { randomStream } from "../../src/statistics/random-stream.js";

/** Families of one model each, at the quantiles of a normal distribution: the same every time, and known in full. */
const quantiles = (count: number, mean = 0) =>
  Array.from({ length: count }, (_, index) => mean + normalQuantile((index + 0.5) / count));
const students = (distance: number, count = 200) =>
  quantiles(count, distance).map((score, index) => ({ family: `student-${index}`, score }));
const unrelated = (count: number) =>
  quantiles(count).map((score, index) => ({ family: `null-${index}`, scores: [score] }));

/** Of two normals of standard deviation 1 a distance d apart, ln LR is d x - d^2 / 2, exactly. */
const exact = (distance: number) => ({ intercept: -(distance ** 2) / 2, slope: distance });

const still = { student: (score: number) => score, unrelated: (score: number) => score, noise: 0 };
const input = (changes: Partial<PowerInput> = {}): PowerInput => ({
  students: students(2),
  nullSuspects: unrelated(200),
  move: still,
  calibratorsOf: () => [exact(2)],
  clip: [-50, 50],
  bounds: [-9, 9],
  thresholdFamilies: 19,
  groups: 5,
  draws: 4000,
  ...changes,
});
const power = (changes: Partial<PowerInput> = {}, seed = "1") =>
  simulatePower(input(changes), randomStream(seed, "power"));

describe("known answers", () => {
  test.each([1, 2, 3])("students %d standard deviations away: LR above 1 for Phi(d/2) of them", (distance) => {
    const { ratioAbove1, ratioAbove10 } = power({
      students: students(distance),
      calibratorsOf: () => [exact(distance)],
    });
    expect(ratioAbove1.value).toBeCloseTo(normalCdf(distance / 2), 2);
    expect(ratioAbove10.value).toBeCloseTo(normalCdf(distance / 2 - Math.LN10 / distance), 2);
  });

  test.each([
    [1, 0.5],
    [2, 1],
    [2, 2],
  ])("at distance %d, prompt noise of %d makes it Phi(d / 2 sqrt(1 + noise^2))", (distance, noise) => {
    const { ratioAbove1 } = power({
      students: students(distance),
      calibratorsOf: () => [exact(distance)],
      move: { ...still, noise },
      draws: 20_000,
      thresholdFamilies: 1,
    });
    expect(Math.abs(ratioAbove1.value - normalCdf(distance / 2 / Math.sqrt(1 + noise ** 2)))).toBeLessThan(0.012);
  });

  // The threshold is the largest of up to 19 equal families, and the second of 20 to 39: ranks decide, not the distribution.
  test.each([
    [4, 1 / 5],
    [19, 1 / 20],
    [20, 2 / 21],
    [39, 2 / 40],
  ])("with %d null families an unrelated suspect stands out in %f of studies", (thresholdFamilies, expected) => {
    const { nullStandsOut } = power({ thresholdFamilies, draws: 20_000, students: students(2, 1) });
    expect(Math.abs(nullStandsOut.value - expected)).toBeLessThan(0.006);
  });

  test("a student against one control is a comparison of two normals", () => {
    const { studentStandsOut } = power({ thresholdFamilies: 1, draws: 20_000 });
    expect(Math.abs(studentStandsOut.value - normalCdf(2 / Math.SQRT2))).toBeLessThan(0.012);
  });

  test("moved scores are what counts: half the distance, half the power", () => {
    const move = { ...still, student: (score: number) => score - 1 };
    expect(power({ move, calibratorsOf: () => [exact(1)] }).ratioAbove1.value).toBeCloseTo(normalCdf(0.5), 2);
  });
});

describe("limits", () => {
  test("a cap of 10 leaves no ratio above 10", () => {
    const { ratioAbove1, ratioAbove10 } = power({
      bounds: [-1, 1],
      students: students(5),
      calibratorsOf: () => [exact(5)],
    });
    expect(ratioAbove1.value).toBeGreaterThan(0.98);
    expect(ratioAbove10.value).toBe(0);
  });

  test("without a threshold nothing stands out", () => {
    const { studentStandsOut, nullStandsOut } = power({ thresholdFamilies: 0 });
    expect([studentStandsOut.value, nullStandsOut.value]).toEqual([0, 0]);
  });

  test("more families than are stored are drawn again", () => {
    const { nullStandsOut } = power({ nullSuspects: unrelated(30), thresholdFamilies: 60 });
    expect(nullStandsOut.value).toBeGreaterThan(0);
    expect(nullStandsOut.value).toBeLessThan(0.15);
  });

  test("fewer groups than a stored model has give it fewer chances to score high", () => {
    const many = quantiles(40).map((_, index) => ({
      family: `null-${index}`,
      scores: randomStream("x", String(index)).shuffle(quantiles(40)).slice(0, 20),
    }));
    const thresholds = (groups: number) =>
      power({ nullSuspects: many, groups, students: students(1.5), thresholdFamilies: 10 }).studentStandsOut.value;
    expect(thresholds(1)).toBeGreaterThan(thresholds(20) + 0.1);
  });

  test("every family weighs the same, however many members it has", () => {
    const alike = Array.from({ length: 30 }, () => ({ family: "large", score: -9 }));
    const { ratioAbove1 } = power({ students: [...alike, { family: "small", score: 9 }] });
    expect(ratioAbove1).toMatchObject({ value: 0.5, families: 2 });
    expect(ratioAbove1.interval95).toEqual([0, 1]);
    expect(power({ students: [{ family: "one", score: 9 }] }).ratioAbove1.interval95).toBeNull();
  });

  test("a calibrator of the student's own family is never asked for another's", () => {
    const asked = new Set<string>();
    power({
      calibratorsOf: (family) => {
        asked.add(family);
        return [exact(2)];
      },
    });
    expect(asked.size).toBe(200);
  });
});

test("the same seed gives the same outcome; shares stay shares", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 30 }),
      fc.double({ min: 0, max: 3, noNaN: true }),
      fc.string(),
      (thresholdFamilies, noise, seed) => {
        const changes = { thresholdFamilies, move: { ...still, noise }, draws: 40 };
        const outcome = power(changes, seed);
        expect(power(changes, seed)).toEqual(outcome);
        for (const { value, interval95 } of Object.values(outcome)) {
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(1);
          if (interval95 !== null) expect(interval95[0]).toBeLessThanOrEqual(interval95[1]);
        }
      },
    ),
    { numRuns: 20 },
  );
});
