import { isPlain, rawView } from "./raw-view.js";

const fence = /```[A-Za-z]*/g;
const markup = /[*#_|`\u2022]/g;
/** Marks beyond what any script puts on one letter; normalising a run of them takes time that grows with its square. */
const markRun = /(\p{M}{64})\p{M}+/gu;
/** A run of white space that is not one space already. */
const whiteSpace = /[^\S ]\s*| \s+/g;

/**
 * The view `canon/1` of an answer, read by the core traits: what a launderer reaches without touching a word (case, markup,
 * list marks, white space, typographic quotes and dashes) is taken away, so that bold and plain give the same string.
 * The order of the steps is part of the view's version. Linear in the length of the text; of more than 64 combining marks in
 * a row, which no writing has, the first 64 are read.
 */
export function canonicalView(text: string): string {
  let view = text;
  if (!isPlain(view)) view = straighten(rawView(rawView(view).replace(markRun, "$1").normalize("NFKC")));
  view = view.replace(fence, "").replace(markup, "");
  return withoutListMarks(view).replace(whiteSpace, " ").trim().toLowerCase();
}

function straighten(text: string): string {
  return text
    .replace(/[\u2010-\u2015\u2212]/g, "-")
    .replace(/[\u2018-\u201b\u2032\u02bc]/g, "'")
    .replace(/[\u201c-\u201f]/g, '"');
}

const spaceRun = /\s*/y;
const mark = /(?:[0-9]+[.)]|-)\s+/y;

/**
 * Deletes `\s*([0-9]+[.)]|-)\s+` at line starts. By hand, because as one regular expression it would read a run of
 * empty lines once for every line in it.
 */
function withoutListMarks(text: string): string {
  let kept = "";
  let copied = 0;
  for (let line = 0; line >= 0 && line < text.length; ) {
    spaceRun.lastIndex = line;
    spaceRun.test(text);
    mark.lastIndex = spaceRun.lastIndex;
    if (mark.test(text)) {
      kept += text.slice(copied, line);
      copied = mark.lastIndex;
      line = text[copied - 1] === "\n" ? copied : nextLine(text, copied);
    } else {
      line = nextLine(text, spaceRun.lastIndex);
    }
  }
  return copied === 0 ? text : kept + text.slice(copied);
}

/** Start of the line after the one that `from` stands in; -1 when there is none. */
function nextLine(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end < 0 ? -1 : end + 1;
}
