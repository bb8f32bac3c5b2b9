import type { Plan } from "./plan.js";

/**
 * The plan as it is written down and digested: of a sealed pack it shows id, digest and number of probes, and no question.
 * The digest of the pack fixes what is left out; seed and settings, which the plan shows, fix the rest. The same object where
 * no pack is sealed.
 */
export function shownPlan(plan: Plan): Plan {
  if (!plan.packs?.some(({ sealed }) => sealed !== undefined)) return plan;
  return { ...plan, packs: plan.packs.map((pack) => (pack.sealed === undefined ? pack : { ...pack, probes: [] })) };
}
