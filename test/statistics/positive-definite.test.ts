import { describe, expect, it } from "vitest";
import { solvePositiveDefinite } from "../../src/statistics/positive-definite.js";
import { expectClose } from "./fixtures.js";

describe("solvePositiveDefinite", () => {
  it("solves, reading the lower triangle only", () => {
    const lower = Float64Array.from([4, 99, 99, 2, 5, 99, 1, 3, 6]);
    // [[4,2,1],[2,5,3],[1,3,6]] times [1,2,3]
    expectClose(solvePositiveDefinite(lower, Float64Array.from([11, 21, 25])), [1, 2, 3], 1e-12);
  });

  it("refuses a matrix without an inverse", () => {
    expect(() => solvePositiveDefinite(Float64Array.from([1, 0, 1, 1]), Float64Array.from([1, 1]))).toThrow(RangeError);
  });

  it("refuses what is not a number", () => {
    expect(() => solvePositiveDefinite(Float64Array.from([Number.NaN, 0, 1, 1]), Float64Array.from([1, 1]))).toThrow(
      RangeError,
    );
  });
});
