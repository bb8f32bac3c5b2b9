/** Sizes of a text's parts. Words are what stands between runs of white space, paragraphs between two line feeds or more. */
export interface TextShape {
  readonly words: number;
  /** Words of each sentence; a sentence ends at white space after `. ! ? :`. */
  readonly sentences: readonly number[];
  readonly paragraphs: number;
  /** Characters of all paragraphs together. */
  readonly paragraphCharacters: number;
  readonly lines: number;
}

const lineFeed = 0x0a;

/** Reads a text that neither begins nor ends with white space and is not empty, in one pass. */
export function textShape(text: string): TextShape {
  const sentences: number[] = [];
  let words = 1;
  let inSentence = 1;
  let lines = 1;
  let paragraphs = 1;
  let between = 0;
  let lineFeeds = 0;
  let afterSpace = false;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === lineFeed) {
      lines += 1;
      lineFeeds += 1;
    } else if (lineFeeds > 0) {
      if (lineFeeds > 1) {
        paragraphs += 1;
        between += lineFeeds;
      }
      lineFeeds = 0;
    }
    const space = isSpace(unit);
    if (space && !afterSpace) {
      words += 1;
      if (endsSentence(text.charCodeAt(at - 1))) {
        sentences.push(inSentence);
        inSentence = 1;
      } else {
        inSentence += 1;
      }
    }
    afterSpace = space;
  }
  sentences.push(inSentence);
  return { words, sentences, paragraphs, paragraphCharacters: text.length - between, lines };
}

/** What `\s` takes for white space. */
function isSpace(unit: number): boolean {
  if (unit < 0x80) return unit === 0x20 || (unit >= 0x09 && unit <= 0x0d);
  return (
    unit === 0xa0 ||
    unit === 0x1680 ||
    (unit >= 0x2000 && unit <= 0x200a) ||
    unit === 0x2028 ||
    unit === 0x2029 ||
    unit === 0x202f ||
    unit === 0x205f ||
    unit === 0x3000 ||
    unit === 0xfeff
  );
}

function endsSentence(unit: number): boolean {
  return unit === 0x2e || unit === 0x21 || unit === 0x3f || unit === 0x3a;
}
