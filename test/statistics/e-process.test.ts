import { describe, expect, it } from "vitest";
import { lnEAtEnd, lnEProcess, lnEProcessAgainstAll } from "../../src/statistics/e-process.js";
import { randomStream } from "../../src/statistics/random-stream.js";
import { expectClose, fixture } from "./fixtures.js";

describe("e-process", () => {
  const { input, expected } = fixture<{ d: number[]; grid: number[] }, { mixture: number[]; fixedHalf: number[] }>(
    "F8",
  );

  it("F8: mixture over the grid, and a single bet", () => {
    expectClose(lnEProcess(input.d, input.grid).map(Math.exp), expected.mixture);
    expectClose(lnEProcess(input.d, [0.5]).map(Math.exp), expected.fixedHalf);
    expectClose(lnEProcess(input.d), [...lnEProcess(input.d, input.grid)], 0);
  });

  it("gives its last value alone, over more steps than one product holds", () => {
    const stream = randomStream("e-process", "last value");
    for (const steps of [0, 1, 255, 256, 257, 3000]) {
      const differences = Float64Array.from({ length: steps }, () => (stream.below(201) - 100) / 100);
      expect(lnEAtEnd(differences)).toBeCloseTo(lnEProcess(differences).at(-1) ?? 0, 9);
    }
    expect(lnEAtEnd(new Float64Array(3000).fill(1))).toBeCloseTo(lnEProcess(new Float64Array(3000).fill(1)).at(-1)!, 8);
    expect(() => lnEAtEnd([-1.1])).toThrow(RangeError);
  });

  it("takes the smallest of the controls at every step", () => {
    const paths = lnEProcessAgainstAll([
      [0.5, -0.5],
      [0.1, 0.9],
    ]);
    expect(paths[0]).toBe(lnEProcess([0.1])[0]);
    expect(paths[1]).toBe(lnEProcess([0.5, -0.5])[1]);
    expect(lnEProcessAgainstAll([])).toHaveLength(0);
    expect(() => lnEProcess([1.1])).toThrow(RangeError);
    expect(() => lnEProcess([Number.NaN])).toThrow(RangeError);
  });

  it("keeps P(sup E >= 20) at 5 % when one may stop at any time", () => {
    const stream = randomStream("e-process", "null runs");
    let crossed = 0;
    for (let run = 0; run < 2000; run++) {
      // Mean 0, rather spread out: the case in which naive looking fails most.
      const differences = Float64Array.from({ length: 400 }, () => stream.below(3) - 1);
      if (lnEProcess(differences).some((value) => value >= Math.log(20))) crossed++;
    }
    expect(crossed / 2000).toBeLessThan(0.065);
    expect(crossed).toBeGreaterThan(0);
  });
});
