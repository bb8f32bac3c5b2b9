import { keepTrials, type LineageTable } from "../likeness/lineage.js";
import { cohortSize } from "../likeness/null-cohort.js";
import {
  type LikenessSettings,
  nearEverything,
  nearExactly,
  withFusedTraits,
  withNormalisation,
} from "../likeness/settings.js";
import type { Measurements } from "../traits/measurements.js";
import type { LeftOut, SensitivityBase, Variant } from "./sensitivity.js";
import { traitNameWithId } from "./trait-names.js";

export interface Variants {
  readonly rows: readonly Variant[];
  readonly leftOut: readonly LeftOut[];
}

/** A trait out, a vendor's references out, another cohort, another way to normalise. */
export function normalisedOtherwise({ view, settings, neighbours, core, group }: SensitivityBase): Variants {
  const { lineage } = view.scores;
  const traits = settings.fusion.traits.get("core") ?? [];
  const own = lineage.vendors[group]!;
  const vendors = [...new Set(lineage.vendors)].filter((vendor) => vendor !== own);
  const normalised = (change: string, other: LikenessSettings): Variant => ({
    change,
    lineage,
    settings: other,
    measurements: core,
    neighbours,
  });
  return {
    rows: [
      ...traits.map((trait): Variant => {
        const others = traits.filter((other) => other !== trait);
        return {
          change: `without the trait ${traitNameWithId(trait)}`,
          lineage,
          settings: withFusedTraits(settings, "core", others),
          measurements: core,
        };
      }),
      ...vendors.map(
        (vendor): Variant => ({
          change: `without the teachers of ${vendor}`,
          lineage,
          settings,
          measurements: withoutVendor(core, lineage, vendor),
        }),
      ),
      ...[20, 30, 45].map((k) =>
        normalised(
          `compared with the ${k} nearest control models`,
          withNormalisation(settings, { near: nearExactly(k) }),
        ),
      ),
      normalised(
        "compared with all control models, not the nearest (plain Z and T)",
        withNormalisation(settings, { near: nearEverything }),
      ),
      normalised(
        "what is shared with teachers of other vendors not taken away (no T-norm)",
        withNormalisation(settings, { tNorm: false }),
      ),
      normalised(
        "the simpler score of groups with few control models (double centring)",
        withNormalisation(settings, { method: "double-centring" }),
      ),
    ],
    leftOut: [{ change: `without the teachers of ${own}`, reason: "the leading group is among them" }],
  };
}

const documented: ReadonlySet<string> = new Set(["documented", "hard"]);
const byDate = "without control models that are known by date or assumption only";

/** Null models whose other training is documented, in the cohort and in the calibration: the others are so by their date. */
export function documentedOnly({ view, settings, neighbours, core, group }: SensitivityBase): Variants {
  const { lineage } = view.scores;
  const kept = keepTrials(lineage, ({ truth, basis }) => truth === "derived" || documented.has(basis));
  const own = lineage.family[view.suspect]!;
  const { models, families } = cohortSize(kept, group, own);
  const { minNullModels, minNullFamilies } = settings.normalisation;
  if (models === cohortSize(lineage, group, own).models)
    return { rows: [], leftOut: [{ change: byDate, reason: "the group has none" }] };
  if (models < minNullModels || families < minNullFamilies)
    return {
      rows: [],
      leftOut: [{ change: byDate, reason: `only ${models} control models of ${families} families would be left` }],
    };
  return { rows: [{ change: byDate, lineage: kept, settings, measurements: core, neighbours }], leftOut: [] };
}

/** A vendor's references as if they had not been measured. */
function withoutVendor(measurements: Measurements, lineage: LineageTable, vendor: string): Measurements {
  const width = lineage.references.length;
  const gone = [...lineage.referenceGroup].map((group) => lineage.vendors[group] === vendor);
  return {
    ...measurements,
    traits: measurements.traits.map((trait) => ({
      ...trait,
      affinity: trait.affinity.map((value, cell) => (gone[cell % width] === true ? Number.NaN : value)),
      withoutBlock: [],
    })),
  };
}
