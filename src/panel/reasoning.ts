export interface SplitAnswer {
  readonly text: string;
  readonly reasoning: string | null;
  /** False when a reasoning block was opened and never closed: no visible answer can be told apart from it. */
  readonly closed: boolean;
}

const opening = /^\s*<(think|thinking|reasoning)>/i;

/**
 * Separates leading reasoning blocks from the visible answer, with the blocks inside them.
 * Chat templates that put the opening tag into the prompt leave only the closing tag in the answer, so text before a
 * lone first `</think>` counts as reasoning too. Tags further inside an answer are left alone.
 */
export function splitReasoning(answer: string): SplitAnswer {
  const opened = opening.exec(answer);
  if (opened === null) {
    const lone = /<\/think>/i.exec(answer);
    if (lone === null || /<think>/i.test(answer.slice(0, lone.index)))
      return { text: answer, reasoning: null, closed: true };
    return {
      text: answer.slice(lone.index + lone[0].length).trimStart(),
      reasoning: answer.slice(0, lone.index),
      closed: true,
    };
  }
  const from = opened[0].length;
  const end = endOfBlock(answer, from, opened[1]!);
  if (end === null) return { text: "", reasoning: answer.slice(from), closed: false };
  const reasoning = answer.slice(from, end.from);
  const rest = answer.slice(end.to).trimStart();
  if (!opening.test(rest)) return { text: rest, reasoning, closed: true };
  const further = splitReasoning(rest);
  return { ...further, reasoning: `${reasoning}\n\n${further.reasoning ?? ""}` };
}

/**
 * Where the tag that closes a block stands; null where it is never closed. Blocks inside it count if all of them are closed:
 * a tag that is only spoken of has no end, and then the first closing tag is the one.
 */
function endOfBlock(answer: string, start: number, tag: string): { readonly from: number; readonly to: number } | null {
  const tags = new RegExp(`<(/?)${tag}>`, "gi");
  tags.lastIndex = start;
  let open = 1;
  let first: { readonly from: number; readonly to: number } | null = null;
  for (let found = tags.exec(answer); found !== null; found = tags.exec(answer)) {
    const closes = found[1] !== "";
    open += closes ? -1 : 1;
    if (closes) first ??= { from: found.index, to: tags.lastIndex };
    if (open === 0) return { from: found.index, to: tags.lastIndex };
  }
  return first;
}
