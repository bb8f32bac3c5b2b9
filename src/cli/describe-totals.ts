import { answeredOf } from "../collection/collection-summary.js";
import { noTotals, type Totals } from "../store/totals.js";

/**
 * What is answered so far, model by model, against what is planned.
 * @param planned questions of each model, sentinel probes counted, in the order of the plan
 */
export function describeTotals(totals: Totals, planned: ReadonlyMap<string, number>): string {
  const known = new Map(totals.models.map((one) => [one.model, one]));
  const lines = [...planned].map(([model, expected]) => {
    const one = known.get(model) ?? noTotals(model);
    const parts = [
      ["imported", one.imported],
      ["refused", one.refused],
      ["truncated", one.truncated],
      ["empty", one.empty],
      ["unusable", one.invalid],
      ["given up", one.error],
      ["requests turned away", one.turnedAway],
      ["requests without a reply", one.failures],
      ["requests under way when the collector ended", one.orphans],
    ].flatMap(([what, count]) => (count === 0 ? [] : [`${count} ${what}`]));
    const asked = one.attempts === 0 && one.imported === 0 ? "not asked yet" : `${one.attempts} requests`;
    return `${model.padEnd(28)} ${`${answeredOf(one)}/${expected}`.padStart(12)}  ${[asked, ...parts].join(", ")}`;
  });
  const all = [...planned.values()].reduce((sum, count) => sum + count, 0);
  const money = `$${(totals.nanoUsd / 1e9).toFixed(4)} spent${totals.unpriced > 0 ? `, ${totals.unpriced} requests without a known price` : ""}`;
  return [...lines, `${answeredOf(totals)}/${all} answers, ${money}.`].join("\n");
}
