import { keepTrials } from "../likeness/lineage.js";
import { cohortSize, nullModels } from "../likeness/null-cohort.js";
import type { LeftOut, SensitivityBase, SensitivityRow } from "./sensitivity.js";
import { fusedScore } from "./suspect-view.js";

/**
 * Each null family of the leading group out of every cohort and of the calibration, in turn; the one row of the family
 * that changes most is shown. Families that the group cannot spare are named instead.
 */
export function familiesOut(base: SensitivityBase): { rows: SensitivityRow[]; leftOut: LeftOut[] } {
  const { view, settings, neighbours, core, group } = base;
  const { lineage } = view.scores;
  const own = lineage.family[view.suspect]!;
  const { minNullModels, minNullFamilies } = settings.normalisation;
  const families = new Set(nullModels(lineage, group, own).map((row) => lineage.family[row]!));
  const needed: string[] = [];
  const found: { row: SensitivityRow; name: string }[] = [];
  for (const family of families) {
    const name = lineage.familyNames[family]!;
    const kept = keepTrials(lineage, ({ suspect, truth }) => truth === "derived" || lineage.family[suspect] !== family);
    const left = cohortSize(kept, group);
    // A group that has too few already keeps its kind of score.
    const few = left.models < minNullModels || left.families < minNullFamilies;
    if (few && view.scores.descriptive[group] === false) needed.push(name);
    else {
      const row = base.rowOf({ change: "", lineage: kept, settings, measurements: core, neighbours });
      if (row !== null) found.push({ row, name });
    }
  }
  const stated = fusedScore(view.scores, "core", view.suspect, group) ?? Number.NaN;
  const reference = base.rowOf({ change: "", lineage, settings, measurements: core, neighbours })?.log10Lr ?? null;
  const moved = ({ row }: (typeof found)[number]) => [
    reference === null || row.log10Lr === null ? 0 : Math.abs(row.log10Lr - reference),
    Math.abs((row.fused ?? Number.NaN) - stated),
  ];
  const most = found.reduce<(typeof found)[number] | null>((largest, one) => {
    if (largest === null) return one;
    const [ratio, score] = moved(one) as [number, number];
    const [largestRatio, largestScore] = moved(largest) as [number, number];
    return ratio > largestRatio || (ratio === largestRatio && score > largestScore) ? one : largest;
  }, null);
  return {
    rows:
      most === null
        ? []
        : [
            {
              ...most.row,
              change: `without the control family ${most.name} (of ${found.length}, the one that changes most)`,
            },
          ],
    leftOut: needed.map((name) => ({
      change: `without the control family ${name}`,
      reason: "the group would have too few control models for a score that can be compared",
    })),
  };
}
