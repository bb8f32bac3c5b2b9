/** Where options stand in a prompt: `[[heads]] or [[tails]]?`. Read only in probes with `"shuffle": true`. */
const mark = /\[\[([^[\]]+)\]\]/g;

/** Before the first word of a sentence, with any opening signs between. */
const sentenceStart = /(?:^|[.!?…]["'”’»)]*\s+|\n\s*)["'“‘«(¿¡]*$/u;

/** The marked phrases, in the order of the text. */
export function markedPhrases(text: string): string[] {
  return [...text.matchAll(mark)].map((match) => match[1]!);
}

/**
 * The text with its marked phrases in another order and the marks gone. Every `order.length` phrases in a row are one
 * listing of all options; place i of each listing takes its phrase `order[i]`. A phrase that comes to begin a sentence gets
 * a capital letter; the others stay as written, so authors write phrases as they stand inside a sentence.
 *
 * @example withOptionsInOrder("Tea? [[stay]] or [[go]]? Say [[stay]] or [[go]].", [1, 0]) // => "Tea? Go or stay? Say go or stay."
 */
export function withOptionsInOrder(text: string, order: readonly number[]): string {
  const phrases = markedPhrases(text);
  let place = 0;
  let written = 0;
  let result = "";
  for (const match of text.matchAll(mark)) {
    const listing = place - (place % order.length);
    const phrase = phrases[listing + order[place % order.length]!]!;
    result += text.slice(written, match.index);
    result += sentenceStart.test(result) ? withCapital(phrase) : phrase;
    written = match.index + match[0].length;
    place += 1;
  }
  return result + text.slice(written);
}

/** The text as its author ordered it, without the marks. */
export function withoutMarks(text: string): string {
  return withOptionsInOrder(text, [0]);
}

/** A text of a probe as it reads without marks; in probes that do not shuffle, brackets are only brackets. */
export function plainText(probe: { readonly shuffle?: boolean | undefined }, text: string): string {
  return probe.shuffle === true ? withoutMarks(text) : text;
}

function withCapital(phrase: string): string {
  const [first = "", ...rest] = phrase;
  return first.toUpperCase() + rest.join("");
}
