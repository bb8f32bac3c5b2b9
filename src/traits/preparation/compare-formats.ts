import type { Artefact } from "../cache/artefact-file.js";
import { formatFeatureCount } from "../format/format-features.js";
import { featureSpread } from "../styles/pair-features.js";
import type { FormatTrait } from "../trait.js";
import { cellsOf, keptMatrix, nameOf, type Preparation, promptStretches } from "./preparation.js";

/** The format trait: prompts x models x references. */
export function compareFormats(preparation: Preparation, trait: FormatTrait, view: Artefact): Promise<Float32Array> {
  const { table, pool } = preparation;
  return keptMatrix(preparation, nameOf(trait), `${trait.id}: comparing answers prompt by prompt`, async () => {
    const out = cellsOf(table);
    const features = view.arrays.features as Float32Array;
    const width = formatFeatureCount;
    const spread = featureSpread(table, features, width);
    await pool.run(
      "pairFeatures",
      promptStretches(table).map(({ from, to }) => ({ table, width, features, spread, from, to, out })),
    );
    return out;
  });
}
