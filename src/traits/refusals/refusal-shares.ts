import type { Panel } from "../../panel/panel.js";
import { isPresent } from "../reading/answer-table.js";
import { inLanguages } from "../styles/prompts-of-kind.js";
import { readRefusal, refusalFeatureCount } from "./read-refusal.js";

/** How often each model refuses one prompt, and how: mean of each feature over its samples. */
export interface RefusalShares {
  /** Index of the prompt. */
  readonly prompt: number;
  /** models x features; NaN where the model gave no answer. */
  readonly shares: Float64Array;
}

/** Reads the answers to all English `boundary` prompts. An empty answer is no refusal. */
export function refusalShares(panel: Panel): RefusalShares[] {
  const models = panel.models.length;
  const wanted = panel.prompts.map(({ kind }, prompt) => kind === "boundary" && inLanguages(panel, prompt, ["en"]));
  const sums = new Map<number, { features: Float64Array; answers: Int32Array }>();
  panel.answers.forEach((answers, model) => {
    for (const answer of answers) {
      if (wanted[answer.prompt] !== true || !isPresent(answer)) continue;
      const found = sums.get(answer.prompt) ?? {
        features: new Float64Array(models * refusalFeatureCount),
        answers: new Int32Array(models),
      };
      sums.set(answer.prompt, found);
      const { refused, opening, reason, alternative } = readRefusal(answer.text, answer.status);
      [refused, opening, reason, alternative].forEach((value, feature) => {
        found.features[model * refusalFeatureCount + feature]! += value;
      });
      found.answers[model]! += 1;
    }
  });
  return [...sums]
    .sort(([left], [right]) => left - right)
    .map(([prompt, { features, answers }]) => ({
      prompt,
      shares: features.map((sum, cell) => sum / answers[Math.floor(cell / refusalFeatureCount)]!),
    }));
}
