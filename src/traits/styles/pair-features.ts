import { averageCells } from "../pairing/average-cells.js";
import { pairedSamples } from "../pairing/pair-prompts.js";
import type { AnswerTable } from "../reading/answer-table.js";

export interface PairFeaturesTask {
  readonly table: AnswerTable;
  /** Features of an answer. */
  readonly width: number;
  /** answers x width; all 0 for an answer in which there is nothing to read. */
  readonly features: Float32Array;
  /** Standard deviation of each feature over the references' centred answers. */
  readonly spread: Float64Array;
  readonly from: number;
  readonly to: number;
  /** prompts x models x references, as in pairPrompts. */
  readonly out: Float32Array;
}

const clip = 4;

/**
 * Cosines of the standardised features of a stretch of prompts: models against references. Each answer less the references'
 * mean on the prompt, over the spread, cut at +-4; averaged over pairs of samples.
 */
export function pairFeatures(task: PairFeaturesTask): void {
  const { table, features, width, spread } = task;
  const cells = table.models * table.references.length;
  for (let prompt = task.from; prompt < task.to; prompt += 1) {
    const answers = promptAnswers(table, prompt);
    const mean = referenceMean(table, features, width, answers);
    // An answer with nothing to read is there, but has no features: its cosine is 0 with everything.
    const nothing = new Float64Array(width);
    const rows = answers.map((answer) =>
      hasText(features, width, answer) ? standardise(features, width, answer, mean, spread) : nothing,
    );
    const squares = rows.map((row) => dot(row, row));
    const columns = Int32Array.from(answers.keys()).filter((row) => isReferenceAnswer(table, answers[row]!));
    const values = new Float64Array(answers.length * columns.length);
    rows.forEach((row, index) => {
      columns.forEach((column, place) => {
        const scale = squares[index]! * squares[column]!;
        values[index * columns.length + place] = scale === 0 ? 0 : dot(row, rows[column]!) / Math.sqrt(scale);
      });
    });
    averageCells(
      table,
      {
        values,
        rows: Int32Array.from(answers, (answer) => table.model[answer]!),
        columns: columns.map((row) => table.model[answers[row]!]!),
      },
      task.out.subarray(prompt * cells, (prompt + 1) * cells),
    );
  }
}

/**
 * Standard deviation of each feature over all answers of references, each answer less the mean of the references on its
 * prompt. Taken once over the whole library, so that a choice of fewer prompts does not change what one prompt says.
 */
export function featureSpread(table: AnswerTable, features: Float32Array, width: number): Float64Array {
  const squares = new Float64Array(width);
  let count = 0;
  for (let prompt = 0; prompt < table.prompts; prompt += 1) {
    const answers = promptAnswers(table, prompt).filter(
      (answer) => isReferenceAnswer(table, answer) && hasText(features, width, answer),
    );
    const mean = referenceMean(table, features, width, answers);
    for (const answer of answers) {
      count += 1;
      for (let f = 0; f < width; f += 1) squares[f]! += (features[answer * width + f]! - mean[f]!) ** 2;
    }
  }
  return squares.map((square) => Math.sqrt(square / Math.max(1, count)));
}

function promptAnswers(table: AnswerTable, prompt: number): number[] {
  const answers = table.byPrompt.subarray(table.promptStart[prompt]!, table.promptStart[prompt + 1]!);
  return [...answers].filter((answer) => table.sample[answer]! < pairedSamples);
}

function isReferenceAnswer(table: AnswerTable, answer: number): boolean {
  return table.referenceOf[table.model[answer]!]! >= 0;
}

function referenceMean(
  table: AnswerTable,
  features: Float32Array,
  width: number,
  answers: readonly number[],
): Float64Array {
  const mean = new Float64Array(width);
  const ofReferences = answers.filter((answer) => isReferenceAnswer(table, answer) && hasText(features, width, answer));
  for (const answer of ofReferences) for (let f = 0; f < width; f += 1) mean[f]! += features[answer * width + f]!;
  return mean.map((sum) => sum / Math.max(1, ofReferences.length));
}

/** Every reader of features gives a text in which there is something to read at least one feature that is not 0. */
function hasText(features: Float32Array, width: number, answer: number): boolean {
  return features.subarray(answer * width, (answer + 1) * width).some((value) => value !== 0);
}

function standardise(
  features: Float32Array,
  width: number,
  answer: number,
  mean: Float64Array,
  spread: Float64Array,
): Float64Array {
  const row = new Float64Array(width);
  for (let f = 0; f < width; f += 1) {
    if (spread[f] === 0) continue;
    const z = (features[answer * width + f]! - mean[f]!) / spread[f]!;
    row[f] = Math.max(-clip, Math.min(clip, z));
  }
  return row;
}

function dot(left: Float64Array, right: Float64Array): number {
  let sum = 0;
  for (let f = 0; f < left.length; f += 1) sum += left[f]! * right[f]!;
  return sum;
}
