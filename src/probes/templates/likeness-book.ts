import { wordSet } from "../check/measure-text.js";
import { isNearDuplicate } from "../check/near-duplicates.js";

/** The questions kept so far; knows whether another one is nearly the same as one of them. */
export class LikenessBook {
  readonly #sizes: number[] = [];
  /** For each word, the questions that hold it. */
  readonly #holders = new Map<string, number[]>();

  /** Keeps a question, unless it is a near-duplicate of one that is kept; says whether it was. Time: words x kept. */
  keep(text: string): boolean {
    const words = wordSet(text);
    const shared = new Int32Array(this.#sizes.length);
    for (const word of words) for (const other of this.#holders.get(word) ?? []) shared[other]! += 1;
    if (shared.some((count, other) => isNearDuplicate(count, words.size, this.#sizes[other]!))) return false;
    const place = this.#sizes.push(words.size) - 1;
    for (const word of words) {
      const holders = this.#holders.get(word);
      if (holders === undefined) this.#holders.set(word, [place]);
      else holders.push(place);
    }
    return true;
  }
}
