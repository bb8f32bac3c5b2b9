import { randomStream } from "../../statistics/random-stream.js";
import { type ClassifierAnswers, type FoldModel, tfidfRows } from "./fold-model.js";
import { bucketCount, HashedText } from "./hashed-text.js";
import { trainSoftmax } from "./softmax.js";

export interface TrainFoldTask {
  readonly answers: ClassifierAnswers;
  /** Fold of each prompt; the task trains on those of `fold`. */
  readonly folds: Uint8Array;
  readonly fold: number;
  /** Places of the references in an order that does not depend on their names: the order of their texts and classes. */
  readonly classOrder: Int32Array;
  readonly seed: string;
  readonly epochs: number;
}

/** A feature must occur in this many training texts. */
const minimumTexts = 5;

/** Trains one fold's classifier on the references' answers; null where there are not two classes or no features. */
export function trainFold(task: TrainFoldTask): FoldModel | null {
  const { table } = task.answers;
  const chosen: number[] = [];
  const labels: number[] = [];
  const places: number[] = [];
  for (const place of task.classOrder) {
    const model = table.references[place]!;
    const before = chosen.length;
    for (let answer = table.modelStart[model]!; answer < table.modelStart[model + 1]!; answer += 1) {
      if (task.folds[table.prompt[answer]!] !== task.fold) continue;
      chosen.push(answer);
      labels.push(places.length);
    }
    if (chosen.length > before) places.push(place);
  }
  const { entries, ...vocabulary } = fitVocabulary(task.answers, chosen);
  const features = vocabulary.idf.length;
  if (places.length < 2 || features === 0) return null;
  const texts = chosen.length;
  const step = (t: number) => 4 / (1 + t / (2 * texts));
  const model = trainSoftmax({
    rows: tfidfRows(task.answers, Int32Array.from(chosen), vocabulary.featureOf, vocabulary.idf, entries),
    labels: Int32Array.from(labels),
    classes: places.length,
    features,
    epochs: task.epochs,
    order: (epoch) =>
      randomStream(task.seed, `traits/clf/fold/${task.fold}/epoch/${epoch}`).shuffle([...chosen.keys()]),
    step,
    biasStep: (t) => step(t) / 10,
    penalty: 0,
  });
  return { ...model, ...vocabulary, places: Int32Array.from(places) };
}

/** The kept buckets, and how many entries they have in the chosen answers together. */
function fitVocabulary(
  answers: ClassifierAnswers,
  chosen: readonly number[],
): Pick<FoldModel, "featureOf" | "idf"> & { readonly entries: number } {
  const text = new HashedText();
  const texts = new Int32Array(bucketCount);
  for (const answer of chosen) {
    const size = text.read(answers.ids, answers.start[answer]!, answers.start[answer + 1]!, answers.hashes);
    for (let k = 0; k < size; k += 1) texts[text.buckets[k]!]! += 1;
  }
  const kept = [...texts.keys()].filter((bucket) => texts[bucket]! >= minimumTexts);
  // Frequent features first: their weights then share memory pages, which nearly halves the time of training.
  kept.sort((left, right) => texts[right]! - texts[left]! || left - right);
  const featureOf = new Int32Array(bucketCount).fill(-1);
  kept.forEach((bucket, feature) => {
    featureOf[bucket] = feature;
  });
  const idf = Float64Array.from(kept, (bucket) => Math.log((1 + chosen.length) / (1 + texts[bucket]!)) + 1);
  return { featureOf, idf, entries: kept.reduce((sum, bucket) => sum + texts[bucket]!, 0) };
}
