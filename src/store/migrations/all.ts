import type { Migration } from "kysely";
import * as ledger from "./001-ledger.js";
import * as readTables from "./002-read-tables.js";
import * as batches from "./003-batches.js";

/** In order; the number of a migration is its place, and `PRAGMA user_version` says how many a database has had. */
export const migrations: Readonly<Record<string, Migration>> = {
  "001-ledger": ledger,
  "002-read-tables": readTables,
  "003-batches": batches,
};

export const schemaVersion = Object.keys(migrations).length;
