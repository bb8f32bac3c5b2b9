import { inTransaction } from "./append-entry.js";
import type { EntryKind } from "./entry.js";
import { project } from "./projection.js";
import { entryFields, readEntries } from "./read-entries.js";
import { statementsOf } from "./statements.js";
import type { Store } from "./store.js";

/** Makes the read tables again from the entries alone, all or nothing. The caller holds the study's lock. */
export function rebuildReadTables(store: Store): void {
  inTransaction(store, () => {
    store.sqlite.exec("DELETE FROM answer");
    store.sqlite.exec("DELETE FROM exchange");
    store.sqlite.exec("DELETE FROM batch");
    const statements = statementsOf(store);
    for (const entry of readEntries(store)) {
      const fields = entryFields(entry);
      project(statements, entry.seq, entry.kind as EntryKind, entry.run, String(fields.wall), fields);
    }
  });
}
