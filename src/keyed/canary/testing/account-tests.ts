import { holm } from "../../../statistics/multiplicity.js";
import { type CanaryPack, isAccountItem } from "../canary-pack.js";
import { accountKey, plantedIndex } from "../derivation.js";
import type { BlindAnswers } from "../reading/blind-answers.js";
import { answersOfScope } from "../reading/read-collection.js";
import type { CanaryResult } from "./canary-result.js";
import { lnHitsTail, probabilityOf } from "./exact-tests.js";

/**
 * For every account cluster: how often the suspect answered with the value that this cluster alone received, with Holm
 * over the clusters. Null when the pack has no such items or no cluster is named.
 */
export function accountTests(
  pack: CanaryPack,
  effective: Uint8Array,
  answers: BlindAnswers,
  clusters: readonly string[],
): CanaryResult["accounts"] {
  const items = answersOfScope(pack, answers, "account");
  if (items.length === 0 || clusters.length === 0) return null;
  const alternatives = pack.items.filter(isAccountItem).map(({ alphabet }) => alphabet.length);
  const tested = clusters.map((cluster) => {
    const key = accountKey(effective, cluster);
    const hits = items.filter(
      ({ item, answer }) => plantedIndex(key, pack.packId, item.id, item.alphabet.length) === answer.modal,
    ).length;
    const ln = lnHitsTail(hits, alternatives);
    return { cluster, hits, items: items.length, p: probabilityOf(ln), log10P: ln / Math.LN10 };
  });
  const adjusted = holm(tested.map(({ p }) => p));
  return {
    items: items.length,
    alternatives: [Math.min(...alternatives), Math.max(...alternatives)],
    clusters: tested
      .map((one, place) => ({ ...one, holm: adjusted[place]! }))
      .sort((left, right) => left.log10P - right.log10P),
  };
}
