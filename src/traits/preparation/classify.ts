import { byCodePoint } from "../../panel/code-point-order.js";
import type { Panel } from "../../panel/panel.js";
import { randomStream } from "../../statistics/random-stream.js";
import type { ArtefactCache } from "../cache/artefact-cache.js";
import type { Artefact } from "../cache/artefact-file.js";
import type { ClassifierAnswers, FoldModel } from "../classifier/fold-model.js";
import { averageCells } from "../pairing/average-cells.js";
import type { AnswerTable } from "../reading/answer-table.js";
import { sharedFloat32, sharedFloat64, sharedInt32, sharedUint8 } from "../shared-arrays.js";
import { share } from "../threads/share.js";
import type { WorkerPool } from "../threads/worker-pool.js";

const blocks = 32;
/** Fold of prompts that no reference answered. */
const noFold = 255;

export interface Classification {
  readonly panel: Panel;
  readonly pool: WorkerPool;
  readonly answers: ClassifierAnswers;
  readonly seed: string;
  readonly epochs: number;
  /** Cache of the references' content alone: a new suspect does not train anything anew. */
  readonly referenceCache: ArtefactCache;
}

/** prompts x models x references of ln P(reference | answer), each answer scored by the fold that never saw its prompt. */
export async function classify(classification: Classification): Promise<Float32Array> {
  const { pool, answers } = classification;
  const { table } = answers;
  const folds = promptFolds(table, classification.seed);
  const models = await trainFolds(classification, folds);
  // What training filled, some hundred megabytes in each thread, is not needed again; nor is what scoring with one fold fills.
  await pool.close();
  const width = table.references.length;
  const scores = sharedFloat32(table.answers * width).fill(Number.NaN);
  for (const [fold, model] of models.entries()) {
    if (model === null) continue;
    const tasks = share(table.answers, pool.workers).map(({ from, to }) => ({
      answers,
      folds,
      unseen: 1 - fold,
      model,
      from,
      to,
      out: scores,
    }));
    await pool.run("scoreAnswers", tasks);
    await pool.close();
  }
  return averageScores(table, scores);
}

/** Seeded: prompts in the order of their ids are shuffled, dealt into 32 blocks, even blocks against odd. */
function promptFolds(table: AnswerTable, seed: string): Uint8Array {
  const folds = sharedUint8(table.prompts).fill(noFold);
  const asked = Array.from({ length: table.prompts }, (_, prompt) => prompt).filter((prompt) =>
    table.references.some((model) => table.samples[prompt * table.models + model]! > 0),
  );
  randomStream(seed, "traits/clf/blocks")
    .shuffle(asked)
    .forEach((prompt, place) => {
      folds[prompt] = (place % blocks) % 2;
    });
  return folds;
}

async function trainFolds(classification: Classification, folds: Uint8Array): Promise<(FoldModel | null)[]> {
  const { panel, pool, answers, seed, epochs, referenceCache } = classification;
  const classOrder = contentOrder(panel, answers);
  const name = (fold: number) => `fold-${fold}`;
  const missing = [0, 1].filter((fold) => !referenceCache.has(name(fold)));
  const trained = await train(missing);
  async function train(which: readonly number[]): Promise<Map<number, Artefact>> {
    const models = await pool.run(
      "trainFold",
      which.map((fold) => ({ answers, folds, fold, classOrder, seed, epochs })),
    );
    return new Map(which.map((fold, index) => [fold, foldArtefact(models[index]!, classOrder)]));
  }
  const found: (FoldModel | null)[] = [];
  for (const fold of [0, 1]) {
    const artefact = await referenceCache.get(
      name(fold),
      async () => trained.get(fold) ?? (await train([fold])).get(fold)!,
    );
    found.push(foldModel(artefact, classOrder));
  }
  return found;
}

/**
 * Places of the references ordered by what they answered to the text prompts: renaming a model, or what it answered to
 * prompts that the classifier never reads, then changes nothing. References with the same answers follow their ids.
 */
function contentOrder(panel: Panel, answers: ClassifierAnswers): Int32Array {
  const { references, modelStart } = answers.table;
  const marks = Array.from(references, (model) => {
    let mark = 0;
    for (let answer = modelStart[model]!; answer < modelStart[model + 1]!; answer += 1) {
      mark = Math.imul(mark ^ 0x51ed270b, 0x01000193);
      for (let at = answers.start[answer]!; at < answers.start[answer + 1]!; at += 1)
        mark = Math.imul(mark ^ answers.hashes[answers.ids[at]!]!, 0x01000193) ^ (mark >>> 17);
    }
    return mark;
  });
  const ids = Array.from(references, (model) => panel.models[model]!.id);
  const order = sharedInt32(references.length);
  order.set(
    [...references.keys()].sort((left, right) => marks[left]! - marks[right]! || byCodePoint(ids[left]!, ids[right]!)),
  );
  return order;
}

/** Classes are stored by their rank in the content order, which does not depend on the other models of the panel. */
function foldArtefact(model: FoldModel | null, classOrder: Int32Array): Artefact {
  if (model === null) return { numbers: { classes: 0, features: 0 }, arrays: {} };
  const rankOf = new Map(Array.from(classOrder, (place, rank) => [place, rank]));
  const ranks = Int32Array.from(model.places, (place) => rankOf.get(place)!);
  const { classes, features, weights, bias, featureOf, idf } = model;
  return { numbers: { classes, features }, arrays: { weights, bias, featureOf, idf, ranks } };
}

/** In shared memory, because several threads score with it. */
function foldModel(artefact: Artefact, classOrder: Int32Array): FoldModel | null {
  const { classes, features } = artefact.numbers as { classes: number; features: number };
  if (classes === 0) return null;
  const { weights, bias, featureOf, idf, ranks } = artefact.arrays as {
    weights: Float32Array;
    bias: Float64Array;
    featureOf: Int32Array;
    idf: Float64Array;
    ranks: Int32Array;
  };
  return {
    classes,
    features,
    weights: intoShared(weights, sharedFloat32),
    bias: intoShared(bias, sharedFloat64),
    featureOf: intoShared(featureOf, sharedInt32),
    idf: intoShared(idf, sharedFloat64),
    places: Int32Array.from(ranks, (rank) => classOrder[rank]!),
  };
}

function intoShared<T extends Float32Array | Float64Array | Int32Array>(array: T, make: (length: number) => T): T {
  if (array.buffer instanceof SharedArrayBuffer) return array;
  const copy = make(array.length);
  copy.set(array);
  return copy;
}

function averageScores(table: AnswerTable, scores: Float32Array): Float32Array {
  const width = table.references.length;
  const cells = table.models * width;
  const out = sharedFloat32(table.prompts * cells);
  for (let prompt = 0; prompt < table.prompts; prompt += 1) {
    const answers = table.byPrompt.subarray(table.promptStart[prompt]!, table.promptStart[prompt + 1]!);
    const values = new Float64Array(answers.length * width);
    answers.forEach((answer, row) => {
      for (let place = 0; place < width; place += 1) values[row * width + place] = scores[answer * width + place]!;
    });
    averageCells(
      table,
      { values, rows: answers.map((answer) => table.model[answer]!), columns: table.references },
      out.subarray(prompt * cells, (prompt + 1) * cells),
    );
  }
  return out;
}
