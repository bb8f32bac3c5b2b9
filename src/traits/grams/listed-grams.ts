import { sharedInt32, shareInt32 } from "../shared-arrays.js";
import type { LabelledGrams } from "./label-grams.js";

/** Numbered n-grams answer by answer, as in a FeatureStream. */
export interface ListedGrams {
  readonly ids: Int32Array;
  readonly start: Int32Array;
  readonly totals: Int32Array;
}

/**
 * The n-grams of one length.
 * @param numbers by place, -1 for none
 * @param into where they are written; may be `numbers` itself
 * @param offset what is added to them
 * @param counted of all answers, in their order
 */
export function listGrams(
  numbers: Int32Array,
  into: Int32Array,
  offset: number,
  counted: readonly LabelledGrams[],
): ListedGrams {
  const found = counted.flatMap((part) => [...part.found]);
  const start = sharedInt32(found.length + 1);
  found.forEach((count, answer) => {
    start[answer + 1] = start[answer]! + count;
  });
  let at = 0;
  for (let place = 0; place < numbers.length; place += 1) {
    if (numbers[place]! < 0) continue;
    into[at] = numbers[place]! + offset;
    at += 1;
  }
  return { ids: into.subarray(0, at), start, totals: shareInt32(counted.flatMap((part) => [...part.totals])) };
}

/** The n-grams of several lengths together, in each answer one length after the other. */
export function joinLengths(lengths: readonly ListedGrams[]): ListedGrams {
  const [first] = lengths;
  // A long list is not copied where there is nothing to join.
  if (lengths.length === 1) return first!;
  const answers = first!.totals.length;
  const start = sharedInt32(answers + 1);
  const totals = sharedInt32(answers);
  for (const grams of lengths) {
    for (let answer = 0; answer < answers; answer += 1) totals[answer]! += grams.totals[answer]!;
    for (let answer = 0; answer <= answers; answer += 1) start[answer]! += grams.start[answer]!;
  }
  const ids = sharedInt32(start[answers]!);
  let at = 0;
  for (let answer = 0; answer < answers; answer += 1) {
    for (const grams of lengths) {
      const own = grams.ids.subarray(grams.start[answer]!, grams.start[answer + 1]!);
      ids.set(own, at);
      at += own.length;
    }
  }
  return { ids, start, totals };
}
