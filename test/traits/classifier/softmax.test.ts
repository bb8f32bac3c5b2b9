import { describe, expect, it } from "vitest";
import {
  type SoftmaxModel,
  type SparseRows,
  softmaxScorer,
  trainSoftmax,
} from "../../../src/traits/classifier/softmax.js";
import { expectClose, fixture } from "../../statistics/fixtures.js";

function sparse(rows: readonly number[][]): SparseRows {
  const start = [0];
  const features: number[] = [];
  const values: number[] = [];
  for (const row of rows) {
    row.forEach((value, feature) => {
      if (value === 0) return;
      features.push(feature);
      values.push(value);
    });
    start.push(features.length);
  }
  return {
    entries: features.length,
    write(intoFeatures, intoValues) {
      intoFeatures.set(features);
      intoValues.set(values);
      return Int32Array.from(start);
    },
  };
}

const logProbabilities = (model: SoftmaxModel, rows: SparseRows) => softmaxScorer(model, rows.entries)(rows);

describe("trainSoftmax", () => {
  const { input, expected } = fixture<
    { x: number[][]; y: number[]; lambda: number; at: number[] },
    { loss: number; logProb: number[] }
  >("F31");

  it("F31: descends to the minimum of the penalised loss", () => {
    const rows = sparse(input.x);
    const step = (t: number) => 2 / (1 + t / 40);
    const model = trainSoftmax({
      rows,
      labels: Int32Array.from(input.y),
      classes: 3,
      features: 3,
      epochs: 60_000,
      order: () => [0, 1, 2, 3, 4, 5],
      step,
      biasStep: step,
      penalty: input.lambda,
    });
    const fitted = logProbabilities(model, rows);
    const loss = -input.y.reduce((sum, label, row) => sum + fitted[row * 3 + label]!, 0) / input.y.length;
    const squares = model.weights.reduce((sum, weight) => sum + weight * weight, 0);
    expectClose([loss + (input.lambda / 2) * squares], [expected.loss], 1e-5);
    // The minimum is flat: a loss right to 1e-5 leaves 1e-3 to the probabilities.
    expectClose(logProbabilities(model, sparse([input.at])), expected.logProb, 1e-3);
  });

  it("log probabilities of a text without features are those of the bias", () => {
    const model = { classes: 2, features: 1, weights: new Float32Array(4), bias: Float64Array.of(1, 0) };
    const [first, second] = logProbabilities(model, sparse([[0]]));
    expect(first! - second!).toBeCloseTo(1, 12);
    expect(Math.exp(first!) + Math.exp(second!)).toBeCloseTo(1, 12);
  });

  it("a second set of rows is scored as if there had been no first, though it is shorter", () => {
    const model = {
      classes: 2,
      features: 2,
      weights: Float32Array.of(1, 2, 0, 0, 3, -1, 0, 0),
      bias: Float64Array.of(1, 0),
    };
    const long = sparse([
      [1, 2],
      [3, 0.5],
      [1, 1],
    ]);
    const short = sparse([[0, 2]]);
    const score = softmaxScorer(model, long.entries);
    expect(score(long)).toEqual(logProbabilities(model, long));
    expect(score(short)).toEqual(logProbabilities(model, short));
  });
});
