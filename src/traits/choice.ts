import type { ChoiceTrait } from "./trait.js";

/**
 * `choice`: agreement in arbitrary choices (a number, a name, heads or tails), rare agreement counting more. For each
 * `choice` prompt the background is the family-weighted mix of the null models of the reference's group and of the other
 * groups' references, without the model and its family: `bg(a) = (sum w c/m + eps/V)/(1+eps)`, eps = .05, V = categories
 * seen + 1; `t(a) = (c_r(a) + 4 bg(a))/(m_r + 4)`; `l(a) = clip(ln t - ln bg, +-2)`; `sum over a of c_S(a) l(a) / m_S`, mean
 * over prompts. Refusals and answers without a category are categories of their own. Prompts on which one of the two has
 * fewer than 8 answers are skipped. Any language whose answers the pack's readers understand. Known from simulation only.
 * Shape: models x references. Cost: prompts x models x references x categories that the model chose.
 * Version 2 leaves prompts of edited pairs to `forcedChoice`.
 */
export const choice: ChoiceTrait = { id: "choice", version: 2, channel: "choice", kind: "choice", forced: false };
