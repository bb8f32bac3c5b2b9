import type { RandomStream } from "../statistics/random-stream.js";
import type { CalibrationChannel, CalibrationFile } from "./calibration-schema.js";
import { type Calibrator, drawCalibrators, type FitSettings } from "./calibrator.js";
import { nearestFit, storedSample } from "./read-calibration.js";
import { withoutFamily } from "./scored-trials.js";

/** A known student and its fused score for its teacher's group. */
export interface StoredStudent {
  readonly family: string;
  readonly score: number;
}

/** A model that stands in for an unrelated suspect: its fused scores for the groups it is not derived from. */
export interface StoredNull {
  readonly family: string;
  readonly scores: readonly number[];
}

/** How a score on all stored prompts becomes one on another number of them: `mean + scale (u - meanOfAll) + noise`. */
export interface ScoreMove {
  readonly student: (score: number) => number;
  readonly unrelated: (score: number) => number;
  /** Standard deviation of the prompt noise that fewer prompts add. */
  readonly noise: number;
}

/** What a calibration file says of the core scores at one number of prompts. */
export interface StoredScores {
  readonly students: readonly StoredStudent[];
  readonly nullSuspects: readonly StoredNull[];
  readonly move: ScoreMove;
  /** Moved scores are cut to this range before a calibrator takes them. */
  readonly clip: readonly [number, number];
  /** log10 bounds of a group at the nearest stored number of prompts; the pooled ones for a group that is not stored. */
  readonly boundsOf: (group: string) => readonly [number, number];
  /**
   * Calibrators under redrawn families, one family left out of all of them: the coefficients at this number of prompts, moved
   * by what redrawing does to the fit on all prompts, since only those trials are stored.
   */
  readonly redrawn: (withoutFamily: string, draws: number, stream: RandomStream) => Calibrator[];
}

/**
 * The stored scores as they would be at a number of prompts. Only the scores on all prompts are stored; at fewer, the fits
 * hold the means of both classes and their pooled spread. So a score is moved to the class's mean there, shrunk as the
 * distance of the means shrinks, and what the pooled spread then lacks is added as noise. Between stored numbers all of these
 * lie on straight lines over ln(prompts); beyond the largest they stay. Null below the smallest, where nothing was measured,
 * and where a fit has no such moments.
 * @param minGroups groups that an unrelated suspect must be known not to be derived from
 */
export function storedScores(file: CalibrationFile, prompts: number, minGroups: number): StoredScores | null {
  const fits = [...file.fits].sort((a, b) => a.prompts - b.prompts);
  const all = fits.at(-1)!;
  if (prompts < fits[0]!.prompts) return null;
  const here = between(fits, prompts);
  const there = momentsOf(all);
  if (here === null || there === null) return null;
  const scale = (here.mean1 - here.mean0) / (there.mean1 - there.mean0);
  if (!(scale > 0)) return null;
  const sample = storedSample(file, file);
  const settings: FitSettings = { lambda: all.lambda, clip: all.clip };
  return {
    students: sample.derived.map(({ family, score }) => ({ family, score })),
    nullSuspects: nullSuspects(file, minGroups),
    move: {
      student: (score) => here.mean1 + scale * (score - there.mean1),
      unrelated: (score) => here.mean0 + scale * (score - there.mean0),
      noise: Math.sqrt(Math.max(0, here.sd ** 2 - (scale * there.sd) ** 2)),
    },
    clip: all.clip,
    boundsOf: (group) => {
      const { groups, pooled } = nearestFit(file, prompts).bounds;
      return groups[group]?.used ?? [Math.max(pooled.elub[0], pooled.iv[0]), Math.min(pooled.elub[1], pooled.iv[1])];
    },
    redrawn: (family, draws, stream) =>
      drawCalibrators(withoutFamily(sample, family), settings, draws, stream).map((drawn) => ({
        intercept: here.intercept + drawn.intercept - all.intercept,
        slope: Math.max(0, here.slope + drawn.slope - all.slope),
      })),
  };
}

type Fit = CalibrationChannel["fits"][number];

interface Moments {
  readonly mean1: number;
  readonly mean0: number;
  readonly sd: number;
  readonly intercept: number;
  readonly slope: number;
}

function momentsOf({ studentT, intercept, slope }: Fit): Moments | null {
  if (studentT === null) return null;
  const { mean1, mean0, sd } = studentT;
  return { mean1, mean0, sd, intercept, slope };
}

function between(fits: readonly Fit[], prompts: number): Moments | null {
  const upper = fits.findIndex((fit) => fit.prompts >= prompts);
  const high = fits[upper < 0 ? fits.length - 1 : upper]!;
  const low = upper <= 0 ? high : fits[upper - 1]!;
  const [from, to] = [momentsOf(low), momentsOf(high)];
  if (from === null || to === null) return null;
  const share = high === low ? 0 : Math.log(prompts / low.prompts) / Math.log(high.prompts / low.prompts);
  const mix = (key: keyof Moments): number => from[key] + share * (to[key] - from[key]);
  return {
    mean1: mix("mean1"),
    mean0: mix("mean0"),
    sd: mix("sd"),
    intercept: mix("intercept"),
    slope: mix("slope"),
  };
}

function nullSuspects({ trials }: Pick<CalibrationFile, "trials">, minGroups: number): StoredNull[] {
  const bySuspect = new Map<string, { family: string; scores: number[] }>();
  for (const { suspect, family, truth, fused } of trials) {
    if (truth !== "not-derived" || fused === null) continue;
    const one = bySuspect.get(suspect) ?? { family, scores: [] };
    bySuspect.set(suspect, one);
    one.scores.push(fused);
  }
  return [...bySuspect.values()].filter(({ scores }) => scores.length >= minGroups);
}
