import { agreement } from "../statistics/categories.js";
import type { ChoiceCounts } from "../traits/choices/choice-counts.js";

/** Fewer answers than this of either side say too little about a distribution. */
const leastAnswers = 8;

/**
 * For each choice prompt, models x references: the chance that a random answer of the model is that of the reference, NaN
 * with itself and with few answers. Unbiased whatever the number of answers, so that nothing needs to be smoothed.
 * @returns prompts x models x references, NaN for every prompt that is no choice
 */
export function choiceAgreement(
  choices: readonly ChoiceCounts[],
  prompts: number,
  models: number,
  references: ArrayLike<number>,
): Float32Array {
  const out = new Float32Array(prompts * models * references.length).fill(Number.NaN);
  for (const { prompt, categories, counts } of choices) {
    const width = categories.length;
    const row = (model: number) => counts.subarray(model * width, (model + 1) * width);
    const enough = Array.from({ length: models }, (_, model) => row(model).reduce((a, b) => a + b, 0) >= leastAnswers);
    for (let model = 0; model < models; model++)
      for (let place = 0; place < references.length; place++) {
        const reference = references[place]!;
        if (model === reference || !enough[model] || !enough[reference]) continue;
        out[(prompt * models + model) * references.length + place] = agreement({
          x: row(model),
          y: row(reference),
        }).jXY;
      }
  }
  return out;
}
