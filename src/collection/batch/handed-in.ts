import { readBatches, type StoredBatch } from "../../store/batches.js";
import type { Store } from "../../store/store.js";
import { batchTakenUp, isHandedIn } from "./pending-batch.js";

/** Batches that an earlier run handed in, or may have, and whose results are not all recorded: they may be paid for. */
export function handedIn(store: Store): StoredBatch[] {
  return readBatches(store, true).filter((stored) => stored.open > 0 && isHandedIn(batchTakenUp(stored, 0)));
}
