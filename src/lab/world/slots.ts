import { closings } from "../bank/closings.js";
import { asides, connectives, leads } from "../bank/connectives.js";
import { frames } from "../bank/frames.js";
import { choiceStyles, layouts, pointCounts, yesOrNo } from "../bank/habits.js";
import { identityForms } from "../bank/identity.js";
import { framings, openers } from "../bank/openers.js";
import { refusalOffers, refusalReasons, refusals } from "../bank/refusals.js";
import { synonyms } from "../bank/synonyms.js";
import { ways } from "../bank/ways.js";

/** One decision that a voice takes again and again, and the building blocks between which it decides. */
export interface Slot {
  readonly name: string;
  readonly options: readonly string[];
  /** Position of the first option in a voice's table of inclinations. */
  readonly offset: number;
  /** Whether a voice leans another way on each question: true for sentences, false for habits and favourite words. */
  readonly dependsOnQuestion: boolean;
}

const sentences: Record<string, readonly string[]> = {
  opener: openers,
  framing: framings,
  frame: frames,
  closing: closings,
  lead: leads,
};

const habits: Record<string, readonly string[]> = {
  connective: connectives,
  aside: asides,
  layout: layouts,
  pointCount: pointCounts,
  hasOpener: yesOrNo,
  hasFraming: yesOrNo,
  hasClosing: yesOrNo,
  hasConnective: yesOrNo,
  hasAside: yesOrNo,
  pairsPoints: yesOrNo,
  exclaims: yesOrNo,
  refusal: refusals,
  refusalReason: refusalReasons,
  refusalOffer: refusalOffers,
  refuses: yesOrNo,
  choiceStyle: choiceStyles,
  identity: identityForms,
};

function catalogue(): { slots: ReadonlyMap<string, Slot>; tilted: number; size: number } {
  const slots = new Map<string, Slot>();
  let offset = 0;
  const add = (group: Readonly<Record<string, readonly string[]>>, dependsOnQuestion: boolean) => {
    for (const [name, options] of Object.entries(group)) {
      if (slots.has(name)) throw new Error(`two slots of the bank are called {${name}}`);
      slots.set(name, { name, options, offset, dependsOnQuestion });
      offset += options.length;
    }
  };
  add(sentences, true);
  const tilted = offset;
  add(habits, false);
  add(synonyms, false);
  add(ways, false);
  return { slots, tilted, size: offset };
}

const made = catalogue();
export const slots = made.slots;
/** Options that depend on the question come first in every table: positions 0 .. tiltedSize - 1. */
export const tiltedSize = made.tilted;
/** Number of building blocks of all slots together. */
export const tableSize = made.size;

export function slot(name: string): Slot {
  const found = slots.get(name);
  if (found === undefined) throw new Error(`the bank has no slot {${name}}`);
  return found;
}
