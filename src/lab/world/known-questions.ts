import type { AnswerReader, ProbeKind } from "../../panel/panel.js";
import type { Pack } from "../../probes/pack.js";

/** What a simulated model makes of a question: it has no understanding, so it is told by the packs. */
export interface KnownQuestion {
  readonly kind: ProbeKind;
  readonly language: string;
  readonly topic: string;
  readonly answer: AnswerReader | null;
}

export type KnownQuestions = ReadonlyMap<string, KnownQuestion>;

/** The questions of these packs by the text of their last turn. */
export function knownQuestions(packs: readonly Pack[]): KnownQuestions {
  const known = new Map<string, KnownQuestion>();
  for (const { kind, probes } of packs) {
    for (const { messages, marked, language, topic, answer } of probes) {
      const question = { kind, language, topic, answer };
      const text = messages.at(-1)!.content;
      known.set(text, question);
      if (marked !== null) known.set(inAnyOrder(text), question);
    }
  }
  return known;
}

/** What is known of a question, whichever order a study's seed has given its options. */
export function recognise(known: KnownQuestions, text: string): KnownQuestion {
  return known.get(text) ?? known.get(inAnyOrder(text)) ?? unknownQuestion(text);
}

/** One key for all orders of the options: the letters of the text, sorted. No text is equal to it: it begins with a NUL. */
function inAnyOrder(text: string): string {
  return `\0${[...text.toLowerCase()].sort().join("")}`;
}

/** What is assumed of a question that no pack knows: an open one, unless it asks in English who the model is. */
export function unknownQuestion(text: string): KnownQuestion {
  const asksIdentity =
    /\bwho (are|made|built|created|trained|developed) you\b|\byour name\b|\b(which|what) (ai )?model are you\b/iu.test(
      text,
    );
  return { kind: asksIdentity ? "identity" : "open-ended", language: "en", topic: "general", answer: null };
}
