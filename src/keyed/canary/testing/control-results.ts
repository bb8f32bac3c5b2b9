import { holm } from "../../../statistics/multiplicity.js";
import type { CanaryPack } from "../canary-pack.js";
import type { FrozenAnswers } from "../reading/read-collection.js";
import type { CanaryResult } from "./canary-result.js";
import { lnHitsTail, probabilityOf } from "./exact-tests.js";
import { scoredAnswers } from "./scored-answers.js";

/** The hits of every other model; Holm over the negative controls alone. */
export function controlResults(
  pack: CanaryPack,
  collected: readonly FrozenAnswers[],
  suspect: string,
  effective: Uint8Array,
): CanaryResult["controls"] {
  const named = new Set(pack.analysis.negativeControls);
  const results = collected
    .filter(({ model }) => model !== suspect)
    .map((one) => {
      const answered = scoredAnswers(pack, one, effective);
      const hits = answered.filter(({ hit }) => hit).length;
      const ln = lnHitsTail(
        hits,
        answered.map(({ item }) => item.alphabet.length),
      );
      return {
        model: one.model,
        family: one.family,
        role: one.role,
        negative: (one.role === "control" && one.knownStudent !== true) || named.has(one.model),
        answeredItems: one.answeredItems,
        ...(one.sources === undefined ? {} : { sources: one.sources }),
        hits,
        items: answered.length,
        p: probabilityOf(ln),
        log10P: ln / Math.LN10,
      };
    });
  const negative = results.filter((one) => one.negative);
  const adjusted = holm(negative.map(({ p }) => p));
  return results.map((one) => {
    const place = negative.indexOf(one);
    return { ...one, holm: place < 0 ? null : adjusted[place]! };
  });
}
