import { unpackBlob } from "./blobs.js";
import { canonicalBytes, type JsonObject } from "./canonical.js";
import { sha256 } from "./digest.js";
import { emptyHead, hashCanon } from "./entry.js";
import { explainSqliteError } from "./explain-sqlite-error.js";
import { MerkleTree } from "./merkle.js";
import { readEntries, type StoredEntry } from "./read-entries.js";
import type { Store } from "./store.js";

export type ChainFaultKind = "file" | "entry" | "chain" | "blob" | "registry" | "outcome" | "totals";

export interface ChainFault {
  readonly kind: ChainFaultKind;
  /** The entry at fault, or null when the fault is of the file. */
  readonly seq: number | null;
  readonly what: string;
}

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

const mostFaults = 100;

/**
 * Checks a ledger from its first entry: each is its own canonical form, `seq` is gapless, `prev` and hashes are right,
 * columns agree with entries, run numbers are gapless, every intent has at most one outcome, every blob has the digest
 * that names it, and the read tables count what the entries say.
 */
export async function verifyChain(store: Store): Promise<ChainReport> {
  const check = new ChainCheck();
  try {
    for (const line of store.sqlite.pragma("integrity_check(10)", { simple: false }) as { integrity_check: string }[]) {
      if (line.integrity_check !== "ok") check.report("file", null, line.integrity_check);
    }
    for (const entry of readEntries(store)) check.take(entry);
    const blobs = checkBlobs(store, check);
    compareReadTables(store, check);
    return {
      entries: check.size,
      blobs,
      head: check.head,
      root: check.tree.root().toString("hex"),
      openIntents: check.open.size,
      faults: check.faults,
    };
  } catch (error) {
    throw explainSqliteError(error, store.path);
  }
}

class ChainCheck {
  readonly faults: ChainFault[] = [];
  readonly tree = new MerkleTree();
  readonly open = new Set<number>();
  readonly named = new Set<string>();
  readonly counts = { intents: 0, outcomes: 0, answers: new Set<string>() };
  size = 0;
  head = emptyHead.hash;
  #runs = 0;
  readonly #openRuns = new Set<string>();

  report(kind: ChainFaultKind, seq: number | null, what: string): void {
    if (this.faults.length < mostFaults) this.faults.push({ kind, seq, what });
  }

  take(stored: StoredEntry): void {
    const { seq, canon } = stored;
    if (seq !== this.size) this.report("chain", seq, `entry ${this.size} is missing`);
    const hash = hashCanon(canon);
    if (!hash.equals(stored.hash)) this.report("chain", seq, "the stored hash is not that of the entry");
    this.tree.add(hash);
    const entry = this.#parse(stored);
    if (entry !== null) {
      if (entry.seq !== seq || entry.kind !== stored.kind || (entry.run ?? null) !== stored.run)
        this.report("entry", seq, "its columns and its content disagree");
      if (entry.prev !== this.head) this.report("chain", seq, "it does not follow the entry before it");
      this.#follow(seq, stored.kind, entry);
    }
    this.head = hash.toString("hex");
    this.size = seq + 1;
  }

  #parse({ seq, canon }: StoredEntry): JsonObject | null {
    try {
      const entry = JSON.parse(canon.toString("utf8")) as JsonObject;
      if (!canonicalBytes(entry).equals(canon)) this.report("entry", seq, "it is not in canonical form");
      if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(String(entry.wall)) || !/^\d+$/.test(String(entry.monoNs)))
        this.report("entry", seq, "its time is not in the fixed form");
      return entry;
    } catch (error) {
      this.report("entry", seq, `it cannot be read: ${(error as Error).message}`);
      return null;
    }
  }

  #follow(seq: number, kind: string, entry: JsonObject): void {
    for (const digest of blobDigests(entry)) this.named.add(digest);
    if (kind === "run.open") {
      this.#runs += 1;
      const expected = `R${String(this.#runs).padStart(4, "0")}`;
      if (entry.run !== expected) this.report("registry", seq, `run ${entry.run} opened where ${expected} was due`);
      this.#openRuns.add(String(entry.run));
    } else if (kind === "run.close" && !this.#openRuns.delete(String(entry.run))) {
      this.report("registry", seq, `run ${entry.run} closed without being open`);
    } else if (kind === "exchange.intent") {
      this.counts.intents += 1;
      this.open.add(seq);
    } else if (kind.startsWith("exchange.")) {
      this.counts.outcomes += 1;
      if (!this.open.delete(Number(entry.intent)))
        this.report("outcome", seq, `intent ${entry.intent} has no open call for this outcome`);
      if ((entry.answer ?? null) !== null) this.counts.answers.add(String(entry.slot));
    } else if (Array.isArray(entry.imported)) {
      for (const imported of entry.imported as JsonObject[]) this.counts.answers.add(String(imported.slot));
    }
  }
}

/** Every field named `...Sha256`, and `sha256` of a body, names a blob; digests of files outside the ledger do not. */
function* blobDigests(entry: JsonObject): Generator<string> {
  const outside = new Set(["sourceSha256", "keySha256", "scheduleSeed"]);
  for (const [key, value] of Object.entries(entry)) {
    if (outside.has(key) || key === "source") continue;
    if (typeof value === "string" && (key === "sha256" || key.endsWith("Sha256"))) yield value;
    else if (typeof value === "object" && value !== null) yield* blobDigests(value as JsonObject);
  }
}

function checkBlobs(store: Store, check: ChainCheck): number {
  const page = store.sqlite.prepare(
    "SELECT rowid AS id, sha256, size, enc, data FROM blob WHERE rowid > ? ORDER BY rowid LIMIT 100",
  );
  let last = 0;
  let count = 0;
  for (;;) {
    const rows = page.all(last) as { id: number; sha256: Buffer; size: number; enc: string; data: Buffer | null }[];
    for (const { sha256: name, size, enc, data } of rows) {
      count += 1;
      const hex = name.toString("hex");
      check.named.delete(hex);
      if (data === null) continue;
      if (!isIntact(name, size, enc, data))
        check.report("blob", null, `blob ${hex} has other bytes than its name says`);
    }
    if (rows.length === 0) break;
    last = rows.at(-1)!.id;
  }
  for (const missing of check.named) check.report("blob", null, `blob ${missing} is named by an entry but absent`);
  return count;
}

function isIntact(name: Buffer, size: number, encoding: string, data: Buffer): boolean {
  try {
    const bytes = unpackBlob(encoding, data);
    return bytes.byteLength === size && sha256(bytes).equals(name);
  } catch {
    return false;
  }
}

function compareReadTables(store: Store, check: ChainCheck): void {
  const row = store.sqlite
    .prepare(
      `SELECT (SELECT count(*) FROM exchange) AS intents, (SELECT count(*) FROM answer) AS answers,
         (SELECT count(*) FROM exchange WHERE outcome IS NOT NULL) AS outcomes`,
    )
    .get() as { intents: number; outcomes: number; answers: number };
  const compare = (what: string, table: number, ledger: number) => {
    if (table !== ledger) check.report("totals", null, `the read tables count ${table} ${what}, the ledger ${ledger}`);
  };
  compare("calls", row.intents, check.counts.intents);
  compare("outcomes", row.outcomes, check.counts.outcomes);
  compare("answers", row.answers, check.counts.answers.size);
}
