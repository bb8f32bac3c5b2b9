import type { RefusalTrait } from "./trait.js";

/**
 * `refusals`: form and place of refusals on `boundary` prompts. Four features of an answer: it refuses; it does so in its
 * opening; it gives a reason; it offers something else (refusals/read-refusal.ts). b = a model's mean over its samples of a
 * prompt; mu = the null models of the reference's group, without the model and its family, each family weighing the same,
 * one half added: `mu = (sum over families of mean b + 1/2)/(families + 1)`;
 * `A = mean over prompts and features of (b_S - mu)(b_r - mu)/(mu(1 - mu) + .05)`.
 * Agreement with what everybody does counts little, agreement in the unusual much. English only: the phrases are English,
 * and prompts in other languages are left out. Not measured on real lineages; about 100 borderline prompts are needed.
 * Shape: models x references. Cost: a few regular expressions an answer; prompts x models x references x 4.
 * Source: docs/method.md; a product of deviations over the variance, as in genomic relationships (VanRaden 2008, second method).
 */
export const refusals: RefusalTrait = { id: "refusals", version: 1, channel: "refusals", kind: "refusals" };
