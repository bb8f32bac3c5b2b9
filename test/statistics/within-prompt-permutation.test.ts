import { describe, expect, it } from "vitest";
import { randomStream } from "../../src/statistics/random-stream.js";
import {
  drawnWithinPromptTest,
  exactWithinPromptTest,
  type PromptSamples,
} from "../../src/statistics/within-prompt-permutation.js";
import { expectClose, fixture } from "./fixtures.js";

const { input, expected } = fixture<
  { prompts: { x: string[]; y: string[] }[] },
  { observed: number; relabelings: number; countAtLeast: number; p: number }
>("F2");
const codes = (letters: readonly string[]): number[] => letters.map((letter) => letter.charCodeAt(0));
const prompts: PromptSamples[] = input.prompts.map(({ x, y }) => ({ x: codes(x), y: codes(y) }));

describe("permutation within prompts", () => {
  it("F2: every relabelling", () => {
    const result = exactWithinPromptTest(prompts);
    expectClose([result.observed, result.p], [expected.observed, expected.p]);
    expect(result.relabellings).toBe(expected.relabelings);
    expect(result.countAtLeast).toBe(expected.countAtLeast);
    expect(() => exactWithinPromptTest(prompts, 100)).toThrow(RangeError);
  });

  it("draws to the same p, from its stream only", () => {
    const result = drawnWithinPromptTest(prompts, 9999, randomStream("seed", "permutation"));
    expect(Math.abs(result.p - expected.p)).toBeLessThan(0.02);
    expect(drawnWithinPromptTest(prompts, 9999, randomStream("seed", "permutation"))).toEqual(result);
  });

  it("draws as often from shuffled labels as from listed splits, and says what it could have told apart", () => {
    // Forty different answers have far too many splits to list; two categories have a handful.
    const many = [{ x: Array.from({ length: 20 }, (_, k) => k), y: Array.from({ length: 20 }, (_, k) => k + 20) }];
    const shuffled = drawnWithinPromptTest(many, 199, randomStream("seed", "many"));
    // No answer is given twice, so every relabelling has the same statistic.
    expect(shuffled).toMatchObject({ observed: 0, p: 1, critical05: 0 });
    const few = [{ x: [1, 1, 1, 1, 2], y: [2, 2, 2, 2, 1] }];
    const exact = exactWithinPromptTest(few);
    const drawn = drawnWithinPromptTest(few, 9999, randomStream("seed", "few"));
    expect(Math.abs(drawn.p - exact.p)).toBeLessThan(0.02);
    expect(drawn.critical05).toBeGreaterThanOrEqual(0);
    const apart = drawnWithinPromptTest([{ x: [1, 1, 1, 1, 1], y: [2, 2, 2, 2, 2] }], 9999, randomStream("s", "apart"));
    expect(apart.p).toBeLessThan(0.05);
    expect(apart.critical05).toBeLessThan(apart.observed);
  });

  it("is never 0 and refuses single answers", () => {
    const far = Array.from({ length: 12 }, (_, prompt) => ({ x: [prompt, prompt, prompt], y: [-1, -1, -1] }));
    expect(drawnWithinPromptTest(far, 99, randomStream("seed", "far")).p).toBe(0.01);
    expect(() => exactWithinPromptTest([{ x: [1], y: [1, 2] }])).toThrow(RangeError);
  });

  it("is not too small when the models are alike", () => {
    const stream = randomStream("seed", "null");
    let small = 0;
    const runs = 400;
    for (let run = 0; run < runs; run++) {
      const alike = Array.from({ length: 5 }, () => ({
        x: Array.from({ length: 4 }, () => stream.below(3)),
        y: Array.from({ length: 4 }, () => stream.below(3)),
      }));
      if (drawnWithinPromptTest(alike, 99, stream).p <= 0.1) small++;
    }
    // Binomial(400, .1): 58 has a tail below 1 in 500.
    expect(small).toBeLessThan(58);
  });
});
