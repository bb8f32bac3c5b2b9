import { cllr, cllrMin } from "../statistics/cllr.js";
import { weightedMean } from "../statistics/sums.js";
import { type Bounds, clampTo, type SampleRatios } from "./bounds.js";
import { type CalibrationSample, type ScoredTrial, trialWeights } from "./scored-trials.js";

/** Quality of a calibration, from leave-one-family-out LRs. Null = not resolvable. */
export interface CalibrationQuality {
  readonly cllr: number;
  readonly cllrMin: number;
  readonly cllrFamilyWeighted: number;
  /** Family-weighted mean LR of not-derived pairs: 1 in a perfectly calibrated system, at most. */
  readonly meanLrNotDerived: number;
  /** Family-weighted share of not-derived pairs with LR above 10. */
  readonly lrAbove10: number;
  /** By group: the family-weighted mean LR of the group's not-derived pairs, before and after the bounds. */
  readonly groups: ReadonlyMap<string, { readonly meanLr: number; readonly meanLrBounded: number }>;
  /** Double difference of the fused score and of each metadata control. */
  readonly doubleDifference: number | null;
  readonly controlDoubleDifferences: ReadonlyMap<string, number | null>;
}

/** Measures a calibration. Trials without an LR are left out. */
export function calibrationQuality(
  sample: CalibrationSample,
  log10Lr: SampleRatios,
  bounds: Bounds,
  separation: Pick<CalibrationQuality, "doubleDifference" | "controlDoubleDifferences">,
): CalibrationQuality {
  const derived = withRatio(sample.derived, log10Lr.derived);
  const notDerived = withRatio(sample.notDerived, log10Lr.notDerived);
  const lnDerived = derived.ratios.map((value) => value * Math.LN10);
  const lnNot = notDerived.ratios.map((value) => value * Math.LN10);
  const weights = { derived: trialWeights(derived.trials), notDerived: trialWeights(notDerived.trials) };
  const groups = new Map<string, { meanLr: number; meanLrBounded: number }>();
  for (const [group, { used }] of bounds.groups) {
    const places = notDerived.trials.flatMap((trial, index) => (trial.group === group ? [index] : []));
    const groupWeights = trialWeights(places.map((index) => notDerived.trials[index]!));
    const ratios = places.map((index) => notDerived.ratios[index]!);
    groups.set(group, {
      meanLr: weightedMean(
        ratios.map((value) => 10 ** value),
        groupWeights,
      ),
      meanLrBounded: weightedMean(
        ratios.map((value) => 10 ** clampTo(value, used)),
        groupWeights,
      ),
    });
  }
  return {
    cllr: cllr(lnDerived, lnNot),
    cllrMin: cllrMin(lnDerived, lnNot),
    cllrFamilyWeighted: cllr(lnDerived, lnNot, weights),
    meanLrNotDerived: weightedMean(
      lnNot.map((value) => Math.exp(value)),
      weights.notDerived,
    ),
    lrAbove10: weightedMean(
      lnNot.map((value) => (value > Math.LN10 ? 1 : 0)),
      weights.notDerived,
    ),
    groups,
    ...separation,
  };
}

function withRatio(trials: readonly ScoredTrial[], ratios: Float64Array) {
  const places = trials.flatMap((_, index) => (Number.isNaN(ratios[index]!) ? [] : [index]));
  return { trials: places.map((index) => trials[index]!), ratios: places.map((index) => ratios[index]!) };
}

/** What a calibration must reach before it may state likelihood ratios. */
export const criteriaLimits = {
  cllr: 0.5,
  cllrCalibrationLoss: 0.15,
  meanLrNotDerived: 2,
  lrAbove10: 0.02,
} as const;

/**
 * Names of the criteria that a group's likelihood ratio does not meet, in plain words; empty = passed. `group` null: only
 * the criteria that hold for all groups.
 */
export function failedCriteria(quality: CalibrationQuality, group: string | null): string[] {
  const failed: string[] = [];
  // Written so that a missing value (NaN) fails.
  const atMost = (value: number, limit: number, name: string): void => {
    if (!(value <= limit)) failed.push(`${name} is ${value.toPrecision(3)}, at most ${limit} is allowed`);
  };
  atMost(quality.cllr, criteriaLimits.cllr, "Cllr");
  atMost(quality.cllr - quality.cllrMin, criteriaLimits.cllrCalibrationLoss, "the calibration part of Cllr");
  atMost(quality.meanLrNotDerived, criteriaLimits.meanLrNotDerived, "the mean likelihood ratio of unrelated pairs");
  atMost(quality.lrAbove10, criteriaLimits.lrAbove10, "the share of unrelated pairs with a likelihood ratio above 10");
  if (group !== null)
    atMost(
      quality.groups.get(group)?.meanLrBounded ?? Number.NaN,
      criteriaLimits.meanLrNotDerived,
      "the mean bounded likelihood ratio of unrelated pairs of this group",
    );
  const { doubleDifference } = quality;
  // What nobody could compare with length, date and markdown rate has not been shown to be more than these.
  if (doubleDifference === null)
    failed.push("double difference cannot be measured (it takes known students of two groups, of two families)");
  else
    for (const [control, value] of quality.controlDoubleDifferences)
      if (value !== null && !(doubleDifference > value))
        failed.push(`double difference is not above that of ${control} alone`);
  return failed;
}
