import { type Learned, learn } from "../likeness/learn.js";
import { buildLineage, hideTruth, type LineageTable } from "../likeness/lineage.js";
import { measuredLineage } from "../likeness/measured-lineage.js";
import { type ReplayedStops, replayStops } from "../likeness/replayed-stops.js";
import { type Scores, scorePanel } from "../likeness/score-panel.js";
import { type CalibrationSample, calibrationSample, servesCalibration } from "../likeness/scored-trials.js";
import type { LikenessSettings } from "../likeness/settings.js";
import { randomStream } from "../statistics/random-stream.js";
import type { Measurements } from "../traits/measurements.js";
import type { PreparedPanel } from "../traits/prepared-panel.js";
import type { Findings } from "./findings.js";
import { fewestStudentFamilies } from "./group-calibration.js";

/** How the sequential rule of a plan ended the asking of a study's text questions. */
export interface StoppedByRule {
  /** The group that the plan names; the others are not tested. */
  readonly group: string;
  readonly bound: number;
  /** Ids of the text prompts of each look of the plan, reached or not, in the order of asking; each holds the one before. */
  readonly looks: readonly (readonly string[])[];
}

export interface ReplayRequest {
  readonly prepared: PreparedPanel;
  readonly rule: StoppedByRule;
  readonly suspect: number;
  readonly settings: LikenessSettings;
  /** Measures all models over a choice of prompts. */
  readonly measured: (prompts: readonly number[]) => Promise<Measurements>;
  readonly seed: string;
}

export interface ReplayedCalibration {
  readonly learned: Learned;
  readonly facts: NonNullable<NonNullable<Findings["calibration"]>["replayed"]>;
}

/**
 * Calibration for a study that its rule stopped: every known model is judged at the look at which the same rule would have
 * stopped it, or at the last look of the plan (docs/method.md, optional stopping). Learned without the suspect's family.
 * Needs known models that answered all questions of the plan, such as those of a reference panel; null where they are too
 * few.
 */
export async function learnFromReplayedStops(request: ReplayRequest): Promise<ReplayedCalibration | null> {
  const { prepared, rule, suspect, settings, measured, seed } = request;
  const { panel } = prepared;
  const places = new Map(panel.prompts.map(({ id }, place) => [id, place]));
  const lineage = hideTruth(buildLineage(panel), [suspect]);
  if (knownStudentFamilies(lineage, suspect, settings) < fewestStudentFamilies) return null;
  const scored: { scores: Scores; prompts: number[]; measurements: Measurements }[] = [];
  for (const look of rule.looks) {
    const prompts = look.flatMap((id) => places.get(id) ?? []);
    const measurements = await measured([...prompts].sort((left, right) => left - right));
    const scores = scorePanel(measuredLineage(lineage, measurements), measurements, settings);
    scored.push({ scores, prompts, measurements });
  }
  const last = scored.at(-1);
  if (last === undefined || !last.scores.channels.has("core")) return null;
  const { descriptive, channels } = last.scores;
  const core = channels.get("core")!;
  const looks = scored.map(({ scores, prompts, measurements }) => ({
    prompts,
    measurements,
    u: scores.channels.get("core")?.u ?? new Float64Array(core.u.length).fill(Number.NaN),
  }));
  const groups = lineage.groups.length;
  const serving = calibrationSample(lineage, core.u, descriptive, settings.calibration);
  const rows = new Map(lineage.models.map((id, row) => [id, row]));
  const cell = (trial: { readonly suspect: string; readonly group: string }): number =>
    rows.get(trial.suspect)! * groups + lineage.groups.indexOf(trial.group);
  const wanted = new Set([...serving.derived, ...serving.notDerived].map(cell));
  const replayed = replayStops(prepared, lineage, looks, rule.bound, (row, group) => wanted.has(row * groups + group));
  const learned = learn(
    [{ ...last.scores, channels: new Map([["core", { ...core, u: replayed.u }]]) }],
    "core",
    settings,
    {
      without: lineage.familyNames[lineage.family[suspect]!]!,
      stream: randomStream(seed, "calibration/families"),
    },
  );
  if (learned === null || learned.calibration.studentFamilies < fewestStudentFamilies) return null;
  const ends = looks.map(({ prompts }, at) => ({
    questions: prompts.length,
    ...endedAt(learned.sample, replayed, at, cell),
  }));
  return { learned, facts: { group: rule.group, bound: rule.bound, ends } };
}

/** At most so many can serve: without them nothing needs to be measured. */
function knownStudentFamilies(lineage: LineageTable, suspect: number, { calibration }: LikenessSettings): number {
  const students = lineage.trials.filter((trial) => trial.truth === "derived" && servesCalibration(trial, calibration));
  const families = new Set(students.map((trial) => lineage.family[trial.suspect]!));
  families.delete(lineage.family[suspect]!);
  return families.size;
}

/** How many known pairs the rule would have stopped at a look; at the last one all others end as well. */
function endedAt(
  sample: CalibrationSample,
  { look }: ReplayedStops,
  at: number,
  cell: (trial: CalibrationSample["derived"][number]) => number,
): { derived: number; notDerived: number } {
  const count = (trials: CalibrationSample["derived"]) => trials.filter((trial) => look[cell(trial)] === at).length;
  return { derived: count(sample.derived), notDerived: count(sample.notDerived) };
}

/** What the reader is told of the likelihood ratio after a stop. */
export function noticeOfReplay({ group }: StoppedByRule, replayed: ReplayedCalibration | null): string {
  return replayed === null
    ? `The answers decided the number of questions, and fewer than ${fewestStudentFamilies} families of known students answered all questions of the plan, so that the rule could be replayed on them: no likelihood ratio is given.`
    : `The answers decided the number of questions. Any likelihood ratio of ${group} is therefore learned from known models as the same rule would have stopped them; the other groups, which the rule does not test, have none.`;
}
