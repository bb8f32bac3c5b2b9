import type { Panel } from "../../panel/panel.js";
import { refusalFeatureCount } from "./read-refusal.js";
import { nullShare, refusalAgreement } from "./refusal-affinity.js";
import type { RefusalShares } from "./refusal-shares.js";

/**
 * Affinities of all models to the references, models x references; NaN where no prompt has answers of both and of a null
 * model of another family.
 */
export function measureRefusals(
  panel: Panel,
  refusals: readonly RefusalShares[],
  used: Uint8Array,
  references: Int32Array,
): Float64Array {
  const width = references.length;
  const sums = new Float64Array(panel.models.length * width);
  const counts = new Int32Array(sums.length);
  const groups = [...new Set(Array.from(references, (reference) => panel.models[reference]!.group))];
  const nulls = new Map(groups.map((group) => [group, nullModelsOf(panel, group)]));
  for (const { prompt, shares } of refusals) {
    if (used[prompt] !== 1) continue;
    const backgrounds = new Map(groups.map((group) => [group, familySums(panel, shares, nulls.get(group)!)]));
    references.forEach((reference, place) => {
      const background = backgrounds.get(panel.models[reference]!.group)!;
      panel.models.forEach(({ family }, model) => {
        if (model === reference) return;
        const value = agreementOn(shares, background, family, model, reference);
        if (Number.isNaN(value)) return;
        sums[model * width + place]! += value;
        counts[model * width + place]! += 1;
      });
    });
  }
  return sums.map((sum, cell) => (counts[cell] === 0 ? Number.NaN : sum / counts[cell]!));
}

function nullModelsOf(panel: Panel, group: string | null): number[] {
  const ids = new Set(
    panel.trials.flatMap((trial) => (trial.group === group && trial.truth === "not-derived" ? [trial.suspect] : [])),
  );
  return panel.models.flatMap(({ id }, index) => (ids.has(id) ? [index] : []));
}

interface FamilySums {
  readonly families: number;
  /** By feature. */
  readonly sums: Float64Array;
  readonly ofFamily: ReadonlyMap<string, Float64Array>;
}

function familySums(panel: Panel, shares: Float64Array, models: readonly number[]): FamilySums {
  const members = new Map<string, number[]>();
  for (const model of models) {
    if (Number.isNaN(shares[model * refusalFeatureCount]!)) continue;
    const { family } = panel.models[model]!;
    members.set(family, [...(members.get(family) ?? []), model]);
  }
  const sums = new Float64Array(refusalFeatureCount);
  const ofFamily = new Map<string, Float64Array>();
  for (const [family, own] of members) {
    const means = sums.map(
      (_, feature) => own.reduce((sum, model) => sum + shares[model * refusalFeatureCount + feature]!, 0) / own.length,
    );
    means.forEach((mean, feature) => {
      sums[feature]! += mean;
    });
    ofFamily.set(family, means);
  }
  return { families: members.size, sums, ofFamily };
}

/** Mean over the features; NaN where one of the two did not answer, or no null model of another family did. */
function agreementOn(
  shares: Float64Array,
  { families, sums, ofFamily }: FamilySums,
  family: string,
  model: number,
  reference: number,
): number {
  const own = ofFamily.get(family);
  const others = families - (own === undefined ? 0 : 1);
  if (others === 0) return Number.NaN;
  let sum = 0;
  for (let feature = 0; feature < refusalFeatureCount; feature += 1) {
    const mu = nullShare(sums[feature]! - (own?.[feature] ?? 0), others);
    sum += refusalAgreement(
      shares[model * refusalFeatureCount + feature]!,
      shares[reference * refusalFeatureCount + feature]!,
      mu,
    );
  }
  return sum / refusalFeatureCount;
}
