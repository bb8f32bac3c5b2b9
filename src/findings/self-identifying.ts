import type { Panel } from "../panel/panel.js";
import { isTextKind } from "../traits/reading/answer-table.js";

const aboutItself = [
  "ai",
  "a\\.i\\.",
  "artificial intelligence",
  "language models?",
  "llm",
  "chat ?bot",
  "(?:virtual|digital) assistant",
];
const lead = "(?:i am|i['’]m|as an?|my name is|(?:made|created|developed|built|trained|designed|provided) by|call me)";
/** Words that may stand between "I am" and what is named: within one sentence, and not many. */
const between = "[^.!?\\n]{0,40}?(?<!\\w)";

/**
 * Places of the prompts on which some reference seems to speak of itself: as an AI, a language model, an assistant, or by a
 * name or maker (`names`, whole words). English phrases. Answers to such prompts name the model that is asked, so a result
 * must not hang on them.
 */
export function selfIdentifyingPrompts(panel: Panel, names: readonly string[]): ReadonlySet<number> {
  const named = [...aboutItself, ...names.map(literal)].join("|");
  // Without the flag u, which would take twice the time: what is looked for is ASCII, or a name as it is written.
  const speaks = new RegExp(`\\b${lead}\\b${between}(?:${named})(?!\\w)`, "i");
  const found = new Set<number>();
  panel.models.forEach(({ role }, model) => {
    if (role !== "teacher") return;
    for (const { prompt, text } of panel.answers[model]!)
      if (!found.has(prompt) && isTextKind(panel.prompts[prompt]!.kind) && speaks.test(text)) found.add(prompt);
  });
  return found;
}

function literal(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/gu, "\\$&");
}
