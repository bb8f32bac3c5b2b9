import type { AnswerTable } from "../reading/answer-table.js";
import { averageCells, type PromptCells } from "./average-cells.js";
import { cosinesOfAll, cosinesWithColumns, Pairing, type PromptDocuments } from "./pairing.js";

/** At most this many samples of each model enter the pairs of one prompt. */
export const pairedSamples = 4;

export interface PairTask {
  readonly table: AnswerTable;
  readonly ids: Int32Array;
  readonly start: Int32Array;
  /** n of the n-grams. */
  readonly length: number;
  /** Prompts from .. to are done by this task. */
  readonly from: number;
  readonly to: number;
  /** prompts x models x references, written in place; NaN where one of the two did not answer, and on self. */
  readonly out: Float32Array;
  /** By answer of the table: length of its weighted n-grams, for whoever pairs a single answer later. */
  readonly norms?: Float64Array;
}

/** Paired cosines of a stretch of prompts: models against references. */
export function pairPrompts(task: PairTask): void {
  const pairing = new Pairing();
  const { table } = task;
  const cells = table.models * table.references.length;
  for (let prompt = task.from; prompt < task.to; prompt += 1) {
    const { documents, owner, answers } = promptDocuments(task, prompt);
    const columns = Int32Array.from(owner.keys()).filter((d) => table.referenceOf[owner[d]!]! >= 0);
    const postings = pairing.build(documents, task.length);
    const cosines = cosinesWithColumns(postings, columns);
    answers.forEach((answer, d) => {
      if (task.norms !== undefined) task.norms[answer] = postings.norm[d]!;
    });
    const promptCells: PromptCells = { values: cosines, rows: owner, columns: columns.map((d) => owner[d]!) };
    averageCells(table, promptCells, task.out.subarray(prompt * cells, (prompt + 1) * cells));
  }
}

export interface SimilarityTask {
  readonly table: AnswerTable;
  readonly ids: Int32Array;
  readonly start: Int32Array;
  readonly from: number;
  readonly to: number;
  /** prompts x pairs of models, the pair (i, j), i < j, at j (j - 1) / 2 + i; NaN where one of the two did not answer. */
  readonly out: Float32Array;
}

/** Paired cosines of single words between all models: the similarity by which null models are matched. */
export function pairModels(task: SimilarityTask): void {
  const pairing = new Pairing();
  const { models } = task.table;
  const pairs = (models * (models - 1)) / 2;
  const sums = new Float64Array(pairs);
  const counts = new Int32Array(pairs);
  for (let prompt = task.from; prompt < task.to; prompt += 1) {
    const { documents, owner } = promptDocuments(task, prompt);
    const cosines = cosinesOfAll(pairing.build(documents, 1));
    sums.fill(0);
    counts.fill(0);
    for (let right = 1; right < owner.length; right += 1) {
      const offset = (owner[right]! * (owner[right]! - 1)) / 2;
      for (let left = 0; left < right; left += 1) {
        if (owner[left] === owner[right]) continue;
        sums[offset + owner[left]!]! += cosines[left * owner.length + right]!;
        counts[offset + owner[left]!]! += 1;
      }
    }
    const out = task.out.subarray(prompt * pairs, (prompt + 1) * pairs);
    for (let pair = 0; pair < pairs; pair += 1)
      out[pair] = counts[pair] === 0 ? Number.NaN : sums[pair]! / counts[pair]!;
  }
}

interface OwnedDocuments {
  readonly documents: PromptDocuments;
  /** Model of each document, ascending. */
  readonly owner: Int32Array;
  /** Its place in the table. */
  readonly answers: Int32Array;
}

/** Answers to a prompt that enter its pairs, by model, then sample. */
export function pairedAnswers(table: AnswerTable, prompt: number): Int32Array {
  return table.byPrompt
    .subarray(table.promptStart[prompt]!, table.promptStart[prompt + 1]!)
    .filter((answer) => table.sample[answer]! < pairedSamples);
}

function promptDocuments(task: Pick<PairTask, "table" | "ids" | "start">, prompt: number): OwnedDocuments {
  const { table, ids, start } = task;
  const answers = pairedAnswers(table, prompt);
  return {
    answers,
    owner: answers.map((answer) => table.model[answer]!),
    documents: {
      tokens: ids,
      from: answers.map((answer) => start[answer]!),
      to: answers.map((answer) => start[answer + 1]!),
      firstOfReference: answers.map((answer) =>
        table.sample[answer] === 0 ? table.referenceOf[table.model[answer]!]! : -1,
      ),
    },
  };
}
