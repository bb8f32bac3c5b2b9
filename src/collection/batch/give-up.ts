import { TeacherprintError } from "../../errors.js";
import { appendInside, inTransaction } from "../../store/append-entry.js";
import { openCallsOf, readBatchCounts, readBatches, type StoredBatch } from "../../store/batches.js";
import { lockStudy } from "../../store/collector-lock.js";
import type { EntryTime } from "../../store/entry.js";
import type { Store } from "../../store/store.js";
import { collectorActor } from "../recording/ledger-writer.js";
import { batchTakenUp, isHandedIn } from "./pending-batch.js";

/**
 * Closes batches that the user no longer wants to wait for, without a word to the provider: their questions are free to be
 * asked again. What was handed in may have been answered and billed, so it counts as spent at its worst. All or none;
 * returns them as they were. Throws BATCH_UNKNOWN, STUDY_LOCKED.
 *
 * @param wanted ids of the provider, or names of ours
 */
export function giveUpBatches(store: Store, wanted: readonly string[], time: EntryTime): StoredBatch[] {
  const lock = lockStudy(store.path, { pid: process.pid, since: time.wall, task: "collect" });
  try {
    const open = readBatches(store, true);
    const chosen = [...new Set(wanted)].map((known) => theOneCalled(open, known));
    inTransaction(store, () => {
      for (const batch of new Set(chosen)) giveUp(store, batch, time);
    });
    return chosen;
  } finally {
    lock.release();
  }
}

/** What was given up, in a sentence. */
export function describeGivenUp(batch: StoredBatch): string {
  const { id, name, model, open } = batch;
  const billed = wasHandedIn(batch) ? "they may have been billed, and are" : "they are";
  return `Given up: batch ${id ?? name} of "${model}" with ${open} open questions; ${billed} asked again.`;
}

function theOneCalled(open: readonly StoredBatch[], known: string): StoredBatch {
  const called = open.filter(({ id, name }) => id === known || name === known);
  if (called.length === 1) return called[0]!;
  throw new TeacherprintError(
    "BATCH_UNKNOWN",
    called.length === 0
      ? `No open batch of this study is called ${known}.`
      : `Several open batches of this study are called ${known}.`,
    open.length === 0
      ? "Nothing waits at a provider: leave --give-up out."
      : `Name one of them: ${(called.length === 0 ? open : called).map(({ id, name }) => (id === null || called.length > 1 ? name : id)).join(", ")}.`,
  );
}

function wasHandedIn(batch: StoredBatch): boolean {
  return isHandedIn(batchTakenUp(batch, 0));
}

function giveUp(store: Store, batch: StoredBatch, time: EntryTime): void {
  const entry = { ...time, actor: collectorActor, run: null };
  const fault = wasHandedIn(batch) ? "missing" : "not-run";
  for (const { intent, slot, model, attempt } of openCallsOf(store, batch.name)) {
    const call = { batch: batch.name, intent, slot, target: model, attempt };
    const fields = { ...call, phase: "batch", fault, code: "given-up", timing: null, answer: null };
    appendInside(store, { ...entry, kind: "exchange.failure", fields });
  }
  const { name, model, id } = batch;
  const fields = { batch: name, target: model, id, state: "given up", counts: readBatchCounts(store, name) };
  appendInside(store, { ...entry, kind: "batch.closed", fields });
}
