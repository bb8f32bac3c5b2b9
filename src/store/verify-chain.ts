import type { JsonObject } from "./canonical.js";
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
  /** The entry that was the last one when the given head was noted; null when none was given, or it is not in the chain. */
  readonly noted: number | null;
  /** At most 100; empty when everything holds. */
  readonly faults: readonly ChainFault[];
}

export interface ChainCheckOptions {
  /** Hash of the last entry, in hex, as it was noted at an earlier time outside of the file. */
  readonly notedHead?: string | null;
  /** Looks at every entry as well; what it says of one is a fault of it. */
  readonly look?: LookAtEntry;
}

export type LookAtEntry = (kind: string, fields: JsonObject) => string | null;

/**
 * Checks a ledger from its first entry: each is its own canonical form, `seq` is gapless, `prev` and hashes are right,
 * columns agree with entries, run numbers are gapless and runs name the plan that was frozen before, time does not run
 * backwards in a run, every intent has at most one outcome, every blob has the digest that names it, and every row of the
 * read tables is what the entries say. A chain that was cut short or wholly written anew is consistent, too: only a head
 * that was noted elsewhere shows that.
 */
export async function verifyChain(store: Store, options: ChainCheckOptions = {}): Promise<ChainReport> {
  const faults = new ChainFaults();
  const { notedHead = null } = options;
  return inOneView(store, () => {
    for (const line of store.sqlite.pragma("integrity_check(10)", { simple: false }) as { integrity_check: string }[]) {
      if (line.integrity_check !== "ok") faults.report("file", null, line.integrity_check);
    }
    const entries = checkEntriesAndTables(store, faults, options);
    if (notedHead !== null && entries.noted === null)
      faults.report("head", null, `no entry has the hash ${notedHead}: the ledger was cut short or written anew since`);
    const blobs = checkBlobs(store, entries, faults);
    return {
      entries: entries.size,
      blobs,
      head: entries.head,
      root: entries.tree.root().toString("hex"),
      openIntents: entries.open.size,
      noted: entries.noted,
      faults: faults.list,
    };
  });
}

/** The part that is cheap enough before every reading of answers: all but the file's pages and the bytes of blobs. */
export function checkEntriesAndTables(
  store: Store,
  faults: ChainFaults,
  { notedHead = null, look = () => null }: ChainCheckOptions = {},
): EntryCheck {
  const entries = new EntryCheck(faults, notedHead);
  const projected = new ProjectedTables(faults);
  try {
    for (const entry of readEntries(store)) {
      const fields = entries.take(entry);
      if (fields === null) continue;
      projected.take(entry, fields);
      const said = look(entry.kind, fields);
      if (said !== null) faults.report("answer", entry.seq, said);
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
