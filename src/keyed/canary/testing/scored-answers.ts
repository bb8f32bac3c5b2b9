import type { CanaryPack } from "../canary-pack.js";
import { plantedIndex } from "../derivation.js";
import { answersOfScope, type FrozenAnswers } from "../reading/read-collection.js";

/** One item for everybody, beside what the key says of it. */
export interface ScoredAnswer {
  readonly item: CanaryPack["items"][number];
  readonly planted: number;
  readonly modal: number;
  readonly counts: readonly number[] | null;
  readonly hit: boolean;
}

/** The answers of one model to the items that are the same for everybody, in the order of the pack. */
export function scoredAnswers(pack: CanaryPack, { answers }: FrozenAnswers, effective: Uint8Array): ScoredAnswer[] {
  return answersOfScope(pack, answers, "global").map(({ item, answer }) => {
    const planted = plantedIndex(effective, pack.packId, item.id, item.alphabet.length);
    return { item, planted, modal: answer.modal, counts: answer.counts ?? null, hit: answer.modal === planted };
  });
}
