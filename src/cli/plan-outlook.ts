import type { CollectionEstimate } from "../collection/money/estimate-cost.js";
import { studyPanel } from "../findings/study-panel.js";
import { hasOwnDecoding } from "../findings/study-parts.js";
import type { CalibrationFile } from "../likeness/calibration-schema.js";
import { buildLineage, type LineageTable } from "../likeness/lineage.js";
import { cohortSize } from "../likeness/null-cohort.js";
import { type StudyPower, studyPower } from "../likeness/power.js";
import { defaultSettings } from "../likeness/settings.js";
import type { Panel, ProbeKind } from "../panel/panel.js";
import { ratioText } from "../report/numbers.js";
import type { Plan } from "../study/plan.js";
import { isTextKind } from "../traits/reading/answer-table.js";
import type { OpenStudy } from "./open-study.js";
import { describePower, type PlanPower, planPower } from "./plan-power.js";
import { describeDuration } from "./progress-line.js";

/** What a study could show at best, known before anything is asked: the families bound it, not the questions. */
export interface PlanOutlook extends StudyPower {
  /** Questions whose answers are read as text. */
  readonly textProbes: number;
  /** Null models and null families of the group that has most families. */
  readonly controlModels: number;
  readonly controlFamilies: number;
  /** The fewest families that any group has. */
  readonly fewestFamilies: number;
  /** Families of known students in the references; a calibration is learned from them. */
  readonly studentFamilies: number;
  /** How likely a study like this is to say anything, and how often it would say it wrongly. */
  readonly power: PlanPower;
}

/** A model that answered less of the used questions is left out of every comparison. */
const leastCoverage = 0.8;

/**
 * Counts the lineage that the study and its references declare, in the way that `compare` counts it later, and simulates
 * what to expect from the scores of a stored calibration.
 */
export function planOutlook(
  { plan, references }: Pick<OpenStudy, "plan" | "references">,
  calibration: CalibrationFile | null,
): PlanOutlook {
  const panel = studyPanel(plan, [], references);
  const lineage = buildLineage(panel, comparedModels(plan, panel));
  const suspect = lineage.models.indexOf(plan.suspect.id);
  const family = lineage.family[suspect]!;
  const cohorts = lineage.groups.map((_, group) => cohortSize(lineage, group, family));
  const widest = cohorts.reduce((most, one) => (one.families > most.families ? one : most), { models: 0, families: 0 });
  const textProbes = panel.prompts.filter((prompt) => isTextKind(prompt.kind)).length;
  const studentFamilies = familiesOfStudents(lineage, family);
  const text = answersOfSuspect(plan, isTextKind);
  const choices = answersOfSuspect(plan, (kind) => kind === "choice");
  const counts = studyPower({
    textPrompts: textProbes,
    textSamples: Math.max(0, ...text),
    choicePrompts: choices.length,
    choiceSamples: choices.length === 0 ? 0 : Math.min(...choices),
    nullModels: widest.models,
    nullFamilies: widest.families,
    studentFamilies,
  });
  return {
    textProbes,
    controlModels: widest.models,
    controlFamilies: widest.families,
    fewestFamilies: cohorts.length === 0 ? 0 : Math.min(...cohorts.map((cohort) => cohort.families)),
    studentFamilies,
    ...counts,
    advice: [...counts.advice, ...inRunAdvice(plan)],
    power: planPower({
      panel,
      lineage,
      suspect,
      teachers: plan.teachers.flatMap(({ group }) => group ?? []),
      prompts: textProbes,
      ownDecoding: hasOwnDecoding(plan),
      calibration,
      seed: plan.seed,
    }),
  };
}

/** In-run controls check the run itself; a study may do without, and should know what it does without. */
function inRunAdvice({ controls }: Plan): string[] {
  const kinds = controls.flatMap(({ inRun }) => inRun?.kind ?? []);
  const missing = (["negative", "positive"] as const).filter((kind) => !kinds.includes(kind));
  if (missing.length === 0) return [];
  const what = {
    negative: "an unrelated model (inRun: negative)",
    positive: "a known student of a listed group (inRun: positive)",
  };
  return [
    `The study names no ${missing.join(" and no ")} in-run control. ${missing.length === 2 ? "Two" : "One"} would check the run itself: ask ${missing.map((kind) => what[kind]).join(" and ")} beside the suspect.`,
  ];
}

/** How many answers the suspect gives to each probe of some kinds. */
function answersOfSuspect({ packs, sampling }: Plan, wanted: (kind: ProbeKind) => boolean): number[] {
  return packs.flatMap((pack) =>
    wanted(pack.kind)
      ? pack.probes.map(
          (probe) =>
            (probe.samples ?? sampling.suspectSamples) *
            (probe.temperature === null ? sampling.temperatures.length : 1) *
            sampling.systemPrompts.length,
        )
      : [],
  );
}

/** Models of the plan, and those of the references that answered enough of its questions. */
function comparedModels(plan: Plan, panel: Panel): string[] {
  const planned = new Set([plan.suspect, ...plan.teachers, ...plan.controls].map((model) => model.id));
  const isText = panel.prompts.map((prompt) => isTextKind(prompt.kind));
  const asked = isText.filter((text) => text).length;
  return panel.models.flatMap(({ id }, model) => {
    if (planned.has(id)) return [id];
    const answered = new Set(panel.answers[model]!.map((answer) => answer.prompt).filter((prompt) => isText[prompt]));
    return answered.size >= leastCoverage * asked ? [id] : [];
  });
}

function familiesOfStudents({ trials, family }: LineageTable, suspectFamily: number): number {
  const { relations, confidence } = defaultSettings.calibration;
  const students = trials.filter(
    (trial) =>
      trial.truth === "derived" &&
      trial.relation !== null &&
      relations.includes(trial.relation) &&
      confidence.includes(trial.confidence),
  );
  return new Set(students.map((trial) => family[trial.suspect]!).filter((own) => own !== suspectFamily)).size;
}

export function describePlan(digest: string, cost: CollectionEstimate, outlook: PlanOutlook): string {
  const money = (usd: number) => `$${usd.toFixed(2)}`;
  const lines = cost.models.map((one) => {
    const price =
      one.usd === null
        ? "price unknown"
        : `${money(one.usd.low)} / ${money(one.usd.expected)} / ${money(one.usd.worst)}`;
    return `  ${one.model.padEnd(28)} ${String(one.requests).padStart(6)} requests  ${price}`;
  });
  return [
    `Plan ${digest}`,
    `${cost.requests} requests; cost low / expected / worst: ${money(cost.usd.low)} / ${money(cost.usd.expected)} / ${money(cost.usd.worst)} (prices of ${cost.pricesDate})${cost.unpriced.length > 0 ? `; price unknown for ${cost.unpriced.join(", ")}` : ""}.`,
    ...lines,
    `At least ${describeDuration(cost.seconds)} at the declared pace.`,
    ...inBatches(cost),
    "",
    `${outlook.textProbes} open questions, ${outlook.controlModels} control models in ${outlook.controlFamilies} families${outlook.fewestFamilies < outlook.controlFamilies ? ` (${outlook.fewestFamilies} for some groups)` : ""}.`,
    `At best this study gives: ${outlook.best}. No rank p-value can be below ${outlook.smallestP.toPrecision(2)} (1 in ${outlook.controlFamilies + 1}).`,
    ...limitsOfRatio(outlook),
    ...describePower(outlook.power),
    ...outlook.advice,
  ].join("\n");
}

function inBatches({ models }: CollectionEstimate): string[] {
  const names = models.filter((one) => one.lane === "batch").map((one) => one.model);
  return names.length === 0
    ? []
    : [`Asked in batches, at their price and in the provider's own time (up to about a day): ${names.join(", ")}.`];
}

function limitsOfRatio({ widestLog10Lr, studentFamilies, controlFamilies }: PlanOutlook): string[] {
  if (widestLog10Lr === null) return [];
  const [lower, upper] = widestLog10Lr;
  return [
    `No likelihood ratio can be above ${ratioText(upper, "down")} or below ${ratioText(lower, "up")}, with ${studentFamilies} families of known students and ${controlFamilies} control families.`,
  ];
}
