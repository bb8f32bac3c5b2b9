import { z } from "zod";
import { TeacherprintError } from "../errors.js";
import type { RandomStream } from "../statistics/random-stream.js";
import type { Channel } from "../traits/measurements.js";
import type { Calibration } from "./calibration.js";
import { type CalibrationChannel, type CalibrationFile, calibrationFileSchema } from "./calibration-schema.js";
import { type Calibrator, drawCalibrators } from "./calibrator.js";
import type { CalibrationQuality } from "./criteria.js";
import { nearestCount } from "./nearest-count.js";
import { type CalibrationSample, type ScoredTrial, servesCalibration } from "./scored-trials.js";

export interface KnownTrait {
  readonly id: string;
  readonly version: number;
}

/**
 * Reads and checks a calibration file. `name` says which file in errors. Throws CALIBRATION_NOT_JSON, CALIBRATION_INVALID,
 * and CALIBRATION_OTHER_TRAITS where a trait that the file fuses is unknown here or has another version: its scores would
 * mean something else.
 */
export function readCalibration(text: string, name: string, known: readonly KnownTrait[]): CalibrationFile {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (cause) {
    throw new TeacherprintError(
      "CALIBRATION_NOT_JSON",
      `The calibration file ${name} is not JSON.`,
      "Name a file that `teacherprint calibrate` wrote.",
      { cause },
    );
  }
  const checked = calibrationFileSchema.safeParse(parsed);
  if (!checked.success)
    throw new TeacherprintError(
      "CALIBRATION_INVALID",
      `The calibration file ${name} is not a calibration of this version: ${z.prettifyError(checked.error)}`,
      "Make it again with `teacherprint calibrate`.",
    );
  const file = checked.data;
  for (const { id, version } of file.traits) {
    const ours = known.find((trait) => trait.id === id);
    if (ours?.version === version) continue;
    throw new TeacherprintError(
      "CALIBRATION_OTHER_TRAITS",
      `The calibration file ${name} was made with the trait ${id}/${version}; this version of the tool ${
        ours === undefined ? "does not have it" : `has ${id}/${ours.version}`
      }.`,
      "Make the calibration again with `teacherprint calibrate`.",
    );
  }
  return file;
}

/** The block of a channel: core stands at the top of the file. Null if the file has none. */
export function calibrationBlock(file: CalibrationFile, channel: Channel): CalibrationChannel | null {
  return channel === "core" ? file : (file.channels[channel] ?? null);
}

/** The trials that the fits on all prompts were made from. */
export function storedSample(file: CalibrationFile, block: CalibrationChannel): CalibrationSample {
  const used = block.trials.filter((trial) => trial.fused !== null && trial.log10LrLofo !== null);
  const scored = used
    .filter((trial) => servesCalibration(trial, file.sample))
    .map((trial): ScoredTrial => ({ ...trial, score: trial.fused! }));
  return {
    derived: scored.filter((trial) => trial.truth === "derived"),
    notDerived: scored.filter((trial) => trial.truth === "not-derived"),
    unscored: block.trials.length - scored.length,
  };
}

/** The stored fit whose number of prompts is nearest by ratio; of two equally near the one with fewer. */
export function nearestFit(block: CalibrationChannel, prompts: number): CalibrationChannel["fits"][number] {
  const counts = block.fits.map((fit) => fit.prompts).sort((a, b) => a - b);
  const nearest = nearestCount(prompts, counts);
  return block.fits.find((fit) => fit.prompts === nearest)!;
}

/**
 * A stored calibration ready for use on other prompts: coefficients and bounds of the nearest stored number of prompts.
 * Redrawn families come from the trials on all prompts; for another number of prompts each redrawn fit is moved by the
 * difference of the two fits, since only those trials are stored.
 */
export function storedCalibration(
  file: CalibrationFile,
  channel: Channel,
  prompts: number,
  stream: RandomStream | null,
  draws = 2000,
): Calibration | null {
  const block = calibrationBlock(file, channel);
  if (block === null) return null;
  const fit = nearestFit(block, prompts);
  const all = block.fits.at(-1)!;
  const drawn =
    stream === null
      ? []
      : drawCalibrators(storedSample(file, block), { lambda: all.lambda, clip: all.clip }, draws, stream);
  return {
    calibrator: { intercept: fit.intercept, slope: fit.slope },
    lambda: fit.lambda,
    clip: fit.clip,
    studentFamilies: fit.studentFamilies,
    nullFamilies: fit.nullFamilies,
    studentT: fit.studentT,
    bounds: { pooled: fit.bounds.pooled, groups: new Map(Object.entries(fit.bounds.groups)) },
    replicates: drawn.map(
      (replicate): Calibrator => ({
        intercept: fit.intercept + replicate.intercept - all.intercept,
        slope: Math.max(0, fit.slope + replicate.slope - all.slope),
      }),
    ),
  };
}

/** The stored quality of a channel's calibration, as the criteria take it. */
export function storedQuality(file: CalibrationFile, block: CalibrationChannel): CalibrationQuality {
  const { values, groups } = block.criteria;
  const known = (value: number | null): number => value ?? Number.NaN;
  return {
    cllr: known(values.cllr),
    cllrMin: known(values.cllrMin),
    cllrFamilyWeighted: known(values.cllrFamilyWeighted),
    meanLrNotDerived: known(values.meanLrNotDerived),
    lrAbove10: known(values.lrAbove10),
    doubleDifference: values.doubleDifference,
    groups: new Map(
      Object.entries(groups).map(([group, { meanLr, meanLrBounded }]) => [
        group,
        { meanLr: known(meanLr), meanLrBounded: known(meanLrBounded) },
      ]),
    ),
    controlDoubleDifferences: new Map(Object.entries(file.metadataControls.doubleDifference)),
  };
}
