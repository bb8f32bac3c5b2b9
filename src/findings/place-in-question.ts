import { decideSuspect, type SuspectDecision } from "../likeness/decide-suspect.js";
import { traitsNeeded } from "../likeness/fuse.js";
import type { Learned } from "../likeness/learn.js";
import { buildLineage, hideTruth, type LineageTable } from "../likeness/lineage.js";
import { measuredLineage } from "../likeness/measured-lineage.js";
import type { Neighbours } from "../likeness/profile-neighbours.js";
import { availableTraits, chooseNeighbours, type Scores, scorePanel } from "../likeness/score-panel.js";
import { type LikenessSettings, withFusedTraits } from "../likeness/settings.js";
import type { Panel } from "../panel/panel.js";
import type { Measurements } from "../traits/measurements.js";
import { learnFromPanel } from "./group-calibration.js";
import { listedGroups } from "./in-question.js";
import { isReadable } from "./quality.js";
import { traitNameWithId } from "./trait-names.js";

/** One model in the place of the suspect: rows as in the panel, groups as in `lineage`. */
export interface Placed {
  readonly row: number;
  readonly measurements: Measurements;
  /** All that is known of lineage; `lineage` is that of the models whose wording was measured. */
  readonly declared: LineageTable;
  readonly lineage: LineageTable;
  /** Those asked for, with the core traits that all models are compared by. */
  readonly settings: LikenessSettings;
  /** Core traits in which the model has no score, and which are therefore left out for all. */
  readonly lacking: readonly string[];
  readonly scores: Scores;
  /** Which models stand like which, for whoever scores these measurements again. */
  readonly neighbours: Neighbours;
  /** Groups in question. */
  readonly listed: readonly number[];
  /** Null where the panel's known lineages are too few to learn from. */
  readonly learned: Learned | null;
  readonly decision: SuspectDecision;
}

export interface PlaceRequest {
  readonly panel: Panel;
  readonly row: number;
  /** Prompts that the model answered (`answeredPrompts`). */
  readonly answered: readonly number[];
  /** Measures all models over a choice of prompts. */
  readonly measured: (prompts: readonly number[]) => Promise<Measurements>;
  /** Other models of which nothing may be taken as known: in-run controls have the true suspect here. */
  readonly alsoHidden: readonly number[];
  /** Lineage groups in question; null = all. */
  readonly teachers: readonly string[] | null;
  readonly settings: LikenessSettings;
  /** Seed of the redrawn families that intervals are made from; null makes none. */
  readonly seed: string | null;
}

/**
 * Everything that is decided of a suspect, from the prompts that it answered to its set-valued answer: measured and learned
 * without the model and its family. Suspects and in-run controls take this one way.
 * Throws TEACHER_UNKNOWN, PANEL_WITHOUT_TEACHERS.
 */
export async function placeInQuestion(request: PlaceRequest): Promise<Placed> {
  const { panel, row, seed } = request;
  const measurements = await request.measured(request.answered);
  const declared = hideTruth(buildLineage(panel, measurements.models), [row, ...request.alsoHidden]);
  const lineage = measuredLineage(declared, measurements);
  const { settings, scores, neighbours, lacking } = scoreAlike(lineage, measurements, request.settings, row);
  const listed = listedGroups(lineage.groups, request.teachers);
  const learned = learnFromPanel(scores, row, settings, seed);
  const decision = decideSuspect({
    lineage,
    u: scores.channels.get("core")!.u,
    descriptive: scores.descriptive,
    row,
    listed,
    setWidth: learned?.setWidth.setWidth ?? settings.decision.setWidths.at(-1)!,
    settings,
  });
  return { row, measurements, declared, lineage, settings, scores, neighbours, lacking, listed, learned, decision };
}

/** All models on the core traits that this one has, so that nothing is learned from others by means that it lacks. */
function scoreAlike(lineage: LineageTable, measurements: Measurements, settings: LikenessSettings, row: number) {
  const scoredWith = (used: LikenessSettings) => {
    const neighbours = chooseNeighbours(lineage, measurements, used);
    return { settings: used, neighbours, scores: scorePanel(lineage, measurements, used, undefined, neighbours) };
  };
  const whole = scoredWith(settings);
  const named = whole.scores.channels.get("core")!.traits;
  const available = availableTraits(whole.scores, "core", row);
  const lacking = named.filter((trait) => !available.includes(trait));
  const enough = available.length >= traitsNeeded(named.length, settings.fusion.minimumShare);
  // With fewer there is no score, and the traits as they are say why.
  if (lacking.length === 0 || !enough) return { ...whole, lacking: [] };
  return { ...scoredWith(withFusedTraits(settings, "core", available)), lacking };
}

/** What the reader is told of core traits that were left out. */
export function lackingNotice(traits: readonly string[]): string[] {
  return traits.length === 0
    ? []
    : [
        `The suspect has no score in ${traits.map(traitNameWithId).join(", ")}: all models are compared by the other core traits.`,
      ];
}

/** Prompts with an answer of the model, empty ones included; missing and invalid ones are dropped for every model. */
export function answeredPrompts(panel: Panel, row: number): number[] {
  const prompts = new Set(
    panel.answers[row]!.filter((answer) => isReadable(answer) || answer.status === "empty").map(
      (answer) => answer.prompt,
    ),
  );
  return [...prompts].sort((left, right) => left - right);
}
