export interface SplitAnswer {
  readonly text: string;
  readonly reasoning: string | null;
  /** False when a reasoning block was opened and never closed: no visible answer can be told apart from it. */
  readonly closed: boolean;
}

const opening = /^\s*<(think|thinking|reasoning)>/i;

/**
 * Separates a leading reasoning block from the visible answer.
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
  const tag = opened[1]!;
  const end = new RegExp(`</${tag}>`, "i").exec(answer.slice(opened[0].length));
  if (end === null) return { text: "", reasoning: answer.slice(opened[0].length), closed: false };
  const bodyEnd = opened[0].length + end.index;
  return {
    text: answer.slice(bodyEnd + end[0].length).trimStart(),
    reasoning: answer.slice(opened[0].length, bodyEnd),
    closed: true,
  };
}
