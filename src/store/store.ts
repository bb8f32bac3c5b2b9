import Sqlite, { type Database } from "better-sqlite3";
import { TeacherprintError } from "../errors.js";
import { createPrivateFile } from "./create-private-file.js";
import { explainSqliteError } from "./explain-sqlite-error.js";
import { migrations, schemaVersion } from "./migrations/all.js";

/** An open ledger with its exchanges. Every error of SQLite leaves it as a TeacherprintError. */
export interface Store {
  readonly path: string;
  readonly readOnly: boolean;
  readonly sqlite: Database;
  close(): void;
}

export interface OpenStoreOptions {
  /** Create the file (mode 0600) and its folder when absent; otherwise a missing file is an error. */
  readonly create?: boolean;
  /** Only read: works while a collector writes, changes nothing, migrates nothing. */
  readonly readOnly?: boolean;
}

/** Spells "tprt": says at once that a file is ours. */
const applicationId = 0x74707274;

/**
 * Opens a study's database: STRICT tables, write-ahead log, every commit on disk before it counts.
 * Throws STORE_MISSING, STORE_FOREIGN, STORE_NEWER, STORE_OLDER, STORE_DAMAGED, STORE_NOT_WRITABLE, STORE_BUSY.
 */
export async function openStore(path: string, options: OpenStoreOptions = {}): Promise<Store> {
  const readOnly = options.readOnly ?? false;
  const exists = createPrivateFile(path, (options.create ?? false) && !readOnly);
  if (!exists) {
    throw new TeacherprintError(
      "STORE_MISSING",
      `There is no database at ${path}.`,
      "Start with `teacherprint collect <study>` or `teacherprint import`, which create it.",
    );
  }
  try {
    const sqlite = new Sqlite(path, { readonly: readOnly, timeout: 250 });
    try {
      const version = checkIdentity(sqlite, path);
      if (readOnly) refuseOlder(version, path);
      else prepareForWriting(sqlite, version);
      return { path, readOnly, sqlite, close: () => void sqlite.close() };
    } catch (error) {
      sqlite.close();
      throw error;
    }
  } catch (error) {
    throw explainSqliteError(error, path);
  }
}

/** The schema version of the file; 0 for an empty one. */
function checkIdentity(sqlite: Database, path: string): number {
  const id = sqlite.pragma("application_id", { simple: true }) as number;
  const version = sqlite.pragma("user_version", { simple: true }) as number;
  const tables = sqlite.prepare("SELECT count(*) FROM sqlite_schema").pluck().get() as number;
  if (tables > 0 && id !== applicationId) {
    throw new TeacherprintError(
      "STORE_FOREIGN",
      `${path} is a database of another program.`,
      "Name another file, or move this one away.",
    );
  }
  if (version > schemaVersion) {
    throw new TeacherprintError(
      "STORE_NEWER",
      `${path} was written by a newer teacherprint (database version ${version}; this one reads up to ${schemaVersion}).`,
      "Update teacherprint, then run the same command again.",
    );
  }
  return version;
}

function refuseOlder(version: number, path: string): void {
  if (version === schemaVersion) return;
  // The file is made before its tables are: whoever was killed in between has collected nothing.
  if (version === 0)
    throw new TeacherprintError(
      "STORE_MISSING",
      `The database at ${path} is empty: what was to fill it was interrupted before its first question.`,
      "Run `teacherprint collect <study>` or `teacherprint import` again.",
    );
  throw new TeacherprintError(
    "STORE_OLDER",
    `${path} has database version ${version}; this teacherprint reads version ${schemaVersion}.`,
    "Run `teacherprint collect` on the study once: it brings the database up to date.",
  );
}

function prepareForWriting(sqlite: Database, version: number): void {
  // Bodies of 2 KB waste half of a 4 KB page, and each commit writes whole pages; takes effect only before the first table.
  sqlite.pragma("page_size = 8192");
  sqlite.pragma("journal_mode = WAL");
  sqlite.pragma("synchronous = FULL");
  sqlite.pragma("foreign_keys = ON");
  // The log is folded into the file every 64 MB at the latest; 8 MB of cache keep memory flat for any size of study.
  sqlite.pragma("cache_size = -8192");
  if (version === schemaVersion) return;
  sqlite.pragma(`application_id = ${applicationId}`);
  const migrate = sqlite.transaction(() => {
    const done = sqlite.pragma("user_version", { simple: true }) as number;
    for (const statement of migrations.slice(done).flat()) sqlite.exec(statement);
    sqlite.pragma(`user_version = ${schemaVersion}`);
  });
  migrate.exclusive();
}
