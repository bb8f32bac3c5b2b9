import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import { detectionRate } from "../statistics/detection.js";
import type { Channel } from "../traits/measurements.js";
import type { SampleRatios } from "./bounds.js";
import type { Calibration } from "./calibration.js";
import type { CalibrationChannel, CalibrationFile } from "./calibration-schema.js";
import { type CalibrationQuality, failedCriteria } from "./criteria.js";
import { familyWiseThresholds, nullSuspectMaxima } from "./null-suspects.js";
import type { Scores } from "./score-panel.js";
import { type CalibrationSample, channelScores, type ScoredTrial, scoreTrials } from "./scored-trials.js";
import type { SetWidth } from "./set-width.js";
import type { LikenessSettings, NormalisationSettings } from "./settings.js";

/** One channel's calibration on all prompts, with what was measured of it. */
export interface ChannelInput {
  readonly channel: Channel;
  /** Scores, on all its prompts, of each panel that `sample` comes from. */
  readonly panels: readonly Scores[];
  readonly sample: CalibrationSample;
  /** Leave-one-family-out ratios of `sample`. */
  readonly ratios: SampleRatios;
  /** Fits by number of prompts, ascending; the last one is that of `sample`. */
  readonly fits: readonly { readonly prompts: number; readonly calibration: Calibration }[];
  readonly setWidth: SetWidth;
  readonly quality: CalibrationQuality;
  readonly settings: LikenessSettings;
}

/** The block of one channel in the calibration file. */
export function calibrationChannel(input: ChannelInput): CalibrationChannel {
  const { channel, panels, sample, ratios, fits, setWidth, quality, settings } = input;
  const maxima = panels.flatMap((scores) =>
    nullSuspectMaxima(scores.lineage, channelScores(scores, channel), scores.descriptive, settings.decision.minGroups),
  );
  const { familyWise05, familyWise01 } = familyWiseThresholds(maxima);
  const failed = failedCriteria(quality, null);
  const negatives = sample.notDerived.map((trial) => trial.score);
  return {
    fusion: {
      method: "mean",
      traits: [...(panels[0]!.channels.get(channel)?.traits ?? [])],
      weights: Object.fromEntries(settings.fusion.weights),
    },
    trials: trialRows(input),
    fits: fits.map(({ prompts, calibration }) => ({
      stratum: settings.calibration.relations.join("+"),
      prompts,
      intercept: calibration.calibrator.intercept,
      slope: calibration.calibrator.slope,
      lambda: calibration.lambda,
      clip: [...calibration.clip],
      studentFamilies: calibration.studentFamilies,
      nullFamilies: calibration.nullFamilies,
      studentT: calibration.studentT,
      bounds: {
        pooled: mutable(calibration.bounds.pooled),
        groups: Object.fromEntries([...calibration.bounds.groups].map(([group, bounds]) => [group, mutable(bounds)])),
      },
    })),
    thresholds: {
      familyWise05,
      familyWise01,
      pair01: detectionRate(negatives, negatives, 0.01)?.threshold ?? null,
      nullSuspectMaxima: maxima.map(({ suspect, family, value }) => ({ suspect, family, value })),
    },
    setWidth: setWidth.setWidth,
    setCoverage: setWidth.coverage,
    criteria: {
      passed: failed.length === 0,
      failed,
      values: {
        cllr: finite(quality.cllr),
        cllrMin: finite(quality.cllrMin),
        cllrFamilyWeighted: finite(quality.cllrFamilyWeighted),
        meanLrNotDerived: finite(quality.meanLrNotDerived),
        lrAbove10: finite(quality.lrAbove10),
        doubleDifference: quality.doubleDifference,
      },
      groups: Object.fromEntries(
        [...quality.groups].map(([group, values]) => [
          group,
          { meanLr: finite(values.meanLr), meanLrBounded: finite(values.meanLrBounded) },
        ]),
      ),
    },
  };

  function trialRows({ panels: all }: ChannelInput): CalibrationChannel["trials"] {
    const key = (trial: ScoredTrial): string => JSON.stringify([trial.suspect, trial.group, trial.truth, trial.score]);
    const ratioOf = new Map<string, number>();
    sample.derived.forEach((trial, index) => {
      ratioOf.set(key(trial), ratios.derived[index]!);
    });
    sample.notDerived.forEach((trial, index) => {
      ratioOf.set(key(trial), ratios.notDerived[index]!);
    });
    return all.flatMap((scores) => {
      const { lineage } = scores;
      const traits = scores.traits.filter((trait) => trait.channel === channel);
      const rows = new Map(lineage.models.map((id, row) => [id, row]));
      return scoreTrials(lineage, channelScores(scores, channel)).map((trial) => {
        const group = lineage.groups.indexOf(trial.group);
        const cell = rows.get(trial.suspect)! * lineage.groups.length + group;
        return {
          suspect: trial.suspect,
          family: trial.family,
          group: trial.group,
          vendor: lineage.vendors[group]!,
          truth: trial.truth,
          relation: trial.relation,
          basis: trial.basis,
          confidence: trial.confidence,
          traits: Object.fromEntries(traits.map((trait) => [trait.trait, finite(trait.u[cell]!)])),
          fused: finite(trial.score),
          log10LrLofo: finite(ratioOf.get(key(trial)) ?? Number.NaN),
        };
      });
    });
  }
}

/** The normalisation as the calibration file states it. */
export function normalisationRecord({
  method,
  near,
  cohort,
  tNorm,
  minOtherVendor,
}: NormalisationSettings): CalibrationFile["normalisation"] {
  const everything = !Number.isFinite(near.atLeast);
  const matched = method === "matched";
  return {
    method: matched ? `${everything ? "z" : "az"}${tNorm ? "t" : ""}` : method,
    k: matched ? finite(near.atMost) : null,
    kAtLeast: matched ? finite(near.atLeast) : null,
    kOneIn: matched ? near.oneIn : null,
    similarity: cohort === "profile" ? "profile/1" : "w1pair/1",
    minOtherVendor,
    ownFamilyOut: true,
  };
}

/** The file's bytes: canonical JSON (RFC 8785) and a line end. */
export function serialiseCalibration(file: CalibrationFile): string {
  return `${canonicalize(file)}\n`;
}

/** `sha256:` + hex over the canonical JSON. */
export function calibrationDigest(file: CalibrationFile): string {
  return `sha256:${createHash("sha256")
    .update(canonicalize(file) ?? "", "utf8")
    .digest("hex")}`;
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

type Mutable<T> = {
  -readonly [Key in keyof T]: T[Key] extends readonly [number, number] ? [number, number] : T[Key];
};

function mutable<T extends object>(value: T): Mutable<T> {
  return structuredClone(value) as Mutable<T>;
}
