import type { AnswerTable } from "../reading/answer-table.js";
import { type GramSource, gramHash } from "./gram-source.js";

export interface SharedGramsTask {
  readonly table: AnswerTable;
  readonly source: GramSource;
  readonly length: number;
  /** Numbers of the (n-1)-grams by place, -1 for none; null when n is 1. */
  readonly left: Int32Array | null;
  /** This task looks only at n-grams whose left part belongs to it. */
  readonly part: number;
  readonly parts: number;
}

/** N-grams as pairs (number of the left part, last token), ascending by both. */
export interface SharedGrams {
  readonly left: Int32Array;
  readonly token: Int32Array;
}

/**
 * The n-grams that occur in two references or more: those that can enter a vocabulary. Left parts and tokens are numbered
 * in code point order, so the order of the pairs is that of the n-grams.
 */
export function sharedGrams(task: SharedGramsTask): SharedGrams {
  const { table, left: numbers, length, part, parts } = task;
  const { ids, start, places, placeStart } = task.source;
  const overlapping = places === null && numbers !== null;
  const set = new GramSet();
  for (let reference = 0; reference < table.references.length; reference += 1) {
    const model = table.references[reference]!;
    for (let answer = table.modelStart[model]!; answer < table.modelStart[model + 1]!; answer += 1) {
      const end = start[answer + 1]!;
      const lastPlace = placeStart[answer + 1]!;
      for (let place = placeStart[answer]!; place < lastPlace; place += 1) {
        const token = (places === null ? place : places[place]!) + length - 1;
        if (token >= end) continue;
        const left = numbers === null ? 0 : numbers[place]!;
        // An n-gram that two references share ends with a shared (n-1)-gram, too.
        if (overlapping && numbers![place + 1]! < 0) continue;
        if (left >= 0 && gramHash(left, 0) % parts === part) set.use(left, ids[token]!, reference);
      }
    }
  }
  return set.usedByTwo();
}

const empty = -1;
const twoOrMore = -2;
/** left part, last token, user: side by side, so that one look-up touches one cache line. */
const fields = 3;
/** Above every token number; keys for sorting stay below 2^53. */
const tokenBase = 2 ** 26;

/** Open addressing; remembers for each n-gram the one reference that uses it, or that there are more. */
class GramSet {
  #capacity = 1 << 16;
  #slots = new Int32Array(this.#capacity * fields).fill(empty);
  #size = 0;

  use(left: number, token: number, reference: number): void {
    const mask = this.#capacity - 1;
    let slot = gramHash(left, token) & mask;
    for (;;) {
      const at = slot * fields;
      const found = this.#slots[at]!;
      if (found === left && this.#slots[at + 1] === token) {
        if (this.#slots[at + 2] !== reference) this.#slots[at + 2] = twoOrMore;
        return;
      }
      if (found === empty) {
        this.#slots[at] = left;
        this.#slots[at + 1] = token;
        this.#slots[at + 2] = reference;
        this.#size += 1;
        if (this.#size * 2 > this.#capacity) this.#grow();
        return;
      }
      slot = (slot + 1) & mask;
    }
  }

  usedByTwo(): SharedGrams {
    const keys = new Float64Array(this.#size);
    let size = 0;
    for (let at = 0; at < this.#slots.length; at += fields) {
      if (this.#slots[at] === empty || this.#slots[at + 2] !== twoOrMore) continue;
      keys[size] = this.#slots[at]! * tokenBase + this.#slots[at + 1]!;
      size += 1;
    }
    const sorted = keys.subarray(0, size).sort();
    const left = new Int32Array(size);
    const token = new Int32Array(size);
    for (let k = 0; k < size; k += 1) {
      left[k] = Math.floor(sorted[k]! / tokenBase);
      token[k] = sorted[k]! - left[k]! * tokenBase;
    }
    return { left, token };
  }

  #grow(): void {
    const old = this.#slots;
    this.#capacity *= 2;
    this.#slots = new Int32Array(this.#capacity * fields).fill(empty);
    const mask = this.#capacity - 1;
    for (let from = 0; from < old.length; from += fields) {
      if (old[from] === empty) continue;
      let slot = gramHash(old[from]!, old[from + 1]!) & mask;
      while (this.#slots[slot * fields] !== empty) slot = (slot + 1) & mask;
      const to = slot * fields;
      this.#slots[to] = old[from]!;
      this.#slots[to + 1] = old[from + 1]!;
      this.#slots[to + 2] = old[from + 2]!;
    }
  }
}
