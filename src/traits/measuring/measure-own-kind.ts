import type { PreparedPanel } from "../prepared-panel.js";
import { measureRefusals } from "../refusals/measure-refusals.js";
import type { StyleTrait } from "../trait.js";
import { meanPerPrompt } from "./mean-per-prompt.js";
import { lowCoverage } from "./used-prompts.js";

/** Affinities of a style trait, models x references: over all used prompts of its kind, then without each block. */
export function measureStyle(
  trait: StyleTrait,
  prepared: PreparedPanel,
  used: Uint8Array,
  blocks: readonly Uint8Array[],
): Float64Array[] {
  const { models, references } = prepared.table;
  const style = prepared.styles.get(trait.id);
  const cells = models * references.length;
  if (style === undefined) return [used, ...blocks].map(() => new Float64Array(cells).fill(Number.NaN));
  const part = (mask: Uint8Array) => Uint8Array.from(style.prompts, (prompt) => mask[prompt]!);
  const measured = meanPerPrompt(style.values, cells, part(used), blocks.map(part));
  const rare = rarelyAnswered(prepared, used, style.prompts);
  for (const matrix of measured) leaveOut(matrix, prepared, rare);
  return measured;
}

/** Affinities of the refusals trait, models x references, over the used prompts of its kind. */
export function measureRefusalTrait(prepared: PreparedPanel, used: Uint8Array): Float64Array {
  const { panel, refusals, table } = prepared;
  const matrix = measureRefusals(panel, refusals, used, table.references);
  leaveOut(
    matrix,
    prepared,
    rarelyAnswered(
      prepared,
      used,
      Int32Array.from(refusals, ({ prompt }) => prompt),
    ),
  );
  return matrix;
}

/** Models that miss over 20 % of the used prompts of this kind: too little of the kind was seen of them. */
function rarelyAnswered({ table }: PreparedPanel, used: Uint8Array, prompts: Int32Array): ReadonlySet<number> {
  const ofKind = new Uint8Array(used.length);
  for (const prompt of prompts) ofKind[prompt] = used[prompt]!;
  return new Set(lowCoverage(table, ofKind).map(({ model }) => model));
}

function leaveOut(matrix: Float64Array, { table }: PreparedPanel, models: ReadonlySet<number>): void {
  const width = table.references.length;
  for (let cell = 0; cell < matrix.length; cell += 1) {
    if (models.has(Math.floor(cell / width)) || models.has(table.references[cell % width]!)) matrix[cell] = Number.NaN;
  }
}
