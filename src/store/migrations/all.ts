import { ledger } from "./001-ledger.js";
import { readTables } from "./002-read-tables.js";
import { batches } from "./003-batches.js";

/** In order: `PRAGMA user_version` says how many of them a database has had. What stands here is never changed. */
export const migrations: readonly (readonly string[])[] = [ledger, readTables, batches];

export const schemaVersion = migrations.length;
