import { TeacherprintError } from "../../errors.js";
import type { Panel } from "../../panel/panel.js";
import { isForced } from "../choices/choice-counts.js";
import { traits as allTraits } from "../index.js";
import type { Trait } from "../trait.js";

/** The traits of these ids (all of them when left out) that a panel has prompts for. Throws UNKNOWN_TRAIT. */
export function chosenTraits(panel: Panel, ids: readonly string[] | undefined): readonly Trait[] {
  const unknown = ids?.find((id) => !allTraits.some((trait) => trait.id === id));
  if (unknown !== undefined) {
    throw new TeacherprintError(
      "UNKNOWN_TRAIT",
      `There is no trait "${unknown}".`,
      `Choose from ${allTraits.map((trait) => trait.id).join(", ")}.`,
    );
  }
  return allTraits.filter((trait) => (ids === undefined || ids.includes(trait.id)) && hasItsKind(panel, trait));
}

/** Traits of one kind of probes cost nothing where the panel has no such probes: they are not there at all. */
function hasItsKind({ prompts }: Panel, trait: Trait): boolean {
  switch (trait.kind) {
    case "choice":
      return !trait.forced || prompts.some(isForced);
    case "refusals":
      return prompts.some(({ kind }) => kind === "boundary");
    case "style":
      return prompts.some(({ kind }) => kind === trait.reads);
    default:
      return true;
  }
}
