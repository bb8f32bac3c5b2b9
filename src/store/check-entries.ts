import { canonicalBytes, type JsonObject } from "./canonical.js";
import type { ChainFaults } from "./chain-faults.js";
import { emptyHead, hashCanon } from "./entry.js";
import { MerkleTree } from "./merkle.js";
import type { StoredEntry } from "./read-entries.js";

/** Follows the entries of a ledger from the first on, and says what does not hold. */
export class EntryCheck {
  readonly tree = new MerkleTree();
  /** Intents without outcome so far. */
  readonly open = new Set<number>();
  /** Digests of blobs that an entry names. */
  readonly named = new Set<string>();
  /** Digests of blobs whose bytes were lawfully destroyed, as an entry says. */
  readonly destroyed = new Set<string>();
  readonly #faults: ChainFaults;
  readonly #notedHead: string | null;
  /** The entry whose hash is the head that was noted earlier. */
  noted: number | null = null;
  size = 0;
  head = emptyHead.hash;
  #runs = 0;
  /** Digest of the plan that was frozen last. */
  #plan: string | null = null;
  /** Open runs with the monotonic time of their last entry. */
  readonly #openRuns = new Map<string, bigint>();

  constructor(faults: ChainFaults, notedHead: string | null = null) {
    this.#faults = faults;
    this.#notedHead = notedHead;
  }

  /** The entry's fields, or null when it cannot be read. */
  take(stored: StoredEntry): JsonObject | null {
    const { seq, canon } = stored;
    if (seq !== this.size) this.#faults.report("chain", seq, `entry ${this.size} is missing`);
    const hash = hashCanon(canon);
    if (!hash.equals(stored.hash)) this.#faults.report("chain", seq, "the stored hash is not that of the entry");
    this.tree.add(hash);
    const entry = this.#parse(stored);
    if (entry !== null) {
      if (entry.seq !== seq || entry.kind !== stored.kind || (entry.run ?? null) !== stored.run)
        this.#faults.report("entry", seq, "its columns and its content disagree");
      if (entry.prev !== this.head) this.#faults.report("chain", seq, "it does not follow the entry before it");
      this.#follow(seq, stored.kind, entry);
    }
    this.head = hash.toString("hex");
    if (this.head === this.#notedHead) this.noted = seq;
    this.size = seq + 1;
    return entry;
  }

  #parse({ seq, canon }: StoredEntry): JsonObject | null {
    try {
      const entry = JSON.parse(canon.toString("utf8")) as JsonObject;
      if (!canonicalBytes(entry).equals(canon)) this.#faults.report("entry", seq, "it is not in canonical form");
      if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(String(entry.wall)) || !/^\d+$/.test(String(entry.monoNs)))
        this.#faults.report("entry", seq, "its time is not in the fixed form");
      return entry;
    } catch (error) {
      this.#faults.report("entry", seq, `it cannot be read: ${(error as Error).message}`);
      return null;
    }
  }

  #follow(seq: number, kind: string, entry: JsonObject): void {
    for (const digest of blobDigests(entry)) this.named.add(digest);
    this.#followRun(seq, kind, entry);
    if (kind === "plan.frozen") {
      this.#plan = String(entry.planSha256);
    } else if (kind === "exchange.intent") {
      this.open.add(seq);
    } else if (kind.startsWith("exchange.")) {
      if (!this.open.delete(Number(entry.intent)))
        this.#faults.report("outcome", seq, `intent ${entry.intent} has no open call for this outcome`);
    } else if (kind === "evidence.destroyed" && Array.isArray(entry.digests)) {
      for (const digest of entry.digests) this.destroyed.add(String(digest));
    }
  }

  #followRun(seq: number, kind: string, entry: JsonObject): void {
    if (kind === "run.open") {
      this.#openRun(seq, entry);
      return;
    }
    const run = String(entry.run ?? "");
    const last = this.#openRuns.get(run);
    if (last === undefined) {
      if (kind === "run.close") this.#faults.report("registry", seq, `run ${run} closed without being open`);
      else if (kind === "exchange.intent")
        this.#faults.report("registry", seq, `a question was asked in run ${run}, which is not open`);
      return;
    }
    // The next start closes what a crash left, and its clock has another beginning.
    const afterCrash = kind === "exchange.orphan" || (kind === "run.close" && entry.status === "crashed");
    const now = nanoseconds(entry);
    if (!afterCrash && now < last)
      this.#faults.report("registry", seq, `its monotonic time is before that of the entry before it in run ${run}`);
    if (kind === "run.close") this.#openRuns.delete(run);
    else if (!afterCrash) this.#openRuns.set(run, now);
  }

  #openRun(seq: number, entry: JsonObject): void {
    this.#runs += 1;
    const { run, planSha256, runKind } = entry;
    const expected = `R${String(this.#runs).padStart(4, "0")}`;
    if (run !== expected) this.#faults.report("registry", seq, `run ${run} opened where ${expected} was due`);
    if (this.#plan === null) this.#faults.report("registry", seq, `run ${run} opened before a plan was frozen`);
    // Nothing is asked in an import, so it names no plan.
    else if (planSha256 !== this.#plan && !(planSha256 === undefined && runKind === "import"))
      this.#faults.report("registry", seq, `run ${run} names a plan that is not the one frozen last`);
    this.#openRuns.set(String(run), nanoseconds(entry));
  }
}

function nanoseconds({ monoNs }: JsonObject): bigint {
  return /^\d+$/.test(String(monoNs)) ? BigInt(String(monoNs)) : 0n;
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
