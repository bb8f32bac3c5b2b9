import { createHash } from "node:crypto";
import type { TokenStore } from "../reading/token-store.js";
import type { ClassifierTrait } from "../trait.js";
import { classify } from "./classify.js";
import { keptMatrix, nameOf, type Preparation } from "./preparation.js";

/** The classifier trait: prompts x models x references. A notice says when it is not available. */
export async function keptClassification(
  preparation: Preparation,
  trait: ClassifierTrait,
  { ids, start, hashes }: TokenStore,
): Promise<Float32Array> {
  const { panel, table, pool, seed, cacheFor, notices } = preparation;
  const references = Array.from(table.references, (model) => panel.answerDigests[model]!).sort();
  const scores = await keptMatrix(
    preparation,
    `${nameOf(trait)}-${createHash("sha256").update(seed).digest("hex").slice(0, 16)}`,
    `${trait.id}: training on ${references.length} references`,
    () =>
      classify({
        panel,
        pool,
        answers: { table, ids, start, hashes },
        seed,
        epochs: trait.epochs,
        referenceCache: cacheFor([nameOf(trait), seed, trait.epochs, references]),
      }),
  );
  if (references.length > 0 && scores.every(Number.isNaN)) {
    notices.push(
      `${trait.id} is not available: it needs two references with answers on two prompts or more, and features that five of their answers share.`,
    );
  }
  return scores;
}
