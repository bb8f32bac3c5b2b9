import type { RandomStream } from "../statistics/random-stream.js";
import { fitStudentT, type StudentTModel } from "../statistics/student-t-ratio.js";
import { type Bounds, calibrationBounds, type SampleRatios } from "./bounds.js";
import { type Calibrator, clipScore, drawCalibrators, fitCalibrator, leaveOneFamilyOut } from "./calibrator.js";
import { type CalibrationSample, familyCount, trialWeights, withoutFamily } from "./scored-trials.js";
import type { CalibrationSettings } from "./settings.js";

/** Everything that turns a fused score into a bounded log10 LR with an interval. */
export interface Calibration {
  readonly calibrator: Calibrator;
  readonly lambda: number;
  readonly clip: readonly [number, number];
  readonly studentFamilies: number;
  readonly nullFamilies: number;
  /** Null with too few families or no spread. */
  readonly studentT: StudentTModel | null;
  readonly bounds: Bounds;
  /** Fits under redrawn families; may be empty where no interval is wanted. */
  readonly replicates: readonly Calibrator[];
}

/** log10 LRs of a sample, each made without the trial's own family, in the order of the sample's trials. */
export function sampleRatios(sample: CalibrationSample, settings: CalibrationSettings): SampleRatios {
  const { derived, notDerived } = leaveOneFamilyOut(sample, settings);
  return { derived: derived.map((v) => v / Math.LN10), notDerived: notDerived.map((v) => v / Math.LN10) };
}

export interface CalibrateOptions {
  /** Family that must have no part in fit and bounds: the suspect's own. */
  readonly without?: string;
  /** Leave-one-family-out ratios of the whole sample, where they are known already. */
  readonly ratios?: SampleRatios;
  /** Source of the redrawn families; without it there are no replicates. */
  readonly stream?: RandomStream | undefined;
}

/**
 * Learns the calibration of one stratum from trials with known truth. Null if, without the family left out, either class
 * is empty.
 */
export function calibrate(
  sample: CalibrationSample,
  settings: CalibrationSettings,
  { without, ratios, stream }: CalibrateOptions = {},
): Calibration | null {
  const everywhere = ratios ?? sampleRatios(sample, settings);
  const kept = without === undefined ? sample : withoutFamily(sample, without);
  const fits = fitSample(kept, settings);
  if (fits === null) return null;
  const keep = (values: Float64Array, trials: CalibrationSample["derived"]): Float64Array =>
    values.filter((_, index) => trials[index]!.family !== without);
  return {
    ...fits,
    lambda: settings.lambda,
    studentFamilies: familyCount(kept.derived),
    nullFamilies: familyCount(kept.notDerived),
    bounds: calibrationBounds(kept, {
      derived: keep(everywhere.derived, sample.derived),
      notDerived: keep(everywhere.notDerived, sample.notDerived),
    }),
    replicates: stream === undefined ? [] : drawCalibrators(kept, settings, settings.replicates, stream),
  };
}

/** The fit and its cross-check, without bounds and intervals. Null if either class is empty. */
export function fitSample(
  sample: CalibrationSample,
  settings: CalibrationSettings,
): Pick<Calibration, "calibrator" | "clip" | "studentT"> | null {
  const calibrator = fitCalibrator(sample, settings);
  if (calibrator === null) return null;
  const clipped = (trials: CalibrationSample["derived"]) => ({
    values: trials.map((trial) => clipScore(trial.score, settings.clip)),
    weights: trialWeights(trials),
  });
  return {
    calibrator,
    clip: settings.clip,
    studentT: fitStudentT(clipped(sample.derived), clipped(sample.notDerived)),
  };
}
