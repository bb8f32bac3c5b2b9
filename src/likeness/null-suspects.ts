import { familyWeights } from "../statistics/family-weights.js";
import { weightedQuantile } from "../statistics/quantile.js";
import type { LineageTable } from "./lineage.js";

/** A model that stands in for an unrelated suspect: its largest score among the groups it is not derived from. */
export interface NullSuspect {
  readonly suspect: string;
  readonly family: string;
  readonly value: number;
  /** Groups that it is the maximum of. */
  readonly groups: number;
}

/**
 * M(s) of every null suspect: the maximum of `u` over the groups that s is known not to be derived from, for models with
 * at least `minGroups` of them. Descriptive groups take no part.
 */
export function nullSuspectMaxima(
  lineage: LineageTable,
  u: Float64Array,
  descriptive: readonly boolean[],
  minGroups: number,
): NullSuspect[] {
  const groups = lineage.groups.length;
  return lineage.models.flatMap((suspect, row) => {
    let count = 0;
    let value = Number.NEGATIVE_INFINITY;
    for (let group = 0; group < groups; group++) {
      const score = u[row * groups + group]!;
      if (lineage.isNull[row * groups + group] === 0 || descriptive[group] === true || Number.isNaN(score)) continue;
      count++;
      value = Math.max(value, score);
    }
    return count < minGroups
      ? []
      : [{ suspect, family: lineage.familyNames[lineage.family[row]!]!, value, groups: count }];
  });
}

export interface FamilyWiseThresholds {
  /** 95 % and 99 % quantiles of M, every family weighing 1; null without null suspects. */
  readonly familyWise05: number | null;
  readonly familyWise01: number | null;
  readonly suspects: number;
  readonly families: number;
}

/** Thresholds that a share of at most 5 % (1 %) of the null families pass, without one family (the suspect's own). */
export function familyWiseThresholds(
  maxima: readonly NullSuspect[],
  withoutFamily: string | null = null,
): FamilyWiseThresholds {
  const kept = maxima.filter((suspect) => suspect.family !== withoutFamily);
  const families = kept.map((suspect) => suspect.family);
  const weights = familyWeights(families);
  const values = kept.map((suspect) => suspect.value);
  const at = (q: number): number | null => (kept.length === 0 ? null : weightedQuantile(values, weights, q));
  return {
    familyWise05: at(0.95),
    familyWise01: at(0.99),
    suspects: kept.length,
    families: new Set(families).size,
  };
}

/**
 * p-value of the suspect's largest score: `(1 + #{null families with max M >= largest})/(families + 1)`, without one
 * family. Null without null suspects or without a score.
 */
export function familyWiseP(
  maxima: readonly NullSuspect[],
  largest: number,
  withoutFamily: string | null = null,
): number | null {
  const kept = maxima.filter((suspect) => suspect.family !== withoutFamily);
  if (kept.length === 0 || !Number.isFinite(largest)) return null;
  const families = new Set(kept.map((suspect) => suspect.family));
  const reaching = new Set(kept.filter((suspect) => suspect.value >= largest).map((suspect) => suspect.family));
  return (1 + reaching.size) / (families.size + 1);
}

/**
 * How often a model of a new family, as unrelated as the null suspects, exceeds the threshold that a share `q` of so many
 * null families does not pass: `(floor((1 - q) n) + 1)/(n + 1)`, for families of one model each (order statistics of
 * exchangeable values). Above `1 - q`, and the more so the fewer families there are.
 */
export function exceedanceRate(families: number, q: number): number {
  return (Math.floor((1 - q) * families + 1e-9) + 1) / (families + 1);
}

/** Fewest null families with which a model of a new one exceeds their largest value no more often than `1 - q`. */
export function familiesNeeded(q: number): number {
  return Math.ceil(1 / (1 - q) - 1e-9) - 1;
}
