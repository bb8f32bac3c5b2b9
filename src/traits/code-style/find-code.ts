/** The code of an answer, and what stands around it. */
export interface CodeInAnswer {
  /** All blocks, joined by an empty line; ends without a line break. */
  readonly code: string;
  readonly blocks: number;
  /** Fenced blocks that name their language. */
  readonly labelled: number;
  /** Characters of prose before the first block, between blocks, and after the last. */
  readonly before: number;
  readonly between: number;
  readonly after: number;
}

// That the line ends is looked at once, before its words: a last line without an end would be tried at every length of them.
const fence =
  /^[ \t]*(`{3,}(?!`)|~{3,}(?!~))(?=[^\n]*\n)[ \t]*([\w+#.-]*)[^\n]*\n([\s\S]*?)(?:\n[ \t]*\1[ \t]*$|$(?![\s\S]))/gm;
const codeLine =
  /^(?:def |async def |class |import |from \w|function |const |let |var |public |private |static |fn |func |package |#include|using |select |create |while |for |if |return |@\w|\/\/|\/\*)/i;

const callLine = /^[A-Za-z_][\w.]*\(.*\);?$/;

/** Finds fenced blocks; without any, the stretch from the first to the last line that can only be code. Null: no code. */
export function findCode(raw: string): CodeInAnswer | null {
  const found = [...raw.matchAll(fence)].filter((match) => match[3]!.trim() !== "");
  if (found.length === 0) return unfenced(raw);
  const first = found[0]!;
  const last = found.at(-1)!;
  const gaps = found.slice(1).map((match, index) => {
    const previous = found[index]!;
    return raw.slice(previous.index + previous[0].length, match.index).trim().length;
  });
  return {
    code: found.map((match) => match[3]!.trimEnd()).join("\n\n"),
    blocks: found.length,
    labelled: found.filter((match) => match[2] !== "").length,
    before: raw.slice(0, first.index).trim().length,
    between: gaps.reduce((sum, length) => sum + length, 0),
    after: raw.slice(last.index + last[0].length).trim().length,
  };
}

function unfenced(raw: string): CodeInAnswer | null {
  const lines = raw.split("\n");
  const isCode = (line: string) => callLine.test(line) || (codeLine.test(line) && /[(){};:=<>#]/.test(line));
  const from = lines.findIndex(isCode);
  if (from < 0) return null;
  let to = from;
  lines.forEach((line, at) => {
    if (at > from && (isCode(line) || (/^\s/.test(line) && line.trim() !== "") || /^[})\]]/.test(line))) to = at;
  });
  const code = lines
    .slice(from, to + 1)
    .join("\n")
    .trimEnd();
  if (to === from) return null;
  const length = (part: readonly string[]) => part.join("\n").trim().length;
  return {
    code,
    blocks: 1,
    labelled: 0,
    before: length(lines.slice(0, from)),
    between: 0,
    after: length(lines.slice(to + 1)),
  };
}
