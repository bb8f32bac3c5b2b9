import type { CalibrationFile } from "../likeness/calibration-schema.js";
import { defaultSettings, type LikenessSettings } from "../likeness/settings.js";
import { type CurveStep, curveSteps } from "./prompts-curve.js";

export interface ValidationSettings {
  /** Everything random follows from it. */
  readonly seed: string;
  /** Threads that read answers; no result depends on it. */
  readonly workers: number;
  /** Where features are kept between runs; null keeps none. */
  readonly cacheFolder: string | null;
  /** Use only so many prompts, chosen at random by topic; null uses all that are widely answered. */
  readonly prompts: number | null;
  /** Ids of the traits to measure, metadata controls besides; null measures all. */
  readonly traits: readonly string[] | null;
  readonly likeness: LikenessSettings;
  /** Draws of families for intervals; 0 gives none. */
  readonly draws: number;
  /** Permutations of groups over families; 0 gives none. */
  readonly permutations: number;
  /** Points of the prompts-needed curve; empty leaves the curve out. */
  readonly curve: readonly CurveStep[];
  readonly laundering: boolean;
  /** Whether the open-set test is made again with the removed references out of the normalisation. */
  readonly rescoreOpenSet: boolean;
  /** Random choices for each size of the null cohort curve; 0 leaves the curve out. */
  readonly nullCohortDraws: number;
  /** A calibration to be tried on this panel. */
  readonly storedCalibration: CalibrationFile | null;
  readonly progress: (line: string) => void;
}

export const fullValidation: ValidationSettings = {
  seed: "1",
  workers: 1,
  cacheFolder: null,
  prompts: null,
  traits: null,
  likeness: defaultSettings,
  draws: 1000,
  permutations: 30,
  curve: curveSteps,
  laundering: true,
  rescoreOpenSet: true,
  nullCohortDraws: 0,
  storedCalibration: null,
  progress: () => {},
};

/** What `--quick` leaves out: curve, laundering, intervals, and the second form of the open-set test. */
export const quickValidation: Partial<ValidationSettings> = {
  draws: 0,
  curve: [],
  laundering: false,
  rescoreOpenSet: false,
};
