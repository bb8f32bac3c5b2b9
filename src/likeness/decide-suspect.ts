import { familyWeights } from "../statistics/family-weights.js";
import { holm } from "../statistics/multiplicity.js";
import { weightedMean } from "../statistics/sums.js";
import { publicBeforeGroup } from "./impossible.js";
import type { LineageTable } from "./lineage.js";
import { cohortSize } from "./null-cohort.js";
import { type FamilyWiseThresholds, familyWiseP, familyWiseThresholds, nullSuspectMaxima } from "./null-suspects.js";
import { type RankPValue, rankPValue } from "./rank-p-value.js";
import type { LikenessSettings } from "./settings.js";

export interface SuspectInput {
  /** Lineage with the suspect's truth hidden (see `hideTruth`). */
  readonly lineage: LineageTable;
  /** Fused scores, models x groups. */
  readonly u: Float64Array;
  readonly descriptive: readonly boolean[];
  /** Row of the suspect. */
  readonly row: number;
  /** Groups in question; default: all but the suspect's own. Holm's correction is over these. */
  readonly listed?: readonly number[];
  readonly setWidth: number;
  readonly settings: LikenessSettings;
}

export interface GroupDecision {
  readonly group: number;
  /** Fused score; NaN where there is none. */
  readonly score: number;
  readonly nullModels: number;
  readonly nullFamilies: number;
  readonly descriptive: boolean;
  /** The suspect was public before every member. */
  readonly impossible: boolean;
  /** Null for descriptive and impossible groups, and without a score. */
  readonly rank: (RankPValue & { readonly holm: number }) | null;
  readonly standsOut: boolean;
}

export interface SuspectDecision {
  /** In order of score, largest first; groups without a score last; equal scores by group place. */
  readonly groups: readonly GroupDecision[];
  readonly thresholds: FamilyWiseThresholds;
  /** Groups that the largest scores are taken over: by null suspects, on average (each family weighing 1), and by this one. */
  readonly thresholdGroups: { readonly controls: number; readonly suspect: number };
  /** Over all candidate groups of the panel, listed or not; null without null suspects. */
  readonly pFamilyWise: number | null;
  readonly attribution: {
    readonly kind: "set" | "none-stands-out" | "descriptive-only";
    /** Groups within `setWidth` of the largest score, by place; empty unless `set`. */
    readonly groups: readonly number[];
    /** Set when every group of the set has this vendor. */
    readonly vendor: string | null;
    readonly setWidth: number;
  };
  /** Descriptive groups that score above the 5 % threshold: they may not be named, and may not be passed over silently. */
  readonly descriptiveAbove: readonly number[];
}

/**
 * What may be said about one suspect (thresholds, rank and family-wise p-values, stands out, set-valued answer), each
 * without the suspect's own family. A set is only given if some group stands out; otherwise the answer is "none of these",
 * which is inconclusive and not a sign of absence.
 */
export function decideSuspect(input: SuspectInput): SuspectDecision {
  const { lineage, u, descriptive, row, setWidth, settings } = input;
  const family = lineage.family[row]!;
  const groups = lineage.groups.length;
  const scoreOf = (group: number): number => u[row * groups + group]!;
  const all = lineage.groups.map((_, group) => group).filter((group) => group !== lineage.ownGroup[row]);
  const listed = (input.listed ?? all).filter((group) => group !== lineage.ownGroup[row]);

  const sizes = new Map(all.map((group) => [group, cohortSize(lineage, group, family)]));
  // Without the suspect's own family a cohort may fall below the minimum that the panel as a whole has.
  const { minNullModels, minNullFamilies } = settings.normalisation;
  const few = (group: number): boolean => {
    const { models, families } = sizes.get(group)!;
    return descriptive[group] === true || models < minNullModels || families < minNullFamilies;
  };
  const impossible = (group: number): boolean => publicBeforeGroup(lineage, lineage.released[row]!, group);
  const candidates = all.filter((group) => !few(group) && !impossible(group) && Number.isFinite(scoreOf(group)));

  const maxima = nullSuspectMaxima(lineage, u, descriptive, settings.decision.minGroups).filter(
    ({ suspect }) => suspect !== lineage.models[row],
  );
  const familyName = lineage.familyNames[family]!;
  const thresholds = familyWiseThresholds(maxima, familyName);
  const others = maxima.filter((suspect) => suspect.family !== familyName);
  const thresholdGroups = {
    controls: weightedMean(
      others.map((suspect) => suspect.groups),
      familyWeights(others.map((suspect) => suspect.family)),
    ),
    suspect: candidates.length,
  };
  const largest = Math.max(...candidates.map(scoreOf));
  const above = (group: number): boolean =>
    thresholds.familyWise05 !== null && scoreOf(group) > thresholds.familyWise05;

  const ranks = new Map<number, RankPValue>();
  for (const group of listed) {
    const rank = candidates.includes(group) ? rankPValue(lineage, u, { row, family }, group) : null;
    if (rank !== null) ranks.set(group, rank);
  }
  const ranked = [...ranks.keys()].sort((a, b) => a - b);
  const adjusted = holm(ranked.map((group) => ranks.get(group)!.p));

  const decisions = listed.map((group): GroupDecision => {
    const rank = ranks.get(group);
    return {
      group,
      score: scoreOf(group),
      nullModels: sizes.get(group)!.models,
      nullFamilies: sizes.get(group)!.families,
      descriptive: few(group),
      impossible: impossible(group),
      rank: rank === undefined ? null : { ...rank, holm: adjusted[ranked.indexOf(group)]! },
      standsOut: candidates.includes(group) && above(group),
    };
  });
  decisions.sort((a, b) => order(b.score) - order(a.score) || a.group - b.group);

  return {
    groups: decisions,
    thresholds,
    thresholdGroups,
    pFamilyWise: familyWiseP(maxima, largest, familyName),
    attribution: attribute(lineage, candidates, scoreOf, above, setWidth),
    descriptiveAbove: all.filter((group) => few(group) && !impossible(group) && above(group)),
  };
}

function attribute(
  lineage: LineageTable,
  candidates: readonly number[],
  scoreOf: (group: number) => number,
  above: (group: number) => boolean,
  setWidth: number,
): SuspectDecision["attribution"] {
  if (candidates.length === 0) return { kind: "descriptive-only", groups: [], vendor: null, setWidth };
  if (!candidates.some(above)) return { kind: "none-stands-out", groups: [], vendor: null, setWidth };
  const largest = Math.max(...candidates.map(scoreOf));
  const set = candidates
    .filter((group) => scoreOf(group) >= largest - setWidth)
    .sort((a, b) => scoreOf(b) - scoreOf(a) || a - b);
  const vendors = new Set(set.map((group) => lineage.vendors[group]!));
  return { kind: "set", groups: set, vendor: vendors.size === 1 ? [...vendors][0]! : null, setWidth };
}

/** Missing scores go last; -Infinity less -Infinity would not be a number. */
function order(score: number): number {
  return Number.isFinite(score) ? score : -Number.MAX_VALUE;
}
