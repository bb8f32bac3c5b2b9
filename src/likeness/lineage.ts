import { lineageGroups } from "../panel/build-panel.js";
import type { Panel, Trial } from "../panel/panel.js";

/** A trial with everything by its place in the lineage table. */
export interface LabelledTrial extends Omit<Trial, "suspect" | "group"> {
  readonly suspect: number;
  readonly group: number;
}

/**
 * What is known of the models' lineage, in the row order of the measurements: the only thing besides numbers that
 * likeness/ reads. Matrices are row-major, models x groups or models x references.
 */
export interface LineageTable {
  readonly models: readonly string[];
  readonly familyNames: readonly string[];
  /** Family of each model, as a place in `familyNames`. */
  readonly family: Int32Array;
  /** Month of release as year x 12 + month; NaN when unknown. */
  readonly released: Float64Array;
  readonly groups: readonly string[];
  /** Vendor of each group. */
  readonly vendors: readonly string[];
  /** Models that are references, in row order. */
  readonly references: Int32Array;
  /** Group of each reference (by place in `references`). */
  readonly referenceGroup: Int32Array;
  /** Group that each model is itself a reference of, or -1. */
  readonly ownGroup: Int32Array;
  /** models x groups: 1 where the model is a null model of the group. */
  readonly isNull: Uint8Array;
  /** models x groups: 1 where the model is known to be derived from the group. */
  readonly isDerived: Uint8Array;
  readonly trials: readonly LabelledTrial[];
}

/**
 * Lineage of the given models (row order of the measurements; default: all models of the panel). Models of the panel that
 * are not listed are left out with their trials, and groups without a listed member as well. A pair that stands both as
 * derived and as not derived counts as derived; a group's own references are never null models of it.
 */
export function buildLineage(panel: Panel, listed?: readonly string[]): LineageTable {
  const byId = new Map(panel.models.map((model) => [model.id, model]));
  const models = listed ?? panel.models.map((model) => model.id);
  const place = new Map(models.map((id, row) => [id, row]));
  const facts = models.map((id) => {
    const model = byId.get(id);
    if (model === undefined) throw new Error(`model ${id} was measured but is not in the panel`);
    return model;
  });
  const grouped = lineageGroups({ ...panel, models: facts });
  const groups = grouped.map((group) => group.id);
  const groupPlace = new Map(groups.map((id, index) => [id, index]));

  const familyPlace = new Map<string, number>();
  const family = Int32Array.from(facts, (model) => {
    const known = familyPlace.get(model.family) ?? familyPlace.size;
    familyPlace.set(model.family, known);
    return known;
  });
  const ownGroup = Int32Array.from(facts, (model) =>
    model.role === "teacher" && model.group !== null ? groupPlace.get(model.group)! : -1,
  );
  const references = Int32Array.from(facts.keys()).filter((row) => ownGroup[row]! >= 0);

  const trials = panel.trials.flatMap((trial): LabelledTrial[] => {
    const suspect = place.get(trial.suspect);
    const group = groupPlace.get(trial.group);
    return suspect === undefined || group === undefined ? [] : [{ ...trial, suspect, group }];
  });
  return {
    models,
    familyNames: [...familyPlace.keys()],
    family,
    released: Float64Array.from(facts, (model) => monthOf(model.released)),
    groups,
    vendors: grouped.map((group) => group.vendor),
    references,
    referenceGroup: references.map((row) => ownGroup[row]!),
    ownGroup,
    ...labels(trials, models.length, groups.length, ownGroup),
    trials,
  };
}

function labels(trials: readonly LabelledTrial[], models: number, groups: number, ownGroup: Int32Array) {
  const isNull = new Uint8Array(models * groups);
  const isDerived = new Uint8Array(models * groups);
  for (const { suspect, group, truth } of trials)
    (truth === "derived" ? isDerived : isNull)[suspect * groups + group] = 1;
  for (let cell = 0; cell < isNull.length; cell++)
    if (isDerived[cell] === 1 || ownGroup[Math.floor(cell / groups)] === cell % groups) isNull[cell] = 0;
  return { isNull, isDerived };
}

/**
 * The same table as if nothing were known of these models' parents: they are neither null models nor known students of
 * anything. What `compare` does with its suspect, so that the suspect enters no null statistic of any other model.
 */
export function hideTruth(lineage: LineageTable, rows: readonly number[]): LineageTable {
  const hidden = new Set(rows);
  return keepTrials(lineage, (trial) => !hidden.has(trial.suspect));
}

/** The same table as if only these trials were known. No model becomes a null model by it. */
export function keepTrials(lineage: LineageTable, keep: (trial: LabelledTrial) => boolean): LineageTable {
  const trials = lineage.trials.filter(keep);
  const { isNull, isDerived } = labels(trials, lineage.models.length, lineage.groups.length, lineage.ownGroup);
  return { ...lineage, trials, isNull: isNull.map((flag, cell) => flag & lineage.isNull[cell]!), isDerived };
}

/** Month number of `YYYY-MM` (anything after the month is ignored); NaN when unknown. */
export function monthOf(released: string | null): number {
  const parts = released === null ? null : /^(\d{4})-(\d{2})/.exec(released);
  return parts === null ? Number.NaN : Number(parts[1]) * 12 + Number(parts[2]);
}

/** Models that are references of a group, as rows. */
export function membersOf(lineage: LineageTable, group: number): number[] {
  return [...lineage.references].filter((_, reference) => lineage.referenceGroup[reference] === group);
}
