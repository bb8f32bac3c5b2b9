import { describe, expect, test } from "vitest";
import { readShippedCalibration } from "../../src/cli/read-calibration-file.js";
import type { CalibrationFile } from "../../src/likeness/calibration-schema.js";
import { storedScores } from "../../src/likeness/stored-scores.js";
import { randomStream } from "../../src/statistics/random-stream.js";

const file = (await readShippedCalibration())!;
const all = file.fits.at(-1)!;
const at = (prompts: number, from: CalibrationFile = file) => storedScores(from, prompts, 5);

describe("on all stored prompts", () => {
  const stored = at(all.prompts)!;

  test("scores are the stored ones, without noise", () => {
    expect(stored.move.noise).toBe(0);
    expect(stored.move.student(4.25)).toBeCloseTo(4.25, 12);
    expect(stored.move.unrelated(-0.5)).toBeCloseTo(-0.5, 12);
  });

  test("students and unrelated suspects are those that the file's fits and thresholds were made from", () => {
    expect(new Set(stored.students.map(({ family }) => family)).size).toBe(all.studentFamilies);
    const maxima = stored.nullSuspects.map(({ scores }) => Math.max(...scores)).sort((a, b) => a - b);
    const known = file.thresholds.nullSuspectMaxima.map(({ value }) => value).sort((a, b) => a - b);
    expect(maxima).toEqual(known);
  });

  test("bounds are the group's own, and the narrower pooled ones for a group that is not stored", () => {
    const [group, { used }] = Object.entries(all.bounds.groups)[0]!;
    expect(stored.boundsOf(group)).toEqual(used);
    const { elub, iv } = all.bounds.pooled;
    expect(stored.boundsOf("no-such-group")).toEqual([Math.max(elub[0], iv[0]), Math.min(elub[1], iv[1])]);
  });

  test("redrawn calibrators lie about the stored fit, and do not know the family that is left out", () => {
    const stream = () => randomStream("1", "redrawn");
    const family = stored.students[0]!.family;
    const drawn = stored.redrawn(family, 40, stream());
    expect(drawn).toHaveLength(40);
    const mean = drawn.reduce((sum, { slope }) => sum + slope, 0) / drawn.length;
    expect(Math.abs(mean - all.slope)).toBeLessThan(0.8);
    const trials = file.trials.map((trial) => (trial.family === family ? { ...trial, fused: 9 } : trial));
    expect(at(all.prompts, { ...file, trials })!.redrawn(family, 40, stream())).toEqual(drawn);
    const other = stored.students.find((student) => student.family !== family)!.family;
    expect(at(all.prompts, { ...file, trials })!.redrawn(other, 40, stream())).not.toEqual(
      stored.redrawn(other, 40, stream()),
    );
  });
});

describe("on fewer prompts", () => {
  test.each(file.fits.map((fit) => [fit.prompts, fit] as const))(
    "%d: both means and the spread are those of the stored fit",
    (prompts, fit) => {
      const { move } = at(prompts)!;
      const { mean1, mean0, sd } = fit.studentT!;
      const whole = all.studentT!;
      expect(move.student(whole.mean1)).toBeCloseTo(mean1, 10);
      expect(move.unrelated(whole.mean0)).toBeCloseTo(mean0, 10);
      const shrunk = (move.student(1) - move.student(0)) * whole.sd;
      expect(Math.hypot(shrunk, move.noise)).toBeGreaterThanOrEqual(sd - 1e-9);
      if (shrunk <= sd) expect(Math.hypot(shrunk, move.noise)).toBeCloseTo(sd, 10);
    },
  );

  test("fewer prompts, more noise; between stored numbers it lies between", () => {
    const noise = [25, 35, 50].map((prompts) => at(prompts)!.move.noise);
    expect(noise[0]).toBeGreaterThan(noise[1]!);
    expect(noise[1]).toBeGreaterThan(noise[2]!);
    expect(noise[2]).toBeGreaterThan(0);
  });

  test("nothing is said below what was measured, and no more beyond it", () => {
    expect(at(24)).toBeNull();
    expect(at(0)).toBeNull();
    expect(at(5000)!.move.noise).toBe(0);
    expect(at(5000)!.move.student(3)).toBeCloseTo(3, 12);
  });

  test("a fit without moments serves nothing", () => {
    expect(at(100, { ...file, fits: file.fits.map((fit) => ({ ...fit, studentT: null })) })).toBeNull();
  });
});
