import { readBatches, type StoredBatch } from "../../store/batches.js";
import type { Store } from "../../store/store.js";
import { addUse, noUse, type Use } from "../money/budget.js";

/** What the calls of a batch that have no outcome use at their worst. */
export function heldUse({ open, openTokens, openNanoUsd }: StoredBatch): Use {
  return { requests: open, tokens: openTokens, nanoUsd: openNanoUsd };
}

/** The same over all batches of a model that are not closed. */
export function heldUseOf(store: Store, model: string): Use {
  return readBatches(store, true)
    .filter((batch) => batch.model === model)
    .map(heldUse)
    .reduce(addUse, noUse);
}
