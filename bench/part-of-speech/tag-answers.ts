import model from "wink-eng-lite-web-model";
import winkNLP, { type ItsHelpers } from "wink-nlp";
import type { Panel } from "../../src/panel/panel.js";
import { canonicalView } from "../../src/text/canonical-view.js";
import { visitTokens } from "../../src/text/tokens.js";
import { readableAnswers } from "../../src/traits/reading/answer-table.js";

/** The universal parts of speech; their places are the numbers in `TaggedAnswers.tags`. */
export const partsOfSpeech = [
  "ADJ",
  "ADP",
  "ADV",
  "AUX",
  "CCONJ",
  "DET",
  "INTJ",
  "NOUN",
  "NUM",
  "PART",
  "PRON",
  "PROPN",
  "PUNCT",
  "SCONJ",
  "SYM",
  "VERB",
  "X",
  "SPACE",
] as const;

/** Canonical tokens (tok/1) of all answers in the order of an AnswerTable, each with its part of speech. */
export interface TaggedAnswers {
  /** Tokens of answer a are start[a] .. start[a + 1]. */
  readonly start: Int32Array;
  readonly words: readonly string[];
  /** Number of each token in `words`. */
  readonly ids: Int32Array;
  /** Number of each token's part of speech. */
  readonly tags: Uint8Array;
}

/**
 * Tags every answer that text traits read. A token takes the tag of the tagger's own token that covers its first
 * character (the tagger cuts "don't" in two and keeps "3.5" whole). The tagger remembers the words that it has met and
 * cuts later texts by them, so that its tags depend a little on the order of the answers: here that of the panel.
 */
export function tagAnswers(panel: Panel, progress: (line: string) => void): TaggedAnswers {
  const tagOf = new Map<string, number>(partsOfSpeech.map((tag, number) => [tag, number]));
  const found = new Map<string, number>();
  const start = [0];
  const ids = new Growing((length) => new Int32Array(length));
  const tags = new Growing((length) => new Uint8Array(length));
  const tagger = winkNLP(model, ["pos"]);
  const { value, precedingSpaces, pos } = tagger.its as ItsHelpers;
  panel.models.forEach(({ id }, row) => {
    for (const { text } of readableAnswers(panel, row)) {
      const view = canonicalView(text);
      const tokens = tagger.readDoc(view).tokens();
      const values = tokens.out(value) as string[];
      const spaces = tokens.out(precedingSpaces) as string[];
      const parts = tokens.out(pos) as string[];
      const covered = values.reduce((sum, token, place) => sum + spaces[place]!.length + token.length, 0);
      if (covered !== view.length) throw new Error(`${id}: the tagger's tokens do not add up to the text`);
      let at = 0;
      let end = 0;
      visitTokens(view, "canonical", (from, to) => {
        while (end <= from) {
          end += spaces[at]!.length + values[at]!.length;
          at += 1;
        }
        const word = view.slice(from, to);
        const number = found.get(word) ?? found.size;
        found.set(word, number);
        ids.push(number);
        tags.push(tagOf.get(parts[at - 1]!)!);
        return true;
      });
      start.push(ids.size);
    }
    progress(`${id}: ${ids.size} tokens tagged`);
  });
  return { start: Int32Array.from(start), words: [...found.keys()], ids: ids.values(), tags: tags.values() };
}

/** A typed array that grows. */
class Growing<Values extends Int32Array | Uint8Array> {
  size = 0;
  #values: Values;

  constructor(readonly make: (length: number) => Values) {
    this.#values = make(1 << 20);
  }

  push(value: number): void {
    if (this.size === this.#values.length) {
      const larger = this.make(this.size * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.size] = value;
    this.size += 1;
  }

  values(): Values {
    return this.#values.subarray(0, this.size) as Values;
  }
}
