import type { PreparedPanel } from "../prepared-panel.js";
import type { PairedTrait } from "../trait.js";
import { pairedSamples } from "./pair-prompts.js";
import { Pairing, type Postings } from "./pairing.js";

export interface ElsewhereRequest {
  readonly prepared: PreparedPanel;
  readonly trait: PairedTrait;
  /** Row of the model whose answers are moved. */
  readonly model: number;
  /** Places of the prompts, and for each the prompt whose answers of the model stand there instead. */
  readonly prompts: readonly number[];
  readonly source: readonly number[];
}

/**
 * Affinities of one model to every reference, as the paired trait measures them, on a panel in which only this model's
 * answers were moved from prompt to prompt: the mean over the prompts, NaN where a reference shares none, and on self.
 * With every answer in its own place it is the measured row, but for rounding. Null if the trait was not prepared.
 * Cost: tokens of the references and of the model.
 */
export function pairElsewhere({ prepared, trait, model, prompts, source }: ElsewhereRequest): Float64Array | null {
  const tokens = prepared.pairedTokens.get(trait.id);
  if (tokens === undefined) return null;
  const { table } = prepared;
  const width = table.references.length;
  const own = table.referenceOf[model]!;
  const pairing = new Pairing();
  const answersAt = (prompt: number): Int32Array =>
    table.byPrompt
      .subarray(table.promptStart[prompt]!, table.promptStart[prompt + 1]!)
      .filter((answer) => table.sample[answer]! < pairedSamples);
  const sums = new Float64Array(width);
  const counts = new Int32Array(width);
  prompts.forEach((prompt, place) => {
    const ofReferences = answersAt(prompt).filter((answer) => {
      const reference = table.referenceOf[table.model[answer]!]!;
      return reference >= 0 && reference !== own;
    });
    const moved = answersAt(source[place]!).filter((answer) => table.model[answer] === model);
    if (moved.length === 0 || ofReferences.length === 0) return;
    const answers = Int32Array.from([...ofReferences, ...moved]);
    const postings = pairing.build(
      {
        tokens: tokens.ids,
        from: answers.map((answer) => tokens.start[answer]!),
        to: answers.map((answer) => tokens.start[answer + 1]!),
        firstOfReference: answers.map((answer) =>
          table.sample[answer] === 0 ? table.referenceOf[table.model[answer]!]! : -1,
        ),
      },
      trait.length,
    );
    const cosines = cosinesOfLast(postings, moved.length);
    const sum = new Float64Array(width);
    const pairs = new Int32Array(width);
    // In the order in which pairs of samples are averaged everywhere else, so that not a bit differs.
    for (let row = 0; row < moved.length; row += 1)
      ofReferences.forEach((answer, column) => {
        const reference = table.referenceOf[table.model[answer]!]!;
        sum[reference]! += cosines[row * ofReferences.length + column]!;
        pairs[reference]! += 1;
      });
    for (let reference = 0; reference < width; reference += 1) {
      if (pairs[reference] === 0) continue;
      sums[reference]! += Math.fround(sum[reference]! / pairs[reference]!);
      counts[reference]! += 1;
    }
  });
  return sums.map((sum, reference) => (counts[reference] === 0 ? Number.NaN : sum / counts[reference]!));
}

/** Cosines of the last documents with all before them: last x earlier ones, 0 where a norm is 0. */
function cosinesOfLast({ documents, grams, start, postings, weight, norm }: Postings, last: number): Float64Array {
  const earlier = documents - last;
  const dots = new Float64Array(last * earlier);
  for (let gram = 0; gram < grams; gram += 1) {
    const to = start[gram + 1]!;
    const w = weight[gram]!;
    if (w === 0) continue;
    for (let k = to - 1; k >= start[gram]! && postings[k]! >= earlier; k -= 1) {
      const row = (postings[k]! - earlier) * earlier;
      for (let other = start[gram]!; other < to && postings[other]! < earlier; other += 1)
        dots[row + postings[other]!]! += w;
    }
  }
  return dots.map((dot, cell) => {
    const scale = norm[earlier + Math.floor(cell / earlier)]! * norm[cell % earlier]!;
    return scale === 0 ? 0 : dot / scale;
  });
}
