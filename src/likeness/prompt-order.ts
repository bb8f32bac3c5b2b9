import { byCodePoint } from "../panel/code-point-order.js";
import { randomStream } from "../statistics/random-stream.js";

const mostPasses = 100;
const settled = 1e-12;

/** What the references answered, and nothing of any other model. */
export interface ReferenceAffinities {
  /** One a trait: prompts x models x references, NaN = missing. */
  readonly affinities: readonly ArrayLike<number>[];
  readonly models: number;
  /** Row of each reference among the models, in the order of the columns. */
  readonly references: ArrayLike<number>;
  readonly groupOf: ArrayLike<number>;
  readonly vendorOf: readonly string[];
  /** Places of the references that have a say: a suspect that is itself a reference has none. */
  readonly heard: readonly number[];
}

/**
 * Prompts in the order in which a sequential test should ask them: first those on which references of one group resemble
 * each other more than references of different vendors do. Score of a prompt, summed over traits: (mean of same-group
 * pairs - mean of other-vendor pairs) / population standard deviation, of the doubly centred affinities.
 * Fixed by the references alone, so that no answer of the suspect can have chosen what is asked. Equal scores: by id.
 * Prompts without a score come last; if none has one (no group with two references), the order is drawn from the seed.
 * @param prompts indices of the prompts; @param ids their ids
 */
export function promptOrder(
  source: ReferenceAffinities,
  prompts: readonly number[],
  ids: readonly string[],
  seed: string,
): number[] {
  const listed = prompts
    .map((prompt, place) => ({ prompt, id: ids[place]!, score: promptScore(source, prompt) }))
    .sort((left, right) => byCodePoint(left.id, right.id));
  if (listed.every(({ score }) => Number.isNaN(score)))
    return randomStream(seed, "sequential/prompt-order").shuffle(listed.map(({ prompt }) => prompt));
  const rank = (score: number): number => (Number.isNaN(score) ? Number.NEGATIVE_INFINITY : score);
  return listed
    .sort((left, right) => (rank(left.score) === rank(right.score) ? 0 : rank(right.score) - rank(left.score)))
    .map(({ prompt }) => prompt);
}

/** NaN if any trait has no same-group pair, no other-vendor pair or no spread at this prompt. */
export function promptScore(source: ReferenceAffinities, prompt: number): number {
  return source.affinities.reduce((sum, affinity) => sum + traitScore(source, affinity, prompt), 0);
}

function traitScore(
  { models, references, groupOf, vendorOf, heard }: ReferenceAffinities,
  affinity: ArrayLike<number>,
  prompt: number,
): number {
  const count = heard.length;
  const square = new Float64Array(count * count).fill(Number.NaN);
  for (let row = 0; row < count; row++)
    for (let column = 0; column < count; column++)
      if (row !== column)
        square[row * count + column] =
          affinity[(prompt * models + references[heard[row]!]!) * references.length + heard[column]!]!;
  centreBothWays(square, count);
  const [all, same, others] = [new Tally(), new Tally(), new Tally()];
  for (let row = 0; row < count; row++)
    for (let column = 0; column < count; column++) {
      const value = square[row * count + column]!;
      const [left, right] = [groupOf[heard[row]!]!, groupOf[heard[column]!]!];
      all.add(value);
      if (left === right) same.add(value);
      else if (vendorOf[left] !== vendorOf[right]) others.add(value);
    }
  const spread = all.deviation();
  return spread > 1e-12 ? (same.mean() - others.mean()) / spread : Number.NaN;
}

/**
 * Takes the effects of rows and columns away, in place, NaN skipped. The diagonal is missing, so that one pass does not do
 * it: rows and columns are centred in turn until nothing is left (a few passes for many references).
 */
function centreBothWays(square: Float64Array, count: number): void {
  for (let pass = 0; pass < mostPasses; pass++) {
    const inRows = centreLines(square, count, count, 1);
    const inColumns = centreLines(square, count, 1, count);
    if (Math.max(inRows, inColumns) < settled) return;
  }
}

/** Takes the mean of each line away, its cells `apart` from one another; returns the largest that was taken. */
function centreLines(square: Float64Array, count: number, lineStep: number, apart: number): number {
  let largest = 0;
  for (let line = 0; line < count; line++) {
    const from = line * lineStep;
    const to = from + count * apart;
    let available = 0;
    let sum = 0;
    for (let cell = from; cell < to; cell += apart) {
      const value = square[cell]!;
      if (!Number.isFinite(value)) continue;
      available++;
      sum += value;
    }
    if (available === 0) continue;
    const mean = sum / available;
    largest = Math.max(largest, Math.abs(mean));
    for (let cell = from; cell < to; cell += apart) square[cell]! -= mean;
  }
  return largest;
}

/** Mean and population standard deviation of finite values; NaN without any. */
class Tally {
  #count = 0;
  #sum = 0;
  #squares = 0;

  add(value: number): void {
    if (!Number.isFinite(value)) return;
    this.#count++;
    this.#sum += value;
    this.#squares += value * value;
  }

  mean(): number {
    return this.#sum / this.#count;
  }

  deviation(): number {
    return Math.sqrt(Math.max(0, this.#squares / this.#count - this.mean() ** 2));
  }
}
