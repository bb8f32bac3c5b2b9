import { byCodePoint } from "../../panel/code-point-order.js";
import type { AnswerReader, Panel, PanelPrompt } from "../../panel/panel.js";
import { readChoice } from "../../probes/read-answer.js";
import { isPresent } from "../reading/answer-table.js";

/** How often each model chose each category of one `choice` prompt. */
export interface ChoiceCounts {
  /** Index of the prompt. */
  readonly prompt: number;
  /** In code point order; includes `<refused>` and `<unparsable>` where they occur. */
  readonly categories: readonly string[];
  /** models x categories. */
  readonly counts: Int32Array;
}

export const refusedCategory = "<refused>";
export const unparsableCategory = "<unparsable>";

/** A decision asked in several edits, as against a free choice between options that are all as good. */
export function isForced({ kind, pair }: PanelPrompt): boolean {
  return kind === "choice" && pair !== undefined;
}

/** Reads the answers to all `choice` prompts into categories. Prompts without a reader are left out. */
export function choiceCounts(panel: Panel): ChoiceCounts[] {
  const chosen = panel.prompts.map(({ kind, answer }) =>
    kind === "choice" && answer !== null ? new Map<string, Map<number, number>>() : null,
  );
  panel.answers.forEach((answers, model) => {
    for (const answer of answers) {
      const categories = chosen[answer.prompt];
      if (categories === null || categories === undefined || !isPresent(answer)) continue;
      const category = categoryOf(answer.text, answer.status === "refused", panel.prompts[answer.prompt]!.answer!);
      const models = categories.get(category) ?? new Map<number, number>();
      models.set(model, (models.get(model) ?? 0) + 1);
      categories.set(category, models);
    }
  });
  return chosen.flatMap((categories, prompt) =>
    categories === null ? [] : [tableOf(prompt, categories, panel.models.length)],
  );
}

function categoryOf(text: string, refused: boolean, reader: AnswerReader): string {
  return refused ? refusedCategory : (readChoice(text, reader) ?? unparsableCategory);
}

function tableOf(
  prompt: number,
  chosen: ReadonlyMap<string, ReadonlyMap<number, number>>,
  models: number,
): ChoiceCounts {
  const categories = [...chosen.keys()].sort(byCodePoint);
  const counts = new Int32Array(models * categories.length);
  categories.forEach((category, column) => {
    for (const [model, count] of chosen.get(category)!) counts[model * categories.length + column] = count;
  });
  return { prompt, categories, counts };
}
