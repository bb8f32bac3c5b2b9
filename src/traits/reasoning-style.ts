import type { StyleTrait } from "./trait.js";

/**
 * `reasoningStyle`: how a model writes a solution down, on `reasoning` prompts: numbered or named steps, checks of the
 * result, words that join steps, announced or boxed answers, cases, equations, second thoughts (reasoning-style/). Length is
 * not a feature. As `format`: less the references' mean on the prompt, over the standard deviation of all references'
 * answers in the library, cut at +-4; cosine prompt by prompt; mean. Reads the visible answer, never hidden reasoning.
 * English only: prompts in other languages are left out.
 * Shape: prompts x models x references. Cost: about 40 regular expressions an answer; prompts x models x references x 127.
 */
export const reasoningStyle: StyleTrait = {
  id: "reasoningStyle",
  version: 1,
  channel: "reasoning",
  kind: "style",
  reads: "reasoning",
  features: "reasoning",
  languages: ["en"],
};
