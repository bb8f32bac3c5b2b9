import type { Scores } from "../likeness/score-panel.js";
import type { CalibrationSample } from "../likeness/scored-trials.js";
import { channelScores } from "../likeness/scored-trials.js";
import type { Panel } from "../panel/panel.js";
import type { Channel, Measurements } from "../traits/measurements.js";
import { canLeaveOneOut } from "./likelihood-ratios.js";
import { negativesOf, positivesOf, relations, type ScoredPanel } from "./scored-trials.js";
import type { Validation } from "./validation-schema.js";
import type { ValidationSettings } from "./validation-settings.js";

export interface NotesInput {
  readonly panel: Panel;
  readonly scores: Scores;
  readonly channel: Channel;
  readonly scored: ScoredPanel;
  readonly measurements: Measurements;
  readonly sample: CalibrationSample;
  readonly settings: ValidationSettings;
  /** Traits without any score on this panel. */
  readonly silentTraits: readonly string[];
  readonly document: Pick<Validation, "doubleDifference" | "generationChoice" | "hardNegatives" | "openSet">;
}

/** Why numbers are missing and how those that are there must be read. Whole sentences, for the user. */
export function notesOf(input: NotesInput): string[] {
  return [
    ...input.panel.notices,
    ...input.measurements.notices,
    ...aboutModels(input),
    ...aboutTrials(input),
    ...aboutFamilies(input),
    ...aboutSteps(input),
    "Each model is normalised, measured by thresholds and calibrated without its own family; the other models' scores, on which those rest, still had that family in their null cohorts.",
  ];
}

/** Used prompts that more than one model in twenty left unanswered: models are then compared over different prompts. */
function patchy(panel: Panel, { models, prompts, excluded }: Measurements): string[] {
  const left = new Set(excluded.map(({ model }) => model));
  const compared = models.filter((id) => !left.has(id));
  const answeredBy = panel.models.flatMap(({ id }, model) =>
    compared.includes(id) ? [new Set(panel.answers[model]!.map((answer) => panel.prompts[answer.prompt]!.id))] : [],
  );
  const few = prompts.filter(
    (prompt) => answeredBy.filter((answered) => answered.has(prompt)).length < 0.95 * answeredBy.length,
  );
  return 10 * few.length <= prompts.length
    ? []
    : [
        `${few.length} of the ${prompts.length} used prompts were answered by less than 95 % of the models: the panel is patchy, and models are compared over partly different prompts.`,
      ];
}

function aboutModels({ panel, scores, channel, measurements, silentTraits }: NotesInput): string[] {
  const { lineage, descriptive } = scores;
  const u = channelScores(scores, channel);
  const groups = lineage.groups.length;
  const named = (wanted: (group: number) => boolean) => lineage.groups.filter((_, group) => wanted(group));
  const few = named((group) => descriptive[group] === true);
  const silent = named((group) => lineage.models.every((_, row) => !Number.isFinite(u[row * groups + group])));
  return [
    ...(groups === 0 ? ["The panel has no teacher, so nothing can be compared."] : []),
    ...(measurements.prompts.length === 0
      ? ["No prompt was answered by enough models, so nothing can be compared."]
      : []),
    ...patchy(panel, measurements),
    ...measurements.excluded.map(({ model, reason }) => `${model} was left out: it ${reason}.`),
    ...(few.length > 0
      ? [
          `Too few null models for ${few.join(", ")}: descriptive only; scored by double centring, without part in thresholds and likelihood ratios.`,
        ]
      : []),
    ...(silent.length > 0
      ? [`No model has a score for ${silent.join(", ")}; the group's trials are not part of any rate.`]
      : []),
    ...(silentTraits.length > 0 ? [`Without any score on this panel: ${silentTraits.join(", ")}.`] : []),
  ];
}

function aboutTrials({ panel, scored, settings }: NotesInput): string[] {
  const rules = settings.likeness.calibration;
  const derived = positivesOf(scored, rules, relations);
  const headline = positivesOf(scored, rules, rules.relations);
  const not = negativesOf(scored, rules);
  const every = scored.trials.filter((trial) => trial.truth === "not-derived");
  const lower = scored.trials.filter((trial) => trial.truth === "derived").length - derived.length;
  const dated = not.filter((trial) => trial.basis === "released-before-teacher").length;
  const contradicted = scored.lineage.trials.length - scored.trials.length - scored.unscored;
  return [
    ...(panel.trials.length === 0 ? ["The panel has no trials: its lineage is not known, so no rate exists."] : []),
    ...(panel.trials.length > 0 && derived.length === 0
      ? ["No derived trial has a score and the confidence of a headline: no rate of detection exists."]
      : []),
    ...(derived.length > 0 && headline.length === 0
      ? [`No derived trial is ${rules.relations.join(" or ")}: nothing can be calibrated.`]
      : []),
    ...(panel.trials.length > 0 && not.length === 0
      ? ["No not-derived trial has a score: no false alarm can be counted, no threshold set."]
      : []),
    ...(not.length > 0 && not.length < 100
      ? [`Only ${not.length} not-derived pairs: a rate of 1 %${not.length < 20 ? " or 5 %" : ""} is not resolvable.`]
      : []),
    ...(scored.unscored > 0 ? [`${scored.unscored} trials have no score and are not part of any rate.`] : []),
    ...(contradicted > 0
      ? [`${contradicted} pairs stand both as derived and as not derived; they count as derived.`]
      : []),
    ...(every.length > not.length
      ? [
          `${every.length - not.length} not-derived trials are only assumed or of another confidence: they serve in null cohorts and have lines of their own, not in headlines.`,
        ]
      : []),
    ...(lower > 0
      ? [`${lower} derived trials of lower confidence are not part of headlines; \`comparison\` counts them.`]
      : []),
    ...(dated > 0 && not.length > 0
      ? [
          `${Math.round((100 * dated) / not.length)} % of the not-derived pairs are so by release date alone: a pooled AUC is partly an effect of era, and must be read beside the metadata controls.`,
        ]
      : []),
  ];
}

function aboutFamilies({ scored, sample, settings, document }: NotesInput): string[] {
  const rules = settings.likeness.calibration;
  const families = new Set(scored.trials.map((trial) => trial.family));
  const single = relations.filter((relation) => {
    const own = positivesOf(scored, rules, [relation]);
    return own.length > 0 && new Set(own.map((trial) => trial.family)).size < 2;
  });
  return [
    ...(families.size === 1 ? ["All trials are of one family: nothing can be learned without it."] : []),
    ...(single.length > 0 && settings.draws > 0
      ? [`Derived pairs of one family only (${single.join(", ")}): no interval is given.`]
      : []),
    ...(canLeaveOneOut(sample)
      ? []
      : [
          "Fewer than two student families or two null families with a score: no likelihood ratio can be calibrated and checked on this panel.",
        ]),
    ...(document.doubleDifference.value === null
      ? ["No two students of different teachers and families: no double difference."]
      : []),
    ...(document.generationChoice.value === null
      ? ["No vendor has students of two of its groups: no choice between generations."]
      : []),
    ...(Object.keys(document.hardNegatives).length === 0 ? ["No group has students and hard negatives."] : []),
    ...(document.openSet.ofOneVendor.length > 0
      ? [
          `Without any other vendor to be compared with, in the open-set test: ${document.openSet.ofOneVendor.join(", ")}.`,
        ]
      : []),
  ];
}

function aboutSteps({ settings }: NotesInput): string[] {
  const skipped = [
    ...(settings.curve.length === 0 ? ["prompts curve"] : []),
    ...(settings.laundering ? [] : ["laundering"]),
    ...(settings.draws === 0 ? ["intervals"] : []),
    ...(settings.rescoreOpenSet ? [] : ["rescored open set"]),
    ...(settings.nullCohortDraws === 0 ? ["null cohort curve"] : []),
  ];
  return [
    ...(skipped.length > 0 ? [`Not asked for: ${skipped.join(", ")}.`] : []),
    "Panels do not record temperature or system prompt: no stratum of either is validated.",
  ];
}
