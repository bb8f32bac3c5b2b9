import type { TokenStore } from "../reading/token-store.js";
import { sharedFloat32, sharedFloat64 } from "../shared-arrays.js";
import { promptsOfKind } from "../styles/prompts-of-kind.js";
import type { PairedTrait } from "../trait.js";
import { pairOpenings } from "./pair-openings.js";
import { cellsOf, keptMatrix, nameOf, type Preparation, promptStretches } from "./preparation.js";

/** Paired cosines of single words between all models: prompts x pairs of models. */
export function pairAllModels(preparation: Preparation, { ids, start }: TokenStore): Promise<Float32Array> {
  const { table, pool } = preparation;
  return keptMatrix(preparation, "similarity-1", "comparing every model with every other", async () => {
    const out = sharedFloat32((table.prompts * table.models * (table.models - 1)) / 2);
    await pool.run(
      "pairModels",
      promptStretches(table).map(({ from, to }) => ({ table, ids, start, from, to, out })),
    );
    return out;
  });
}

/** A paired trait: prompts x models x references, and by answer the length of its weighted n-grams. */
export async function pairAnswers(
  { panel, table, pool, cache, progress }: Preparation,
  trait: PairedTrait,
  { ids, start }: TokenStore,
): Promise<{ values: Float32Array; norms: Float64Array }> {
  const { length } = trait;
  const artefact = await cache.get(`${nameOf(trait)}-with-norms`, async () => {
    progress(`${trait.id}: comparing answers prompt by prompt`);
    const out = cellsOf(table);
    const norms = sharedFloat64(table.answers);
    await pool.run(
      "pairPrompts",
      promptStretches(table).map(({ from, to }) => ({ table, ids, start, length, from, to, out, norms })),
    );
    if (trait.view === "opening") await pairOpenings(promptsOfKind(panel, "opening", null), pool, trait, out);
    return { numbers: {}, arrays: { values: out, norms } };
  });
  return { values: artefact.arrays.values as Float32Array, norms: artefact.arrays.norms as Float64Array };
}
