import type { PairedText, PreparedPanel } from "../prepared-panel.js";
import type { AnswerTable } from "../reading/answer-table.js";
import type { PairedTrait } from "../trait.js";
import { pairedAnswers } from "./pair-prompts.js";

export interface ElsewhereRequest {
  readonly prepared: PreparedPanel;
  readonly trait: PairedTrait;
  /** Row of the model whose answers are moved. */
  readonly model: number;
  /** Places of the prompts, and for each the prompt whose answers of the model stand there instead. */
  readonly prompts: readonly number[];
  readonly source: readonly number[];
}

/**
 * Affinities of one model to every reference, as the paired trait measures them, when this model's answers stand at other
 * prompts: the mean over the prompts, NaN where a reference shares none, and on self. What the references answered and how
 * much their n-grams weigh stays as it was. With every answer in its own place it is the measured row, but for rounding.
 * Null if the trait was not prepared. Cost: one look-up in a small table for each token of the references.
 */
export function pairElsewhere({ prepared, trait, model, prompts, source }: ElsewhereRequest): Float64Array | null {
  const text = prepared.pairedText.get(trait.id);
  if (text === undefined) return null;
  const { table } = prepared;
  const width = table.references.length;
  const sums = new Float64Array(width);
  const counts = new Int32Array(width);
  const grams = new GramTable(text.ids, trait.length);
  prompts.forEach((prompt, place) => {
    const moved = pairedAnswers(table, source[place]!).filter((answer) => table.model[answer] === model);
    const cosines: Cosines = { sum: new Float64Array(width), pairs: new Int32Array(width) };
    for (const answer of moved) addCosines(cosines, grams, table, text, answer, prompt);
    for (let reference = 0; reference < width; reference += 1) {
      if (cosines.pairs[reference] === 0 || table.references[reference] === model) continue;
      sums[reference]! += Math.fround(cosines.sum[reference]! / cosines.pairs[reference]!);
      counts[reference]! += 1;
    }
  });
  return sums.map((sum, reference) => (counts[reference] === 0 ? Number.NaN : sum / counts[reference]!));
}

interface Cosines {
  readonly sum: Float64Array;
  readonly pairs: Int32Array;
}

/** Adds the cosines of one answer with every reference's answers to a prompt, 0 where a norm is 0. */
function addCosines(
  into: Cosines,
  grams: GramTable,
  table: AnswerTable,
  { start, norms }: PairedText,
  answer: number,
  prompt: number,
): void {
  grams.fill(start[answer]!, start[answer + 1]!);
  const ofReferences = pairedAnswers(table, prompt).filter((other) => table.referenceOf[table.model[other]!]! >= 0);
  const shared = Array.from(ofReferences, (other) => grams.shared(start[other]!, start[other + 1]!));
  const frequency = new Int32Array(grams.size);
  let references = 0;
  ofReferences.forEach((other, column) => {
    if (table.sample[other] !== 0) return;
    references += 1;
    for (const gram of shared[column]!) frequency[gram]! += 1;
  });
  const weight = Float64Array.from(frequency, (count) => Math.log((references + 1) / (count + 1)) ** 2);
  const norm = Math.sqrt(weight.reduce((sum, value) => sum + value, 0));
  ofReferences.forEach((other, column) => {
    const scale = norm * norms[other]!;
    const dot = shared[column]!.reduce((sum, gram) => sum + weight[gram]!, 0);
    const reference = table.referenceOf[table.model[other]!]!;
    into.sum[reference]! += scale === 0 ? 0 : dot / scale;
    into.pairs[reference]! += 1;
  });
}

/** The n-grams of one answer, numbered, in a table so small that looking into it costs next to nothing. */
class GramTable {
  #slots = new Int32Array(1 << 10);
  #gramStart: number[] = [];
  #seenBy: number[] = [];
  #reader = 0;

  constructor(
    readonly tokens: Int32Array,
    readonly length: number,
  ) {}

  get size(): number {
    return this.#gramStart.length;
  }

  fill(from: number, to: number): void {
    while (this.#slots.length < (to - from) * 4) this.#slots = new Int32Array(this.#slots.length * 2);
    this.#slots.fill(-1);
    this.#gramStart = [];
    this.#seenBy = [];
    for (let at = from; at <= to - this.length; at += 1) {
      const slot = this.#slotOf(at);
      if (this.#slots[slot]! >= 0) continue;
      this.#slots[slot] = this.#gramStart.length;
      this.#gramStart.push(at);
      this.#seenBy.push(0);
    }
  }

  /** Numbers of the n-grams that this stretch of tokens has too, each once. */
  shared(from: number, to: number): number[] {
    const found: number[] = [];
    this.#reader += 1;
    for (let at = from; at <= to - this.length; at += 1) {
      const gram = this.#slots[this.#slotOf(at)]!;
      if (gram < 0 || this.#seenBy[gram] === this.#reader) continue;
      this.#seenBy[gram] = this.#reader;
      found.push(gram);
    }
    return found;
  }

  /** The slot of the n-gram, or the free one where it would stand. */
  #slotOf(at: number): number {
    const { tokens, length } = this;
    const mask = this.#slots.length - 1;
    let hash = 0;
    for (let k = at; k < at + length; k += 1) hash = Math.imul(hash ^ tokens[k]!, 0x9e3779b1) + (hash >>> 15);
    let slot = (hash ^ (hash >>> 15)) & mask;
    for (;;) {
      const gram = this.#slots[slot]!;
      if (gram < 0 || this.#equal(this.#gramStart[gram]!, at)) return slot;
      slot = (slot + 1) & mask;
    }
  }

  #equal(left: number, right: number): boolean {
    for (let k = 0; k < this.length; k += 1) if (this.tokens[left + k] !== this.tokens[right + k]) return false;
    return true;
  }
}
