import { deductionsOfComparison } from "../findings/deductions.js";
import type { CalibrationFile } from "../likeness/calibration-schema.js";
import type { LineageTable } from "../likeness/lineage.js";
import { cohortSize } from "../likeness/null-cohort.js";
import { nullSuspectMaxima } from "../likeness/null-suspects.js";
import { type Chance, type PowerOutcome, simulatePower } from "../likeness/power-simulation.js";
import { servesCalibration } from "../likeness/scored-trials.js";
import { defaultSettings } from "../likeness/settings.js";
import { storedScores } from "../likeness/stored-scores.js";
import { type Deduction, type Tier, tierOf } from "../likeness/tier.js";
import type { Panel } from "../panel/panel.js";
import { ratioText } from "../report/numbers.js";
import { widestBounds } from "../statistics/perfect-separation.js";
import { randomStream } from "../statistics/random-stream.js";

/** Families of students below which a panel cannot calibrate itself. */
const fewestStudentFamilies = 8;
const draws = 1000;
const calibratorsAFamily = 20;

/** The best that one lineage group can get in this study, as far as it is known before anything is asked. */
export interface GroupProspect {
  readonly group: string;
  readonly nullModels: number;
  readonly nullFamilies: number;
  /** Families of known students of any group, from which the study can learn a calibration. */
  readonly studentFamilies: number;
  readonly tier: Tier["tier"];
  /** Why not higher. */
  readonly reasons: readonly string[];
}

/** What a study may expect, simulated from the scores of a stored calibration. */
export interface PowerForecast {
  /** Where the numbers come from. */
  readonly source: {
    readonly panels: readonly string[];
    readonly createdAt: string;
    readonly students: number;
    readonly studentFamilies: number;
    readonly nullSuspects: number;
    readonly nullFamilies: number;
    readonly draws: number;
  };
  readonly prompts: number;
  /** Families that the study's own 5 % threshold will rest on; 0: nothing can stand out. */
  readonly thresholdFamilies: number;
  readonly studentStandsOut: Chance;
  readonly nullStandsOut: Chance;
  /** Tier 2 or more, and a bounded likelihood ratio above 1 or 10; 0 where the group cannot reach tier 2. */
  readonly ratioAbove1: Chance;
  readonly ratioAbove10: Chance;
  /** log10 of the largest likelihood ratio that can be given; null where none can. */
  readonly cap: number | null;
}

export interface PlanPower {
  /** Groups of the study's own teachers; all groups where the study names no teacher. Most promising first. */
  readonly prospects: readonly GroupProspect[];
  /** For the first of them. Null without a stored calibration, or where it holds nothing for so few questions. */
  readonly forecast: PowerForecast | null;
}

export interface PlanPowerInput {
  readonly panel: Panel;
  readonly lineage: LineageTable;
  /** Row of the suspect. */
  readonly suspect: number;
  /** Groups that the study names teachers of. */
  readonly teachers: readonly string[];
  /** Questions whose answers are read as text. */
  readonly prompts: number;
  /** As in `hasOwnDecoding`. */
  readonly ownDecoding: boolean;
  readonly calibration: CalibrationFile | null;
  readonly seed: string;
}

/** What the study could reach, group by group, and how likely that is. Pure. */
export function planPower(input: PlanPowerInput): PlanPower {
  const { lineage, teachers, calibration } = input;
  const named = lineage.groups.flatMap((id, group) => (teachers.includes(id) ? [group] : []));
  const inQuestion = named.length > 0 ? named : lineage.groups.map((_, group) => group);
  const prospects = inQuestion
    .map((group) => prospectOf(input, group))
    .sort((a, b) => b.tier - a.tier || b.nullFamilies - a.nullFamilies);
  const first = prospects[0];
  return {
    prospects,
    forecast: calibration === null || first === undefined ? null : forecast(input, calibration, first),
  };
}

function prospectOf(input: PlanPowerInput, group: number): GroupProspect {
  const { panel, lineage, suspect, prompts, ownDecoding, calibration } = input;
  const id = lineage.groups[group]!;
  const own = lineage.family[suspect]!;
  const { models, families } = cohortSize(lineage, group, own);
  const serving = lineage.trials.filter(
    (trial) => lineage.family[trial.suspect] !== own && servesCalibration(trial, defaultSettings.calibration),
  );
  const familiesOf = (trials: typeof serving) => new Set(trials.map((trial) => lineage.family[trial.suspect])).size;
  const derived = serving.filter((trial) => trial.truth === "derived");
  const ofGroup = serving.filter((trial) => trial.group === group);
  const studentFamilies = familiesOf(derived);
  const known = studentFamilies >= fewestStudentFamilies;
  const studentsOfGroup = familiesOf(ofGroup.filter((trial) => trial.truth === "derived"));
  const deductions: Deduction[] = deductionsOfComparison({
    panel,
    suspect,
    promptsUsed: prompts,
    ownDecoding,
    students: known ? derived.map((trial) => lineage.models[trial.suspect]!) : [],
  });
  if (known && studentsOfGroup === 0) deductions.push("no-known-student");
  if (known && calibration?.metadataControls.notSeparated[id] === true) deductions.push("metadata");
  const { tier, reasons } = tierOf({
    nullModels: models,
    nullFamilies: families,
    calibration: known
      ? {
          nullFamilies: familiesOf(ofGroup.filter((trial) => trial.truth === "not-derived")),
          studentFamilies,
          studentFamiliesOfGroup: studentsOfGroup,
          // What the answers will decide is hoped for: this is the best case.
          criteriaFailed: [],
          stratumValidated: false,
        }
      : null,
    inRunFailures: [],
    deductions,
  });
  return { group: id, nullModels: models, nullFamilies: families, studentFamilies, tier, reasons };
}

function forecast(
  { lineage, suspect, prompts, seed }: PlanPowerInput,
  calibration: CalibrationFile,
  { group, tier, nullFamilies, studentFamilies }: GroupProspect,
): PowerForecast | null {
  const stored = storedScores(calibration, prompts, defaultSettings.decision.minGroups);
  if (stored === null || stored.students.length === 0 || stored.nullSuspects.length === 0) return null;
  const thresholdFamilies = familiesOfThreshold(lineage, lineage.family[suspect]!);
  const families = [...new Set(stored.students.map(({ family }) => family))];
  const redrawn = new Map(
    families.map((family) => [
      family,
      stored.redrawn(family, calibratorsAFamily, randomStream(seed, `power/calibration/${family}`)),
    ]),
  );
  const widest = widestBounds(studentFamilies, nullFamilies);
  const own = stored.boundsOf(group);
  const bounds = [Math.max(widest[0], own[0]), Math.min(widest[1], own[1])] as const;
  const outcome = simulatePower(
    {
      students: stored.students,
      nullSuspects: stored.nullSuspects,
      move: stored.move,
      calibratorsOf: (family) => redrawn.get(family)!,
      clip: stored.clip,
      bounds,
      // A study at tier 0 says of nothing that it stands out.
      thresholdFamilies: tier === 0 ? 0 : thresholdFamilies,
      groups: lineage.groups.length,
      draws,
    },
    randomStream(seed, "power/draws"),
  );
  return {
    source: {
      panels: calibration.panels.map((panel) => panel.name),
      createdAt: calibration.createdAt,
      students: stored.students.length,
      studentFamilies: families.length,
      nullSuspects: stored.nullSuspects.length,
      nullFamilies: outcome.nullStandsOut.families,
      draws,
    },
    prompts,
    thresholdFamilies,
    ...(tier >= 2 ? outcome : withoutRatio(outcome)),
    cap: tier >= 2 ? bounds[1] : null,
  };
}

function withoutRatio(outcome: PowerOutcome): PowerOutcome {
  const none: Chance = { value: 0, interval95: null, families: outcome.ratioAbove1.families };
  return { ...outcome, ratioAbove1: none, ratioAbove10: none };
}

/** Families of control models that can stand in for an unrelated suspect: known not to be derived from enough groups. */
function familiesOfThreshold(lineage: LineageTable, ownFamily: number): number {
  const { normalisation, decision } = defaultSettings;
  const descriptive = lineage.groups.map((_, group) => {
    const { models, families } = cohortSize(lineage, group, ownFamily);
    return models < normalisation.minNullModels || families < normalisation.minNullFamilies;
  });
  const without = lineage.familyNames[ownFamily];
  const scores = new Float64Array(lineage.models.length * lineage.groups.length);
  const suspects = nullSuspectMaxima(lineage, scores, descriptive, decision.minGroups);
  return new Set(suspects.map(({ family }) => family).filter((family) => family !== without)).size;
}

/** The same in whole sentences. */
export function describePower({ prospects, forecast }: PlanPower): string[] {
  const first = prospects[0];
  if (first === undefined) return [];
  const tiers = `For ${first.group} the best tier is ${first.tier}${first.reasons.length === 0 ? "" : `: ${first.reasons.join("; ")}`}.`;
  const count = prospects.length - 1;
  const others =
    count === 0 ? [] : [`The ${count === 1 ? "other group" : `${count} other groups`} in question can reach no more.`];
  if (forecast === null)
    return [tiers, ...others, "No chances can be given: no stored calibration serves for so few questions."];
  const { source, thresholdFamilies, studentStandsOut, nullStandsOut, ratioAbove1, ratioAbove10, cap } = forecast;
  const from = `Simulated from stored scores of models of known lineage (${source.panels.join(", ")}; calibration of ${source.createdAt.slice(0, 10)}): ${source.students} students in ${source.studentFamilies} families, ${source.nullSuspects} unrelated models in ${source.nullFamilies}, moved to ${forecast.prompts} open questions, ${source.draws} draws. In brackets what other families might have given. Models of another kind may differ.`;
  return [
    tiers,
    ...others,
    thresholdFamilies === 0 || first.tier === 0
      ? "Nothing can stand out in this study: a threshold needs control models known not to be derived from five groups, and tier 1."
      : `A student of the teacher stands out: ${shareOf(studentStandsOut)}. An unrelated suspect stands out: ${shareOf(nullStandsOut)} (threshold from ${thresholdFamilies} families).`,
    cap === null
      ? "Tier 2 and a likelihood ratio above 1, above 10: 0 of 100, as no group in question can reach tier 2."
      : `A student of the teacher gets a likelihood ratio above 1: ${shareOf(ratioAbove1)}; above 10: ${shareOf(ratioAbove10)}. None can be above ${ratioText(cap, "down")} (the cap).`,
    from,
  ];
}

function shareOf({ value, interval95 }: Chance): string {
  const ofHundred = (share: number) => Math.round(100 * share);
  const range = interval95 === null ? "" : ` (${ofHundred(interval95[0])} to ${ofHundred(interval95[1])})`;
  return `${ofHundred(value)} of 100${range}`;
}
