import { scoreAnswers } from "../classifier/score-answers.js";
import { trainFold } from "../classifier/train-fold.js";
import { labelGrams } from "../grams/label-grams.js";
import { sharedGrams } from "../grams/shared-grams.js";
import { pairModels, pairPrompts } from "../pairing/pair-prompts.js";
import { readAnswers } from "../reading/read-answers.js";
import { pairFeatures } from "../styles/pair-features.js";
import { readStyles } from "../styles/read-styles.js";

/** Everything that a worker thread can do. */
export const tasks = {
  readAnswers,
  readStyles,
  pairPrompts,
  pairModels,
  pairFeatures,
  sharedGrams,
  labelGrams,
  trainFold,
  scoreAnswers,
} as const;

export type TaskName = keyof typeof tasks;
export type TaskInput<Name extends TaskName> = Parameters<(typeof tasks)[Name]>[0];
export type TaskOutput<Name extends TaskName> = ReturnType<(typeof tasks)[Name]>;
