import type { Measurements } from "../traits/measurements.js";
import type { PreparedPanel } from "../traits/prepared-panel.js";
import { isTextKind } from "../traits/reading/answer-table.js";
import type { LineageTable } from "./lineage.js";
import { promptOrder } from "./prompt-order.js";
import { promptContrasts, type SequentialTest, sequentialTest } from "./sequential.js";
import { contrastSource, contrastTraits, nearestControls } from "./sequential-parts.js";

export interface SequentialRequest {
  readonly prepared: PreparedPanel;
  /** Lineage and measurements of the same models; the suspect's own truth hidden. */
  readonly lineage: LineageTable;
  readonly measurements: Measurements;
  /** Row of the suspect, place of the group. */
  readonly suspect: number;
  readonly group: number;
  readonly seed: string;
}

export interface SequentialOfGroup extends SequentialTest {
  readonly alpha: number;
  /** Groups of the panel / alpha: what E must reach, since the tested group is chosen by its score. */
  readonly bound: number;
  readonly traits: readonly string[];
  /** Ids of the null models, most like the suspect first. */
  readonly controls: readonly string[];
  /** Ids of the prompts in the order of the test. */
  readonly prompts: readonly string[];
}

/** Error rate over all groups of the panel together. */
export const sequentialAlpha = 0.01;

/**
 * The sequential test of one group on answers that are there: contrasts of shared phrases, of canonical openings and of
 * the classifier, against the (at most `mostControls`) null models of the group whose words are most like the suspect's, own family
 * out, in the order that the references choose. A control that is a reference had a part in that order; for the other
 * controls the order is independent of their answers and the guarantee is exact.
 * Null where the test cannot be: no null model, no reference of another vendor, no prompt or no trait.
 * Pure. Cost: prompts x (references^2 + controls x (references + groups)).
 */
export function sequentialOfGroup(request: SequentialRequest): SequentialOfGroup | null {
  const { prepared, lineage, measurements, suspect, group, seed } = request;
  const excluded = new Set(measurements.excluded.map(({ model }) => model));
  const isOut = (row: number): boolean => excluded.has(lineage.models[row]!);
  const controls = nearestControls(request, isOut);
  const named = contrastTraits(prepared);
  const asked = new Set(measurements.prompts);
  const prompts = prepared.panel.prompts.flatMap(({ id, kind }, prompt) =>
    asked.has(id) && isTextKind(kind) ? [prompt] : [],
  );
  const source = contrastSource(named, lineage, isOut);
  const { groupOf, vendorOf, vendorOfGroup } = source.labels;
  const isThere =
    Array.from(groupOf).includes(group) && Array.from(vendorOf).some((one) => one !== vendorOfGroup[group]);
  if (!isThere || controls.length === 0) return null;
  if (named.size === 0 || prompts.length === 0) return null;

  const idOf = (prompt: number): string => prepared.panel.prompts[prompt]!.id;
  const order = promptOrder(
    {
      affinities: [...named].flatMap(([trait, values]) => (trait === "clf" ? [] : [values])),
      models: lineage.models.length,
      references: lineage.references,
      groupOf: lineage.referenceGroup,
      vendorOf: lineage.vendors,
      heard: source.ranked.filter((place) => lineage.references[place] !== suspect),
    },
    prompts,
    prompts.map(idOf),
    seed,
  );
  const contrasts = (row: number): Float64Array =>
    promptContrasts(source, row, order).subarray(group * order.length, (group + 1) * order.length);
  const bound = lineage.groups.length / sequentialAlpha;
  const test = sequentialTest(contrasts(suspect), controls.map(contrasts), bound);
  return {
    ...test,
    alpha: sequentialAlpha,
    bound,
    traits: [...named.keys()],
    controls: controls.map((row) => lineage.models[row]!),
    prompts: order.map(idOf),
  };
}
