import type { ChoiceTrait } from "./trait.js";

/**
 * `forcedChoice`: agreement in decisions near a boundary. The formula of `choice` over the prompts that belong to a pair
 * of edits (the same decision, pushed a little to one side or the other), so that what counts is where a model draws its
 * line and not which side of an easy question it takes: a decision that everybody takes alike weighs nothing. The two
 * edits are two prompts. Any language whose answers the pack's readers understand. Known from simulation only.
 * Shape: models x references. Cost: as `choice`.
 */
export const forcedChoice: ChoiceTrait = {
  id: "forcedChoice",
  version: 1,
  channel: "forcedChoice",
  kind: "choice",
  forced: true,
};
