import { byCodePoint } from "../panel/code-point-order.js";
import type { RandomStream } from "../statistics/random-stream.js";
import type { Channel } from "../traits/measurements.js";
import type { SampleRatios } from "./bounds.js";
import { type Calibration, calibrate, sampleRatios } from "./calibration.js";
import { type CalibrationQuality, calibrationQuality } from "./criteria.js";
import { type GroupSeparation, metadataSeparation } from "./metadata-separation.js";
import type { Scores } from "./score-panel.js";
import {
  type CalibrationSample,
  calibrationSample,
  channelScores,
  poolSamples,
  withoutFamily,
} from "./scored-trials.js";
import { calibrateSetWidth, type SetWidth, studentGaps } from "./set-width.js";
import type { LikenessSettings } from "./settings.js";

/** All that the known lineages of one or several panels teach about one channel. */
export interface Learned {
  readonly sample: CalibrationSample;
  /** Leave-one-family-out log10 LRs of the sample. */
  readonly ratios: SampleRatios;
  readonly calibration: Calibration;
  readonly quality: CalibrationQuality;
  readonly setWidth: SetWidth;
  /** By group name. */
  readonly separation: ReadonlyMap<string, GroupSeparation>;
}

export interface LearnOptions {
  /** Family that must have no part in anything learned: the suspect's own. */
  readonly without?: string | undefined;
  /** Source of redrawn families for intervals; without it there are none. */
  readonly stream?: RandomStream | undefined;
}

/**
 * Calibration, bounds, quality, set width and separation from metadata, in one go. Each panel is normalised by itself;
 * trials are pooled by the names of families and groups. Null where no likelihood ratio can be learned: no derived or no
 * not-derived trial with a score.
 */
export function learn(
  panels: readonly Scores[],
  channel: Channel,
  settings: LikenessSettings,
  { without, stream }: LearnOptions = {},
): Learned | null {
  const pooled = poolSamples(
    panels.map((scores) =>
      calibrationSample(scores.lineage, channelScores(scores, channel), scores.descriptive, settings.calibration),
    ),
  );
  const sample = without === undefined ? pooled : withoutFamily(pooled, without);
  const ratios = sampleRatios(sample, settings.calibration);
  const calibration = calibrate(sample, settings.calibration, { ratios, stream });
  if (calibration === null) return null;

  const groups = [...new Set(panels.flatMap((scores) => scores.lineage.groups))].sort(byCodePoint);
  const { overall, groups: separation } = metadataSeparation(panels, groups, settings.calibration, {
    channel,
    without,
  });
  const gaps = panels.flatMap((scores) => {
    const u = channelScores(scores, channel);
    const derived = calibrationSample(scores.lineage, u, scores.descriptive, settings.calibration).derived;
    return studentGaps(
      scores.lineage,
      u,
      scores.descriptive,
      derived.filter((trial) => trial.family !== without),
    );
  });
  return {
    sample,
    ratios,
    calibration,
    quality: calibrationQuality(sample, ratios, calibration.bounds, {
      doubleDifference: overall.fused.doubleDifference,
      controlDoubleDifferences: new Map([...overall.controls].map(([name, value]) => [name, value.doubleDifference])),
    }),
    setWidth: calibrateSetWidth(gaps, settings.decision),
    separation,
  };
}
