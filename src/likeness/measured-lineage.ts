import type { Measurements, TraitMeasurement } from "../traits/measurements.js";
import type { LineageTable } from "./lineage.js";

/**
 * The same table, in which only models with an affinity to some member of a group, in some of these traits, are null
 * models of it. A model that answered other questions, or too few, has no score: counted as a null model, it would lend
 * thresholds and tiers a weight that nothing measured stands behind.
 */
export function withMeasuredNulls(
  lineage: LineageTable,
  traits: readonly Pick<TraitMeasurement, "affinity">[],
): LineageTable {
  const groups = lineage.groups.length;
  const width = lineage.references.length;
  const measured = new Uint8Array(lineage.isNull.length);
  for (const { affinity } of traits)
    for (let cell = 0; cell < affinity.length; cell++)
      if (Number.isFinite(affinity[cell]!))
        measured[Math.floor(cell / width) * groups + lineage.referenceGroup[cell % width]!] = 1;
  return { ...lineage, isNull: lineage.isNull.map((flag, cell) => flag & measured[cell]!) };
}

/** The same for the core traits; a panel without any wording (choices alone) stays as it is, for its other channels. */
export function measuredLineage(lineage: LineageTable, { traits }: Pick<Measurements, "traits">): LineageTable {
  const core = traits.filter(({ channel }) => channel === "core");
  return core.some(({ affinity }) => affinity.some(Number.isFinite)) ? withMeasuredNulls(lineage, core) : lineage;
}
