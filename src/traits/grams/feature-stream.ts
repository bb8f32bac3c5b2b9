import type { AnswerTable } from "../reading/answer-table.js";
import type { TokenStore } from "../reading/token-store.js";
import { sharedInt32 } from "../shared-arrays.js";
import { share } from "../threads/share.js";
import type { WorkerPool } from "../threads/worker-pool.js";
import { gramIndex } from "./gram-index.js";
import type { GramSource } from "./gram-source.js";
import { joinLengths, type ListedGrams, listGrams } from "./listed-grams.js";

/**
 * The countable features of every answer: numbers below `size` are features that two references or more share; higher ones
 * are others, where they are not left out.
 */
export interface FeatureStream {
  readonly size: number;
  /** Place of each shared feature in code point order, shorter n-grams first; null where the numbers are in that order. */
  readonly rank: Int32Array | null;
  /** Features of answer a are ids[start[a] .. start[a + 1]]. */
  readonly ids: Int32Array;
  readonly start: Int32Array;
  /** All features of each answer, those that nobody shares included: the N of the profiles. */
  readonly totals: Int32Array;
}

/** The words of a view, or ready-made features, as a stream. */
export function tokenStream(store: TokenStore): FeatureStream {
  const totals = sharedInt32(store.start.length - 1);
  for (let answer = 0; answer < totals.length; answer += 1)
    totals[answer] = store.start[answer + 1]! - store.start[answer]!;
  return { size: store.candidates, rank: null, ids: store.ids, start: store.start, totals };
}

/**
 * Left parts of n-grams are dealt out in so many lots a thread: what a thread then remembers of one lot stays small, and
 * near the processor.
 */
const lots = 4;

/**
 * The n-grams of the given lengths as a stream, all longer than 1 where the source numbers its single tokens itself.
 * Counts length by length: an n-gram shared by two references has a shared left part, so only those are looked at.
 */
export async function gramStream(
  pool: WorkerPool,
  table: AnswerTable,
  source: GramSource,
  lengths: readonly number[],
): Promise<FeatureStream> {
  const places = source.placeStart[table.answers]!;
  const numbers = sharedInt32(places).fill(-1);
  const longest = Math.max(...lengths);
  const parts = pool.workers * lots;
  let leftParts = 1;
  let first = 1;
  if (source.candidates !== null) {
    for (let place = 0; place < places; place += 1)
      if (source.ids[place]! < source.candidates) numbers[place] = source.ids[place]!;
    leftParts = source.candidates;
    first = 2;
  }
  const kept: ListedGrams[] = [];
  let size = 0;
  for (let length = first; length <= longest; length += 1) {
    const left = length === 1 ? null : numbers;
    const found = await pool.run(
      "sharedGrams",
      Array.from({ length: parts }, (_, part) => ({ table, source, length, left, part, parts })),
    );
    const index = gramIndex(found, leftParts);
    leftParts = index.size;
    const counted = await pool.run(
      "labelGrams",
      share(table.answers, pool.workers * 2).map(({ from, to }) => ({ source, length, index, numbers, from, to })),
    );
    if (!lengths.includes(length)) continue;
    // After the longest nobody needs the numbers by place: the list takes their memory, at panel size 100 MB.
    const into = length === longest ? numbers : sharedInt32(places);
    kept.push(listGrams(numbers, into, size, counted));
    size += index.size;
  }
  return frequentFirst(table, { size, rank: null, ...joinLengths(kept) });
}

/**
 * Renumbers the features by how often the references use them, most often first. Nothing but time depends on it: the
 * counts that most of a text touches then lie close together, and rare features are known by their number alone.
 */
function frequentFirst(table: AnswerTable, stream: FeatureStream): FeatureStream {
  const uses = new Int32Array(stream.size);
  for (const model of table.references) {
    const end = stream.start[table.modelStart[model + 1]!]!;
    for (let at = stream.start[table.modelStart[model]!]!; at < end; at += 1) uses[stream.ids[at]!]! += 1;
  }
  // One number a feature, so that the sort needs no comparison function: uses descending, then code point order.
  const most = uses.reduce((highest, count) => Math.max(highest, count), 0);
  const keys = Float64Array.from(uses, (count, feature) => (most - count) * stream.size + feature).sort();
  const rank = sharedInt32(stream.size);
  const numberOf = new Int32Array(stream.size);
  for (let number = 0; number < keys.length; number += 1) {
    const feature = keys[number]! % stream.size;
    rank[number] = feature;
    numberOf[feature] = number;
  }
  for (let at = 0; at < stream.ids.length; at += 1) stream.ids[at] = numberOf[stream.ids[at]!]!;
  return { ...stream, rank };
}
