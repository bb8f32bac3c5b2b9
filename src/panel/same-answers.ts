import type { Answer } from "./panel.js";

/** Two models, places in the panel, and how many of their common prompts they answered word for word alike. */
export interface SameAnswers {
  readonly first: number;
  readonly second: number;
  readonly same: number;
  readonly common: number;
}

/** Shorter answers are the same by chance or by force. */
const fewestCharacters = 40;
const fewestPrompts = 10;

/**
 * Pairs of models that gave the same first answer, of 40 characters or more, to half of the prompts or more that both
 * answered, and to at least 10: one model under two names, a relay, or one set of answers filed twice. Such models are no
 * two independent controls.
 * @param answers of each model, ascending by prompt and sample
 */
export function modelsWithSameAnswers(answers: readonly (readonly Answer[])[]): SameAnswers[] {
  const firsts = answers.map(firstAnswers);
  const sharing = new Map<number, number>();
  const holders = new Map<number, Map<string, number[]>>();
  firsts.forEach((texts, model) => {
    for (const [prompt, text] of texts) {
      const ofPrompt = holders.get(prompt) ?? new Map<string, number[]>();
      holders.set(prompt, ofPrompt);
      const others = ofPrompt.get(text);
      if (others === undefined) ofPrompt.set(text, [model]);
      else {
        for (const other of others) {
          const pair = other * answers.length + model;
          sharing.set(pair, (sharing.get(pair) ?? 0) + 1);
        }
        others.push(model);
      }
    }
  });
  return [...sharing].flatMap(([pair, same]) => {
    if (same < fewestPrompts) return [];
    const first = Math.floor(pair / answers.length);
    const second = pair % answers.length;
    const common = [...firsts[first]!.keys()].filter((prompt) => firsts[second]!.has(prompt)).length;
    return 2 * same < common ? [] : [{ first, second, same, common }];
  });
}

function firstAnswers(answers: readonly Answer[]): Map<number, string> {
  const texts = new Map<number, string>();
  for (const { prompt, text } of answers)
    if (text.length >= fewestCharacters && !texts.has(prompt)) texts.set(prompt, text);
  return texts;
}
