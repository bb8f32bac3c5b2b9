import Sqlite, { type Database } from "better-sqlite3";
import type { JsonObject } from "./canonical.js";
import type { ChainFaults } from "./chain-faults.js";
import type { EntryKind } from "./entry.js";
import { migrations } from "./migrations/all.js";
import { project } from "./projection.js";
import type { StoredEntry } from "./read-entries.js";
import { type Statements, statementsOf } from "./statements.js";
import type { Store } from "./store.js";

/** The read tables with the column that names a row. Ids of answers are no content, only their order is. */
const tables = [
  { table: "exchange", key: "intent" },
  { table: "answer", key: "slot" },
  { table: "batch", key: "name" },
] as const;

/** Rows named of each table; how many more there are is counted. */
const mostRows = 10;

type Row = { readonly [column: string]: unknown };

/** The read tables as the entries have them, made anew in a temporary database by the code that keeps the stored ones. */
export class ProjectedTables {
  readonly #faults: ChainFaults;
  readonly #sqlite: Database;
  readonly #statements: Statements;

  constructor(faults: ChainFaults) {
    this.#faults = faults;
    // Without a name SQLite keeps it in memory, and in a file of its own when it grows.
    this.#sqlite = new Sqlite("");
    for (const statement of migrations.flat()) this.#sqlite.exec(statement);
    this.#sqlite.exec("BEGIN");
    this.#statements = statementsOf({ sqlite: this.#sqlite });
  }

  take({ seq, kind, run }: StoredEntry, fields: JsonObject): void {
    try {
      project(this.#statements, seq, kind as EntryKind, run, String(fields.wall), fields);
    } catch (error) {
      this.#faults.report("entry", seq, `it does not say what an entry of its kind says: ${(error as Error).message}`);
    }
  }

  /** Compares rows both ways, and names the first that differ. */
  compareWith(store: Store): void {
    let equal = true;
    for (const { table, key } of tables) equal = this.#compare(store, table, key) && equal;
    if (!equal) return;
    const order = (sqlite: Database) => sqlite.prepare("SELECT slot FROM answer ORDER BY id").pluck().all();
    const said = order(this.#sqlite);
    const astray = order(store.sqlite).find((slot, index) => slot !== said[index]);
    if (astray !== undefined)
      this.#faults.report("table", null, `answer ${astray} stands at another place than it arrived at`);
  }

  close(): void {
    this.#sqlite.close();
  }

  #compare(store: Store, table: string, key: string): boolean {
    const rows = (sqlite: Database) =>
      sqlite.prepare(`SELECT * FROM ${table} ORDER BY ${key} COLLATE BINARY`).iterate() as IterableIterator<Row>;
    let different = 0;
    const report = (row: Row, what: string) => {
      different += 1;
      const seq = Number(row.seq ?? row.outcome ?? row.intent ?? row.planned);
      if (different <= mostRows) this.#faults.report("table", seq, `${table} ${row[key]} ${what}`);
    };
    for (const [stored, said] of sideBySide(rows(store.sqlite), rows(this.#sqlite), key)) {
      if (said === null) report(stored!, "is in no entry of the ledger");
      else if (stored === null) report(said, "is in the ledger's entries, but not in the table that is read");
      else {
        const columns = Object.keys({ ...said, ...stored }).filter((column) => !same(stored[column], said[column]));
        const told = table === "answer" ? columns.filter((column) => column !== "id") : columns;
        if (told.length > 0) report(said, `is not what the ledger's entries say (${told.join(", ")})`);
      }
    }
    if (different > mostRows)
      this.#faults.report("table", null, `${different - mostRows} more rows of the table ${table} differ`);
    return different === 0;
  }
}

/** Pairs rows of two lists that are in the order of the same key; null stands where one has none. */
function* sideBySide(
  left: IterableIterator<Row>,
  right: IterableIterator<Row>,
  key: string,
): Generator<readonly [Row | null, Row | null]> {
  const next = (rows: IterableIterator<Row>): Row | null => rows.next().value ?? null;
  let [one, other] = [next(left), next(right)];
  while (one !== null || other !== null) {
    const order = one === null ? 1 : other === null ? -1 : byKey(one[key], other[key]);
    yield [order <= 0 ? one : null, order >= 0 ? other : null];
    if (order <= 0) one = next(left);
    if (order >= 0) other = next(right);
  }
}

/** As SQLite orders them: numbers by size, text by its UTF-8 bytes. */
function byKey(one: unknown, other: unknown): number {
  if (one === other) return 0;
  if (typeof one === "number" && typeof other === "number") return one - other;
  return Buffer.compare(Buffer.from(String(one)), Buffer.from(String(other)));
}

function same(one: unknown, other: unknown): boolean {
  return Buffer.isBuffer(one) && Buffer.isBuffer(other) ? one.equals(other) : one === other;
}
