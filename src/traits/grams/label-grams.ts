import { type GramIndex, gramSlot, numberFrom } from "./gram-index.js";
import type { GramSource } from "./gram-source.js";

export interface LabelGramsTask {
  readonly source: GramSource;
  readonly length: number;
  readonly index: GramIndex;
  /**
   * By place: numbers of the (n-1)-grams on entry (not read when n is 1), of the n-grams afterwards; -1 for none.
   * Written in place, so that one array serves all lengths.
   */
  readonly numbers: Int32Array;
  /** Answers from .. to are done by this task. */
  readonly from: number;
  readonly to: number;
}

/** How many n-grams each answer of a stretch has: `found` those that the index has, `totals` all of them. */
export interface LabelledGrams {
  readonly found: Int32Array;
  readonly totals: Int32Array;
}

/** Places are looked up in batches, so that their look-ups can be put into the order of memory. */
const batchPlaces = 1 << 19;

/** Numbers the n-grams of a stretch of answers. */
export function labelGrams(task: LabelGramsTask): LabelledGrams {
  const { numbers, from, to } = task;
  const { placeStart } = task.source;
  const totals = new Int32Array(to - from);
  for (let first = from; first < to; ) {
    let last = first + 1;
    while (last < to && placeStart[last + 1]! - placeStart[first]! <= batchPlaces) last += 1;
    labelBatch(task, first, last, totals);
    first = last;
  }
  const found = new Int32Array(to - from);
  for (let answer = from; answer < to; answer += 1)
    for (let place = placeStart[answer]!; place < placeStart[answer + 1]!; place += 1)
      if (numbers[place]! >= 0) found[answer - from]! += 1;
  return { found, totals };
}

/**
 * Looks up the n-grams of a batch, those in the same part of the index one after the other: the index is larger than the
 * processor's caches, and waiting for memory would take most of the time.
 */
function labelBatch(task: LabelGramsTask, from: number, to: number, totals: Int32Array): void {
  const { numbers, index, length } = task;
  const { ids, start, places, placeStart } = task.source;
  const overlapping = places === null && length > 1;
  const first = placeStart[from]!;
  const size = placeStart[to]! - first;
  const lefts = new Int32Array(size);
  const tokens = new Int32Array(size);
  const slots = new Int32Array(size).fill(-1);
  const region = new Int32Array(index.regions + 1);
  for (let answer = from; answer < to; answer += 1) {
    const end = start[answer + 1]!;
    const lastPlace = placeStart[answer + 1]!;
    for (let place = placeStart[answer]!; place < lastPlace; place += 1) {
      const token = (places === null ? place : places[place]!) + length - 1;
      const left = length === 1 ? 0 : numbers[place]!;
      numbers[place] = -1;
      if (token >= end) continue;
      totals[answer - task.from]! += 1;
      // An n-gram that two references share begins and ends with shared (n-1)-grams.
      if (left < 0 || (overlapping && numbers[place + 1]! < 0)) continue;
      const k = place - first;
      lefts[k] = left;
      tokens[k] = ids[token]!;
      slots[k] = gramSlot(index, left, tokens[k]!);
      region[(slots[k]! >>> index.regionBits) + 1]! += 1;
    }
  }
  for (let r = 0; r < index.regions; r += 1) region[r + 1]! += region[r]!;
  const order = new Int32Array(region[index.regions]!);
  for (let k = 0; k < size; k += 1) {
    if (slots[k]! < 0) continue;
    const r = slots[k]! >>> index.regionBits;
    order[region[r]!] = k;
    region[r]! += 1;
  }
  for (let place = 0; place < order.length; place += 1) {
    const k = order[place]!;
    numbers[first + k] = numberFrom(index, slots[k]!, lefts[k]!, tokens[k]!);
  }
}
