import type { Panel } from "../../panel/panel.js";
import { answerTable, readableAnswers } from "../reading/answer-table.js";
import { sharedFloat32 } from "../shared-arrays.js";
import { featureSpread } from "../styles/pair-features.js";
import { styleReaders } from "../styles/read-styles.js";
import { share } from "../threads/share.js";
import type { WorkerPool } from "../threads/worker-pool.js";
import type { StyleTrait } from "../trait.js";

const answersPerTask = 512;
const promptsPerTask = 32;

/**
 * Cosines of a style trait, prompts x models x references.
 * @param panel the part of a panel that asks the prompts of the trait's kind
 */
export async function pairStyle(panel: Panel, pool: WorkerPool, trait: StyleTrait): Promise<Float32Array> {
  const table = answerTable(panel);
  const { width } = styleReaders[trait.features];
  const texts = panel.models.flatMap((_, model) => readableAnswers(panel, model).map(({ text }) => text));
  const stretches = share(texts.length, Math.ceil(texts.length / answersPerTask));
  const read = await pool.run(
    "readStyles",
    stretches.map(({ from, to }) => ({ reader: trait.features, texts: texts.slice(from, to) })),
  );
  const features = sharedFloat32(texts.length * width);
  stretches.forEach(({ from }, index) => {
    features.set(read[index]!, from * width);
  });
  const spread = featureSpread(table, features, width);
  const out = sharedFloat32(table.prompts * table.models * table.references.length);
  await pool.run(
    "pairFeatures",
    share(table.prompts, Math.ceil(table.prompts / promptsPerTask)).map(({ from, to }) => ({
      table,
      width,
      features,
      spread,
      from,
      to,
      out,
    })),
  );
  return out;
}
