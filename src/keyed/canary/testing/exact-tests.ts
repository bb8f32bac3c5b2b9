import { lnBinomialUpperTail } from "../../../statistics/binomial.js";
import { exposureTest } from "../../../statistics/exposure.js";
import { lnPoissonBinomialUpperTail } from "../../../statistics/poisson-binomial.js";
import { randomStream } from "../../../statistics/random-stream.js";

/**
 * ln P(hits or more) when every item hits with probability 1 / alternatives, independently: exactly the law under a random
 * key, whatever the habits of the model asked. Missing answers are misses, which can only lower the true probability.
 */
export function lnHitsTail(hits: number, alternatives: readonly number[]): number {
  const [first] = alternatives;
  if (first === undefined) return 0;
  if (alternatives.every((count) => count === first)) return lnBinomialUpperTail(hits, alternatives.length, 1 / first);
  return lnPoissonBinomialUpperTail(
    hits,
    alternatives.map((count) => 1 / count),
  );
}

/** A p-value that is never 0: below the smallest double it stays the smallest double, and `ln` has its size. */
export function probabilityOf(ln: number): number {
  return Math.max(Number.MIN_VALUE, Math.exp(ln));
}

/** Fewest hits with P(hits or more) < threshold; one more than there are items when no number of hits is enough. */
export function hitsNeeded(alternatives: readonly number[], threshold: number): number {
  let low = 1;
  let high = alternatives.length + 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (lnHitsTail(middle, alternatives) < Math.log(threshold)) high = middle;
    else low = middle + 1;
  }
  return low;
}

const mostEnumerated = 1e6;
const draws = 99_999;

/**
 * Graded answers: rank of the planted value among all of an item's candidates (ties at the worst rank, which can only
 * raise p). By enumeration up to 10^6 combinations, else by drawing ranks from a stream that the frozen answers seed.
 */
export function exposureP(ranks: readonly number[], candidates: number, seed: string): { bits: number; p: number } {
  const bits = ranks.reduce((sum, rank) => sum + Math.log2(candidates) - Math.log2(rank), 0);
  if (candidates ** ranks.length <= mostEnumerated) return { bits, p: exposureTest(ranks, candidates).p };
  const stream = randomStream(seed, "keyed/exposure");
  let atLeast = 0;
  for (let draw = 0; draw < draws; draw++) {
    let drawn = 0;
    for (let item = 0; item < ranks.length; item++) drawn += Math.log2(candidates / (1 + stream.below(candidates)));
    if (drawn >= bits - 1e-12) atLeast += 1;
  }
  return { bits, p: (1 + atLeast) / (draws + 1) };
}

/** Rank of one index by its count, 1 = most often answered; as many answers as another count as the worse rank. */
export function worstRank(counts: readonly number[], index: number): number {
  return counts.filter((count) => count >= counts[index]!).length;
}
