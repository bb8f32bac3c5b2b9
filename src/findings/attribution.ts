import type { SuspectDecision } from "../likeness/decide-suspect.js";
import type { LineageTable } from "../likeness/lineage.js";
import { exceedanceRate, familiesNeeded } from "../likeness/null-suspects.js";
import type { Attribution } from "./findings.js";

/**
 * The set-valued answer. It is a statement about how often controls look like this, so it needs tier 1: where the leading
 * group has tier 0, or no group has more, the answer is "descriptive only", whatever stands out.
 * @param tierOf tier of a group, by place in the lineage table
 */
export function attributionOf(
  decision: SuspectDecision,
  lineage: LineageTable,
  tierOf: (group: number) => number,
): Attribution {
  const { attribution, thresholds, pFamilyWise } = decision;
  const leading = attribution.groups[0];
  const silent =
    attribution.kind === "set" ? tierOf(leading!) === 0 : decision.groups.every(({ group }) => tierOf(group) === 0);
  if (silent || attribution.kind === "descriptive-only")
    return {
      kind: "descriptive-only",
      groups: [],
      vendor: null,
      threshold05: null,
      threshold01: null,
      thresholdBasis: null,
      pFamilyWise: null,
      setWidth: attribution.setWidth,
    };
  return {
    kind: attribution.kind,
    groups: attribution.groups.map((group) => lineage.groups[group]!),
    vendor: attribution.vendor,
    threshold05: thresholds.familyWise05,
    // The largest of too few families is no threshold of 1 in 100.
    threshold01: thresholds.families < familiesNeeded(0.99) ? null : thresholds.familyWise01,
    thresholdBasis:
      thresholds.familyWise05 === null
        ? null
        : {
            families: thresholds.families,
            exceededBy: exceedanceRate(thresholds.families, 0.95),
            groupsOfControls: decision.thresholdGroups.controls,
            groupsOfSuspect: decision.thresholdGroups.suspect,
          },
    pFamilyWise,
    setWidth: attribution.setWidth,
  };
}

/** What stands out beside the listed groups: not to be named as an answer, and not to be passed over silently. */
export function attributionNotices(
  decision: SuspectDecision,
  lineage: LineageTable,
  listed: readonly number[],
): string[] {
  const names = (groups: readonly number[]) => groups.map((group) => lineage.groups[group]!).join(", ");
  const unlisted = decision.attribution.groups.filter((group) => !listed.includes(group));
  const notices: string[] = [];
  if (unlisted.length > 0)
    notices.push(`Lineage groups that were not asked about are among those that stand out: ${names(unlisted)}.`);
  if (decision.descriptiveAbove.length > 0)
    notices.push(
      `Above the threshold, but with too few controls to say what that means: ${names(decision.descriptiveAbove)}.`,
    );
  return notices;
}
