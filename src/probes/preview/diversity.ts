import type { AnswerReader, Panel } from "../../panel/panel.js";
import { canonicalView } from "../../text/canonical-view.js";
import { canonicalTokens } from "../../text/tokens.js";
import { readChoice } from "../read-answer.js";

export interface Diversity {
  /** Shannon entropy of what the answers begin with or choose, in bits; families weigh the same. 0: all say the same. */
  readonly bits: number;
  /** The most that so many answers, over so many categories, could show, in bits. */
  readonly mostBits: number;
  readonly models: number;
  readonly families: number;
  /** Mean length of an answer, in characters; 0 without answers. */
  readonly characters: number;
  /** Share of the answers to a choice that name no category; null for probes that are read as text. */
  readonly unread: number | null;
}

/** Words of an opening: the two first are where answers to open requests differ by habit. */
const openingWords = 2;

/**
 * How differently models answer one prompt: entropy of the category of a choice, or of the first two canonical words of a
 * text. Models of one family share its weight, and so do the samples of one model. Plug-in estimate: with few families it is
 * low.
 */
export function diversityOf(panel: Panel, prompt: number): Diversity {
  const { answer: reader } = panel.prompts[prompt]!;
  const byFamily = new Map<string, string[][]>();
  let [answers, characters, unread, models] = [0, 0, 0, 0];
  for (const [index, model] of panel.models.entries()) {
    const own = panel.answers[index]!.filter(
      (one) => one.prompt === prompt && (one.status === "ok" || one.status === "truncated"),
    );
    if (own.length === 0) continue;
    models += 1;
    const said = own.map(({ text }) => categoryOf(text, reader));
    answers += own.length;
    characters += own.reduce((sum, { text }) => sum + text.length, 0);
    unread += said.filter((category) => category === null).length;
    byFamily.set(model.family, [...(byFamily.get(model.family) ?? []), said.map((category) => category ?? "")]);
  }
  const shares = new Map<string, number>();
  for (const members of byFamily.values())
    for (const said of members)
      for (const category of said)
        shares.set(category, (shares.get(category) ?? 0) + 1 / (byFamily.size * members.length * said.length));
  const bits = [...shares.values()].reduce((sum, share) => sum - share * Math.log2(share), 0);
  return {
    bits: Math.max(0, bits),
    mostBits: answers === 0 ? 0 : Math.log2(Math.min(answers, categoriesOf(reader))),
    models,
    families: byFamily.size,
    characters: answers === 0 ? 0 : characters / answers,
    unread: reader === null || answers === 0 ? null : unread / answers,
  };
}

function categoriesOf(reader: AnswerReader | null): number {
  if (reader?.type === "one-of") return reader.options.length;
  return reader?.type === "integer" ? reader.max - reader.min + 1 : Number.POSITIVE_INFINITY;
}

function categoryOf(text: string, reader: AnswerReader | null): string | null {
  if (reader !== null) return readChoice(text, reader);
  return canonicalTokens(canonicalView(text)).slice(0, openingWords).join(" ");
}
