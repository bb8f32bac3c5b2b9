import { learn } from "../../src/likeness/learn.js";
import type { LineageTable } from "../../src/likeness/lineage.js";
import { type Scores, scorePanel } from "../../src/likeness/score-panel.js";
import { channelScores } from "../../src/likeness/scored-trials.js";
import { type LikenessSettings, withFusedTraits } from "../../src/likeness/settings.js";
import type { Confidence, Relation } from "../../src/panel/panel.js";
import type { Measurements } from "../../src/traits/measurements.js";
import { comparisonOf } from "../../src/validation/comparison.js";
import { canLeaveOneOut, panelRatios } from "../../src/validation/likelihood-ratios.js";
import { openSetOf } from "../../src/validation/open-set.js";
import { relations as allRelations, cellOf, rankOf, scorePlacedTrials } from "../../src/validation/scored-trials.js";
import type { Comparison } from "../../src/validation/validation-schema.js";

/** What one trial comes to under one system of scores. */
export interface JudgedTrial {
  readonly family: string;
  /** The trial is one of the students that rates are counted over; false for a not-derived pair. */
  readonly student: boolean;
  readonly score: number;
  readonly first: number;
  readonly found5: number;
  readonly found1: number;
  /** Natural log of the likelihood ratio, calibrated without the family; NaN where the panel allows none. */
  readonly lnRatio: number;
}

export interface JudgedSystem {
  readonly comparison: Comparison;
  /** The same trials in the same order for every system of a panel. */
  readonly trials: readonly JudgedTrial[];
}

export interface JudgedMean extends JudgedSystem {
  /** Least Cllr that a monotone change of the likelihood ratios could reach; NaN where there are none. */
  readonly cllrMin: number;
}

/** A candidate for the core: the mean of these traits, some of them counted more than once. */
export interface Mean {
  readonly name: string;
  readonly members: readonly string[];
  readonly weights?: ReadonlyMap<string, number>;
}

export interface Judging {
  readonly lineage: LineageTable;
  readonly likeness: LikenessSettings;
  /** Whose rates are counted. */
  readonly relations: readonly Relation[];
}

const headline: readonly Confidence[] = ["high"];

/** The mean as the core, through the whole method; every suspect without its family. */
export function judgeMean(measurements: Measurements, mean: Mean, judging: Judging): JudgedMean {
  const { scores, likeness } = scoreMean(measurements, mean, judging);
  const u = channelScores(scores, "core");
  const learned = learn([scores], "core", likeness);
  const ratios =
    learned !== null && canLeaveOneOut(learned.sample)
      ? panelRatios(judging.lineage, u, scores.descriptive, learned, likeness.calibration)
      : null;
  return { ...judgeScores(u, ratios?.log10 ?? null, judging), cllrMin: learned?.quality.cllrMin ?? Number.NaN };
}

/** Suspects for whom a wrong vendor stands out when the true one is not in the panel at all, at 5 % and 1 %. */
export function wrongVendors(measurements: Measurements, mean: Mean, judging: Judging): [five: number, one: number] {
  const { scores, likeness } = scoreMean(measurements, mean, judging);
  const { rescored } = openSetOf(scores, asCore(measurements, mean), likeness, "core", true);
  const sum = (of: "standsOut05" | "standsOut01") =>
    allRelations.reduce((total, relation) => total + (rescored?.[relation][of] ?? 0), 0);
  return [sum("standsOut05"), sum("standsOut01")];
}

/** One trait by itself, as it is scored beside the plain core. */
export function judgeTrait(scores: Scores, id: string, judging: Judging): JudgedSystem {
  return judgeScores(scores.traits.find(({ trait }) => trait === id)!.u, null, judging);
}

function scoreMean(measurements: Measurements, mean: Mean, { lineage, likeness: plain }: Judging) {
  const fused = withFusedTraits(plain, "core", mean.members);
  const likeness = { ...fused, fusion: { ...fused.fusion, weights: mean.weights ?? new Map() } };
  return { scores: scorePanel(lineage, asCore(measurements, mean), likeness), likeness };
}

/** A trait counts as core where it is a member of the mean, and nowhere else. */
function asCore(measurements: Measurements, { members }: Mean): Measurements {
  const traits = measurements.traits.map((trait) =>
    members.includes(trait.trait) ? { ...trait, channel: "core" as const } : trait,
  );
  return { ...measurements, traits };
}

function judgeScores(u: Float64Array, log10: Float64Array | null, judging: Judging): JudgedSystem {
  const { lineage, likeness, relations } = judging;
  const scored = scorePlacedTrials(lineage, u);
  const comparison = comparisonOf(scored, log10, likeness.calibration);
  const { at5, at1 } = comparison.perSuspectLimits;
  const trials = scored.trials.flatMap((trial): JudgedTrial[] => {
    const derived = trial.truth === "derived";
    const counted = derived && relations.includes(trial.relation!) && headline.includes(trial.confidence);
    if (derived && !counted) return [];
    return [
      {
        family: trial.family,
        student: derived,
        score: trial.score,
        first: rankOf(scored, trial, "all")?.first ?? 0,
        found5: at5 !== null && trial.score > at5 ? 1 : 0,
        found1: at1 !== null && trial.score > at1 ? 1 : 0,
        lnRatio: log10 === null ? Number.NaN : log10[cellOf(lineage, trial)]! * Math.LN10,
      },
    ];
  });
  return { comparison, trials };
}
