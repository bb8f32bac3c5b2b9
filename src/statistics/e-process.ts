import { logSumExp } from "./log-space.js";

/** Shares of the stake that the betting grid of the sequential test spreads over. */
export const bettingGrid: readonly number[] = [0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.7, 0.9];

/**
 * ln E after each difference of -1 .. 1: the mean over the grid of product(1 + g D) (Waudby-Smith and Ramdas 2024).
 * If each difference has mean at most 0 given those before it, then P(E ever >= 1/alpha) <= alpha, wherever one stops.
 * Throws RangeError for a difference outside -1 .. 1.
 */
export function lnEProcess(differences: ArrayLike<number>, grid: readonly number[] = bettingGrid): Float64Array {
  const lnWealth = new Float64Array(grid.length);
  return Float64Array.from(differences, (difference) => {
    if (!(Math.abs(difference) <= 1)) throw outOfRange(difference);
    for (let bet = 0; bet < grid.length; bet++) lnWealth[bet]! += Math.log1p(grid[bet]! * difference);
    return logSumExp(lnWealth) - Math.log(grid.length);
  });
}

function outOfRange(difference: number): RangeError {
  return new RangeError(`difference ${difference} is outside -1 .. 1`);
}

/** Steps after which products of 0.1 .. 1.9 are turned into logarithms; far fewer than would leave the range of a number. */
const stepsBetweenLogarithms = 256;

/** The last value of `lnEProcess` without the others, to rounding: many times as fast; 0 without a step. Throws as it does. */
export function lnEAtEnd(differences: ArrayLike<number>, grid: readonly number[] = bettingGrid): number {
  const lnWealth = new Float64Array(grid.length);
  for (let bet = 0; bet < grid.length; bet++) {
    const stake = grid[bet]!;
    for (let from = 0; from < differences.length; from += stepsBetweenLogarithms) {
      const to = Math.min(from + stepsBetweenLogarithms, differences.length);
      let product = 1;
      for (let step = from; step < to; step++) {
        const difference = differences[step]!;
        if (!(Math.abs(difference) <= 1)) throw outOfRange(difference);
        product *= 1 + stake * difference;
      }
      lnWealth[bet]! += Math.log(product);
    }
  }
  return logSumExp(lnWealth) - Math.log(grid.length);
}

/**
 * ln E against every control at once: after each step the smallest of the controls' e-values, which needs no correction
 * for their number. All controls must have the same number of steps.
 */
export function lnEProcessAgainstAll(
  controls: readonly ArrayLike<number>[],
  grid: readonly number[] = bettingGrid,
): Float64Array {
  const paths = controls.map((differences) => lnEProcess(differences, grid));
  return Float64Array.from({ length: paths[0]?.length ?? 0 }, (_, step) =>
    Math.min(...paths.map((path) => path[step]!)),
  );
}
