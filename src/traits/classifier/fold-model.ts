import type { AnswerTable } from "../reading/answer-table.js";
import { HashedText } from "./hashed-text.js";
import type { SoftmaxModel, SparseRows } from "./softmax.js";

/** What the classifier's threads need to know of the answers. */
export interface ClassifierAnswers {
  readonly table: AnswerTable;
  readonly ids: Int32Array;
  readonly start: Int32Array;
  /** Hash of each word's text. */
  readonly hashes: Int32Array;
}

/** A classifier trained on the prompts of one fold. */
export interface FoldModel extends SoftmaxModel {
  /** Feature of each bucket, -1 where the bucket was too rare. */
  readonly featureOf: Int32Array;
  readonly idf: Float64Array;
  /** Place among the references of each class; references without texts in the fold have no class. */
  readonly places: Int32Array;
}

/** 1 + ln tf of small counts, which nearly all are. */
const dampened = Float64Array.from({ length: 64 }, (_, count) => 1 + Math.log(Math.max(1, count)));

/**
 * TF-IDF rows of some answers: `(1 + ln tf) idf` over the kept buckets, scaled to length 1. An answer without kept
 * features is an empty row.
 * @param entries how many the rows have together, at most
 */
export function tfidfRows(
  answers: ClassifierAnswers,
  chosen: Int32Array,
  featureOf: Int32Array,
  idf: Float64Array,
  entries: number,
): SparseRows {
  return { entries, write };

  function write(features: Int32Array, values: Float32Array): Int32Array {
    const text = new HashedText();
    const start = new Int32Array(chosen.length + 1);
    let size = 0;
    chosen.forEach((answer, row) => {
      const buckets = text.read(answers.ids, answers.start[answer]!, answers.start[answer + 1]!, answers.hashes);
      const from = size;
      let squares = 0;
      for (let k = 0; k < buckets; k += 1) {
        const bucket = text.buckets[k]!;
        const feature = featureOf[bucket]!;
        if (feature < 0) continue;
        const count = text.count(bucket);
        const value = (count < dampened.length ? dampened[count]! : 1 + Math.log(count)) * idf[feature]!;
        features[size] = feature;
        values[size] = value;
        squares += value * value;
        size += 1;
      }
      const scale = squares === 0 ? 0 : 1 / Math.sqrt(squares);
      for (let k = from; k < size; k += 1) values[k]! *= scale;
      start[row + 1] = size;
    });
    return start;
  }
}

/** Entries that the rows of these answers can have at most: one for each word and one for each pair of words. */
export function mostEntries({ start }: ClassifierAnswers, chosen: Int32Array): number {
  return chosen.reduce((sum, answer) => sum + 2 * (start[answer + 1]! - start[answer]!), 0);
}
