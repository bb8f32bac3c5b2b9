import type { Inline, Text } from "./document.js";

/**
 * The only sentences that state a result. Slots stand in braces; a slot is filled with names, numbers of the findings or a
 * reason. Those marked "own" were added for results that the first list had no words for
 * (docs/decisions/2026-11-22-sentences-that-state-a-result.md).
 */
export const permittedSentences = {
  "T-LR":
    "The findings are about {x} times more probable if {S} was trained on outputs of {T}-lineage (H1) than if the alternative stated in section 4 holds (H0).",
  /** own: T-LR and T-CAP in one sentence, so that a capped value is never introduced by "about". */
  "T-LR-CAP":
    "The findings are at least {cap} times more probable if {S} was trained on outputs of {T}-lineage (H1) than if the alternative stated in section 4 holds (H0).",
  "T-LR-INV": "The findings are about {x} times more probable under H0 than under H1.",
  "T-CI":
    "The uncertainty interval is {a} to {b}; with the {g} control families used, the system cannot report a value above {cap}.",
  "T-CAP": "The value is reported as at least {cap}, the highest value that this system can report here.",
  "T-VERBAL": "On the scale printed in section 13 this is {term} support for {Ha} over {Hb} as defined in section 4.",
  "T-MEANING":
    "This is a statement about the findings; it does not say how probable either proposition is, which depends on information outside this report.",
  "T-NONE": "The findings give no useful support to either proposition (value between 0.5 and 2).",
  "T-NOLR": "No likelihood ratio is given, because {reason}.",
  "T-RANK":
    "{S} is closer to {T} than all {G} control families; if {S} were an unrelated model exchangeable with these families, this would happen at most 1 time in {G+1}.",
  /** own: T-RANK where some control families are at least as close. */
  "T-RANK-K":
    "{k} of {G} control families are at least as close to {T} as {S}; if {S} were an unrelated model exchangeable with these families, so few or fewer would happen at most {k+1} times in {G+1}.",
  /** own: the rank of a group speaks of that group alone, while the group was chosen after looking at all. */
  "T-RANK-ANY":
    "{T} is named because its score is the largest of all lineage groups; an unrelated model exchangeable with the control families would reach such a score for some group with probability {p} at most.",
  /** own: several groups within the width of the set. */
  "T-SET": "The findings do not tell these lineage groups apart: {groups}.",
  /** own: no group above the family-wise threshold. */
  "T-NONE-OUT":
    "None of the {n} listed lineage groups stands out from the control models; this does not show that no outputs of a listed or unlisted teacher were used in training.",
  /** own: too few controls to say how often an unrelated model looks like this. */
  "T-DESCRIPTIVE":
    "The findings are descriptive only: there are too few control families to say how often an unrelated model would look like {S}.",
  /** own: enough controls, but a comparison of a kind for which the method states no rates. */
  "T-DESCRIPTIVE-CASE": "The findings are descriptive only: {reason}.",
  "T-NOTEVAL": "This method was not evaluated for this condition, because {reason}.",
  "T-INCON": "The result is inconclusive.",
  "T-FRAGILE": "Leaving out {item} changes the reported value from {x} to {y}.",
  /** own: the group's score is no better than length, date or markdown. */
  "T-METADATA":
    "For {T} the score is not separated from what answer length, release date or markdown rate give by themselves.",
  "T-SEQ": "The pre-registered sequential test against every control reached its bound {1/alpha} after {n} prompts.",
  "T-KEY":
    "If the suspect had no exposure to the keyed material, a result at least this extreme would occur with probability {p} (exact, over the committed key; {n} items, {D} alternatives each).",
  "T-KEY-NULL":
    "The test found no excess over the decoy keys (p = {p}); this does not show that no outputs of {T} were used in training.",
  "T-ROUTE":
    "The result concerns exposure to keyed text; it does not identify the route by which the text was obtained.",
  "T-SAME":
    "With this test the answers of the endpoint labelled {S} could not be told apart from those of the endpoint labelled {T} (p = {p}; smallest detectable difference {d}); a relay of {T} would give this result.",
  /** own: the other outcome of the same test, for several groups at once. */
  "T-APART":
    "With this test the answers of the endpoint labelled {S} differ from those of the nearest member of {groups} (largest p {p}); a student differs from its teacher, so this says nothing about H1.",
  "T-ANCHOR-NONE": "No external time anchor was used: all times rest on the clock of the collecting computer.",
  "T-KEYSELF": "The signing key is known only from this package.",
  "T-SYNTHETIC": "SYNTHETIC DATA: not evidence about any real model.",
} as const;

export type SentenceId = keyof typeof permittedSentences;

export interface Sentence {
  readonly id: SentenceId;
  readonly text: Text;
}

/**
 * Fills the slots of a permitted sentence.
 * @throws Error when a slot is missing or unknown: a sentence is stated whole or not at all
 */
export function permittedSentence(id: SentenceId, slots: Readonly<Record<string, Inline | Text>> = {}): Sentence {
  const pieces = permittedSentences[id].split(/\{([^}]+)\}/);
  const used = new Set<string>();
  const filled = pieces.flatMap((piece, index): Text => {
    if (index % 2 === 0) return piece === "" ? [] : [piece];
    const slot = slots[piece];
    if (slot === undefined) throw new Error(`Sentence ${id} needs a value for {${piece}}.`);
    used.add(piece);
    return Array.isArray(slot) ? (slot as Text) : [slot as Inline];
  });
  const unknown = Object.keys(slots).find((slot) => !used.has(slot));
  if (unknown !== undefined) throw new Error(`Sentence ${id} has no place for {${unknown}}.`);
  return { id, text: filled };
}
