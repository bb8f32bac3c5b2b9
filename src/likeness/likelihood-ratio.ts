import { sortedQuantile } from "../statistics/quantile.js";
import type { RandomStream } from "../statistics/random-stream.js";
import { studentTLnRatio } from "../statistics/student-t-ratio.js";
import { clampTo } from "./bounds.js";
import type { Calibration } from "./calibration.js";
import { clipScore, lnRatio } from "./calibrator.js";

/** Below 2 and above one half a likelihood ratio supports neither proposition. */
export const noSupportLog10 = Math.log10(2);

/** Log10 likelihood ratio of one suspect and group, bounded, with its uncertainty. All numbers in log10. */
export interface StatedRatio {
  /** What is stated: the logistic value after the bounds, or the Student-t value if `studentT.used`. */
  readonly log10: number;
  /** Before the bounds. */
  readonly unbounded: number;
  readonly median: number;
  /** 2.5 % and 97.5 % values, after the bounds. */
  readonly interval95: readonly [number, number];
  /** 5 % and 95 % values, after the bounds. */
  readonly interval90: readonly [number, number];
  /** The end of `interval90` from which a term of support is read: 5 % above LR 1, 95 % below it. */
  readonly cautious: number;
  readonly bounds: readonly [number, number];
  /** True at a bound: the value is to be printed as "at least" (or "at most"). */
  readonly atCap: boolean;
  readonly favours: "derived" | "not-derived" | "neither";
  /** The cross-check, after the bounds; null where it cannot be made. `used`: it differed by more than 0.5 and was nearer 0. */
  readonly studentT: { readonly log10: number; readonly differs: boolean; readonly used: boolean } | null;
  /** Variances of the unbounded log10 LR, and the share that more prompts could remove. */
  readonly variance: { readonly prompts: number; readonly families: number; readonly promptShare: number };
}

export interface ScoreToState {
  /** Fused score. */
  readonly score: number;
  /** Its jackknife standard error over prompts; 0 if unknown. */
  readonly standardError: number;
  readonly group: string;
}

/** How far the two likelihood ratios may differ before the one nearer 0 is stated. */
const largestDifference = 0.5;

/**
 * What is stated of a score, without its interval: the logistic value inside the bounds, or the Student-t value where the
 * two differ by more than 0.5 and that is the one nearer 0.
 */
export function pointRatio(
  { calibrator, clip, studentT }: Pick<Calibration, "calibrator" | "clip" | "studentT">,
  score: number,
  bounds: readonly [number, number],
): Pick<StatedRatio, "log10" | "unbounded" | "studentT"> {
  const unbounded = lnRatio(calibrator, score, clip) / Math.LN10;
  const logistic = clampTo(unbounded, bounds);
  if (studentT === null) return { log10: logistic, unbounded, studentT: null };
  const check = clampTo(studentTLnRatio(studentT, clipScore(score, clip)) / Math.LN10, bounds);
  const differs = Math.abs(check - logistic) > largestDifference;
  const used = differs && Math.abs(check) < Math.abs(logistic);
  return { log10: used ? check : logistic, unbounded, studentT: { log10: check, differs, used } };
}

/**
 * The likelihood ratio of a score for one group. Replicate: `(a_r + b_r (u + se g_r)) / ln 10`, g standard normal, then
 * the bounds, which stay fixed. Null where the calibration has no bounds for the group (no not-derived pair of it).
 */
export function stateRatio(
  calibration: Calibration,
  { score, standardError, group }: ScoreToState,
  stream: RandomStream,
): StatedRatio | null {
  const bounds = calibration.bounds.groups.get(group)?.used;
  if (bounds === undefined || !Number.isFinite(score)) return null;
  const { calibrator, clip, replicates } = calibration;
  const { log10, unbounded, studentT } = pointRatio(calibration, score, bounds);

  const fits = replicates.length > 0 ? replicates : [calibrator];
  const noise = Number.isFinite(standardError) ? standardError : 0;
  const drawn = Float64Array.from(fits, (fit) =>
    clampTo(lnRatio(fit, score + noise * stream.normal(), clip) / Math.LN10, bounds),
  ).sort();
  const at = (q: number): number => sortedQuantile(drawn, q);
  // An interval that does not contain the stated value would mislead: it is widened to it.
  const interval = (low: number, high: number): [number, number] => [
    Math.min(at(low), log10),
    Math.max(at(high), log10),
  ];
  const interval90 = interval(0.05, 0.95);
  const [low, high] = interval90;
  return {
    log10,
    unbounded,
    median: at(0.5),
    interval95: interval(0.025, 0.975),
    interval90,
    cautious: log10 >= 0 ? low : high,
    bounds,
    atCap: log10 !== 0 && (log10 <= bounds[0] || log10 >= bounds[1]),
    favours: low > noSupportLog10 ? "derived" : high < -noSupportLog10 ? "not-derived" : "neither",
    studentT,
    variance: varianceSplit(calibration, score, noise),
  };
}

function varianceSplit({ calibrator, clip, replicates }: Calibration, score: number, standardError: number) {
  const ratios = replicates.map((fit) => lnRatio(fit, score, clip) / Math.LN10);
  const mean = ratios.reduce((sum, value) => sum + value, 0) / ratios.length;
  const families = ratios.length < 2 ? 0 : ratios.reduce((sum, value) => sum + (value - mean) ** 2, 0) / ratios.length;
  const inside = score > clip[0] && score < clip[1];
  const prompts = inside ? ((calibrator.slope * standardError) / Math.LN10) ** 2 : 0;
  return { prompts, families, promptShare: prompts + families > 0 ? prompts / (prompts + families) : 0 };
}
