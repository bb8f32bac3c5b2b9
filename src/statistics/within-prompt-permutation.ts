import { atLeastObserved, drawnPValue } from "./p-values.js";
import type { RandomStream } from "./random-stream.js";

/** Categories (any integers) that two models gave to one prompt; each needs at least two answers. */
export interface PromptSamples {
  readonly x: readonly number[];
  readonly y: readonly number[];
}

/** A prompt with its categories renumbered 0 .. n-1: pooled draws, x first. */
interface Pooled {
  readonly draws: Int32Array;
  readonly inX: number;
  readonly categories: number;
  readonly counts: Float64Array;
}

function pool({ x, y }: PromptSamples): Pooled {
  if (x.length < 2 || y.length < 2) throw new RangeError("each model needs at least two answers to a prompt");
  const numbers = new Map<number, number>();
  const draws = Int32Array.from([...x, ...y], (category) => {
    const known = numbers.get(category) ?? numbers.size;
    numbers.set(category, known);
    return known;
  });
  const counts = new Float64Array(numbers.size);
  for (const draw of draws) counts[draw]!++;
  return { draws, inX: x.length, categories: numbers.size, counts };
}

/** Unbiased discrepancy of a prompt when the x sample has these counts and y the rest. */
function discrepancy(prompt: Pooled, countsX: Float64Array): number {
  const m = prompt.inX;
  const n = prompt.draws.length - m;
  let withinX = 0;
  let withinY = 0;
  let across = 0;
  for (let category = 0; category < prompt.categories; category++) {
    const a = countsX[category]!;
    const b = prompt.counts[category]! - a;
    withinX += a * (a - 1);
    withinY += b * (b - 1);
    across += a * b;
  }
  return withinX / (m * (m - 1)) + withinY / (n * (n - 1)) - (2 * across) / (m * n);
}

function observedOf(prompts: readonly Pooled[]): number {
  let sum = 0;
  for (const prompt of prompts) {
    const counts = new Float64Array(prompt.categories);
    for (let place = 0; place < prompt.inX; place++) counts[prompt.draws[place]!]!++;
    sum += discrepancy(prompt, counts);
  }
  return sum / prompts.length;
}

/** The statistic of every way to choose which draws of one prompt belong to x. */
function everyRelabelling(prompt: Pooled): number[] {
  const counts = new Float64Array(prompt.categories);
  const values: number[] = [];
  const choose = (from: number, left: number): void => {
    if (left === 0) {
      values.push(discrepancy(prompt, counts));
      return;
    }
    for (let place = from; place <= prompt.draws.length - left; place++) {
      counts[prompt.draws[place]!]!++;
      choose(place + 1, left - 1);
      counts[prompt.draws[place]!]!--;
    }
  };
  choose(0, prompt.inX);
  return values;
}

export interface PermutationResult {
  /** Mean unbiased squared discrepancy over prompts. */
  readonly observed: number;
  readonly relabellings: number;
  /** Relabellings (the observed one among them) at or above the observed statistic; for drawn ones, without it. */
  readonly countAtLeast: number;
  readonly p: number;
}

/**
 * Exact test that two models answer alike: labels permuted inside each prompt, never across prompts, every relabelling
 * counted (the observed one is one of them, so p is never 0). Throws RangeError above `limit` relabellings.
 */
export function exactWithinPromptTest(prompts: readonly PromptSamples[], limit = 2_000_000): PermutationResult {
  const pooled = prompts.map(pool);
  const observed = observedOf(pooled);
  let sums: number[] = [0];
  for (const prompt of pooled) {
    const values = everyRelabelling(prompt);
    if (sums.length * values.length > limit) throw new RangeError(`more than ${limit} relabellings: draw them instead`);
    sums = sums.flatMap((sum) => values.map((value) => sum + value));
  }
  const countAtLeast = sums.filter((sum) => atLeastObserved(sum / pooled.length, observed)).length;
  return { observed, relabellings: sums.length, countAtLeast, p: countAtLeast / sums.length };
}

export interface DrawnPermutationResult extends PermutationResult {
  /** Largest statistic that would still have p above .05 with these draws: what the test can tell apart lies beyond. */
  readonly critical05: number;
}

/** The same by `draws` random relabellings: p = (1 + b)/(draws + 1). */
export function drawnWithinPromptTest(
  prompts: readonly PromptSamples[],
  draws: number,
  stream: RandomStream,
): DrawnPermutationResult {
  const pooled = prompts.map(pool);
  const observed = observedOf(pooled);
  const drawers = pooled.map(drawerOf);
  const drawn = new Float64Array(draws);
  let countAtLeast = 0;
  for (let draw = 0; draw < draws; draw++) {
    let sum = 0;
    for (const drawer of drawers) sum += drawer(stream);
    drawn[draw] = sum / pooled.length;
    if (atLeastObserved(drawn[draw]!, observed)) countAtLeast++;
  }
  drawn.sort();
  const rank = Math.floor(0.05 * (draws + 1));
  const critical05 = drawn[Math.max(0, draws - rank)] ?? Number.NaN;
  return { observed, relabellings: draws, countAtLeast, p: drawnPValue(countAtLeast, draws), critical05 };
}

/** Above this many different splits of a prompt's counts, labels are shuffled instead of being listed. */
const mostSplits = 20_000;

/** Draws the statistic of one prompt under a random relabelling. */
function drawerOf(prompt: Pooled): (stream: RandomStream) => number {
  const listed = splitsOf(prompt);
  if (listed === null) return shuffledDrawer(prompt);
  const { values, cumulative } = listed;
  return (stream) => {
    const at = stream.double() * cumulative.at(-1)!;
    let low = 0;
    let high = values.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (cumulative[middle]! <= at) low = middle + 1;
      else high = middle;
    }
    return values[low]!;
  };
}

/**
 * Every way to split the counts between x and y, with how many relabellings give it: equal answers need no names, so there
 * are few. Null when there are more than `mostSplits`.
 */
function splitsOf(prompt: Pooled): { values: number[]; cumulative: number[] } | null {
  const values: number[] = [];
  const cumulative: number[] = [];
  const counts = new Float64Array(prompt.categories);
  let weightSoFar = 0;
  const left = new Float64Array(prompt.categories + 1);
  for (let category = prompt.categories - 1; category >= 0; category--)
    left[category] = left[category + 1]! + prompt.counts[category]!;
  const choose = (category: number, open: number, weight: number): boolean => {
    if (category === prompt.categories) {
      if (values.length === mostSplits) return false;
      weightSoFar += weight;
      values.push(discrepancy(prompt, counts));
      cumulative.push(weightSoFar);
      return true;
    }
    const most = Math.min(open, prompt.counts[category]!);
    for (let taken = Math.max(0, open - left[category + 1]!); taken <= most; taken++) {
      counts[category] = taken;
      if (!choose(category + 1, open - taken, weight * binomial(prompt.counts[category]!, taken))) return false;
    }
    counts[category] = 0;
    return true;
  };
  return choose(0, prompt.inX, 1) ? { values, cumulative } : null;
}

function binomial(n: number, k: number): number {
  let value = 1;
  for (let step = 1; step <= k; step++) value = (value * (n - k + step)) / step;
  return value;
}

/** The first `inX` places of a Fisher-Yates shuffle are a random sample; shuffling a shuffled array loses nothing. */
function shuffledDrawer(prompt: Pooled): (stream: RandomStream) => number {
  const order = Int32Array.from(prompt.draws);
  const counts = new Float64Array(prompt.categories);
  return (stream) => {
    counts.fill(0);
    for (let place = 0; place < prompt.inX; place++) {
      const other = place + stream.below(order.length - place);
      const category = order[other]!;
      order[other] = order[place]!;
      order[place] = category;
      counts[category]!++;
    }
    return discrepancy(prompt, counts);
  };
}
