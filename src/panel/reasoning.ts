export interface SplitAnswer {
  readonly text: string;
  readonly reasoning: string | null;
  /** False when a reasoning block was opened and never closed: no visible answer can be told apart from it. */
  readonly closed: boolean;
}

const opening = /\s*<(think|thinking|reasoning)>/iy;

/**
 * Separates leading reasoning blocks from the visible answer, with the blocks inside them.
 * Chat templates that put the opening tag into the prompt leave only the closing tag in the answer, so text before a
 * lone first `</think>` counts as reasoning too. Tags further inside an answer are left alone. Linear in its length.
 */
export function splitReasoning(answer: string): SplitAnswer {
  const endOf = blockEnds(answer);
  const blocks: string[] = [];
  let at = 0;
  for (let opened = openingAt(answer, at); opened !== null; opened = openingAt(answer, at)) {
    const from = at + opened[0].length;
    const end = endOf(opened[1]!, from);
    blocks.push(answer.slice(from, end?.from));
    if (end === null) return { text: "", reasoning: blocks.join("\n\n"), closed: false };
    at = end.to;
  }
  if (at === 0) return withoutOpening(answer);
  return { text: answer.slice(at).trimStart(), reasoning: blocks.join("\n\n"), closed: true };
}

function withoutOpening(answer: string): SplitAnswer {
  const lone = /<\/think>/i.exec(answer);
  if (lone === null || /<think>/i.test(answer.slice(0, lone.index)))
    return { text: answer, reasoning: null, closed: true };
  return {
    text: answer.slice(lone.index + lone[0].length).trimStart(),
    reasoning: answer.slice(0, lone.index),
    closed: true,
  };
}

function openingAt(answer: string, at: number): RegExpExecArray | null {
  opening.lastIndex = at;
  return opening.exec(answer);
}

/** A closing tag. */
interface BlockEnd {
  readonly from: number;
  readonly to: number;
}

/**
 * Where the block ends whose opening tag ends at `from`; null where it is never closed. Blocks inside it count if they are
 * closed as well: a tag that is only spoken of has no end, and then the first closing tag is the one.
 */
function blockEnds(answer: string): (tag: string, from: number) => BlockEnd | null {
  const known = new Map<string, (from: number) => BlockEnd | null>();
  return (tag, from) => {
    const name = tag.toLowerCase();
    const find = known.get(name) ?? endsOfTag(answer, name);
    known.set(name, find);
    return find(from);
  };
}

/** Asked for places in ascending order. */
function endsOfTag(answer: string, tag: string): (from: number) => BlockEnd | null {
  const matching = new Map<number, BlockEnd>();
  const closing: BlockEnd[] = [];
  const open: number[] = [];
  for (const found of answer.matchAll(new RegExp(`<(/?)${tag}>`, "gi"))) {
    const end = { from: found.index, to: found.index + found[0].length };
    if (found[1] === "") open.push(end.to);
    else {
      closing.push(end);
      const opened = open.pop();
      if (opened !== undefined) matching.set(opened, end);
    }
  }
  let next = 0;
  return (from) => {
    while (next < closing.length && closing[next]!.from < from) next += 1;
    return matching.get(from) ?? closing[next] ?? null;
  };
}
