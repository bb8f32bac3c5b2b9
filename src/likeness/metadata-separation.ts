import { type DoubleDifference, doubleDifference } from "../statistics/double-difference.js";
import { areaUnderRoc } from "../statistics/ranks.js";
import type { Channel } from "../traits/measurements.js";
import type { LabelledTrial } from "./lineage.js";
import type { Scores } from "./score-panel.js";
import { channelScores, scoreTrials, servesCalibration } from "./scored-trials.js";
import type { CalibrationSettings } from "./settings.js";
import { type PanelScores, singleTeacherStudents } from "./students.js";

/** Two ways to rank that an effect of era, length or house format alone cannot win. Null = not resolvable. */
export interface Separation {
  /** Over pairs of groups that include the group in question, or over all pairs. */
  readonly doubleDifference: number | null;
  /** AUC of the group's students against its hard negatives; null without a group. */
  readonly hardNegatives: number | null;
}

export interface GroupSeparation {
  readonly fused: Separation;
  readonly controls: ReadonlyMap<string, Separation>;
  /** True if some metadata control does as well as the fused score; null if nothing can be compared. */
  readonly notSeparatedFromMetadata: boolean | null;
}

export interface MetadataSeparation {
  /** Over all groups. */
  readonly overall: GroupSeparation;
  readonly groups: ReadonlyMap<string, GroupSeparation>;
}

/**
 * Whether the fused score of a channel tells more than length, release date and markdown rate do, normalised like traits.
 * For each group it must beat every one of them on the double differences with that group and, where they exist, on hard
 * negatives. Students of all panels stand together; those of the family `without` have no part.
 */
export function metadataSeparation(
  panels: readonly Scores[],
  groups: readonly string[],
  settings: CalibrationSettings,
  { channel = "core", without }: { readonly channel?: Channel; readonly without?: string | undefined } = {},
): MetadataSeparation {
  const fused = separator(
    panels.map((scores) => ({ lineage: scores.lineage, u: channelScores(scores, channel) })),
    settings,
    without,
  );
  const names = new Set(
    panels.flatMap((scores) =>
      scores.traits.filter((trait) => trait.channel === "metadata").map((trait) => trait.trait),
    ),
  );
  const controls = [...names].map((name) => {
    const parts = panels.flatMap(({ lineage, traits }) =>
      traits.filter((trait) => trait.trait === name).map(({ u }) => ({ lineage, u })),
    );
    return [name, separator(parts, settings, without)] as const;
  });
  const compare = (group: string | null): GroupSeparation => {
    const own = fused(group);
    const others = new Map(controls.map(([name, separate]) => [name, separate(group)]));
    const known = [...others.values()]
      .flatMap((other) => [
        beats(own.doubleDifference, other.doubleDifference),
        beats(own.hardNegatives, other.hardNegatives),
      ])
      .filter((result) => result !== null);
    const notSeparatedFromMetadata = known.length === 0 ? null : known.some((better) => !better);
    return { fused: own, controls: others, notSeparatedFromMetadata };
  };
  return { overall: compare(null), groups: new Map(groups.map((group) => [group, compare(group)])) };
}

/** Separation of one score by group (null: over all groups); the pairs of students are compared once for all groups. */
function separator(panels: readonly PanelScores[], settings: CalibrationSettings, without: string | undefined) {
  const all: DoubleDifference = doubleDifference(
    panels.flatMap((panel) => singleTeacherStudents(panel, settings)).filter(({ family }) => family !== without),
  );
  return (group: string | null): Separation => {
    if (group === null) return { doubleDifference: all.value, hardNegatives: null };
    const pairs = all.pairs.filter((pair) => pair.groups.includes(group));
    const scores = (wanted: (trial: LabelledTrial) => boolean) => scoresOf(panels, { group, without, wanted });
    const students = scores((trial) => trial.truth === "derived" && servesCalibration(trial, settings));
    const hard = scores((trial) => trial.truth === "not-derived" && trial.basis === "hard");
    return {
      doubleDifference: pairs.length === 0 ? null : pairs.reduce((sum, pair) => sum + pair.value, 0) / pairs.length,
      hardNegatives: students.length === 0 || hard.length === 0 ? null : areaUnderRoc(students, hard),
    };
  };
}

function scoresOf(
  panels: readonly PanelScores[],
  about: {
    readonly group: string;
    readonly without: string | undefined;
    readonly wanted: (trial: LabelledTrial) => boolean;
  },
): number[] {
  return panels.flatMap(({ lineage, u }) =>
    scoreTrials(lineage, u, (trial) => lineage.groups[trial.group] === about.group && about.wanted(trial))
      .filter(({ family, score }) => family !== about.without && Number.isFinite(score))
      .map(({ score }) => score),
  );
}

/** Whether the fused score does better than a control; null where either is missing. */
function beats(fused: number | null, control: number | null): boolean | null {
  return fused === null || control === null ? null : fused > control;
}
