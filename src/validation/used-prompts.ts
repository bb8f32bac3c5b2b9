import type { Panel } from "../panel/panel.js";
import { randomStream } from "../statistics/random-stream.js";
import { choosePrompts } from "../traits/measuring/used-prompts.js";
import type { PreparedPanel } from "../traits/prepared-panel.js";
import { answerTable } from "../traits/reading/answer-table.js";
import { promptSubset } from "./prompt-subsets.js";

/**
 * The prompts that are used, as indices of the panel: those that the panel's own models widely answered, or a random choice
 * of `count` of them. `prepared` may hold laundered copies: they do not count, or another choice of prompts could come out.
 */
export function usedPrompts(panel: Panel, prepared: PreparedPanel, count: number | null, seed: string): number[] {
  const { text, opening, choice } = choosePrompts({ ...prepared, panel, table: answerTable(panel) }, null);
  const all = panel.prompts.flatMap((_, prompt) =>
    text[prompt] === 1 || opening[prompt] === 1 || choice[prompt] === 1 ? [prompt] : [],
  );
  return count === null ? all : promptSubset(panel.prompts, all, count, randomStream(seed, "validation/prompts"));
}
