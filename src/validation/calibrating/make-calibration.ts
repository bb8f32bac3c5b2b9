import { TeacherprintError } from "../../errors.js";
import { calibrate, sampleRatios } from "../../likeness/calibration.js";
import type { CalibrationFile } from "../../likeness/calibration-schema.js";
import { type Learned, learn } from "../../likeness/learn.js";
import { nearestCount } from "../../likeness/nearest-count.js";
import type { Scores } from "../../likeness/score-panel.js";
import { calibrationSample, channelScores, familyCount, poolSamples } from "../../likeness/scored-trials.js";
import type { LikenessSettings } from "../../likeness/settings.js";
import { type ChannelInput, calibrationChannel, normalisationRecord } from "../../likeness/write-calibration.js";
import type { Panel } from "../../panel/panel.js";
import type { Channel } from "../../traits/measurements.js";
import { toolVersion } from "../../version.js";
import { canLeaveOneOut } from "../likelihood-ratios.js";
import { type CurveStep, curveSteps } from "../prompts-curve.js";
import { distinctNullModels } from "./distinct-null-models.js";
import { panelRecord } from "./panel-record.js";
import { type ScoredSubsets, scoreSubsets } from "./score-subsets.js";

export interface CalibratingSettings {
  readonly seed: string;
  readonly workers: number;
  readonly cacheFolder: string | null;
  readonly likeness: LikenessSettings;
  /** Numbers of prompts for which a fit is stored besides that of all prompts. */
  readonly steps: readonly CurveStep[];
  /** RFC 3339; the only thing in the file that does not follow from panels and seed. */
  readonly createdAt: string;
  /** `sha256:` digest of the validation document made from the same panels, if there is one. */
  readonly validation: string | null;
  readonly progress: (line: string) => void;
}

export const calibratingSteps = curveSteps;

/** Channels that get a likelihood ratio of their own; the first one is the result. */
const headline: Channel = "core";
const further: readonly Channel[] = ["surface"];

/**
 * What panels of known lineage teach about the scores: fits, bounds, thresholds and the scores of all trials; numbers and
 * names, no texts. Each panel is normalised by itself, and serves the fits of the numbers of prompts that it has.
 * @throws TeacherprintError CALIBRATION_NOT_POSSIBLE when the panels hold too few families of known lineage
 */
export async function makeCalibration(
  panels: readonly Panel[],
  settings: CalibratingSettings,
): Promise<CalibrationFile> {
  const scored: ScoredSubsets[] = [];
  for (const panel of panels) scored.push(await scoreSubsets(panel, [headline, ...further], settings));
  const { likeness } = settings;
  const core = channelBlock(scored, headline, likeness);
  if (core === null) throw notPossible(scored, likeness);
  const channels = further.flatMap((channel) => {
    const block = channelBlock(scored, channel, likeness);
    return block === null ? [] : [[channel, calibrationChannel(block.input)] as const];
  });
  const named = new Set([headline, ...channels.map(([channel]) => channel), "metadata"]);
  const traits = new Map(scored.flatMap(({ all }) => all.traits.map((trait) => [trait.trait, trait] as const)));
  return {
    schema: "teacherprint.calibration/v1",
    toolVersion,
    createdAt: settings.createdAt,
    panels: panels.map((panel, index) => panelRecord(panel, scored[index]!, core.learned.sample)),
    traits: [...traits.values()]
      .filter(({ channel }) => named.has(channel))
      .map(({ trait, version, channel }) => ({ id: trait, version, channel, parameters: {} })),
    normalisation: normalisationRecord(likeness.normalisation),
    sample: {
      relations: [...likeness.calibration.relations],
      confidence: [...likeness.calibration.confidence],
      negativeBases: [...likeness.calibration.negativeBases],
      negativeConfidence: [...likeness.calibration.negativeConfidence],
    },
    ...calibrationChannel(core.input),
    channels: Object.fromEntries(channels),
    metadataControls: {
      doubleDifference: Object.fromEntries(core.learned.quality.controlDoubleDifferences),
      notSeparated: Object.fromEntries(
        [...core.learned.separation].map(([group, { notSeparatedFromMetadata }]) => [group, notSeparatedFromMetadata]),
      ),
    },
    validation: settings.validation,
  };
}

function channelBlock(
  scored: readonly ScoredSubsets[],
  channel: Channel,
  settings: LikenessSettings,
): { learned: Learned; input: ChannelInput } | null {
  if (scored.some(({ all }) => !all.channels.has(channel))) return null;
  const counts = promptCounts(scored);
  const largest = counts.at(-1)!;
  // Scores grow with the number of prompts, so that those of a small panel would blur the fit of a large one.
  const whole = scored.filter(({ prompts }) => nearestCount(prompts, counts) === largest).map(({ all }) => all);
  const learned = learn(whole, channel, settings);
  if (learned === null || !canLeaveOneOut(learned.sample)) return null;
  const smaller = counts.slice(0, -1).flatMap((prompts) => {
    const calibration = calibrationAt(
      scored.flatMap((panel) =>
        nearestCount(panel.prompts, counts) === prompts ? [panel.all] : (panel.subsets.get(prompts) ?? []),
      ),
      channel,
      settings,
    );
    return calibration === null ? [] : [{ prompts, calibration }];
  });
  return {
    learned,
    input: {
      channel,
      panels: whole,
      sample: learned.sample,
      ratios: learned.ratios,
      fits: [...smaller, { prompts: largest, calibration: learned.calibration }],
      setWidth: learned.setWidth,
      quality: learned.quality,
      settings,
    },
  };
}

/** Numbers of prompts that get a fit: the steps, and all prompts of the largest panel; ascending. */
function promptCounts(scored: readonly ScoredSubsets[]): number[] {
  const largest = Math.max(...scored.map(({ prompts }) => prompts));
  const steps = scored.flatMap(({ subsets }) => [...subsets.keys()]);
  return [...new Set([...steps, largest])].sort((a, b) => a - b);
}

/** Random choices of the same size count as more trials of the same families, which weigh no more for it. */
function calibrationAt(runs: readonly Scores[], channel: Channel, { calibration: rules }: LikenessSettings) {
  const sample = poolSamples(
    runs.map((scores) => calibrationSample(scores.lineage, channelScores(scores, channel), scores.descriptive, rules)),
  );
  if (!canLeaveOneOut(sample)) return null;
  const calibration = calibrate(sample, rules, { ratios: sampleRatios(sample, rules) });
  return calibration === null ? null : distinctNullModels(calibration, sample);
}

function notPossible(scored: readonly ScoredSubsets[], { calibration: rules }: LikenessSettings): TeacherprintError {
  const sample = poolSamples(
    scored.map(({ all }) => calibrationSample(all.lineage, channelScores(all, headline), all.descriptive, rules)),
  );
  return new TeacherprintError(
    "CALIBRATION_NOT_POSSIBLE",
    `The panels hold ${familyCount(sample.derived)} families of ${rules.relations.join(" or ")} students and ${familyCount(sample.notDerived)} null families with a score; two of each are the least from which anything can be learned and checked.`,
    "Add panels with more models of known lineage, or more rows to trials.csv.",
  );
}
