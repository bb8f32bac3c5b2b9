import { type ChainFault, ChainFaults } from "./chain-faults.js";
import { checkBlobs } from "./check-blobs.js";
import { EntryCheck } from "./check-entries.js";
import { ProjectedTables } from "./compare-read-tables.js";
import { explainSqliteError } from "./explain-sqlite-error.js";
import { readEntries } from "./read-entries.js";
import type { Store } from "./store.js";

export interface ChainReport {
  readonly entries: number;
  readonly blobs: number;
  /** Hash of the last entry, and Merkle root over all of them (RFC 6962), both in hex. */
  readonly head: string;
  readonly root: string;
  /** Calls without outcome: in flight now, or to be orphaned by the next start. */
  readonly openIntents: number;
  /** At most 100; empty when everything holds. */
  readonly faults: readonly ChainFault[];
}

/**
 * Checks a ledger from its first entry: each is its own canonical form, `seq` is gapless, `prev` and hashes are right,
 * columns agree with entries, run numbers are gapless, every intent has at most one outcome, every blob has the digest
 * that names it, and every row of the read tables is what the entries say.
 */
export async function verifyChain(store: Store): Promise<ChainReport> {
  const faults = new ChainFaults();
  return inOneView(store, () => {
    for (const line of store.sqlite.pragma("integrity_check(10)", { simple: false }) as { integrity_check: string }[]) {
      if (line.integrity_check !== "ok") faults.report("file", null, line.integrity_check);
    }
    const entries = checkEntriesAndTables(store, faults);
    const blobs = checkBlobs(store, entries, faults);
    return {
      entries: entries.size,
      blobs,
      head: entries.head,
      root: entries.tree.root().toString("hex"),
      openIntents: entries.open.size,
      faults: faults.list,
    };
  });
}

/** The part that is cheap enough before every reading of answers: all but the file's pages and the bytes of blobs. */
export function checkEntriesAndTables(store: Store, faults: ChainFaults): EntryCheck {
  const entries = new EntryCheck(faults);
  const projected = new ProjectedTables(faults);
  try {
    for (const entry of readEntries(store)) {
      const fields = entries.take(entry);
      if (fields !== null) projected.take(entry, fields);
    }
    projected.compareWith(store);
    return entries;
  } finally {
    projected.close();
  }
}

/** A collector may write meanwhile: entries and tables are those of one moment. */
export function inOneView<Result>(store: Store, work: () => Result): Result {
  try {
    return store.sqlite.transaction(work)();
  } catch (error) {
    throw explainSqliteError(error, store.path);
  }
}
