import { describe, expect, it } from "vitest";
import {
  type ContrastSource,
  contrastDifferences,
  promptContrasts,
  sequentialTest,
  waves,
} from "../../src/likeness/sequential.js";
import { lnEProcessAgainstAll } from "../../src/statistics/e-process.js";
import { type RandomStream, randomStream } from "../../src/statistics/random-stream.js";
import { expectClose, fixture } from "../statistics/fixtures.js";

/** The first group, one of another vendor, and a sibling of the first. */
function labelsOf(groupOf: readonly number[]): ContrastSource["labels"] {
  const vendorOfGroup = [0, 1, 0];
  return { groupOf, vendorOf: groupOf.map((group) => vendorOfGroup[group]!), vendorOfGroup, vendors: 2 };
}

const ofFirstGroup = (contrasts: Float64Array): Float64Array => contrasts.subarray(0, contrasts.length / 3);

/** Affinities of models to six references at each prompt: the first two are the group's, a model may lean to them. */
function simulated(stream: RandomStream, prompts: number, leans: readonly number[]): ContrastSource {
  const references = 6;
  const values = new Float32Array(prompts * leans.length * references);
  for (let prompt = 0; prompt < prompts; prompt++) {
    // What the prompt does to all models alike, so that models are not independent of one another.
    const shared = Array.from({ length: references }, () => stream.double());
    leans.forEach((lean, model) => {
      for (let reference = 0; reference < references; reference++)
        values[(prompt * leans.length + model) * references + reference] =
          shared[reference]! + stream.double() + (reference < 2 ? lean : 0);
    });
  }
  return {
    affinities: [values],
    models: leans.length,
    references,
    ranked: [0, 1, 2, 3, 4, 5],
    labels: labelsOf([0, 0, 1, 1, 1, 1]),
  };
}

const prompts = (count: number): number[] => Array.from({ length: count }, (_, prompt) => prompt);

function runOf(source: ContrastSource, count: number): { suspect: Float64Array; controls: Float64Array[] } {
  const contrasts = Array.from({ length: source.models }, (_, model) =>
    ofFirstGroup(promptContrasts(source, model, prompts(count))),
  );
  return { suspect: contrasts[0]!, controls: contrasts.slice(1) };
}

describe("promptContrasts and sequentialTest", () => {
  it("F32: contrasts from affinities, and E against one control", () => {
    const { input, expected } = fixture<
      { affinity: { suspect: number[][]; control: number[][] }; own: number[]; otherVendor: number[] },
      { contrastSuspect: number[]; contrastControl: number[]; d: number[]; e: number[] }
    >("F32");
    const { suspect, control } = input.affinity;
    const source: ContrastSource = {
      affinities: [suspect.flatMap((row, prompt) => [...row, ...control[prompt]!])],
      models: 2,
      references: 4,
      ranked: [0, 1, 2, 3],
      labels: labelsOf(
        [0, 1, 2, 3].map((place) => (input.own.includes(place) ? 0 : input.otherVendor.includes(place) ? 1 : 2)),
      ),
    };
    const run = runOf(source, 3);
    expectClose(run.suspect, expected.contrastSuspect, 1e-12);
    expectClose(run.controls[0]!, expected.contrastControl, 1e-12);
    expectClose(contrastDifferences(run.suspect, run.controls[0]!), expected.d, 1e-12);
    const test = sequentialTest(run.suspect, run.controls, 100);
    expect(Math.exp(test.lnE)).toBeCloseTo(expected.e.at(-1)!, 12);
    expect(test).toMatchObject({ stoppedAfter: null, missing: 0 });
    expect(test.looks.map((look) => look.prompts)).toEqual([3]);
  });

  it("F8: E after any number of prompts", () => {
    const { input, expected } = fixture<{ d: number[] }, { mixture: number[] }>("F8");
    input.d.forEach((_, step) => {
      const differences = input.d.slice(0, step + 1);
      const zeros = new Float64Array(differences.length);
      expect(Math.exp(sequentialTest(differences, [zeros], 100).lnE)).toBeCloseTo(expected.mixture[step]!, 9);
    });
  });

  it("averages the traits, ranks only what is ranked, and misses a prompt that lacks a trait", () => {
    const source: ContrastSource = {
      affinities: [
        [3, 2, 1, 9],
        [1, 2, 3, Number.NaN],
      ],
      models: 1,
      references: 4,
      ranked: [0, 1, 2],
      labels: labelsOf([0, 1, 1]),
    };
    expect(ofFirstGroup(promptContrasts(source, 0, [0]))).toEqual(Float64Array.of(0));
    const first = { ...source, affinities: source.affinities.slice(0, 1) };
    expect(ofFirstGroup(promptContrasts(first, 0, [0]))).toEqual(Float64Array.of(0.75));
    const missing = { ...source, affinities: [source.affinities[0]!, new Array(4).fill(Number.NaN)] };
    expect(ofFirstGroup(promptContrasts(missing, 0, [0]))[0]).toBeNaN();
    expect(ofFirstGroup(promptContrasts({ ...source, affinities: [] }, 0, [0]))[0]).toBeNaN();
  });

  it("a missing pair leaves E as it was, and is counted", () => {
    expect([...contrastDifferences([2, Number.NaN, 0.5], [-1, 0, Number.NaN])]).toEqual([1, 0, 0]);
    const whole = sequentialTest([0.5, 0.5], [[0, 0]], 100);
    const holes = sequentialTest([0.5, Number.NaN, 0.5], [[0, 0, 0]], 100);
    expect(holes.lnE).toBeCloseTo(whole.lnE, 12);
    expect([whole.missing, holes.missing]).toEqual([0, 1]);
  });

  it("looks after waves only, and stops at the first look at the bound", () => {
    expect(waves(0)).toEqual([]);
    expect(waves(10)).toEqual([10]);
    expect(waves(25)).toEqual([25]);
    expect(waves(60)).toEqual([25, 50, 60]);
    expect(waves(805)).toEqual([25, 50, 100, 200, 400, 800, 805]);
    const constant = new Float64Array(60).fill(0.3);
    const test = sequentialTest(constant, [new Float64Array(60)], 100);
    expect(test.looks.map((look) => look.prompts)).toEqual([25, 50, 60]);
    expect(test.stoppedAfter).toBe(50);
    expect(test.lnE).toBeGreaterThan(test.looks[0]!.lnE);
    expect(sequentialTest(constant, [new Float64Array(60), constant], 100)).toMatchObject({
      stoppedAfter: null,
      lnE: 0,
    });
  });

  it("refuses what cannot be tested", () => {
    expect(() => sequentialTest([0.5], [], 100)).toThrow(RangeError);
    expect(() => sequentialTest([0.5], [[0]], 0.5)).toThrow(RangeError);
    expect(sequentialTest([], [[]], 100)).toEqual({ looks: [], stoppedAfter: null, lnE: 0, missing: 0 });
  });

  it("keeps P(E ever >= 20) at 5 % for a suspect like the controls, looking after every prompt", () => {
    const stream = randomStream("sequential", "null runs");
    const steps = 60;
    let crossed = 0;
    for (let run = 0; run < 2000; run++) {
      const { suspect, controls } = runOf(simulated(stream, steps, [0, 0]), steps);
      const path = lnEProcessAgainstAll(controls.map((control) => contrastDifferences(suspect, control)));
      if (path.some((value) => value >= Math.log(20))) crossed++;
    }
    expect(crossed / 2000).toBeLessThanOrEqual(0.065);
    expect(crossed).toBeGreaterThan(0);
  });

  it("the waves of the test keep it as well, with controls that lean less and more", () => {
    const stream = randomStream("sequential", "null runs with waves");
    let stopped = 0;
    for (let run = 0; run < 300; run++) {
      const { suspect, controls } = runOf(simulated(stream, 100, [0.2, 0, 0.2, 0.4]), 100);
      if (sequentialTest(suspect, controls, 20).stoppedAfter !== null) stopped++;
    }
    expect(stopped / 300).toBeLessThanOrEqual(0.065);
  });

  it("stops for a suspect that leans more than every control", () => {
    const stream = randomStream("sequential", "leaning runs");
    let stopped = 0;
    for (let run = 0; run < 50; run++) {
      const { suspect, controls } = runOf(simulated(stream, 100, [0.8, 0, 0.1, 0.2]), 100);
      if (sequentialTest(suspect, controls, 100).stoppedAfter !== null) stopped++;
    }
    expect(stopped).toBeGreaterThan(45);
  });
});
