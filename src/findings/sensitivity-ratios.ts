import { fitSample } from "../likeness/calibration.js";
import { pointRatio } from "../likeness/likelihood-ratio.js";
import type { Scores } from "../likeness/score-panel.js";
import { type CalibrationSample, calibrationSample, familyCount, withoutFamily } from "../likeness/scored-trials.js";
import type { CalibrationSettings } from "../likeness/settings.js";
import type { LeftOut, SensitivityRow } from "./sensitivity.js";

/** Which likelihood ratio is asked for. The bounds stay those that are stated, since they bound what may be said at all. */
export interface RatioQuestion {
  readonly suspect: number;
  readonly group: number;
  readonly bounds: readonly [number, number];
}

/** log10 LR as it would be stated if the calibration were fitted on these scores; null where it cannot be. */
export function refittedRatio(
  scores: Scores,
  calibration: CalibrationSettings,
  question: RatioQuestion,
): number | null {
  return point(scores, calibration, sampleOf(scores, calibration, question), question)?.log10 ?? null;
}

const relations = ["distilled", "tuned", "variant"] as const;
const fewestFamilies = 3;

/** Rows of which only the calibration differs; the score stays as it is. `question` may be the reason why there is none. */
export function ratioOnlyRows(
  scores: Scores,
  calibration: CalibrationSettings,
  question: RatioQuestion | string,
  stays: Omit<SensitivityRow, "change" | "log10Lr">,
): { rows: SensitivityRow[]; leftOut: LeftOut[] } {
  if (typeof question === "string")
    return {
      rows: [],
      leftOut: [
        {
          change: "other penalties, Student-t instead of the ridge fit, other relations, each other teacher",
          reason: question,
        },
      ],
    };
  const leftOut: LeftOut[] = [];
  const row = (change: string, log10Lr: number | null): SensitivityRow[] => {
    if (log10Lr === null) leftOut.push({ change, reason: "it cannot be fitted" });
    return log10Lr === null ? [] : [{ change, ...stays, log10Lr }];
  };
  const stated = sampleOf(scores, calibration, question);
  const rows = [0.1, 2].flatMap((lambda) =>
    row(`penalty of the ridge fit ${lambda} instead of ${calibration.lambda}`, refitted({ lambda })),
  );
  const studentT = point(scores, calibration, stated, question)?.studentT;
  rows.push(...row("Student-t instead of the ridge fit", studentT?.log10 ?? null));

  const pooled = sampleOf(scores, { ...calibration, relations }, question);
  if (pooled.derived.length === stated.derived.length)
    leftOut.push({ change: "students of all relations pooled", reason: "the panel knows no tuned models or variants" });
  else
    rows.push(
      ...row(`students of all relations pooled, ${familyCount(pooled.derived)} families`, refitted({ relations })),
    );

  const tuned = familyCount(sampleOf(scores, { ...calibration, relations: ["tuned"] }, question).derived);
  if (tuned < fewestFamilies)
    leftOut.push({
      change: "calibrated on tuned models",
      reason: `the panel knows ${tuned === 0 ? "none" : `${tuned} of their families`}; ${fewestFamilies} are needed`,
    });
  else rows.push(...row(`calibrated on tuned models, ${tuned} families`, refitted({ relations: ["tuned"] })));
  return { rows, leftOut };

  function refitted(change: Partial<CalibrationSettings>): number | null {
    return refittedRatio(scores, { ...calibration, ...change }, question as RatioQuestion);
  }
}

function sampleOf(scores: Scores, calibration: CalibrationSettings, { suspect }: RatioQuestion): CalibrationSample {
  const { lineage } = scores;
  const u = scores.channels.get("core")!.u;
  const sample = calibrationSample(lineage, u, scores.descriptive, calibration);
  return withoutFamily(sample, lineage.familyNames[lineage.family[suspect]!]!);
}

function point(
  scores: Scores,
  calibration: CalibrationSettings,
  sample: CalibrationSample,
  { suspect, group, bounds }: RatioQuestion,
) {
  const fits = fitSample(sample, calibration);
  const score = scores.channels.get("core")!.u[suspect * scores.lineage.groups.length + group]!;
  return fits === null || !Number.isFinite(score) ? null : pointRatio(fits, score, bounds);
}
