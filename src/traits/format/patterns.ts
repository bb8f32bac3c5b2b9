/** A formatting habit, counted on the raw view. Where the pattern is "one of these characters", `characters` lists them. */
export interface FormatPattern {
  readonly id: string;
  readonly regex: RegExp;
  readonly characters?: string;
  /** A character that stands in every occurrence: a text without it need not be searched. */
  readonly needs?: string;
}

const of = (id: string, regex: RegExp): FormatPattern => ({ id, regex });
const needing = (needs: string, id: string, regex: RegExp): FormatPattern => ({ id, regex, needs });
const characters = (id: string, list: string, regex: RegExp): FormatPattern => ({ id, regex, characters: list });

/** The 42 patterns of formatting, in the order of their features. */
export const formatPatterns: readonly FormatPattern[] = [
  needing("*", "boldSpan", /\*\*[^*\n]+\*\*/g),
  needing("#", "heading12", /^#{1,2} /gm),
  needing("#", "heading3plus", /^#{3,6} /gm),
  needing("-", "bulletDash", /^[ \t]*- /gm),
  needing("*", "bulletStar", /^[ \t]*\* /gm),
  needing("\u2022", "bulletDot", /^[ \t]*\u2022/gm),
  needing(".", "numberDot", /^[ \t]*\d+\. /gm),
  needing(")", "numberParen", /^[ \t]*\d+\) /gm),
  needing("`", "codeFence", /```/g),
  needing("`", "inlineCode", /`[^`\n]+`/g),
  needing("|", "tableRow", /\|.*\|/g),
  characters("emDash", "\u2014", /\u2014/g),
  characters("enDash", "\u2013", /\u2013/g),
  needing("-", "spacedHyphen", / - /g),
  characters("semicolon", ";", /;/g),
  needing(":", "colonEol", /:\n/g),
  characters("colon", ":", /:/g),
  characters("exclamation", "!", /!/g),
  characters("question", "?", /\?/g),
  characters("parenthesis", "(", /\(/g),
  characters("straightQuote", '"', /"/g),
  characters("curlyQuote", "\u201c\u201d", /[\u201c\u201d]/g),
  characters("curlyApostrophe", "\u2019", /\u2019/g),
  characters("straightApostrophe", "'", /'/g),
  of("ellipsis", /\.\.\.|\u2026/g),
  of("emoji", /[\u{1F300}-\u{1FAFF}\u2600-\u27BF]/gu),
  needing("\n", "blankLine", /\n\n/g),
  characters("newline", "\n", /\n/g),
  needing(":", "titleLine", /^[A-Z][^\n]{0,60}:$/gm),
  needing("*", "boldColon", /\*\*:|:\*\*/g),
  needing("*", "numberedBold", /^[ \t]*\d+\. \*\*/gm),
  of("allCaps", /\b[A-Z]{2,}\b/g),
  characters("digit", "0123456789", /\d/g),
  characters("comma", ",", /,/g),
  needing(
    "'",
    "contraction",
    /\b(?:i'm|it's|don't|can't|you're|let's|that's|i've|there's|isn't|won't|doesn't|i'd|you'll)\b/gi,
  ),
  of("expandedForm", /\b(?:do not|it is|cannot|you are|that is|does not)\b/gi),
  characters("capital", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", /[A-Z]/g),
  of("latex", /\\n|\\\(|\\\[|\$/g),
  characters("ampPercentSlash", "&%/", /[&%/]/g),
  // Two of the trailing spaces are enough to count the line, and keep a long run of spaces from being read over and over.
  of("trailingSpaces", / {2}$/gm),
  of("leadingSpace", /^\s/g),
  of("trailingSpace", /\s$/g),
];
