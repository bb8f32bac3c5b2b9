import { describe, expect, it } from "vitest";
import { keepTrials } from "../../src/likeness/lineage.js";
import { measuredLineage, withMeasuredNulls } from "../../src/likeness/measured-lineage.js";
import { cohortSize } from "../../src/likeness/null-cohort.js";
import { world } from "./scored-world.js";

const { lineage, measurements } = world;
const width = lineage.references.length;

/** The measurements as if some models had answered nothing. */
const silenced = (silent: (id: string) => boolean) => ({
  ...measurements,
  traits: measurements.traits.map((trait) => ({
    ...trait,
    affinity: trait.affinity.map((value, cell) =>
      trait.channel !== "metadata" && silent(lineage.models[Math.floor(cell / width)]!) ? Number.NaN : value,
    ),
  })),
});

describe("measuredLineage", () => {
  it("changes nothing where all models were measured", () => {
    expect(measuredLineage(lineage, measurements)).toEqual(lineage);
  });

  it("takes models without answers out of every cohort, whatever their release date says", () => {
    const gone = (id: string) => /^null-0[0-3]/.test(id);
    const rows = lineage.models.flatMap((id, row) => (gone(id) ? [row] : []));
    const measured = measuredLineage(lineage, silenced(gone));
    for (const [group] of lineage.groups.entries()) {
      expect(rows.some((row) => measured.isNull[row * lineage.groups.length + group] === 1)).toBe(false);
      expect(cohortSize(measured, group).models).toBeLessThan(cohortSize(lineage, group).models);
    }
    expect(measured.trials).toEqual(lineage.trials);
  });

  it("stays so when trials are hidden later", () => {
    const gone = (id: string) => id.startsWith("null-00");
    const measured = measuredLineage(lineage, silenced(gone));
    expect(keepTrials(measured, () => true).isNull).toEqual(measured.isNull);
  });

  it("leaves a panel without any wording to its other channels", () => {
    expect(
      measuredLineage(
        lineage,
        silenced(() => true),
      ),
    ).toBe(lineage);
    expect(cohortSize(withMeasuredNulls(lineage, []), 0)).toEqual({ models: 0, families: 0 });
  });
});
