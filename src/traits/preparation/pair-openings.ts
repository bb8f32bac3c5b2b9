import type { Panel } from "../../panel/panel.js";
import { answerTable } from "../reading/answer-table.js";
import { sharedFloat32 } from "../shared-arrays.js";
import { share } from "../threads/share.js";
import type { WorkerPool } from "../threads/worker-pool.js";
import type { PairedTrait } from "../trait.js";
import { readViews, storeOf } from "./read-views.js";

const promptsPerTask = 32;

/**
 * Adds the prompts of which only the beginning of an answer is read to a paired trait of openings. They have a table of
 * their own, so that no other trait meets an answer that was cut on purpose.
 * @param part the part of a panel that asks such prompts, with their places in the whole
 * @param out prompts x models x references of the whole panel
 */
export async function pairOpenings(
  part: { readonly panel: Panel; readonly prompts: Int32Array },
  pool: WorkerPool,
  trait: PairedTrait,
  out: Float32Array,
): Promise<void> {
  if (part.prompts.length === 0) return;
  const prompts = part.panel.prompts.map((prompt) => ({ ...prompt, kind: "open-ended" as const }));
  const panel: Panel = { ...part.panel, prompts };
  const table = answerTable(panel);
  const { ids, start } = storeOf((await readViews(pool, panel, table, ["opening"])).get("opening")!);
  const cells = table.models * table.references.length;
  const values = sharedFloat32(table.prompts * cells);
  await pool.run(
    "pairPrompts",
    share(table.prompts, Math.ceil(table.prompts / promptsPerTask)).map(({ from, to }) => ({
      table,
      ids,
      start,
      length: trait.length,
      from,
      to,
      out: values,
    })),
  );
  part.prompts.forEach((prompt, place) => {
    out.set(values.subarray(place * cells, (place + 1) * cells), prompt * cells);
  });
}
