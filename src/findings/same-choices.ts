import type { LineageTable } from "../likeness/lineage.js";
import { membersOf } from "../likeness/lineage.js";
import { meanDiscrepancy } from "../statistics/categories.js";
import { randomStream } from "../statistics/random-stream.js";
import { drawnWithinPromptTest, type PromptSamples } from "../statistics/within-prompt-permutation.js";
import type { ChoiceCounts } from "../traits/choices/choice-counts.js";
import { minimumChoices } from "../traits/choices/measure-choices.js";
import type { SameChoices } from "./own-channel-schema.js";

const draws = 9999;
/** With fewer prompts nearly any two models pass for the same. */
export const promptsForSameness = 20;

export interface SameChoicesInput {
  readonly choices: readonly ChoiceCounts[];
  readonly lineage: LineageTable;
  readonly suspect: number;
  readonly answered: readonly number[];
  readonly listed: readonly number[];
  readonly seed: string;
}

/**
 * H_same: whether the endpoint of the suspect could be serving a member of a listed group itself. For the member whose
 * choices differ least: mean MMD^2 over all choice prompts (free and forced) on which both gave eight answers or more,
 * labels permuted inside each prompt. Another question than lineage: a student differs from its teacher, so telling them
 * apart says nothing about training. Cost: draws x prompts for each group.
 * Source: model equality testing (Gao et al., arXiv 2410.20247), with permutation inside prompts.
 */
export function sameChoices(input: SameChoicesInput): SameChoices[] {
  const { lineage, listed, seed } = input;
  return listed.flatMap((group) => {
    const pairs = membersOf(lineage, group).flatMap((member) => {
      const prompts = sharedPrompts(input, member);
      if (prompts.length < promptsForSameness) return [];
      const sum = prompts.reduce(
        (total, { suspect, member: other }) => total + meanDiscrepancy({ x: suspect, y: other }),
        0,
      );
      return { member, prompts, discrepancy: sum / prompts.length };
    });
    const nearest = pairs.reduce<(typeof pairs)[number] | null>(
      (best, one) => (best === null || one.discrepancy < best.discrepancy ? one : best),
      null,
    );
    if (nearest === null) return [];
    const member = lineage.models[nearest.member]!;
    const tested = drawnWithinPromptTest(
      nearest.prompts.map(({ suspect, member: other }): PromptSamples => ({ x: drawsOf(suspect), y: drawsOf(other) })),
      draws,
      randomStream(seed, `findings/same-choices/${member}`),
    );
    return {
      group: lineage.groups[group]!,
      member,
      prompts: nearest.prompts.length,
      discrepancy: tested.observed + 0,
      p: tested.p,
      detectable: tested.critical05 + 0,
    };
  });
}

function sharedPrompts({ choices, suspect, answered }: SameChoicesInput, member: number) {
  const used = new Set(answered);
  return choices.flatMap(({ prompt, categories, counts }) => {
    if (!used.has(prompt)) return [];
    const row = (model: number) => counts.subarray(model * categories.length, (model + 1) * categories.length);
    const enough = (model: number) => row(model).reduce((sum, count) => sum + count, 0) >= minimumChoices;
    return enough(suspect) && enough(member) ? [{ suspect: row(suspect), member: row(member) }] : [];
  });
}

/** Counts written out: category 2 three times is 2, 2, 2. */
function drawsOf(counts: Int32Array): number[] {
  return Array.from(counts).flatMap((count, category) => new Array<number>(count).fill(category));
}
