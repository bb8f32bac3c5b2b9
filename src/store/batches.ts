import { readBlob } from "./blobs.js";
import { explainSqliteError } from "./explain-sqlite-error.js";
import type { Store } from "./store.js";
import type { BatchRow } from "./tables.js";

/** A batch with how many calls went in it and how many of them still have no outcome. */
export interface StoredBatch extends BatchRow {
  readonly requests: number;
  readonly open: number;
  /** Sum of the worst cases of the open ones. */
  readonly openTokens: number;
  readonly openNanoUsd: number;
}

/** All batches of a study in the order of their planning; with `onlyOpen` those that are not closed. */
export function readBatches(store: Store, onlyOpen = false): StoredBatch[] {
  try {
    return store.sqlite
      .prepare(
        `SELECT batch.*, count(intent) AS requests, coalesce(sum(intent IS NOT NULL AND outcome IS NULL), 0) AS open,
           coalesce(sum(CASE WHEN outcome IS NULL THEN worst_tokens END), 0) AS openTokens,
           coalesce(sum(CASE WHEN outcome IS NULL THEN worst_nano_usd END), 0) AS openNanoUsd
         FROM batch LEFT JOIN exchange ON exchange.batch = batch.name
         ${onlyOpen ? "WHERE closed IS NULL" : ""} GROUP BY name ORDER BY planned`,
      )
      .all() as StoredBatch[];
  } catch (error) {
    throw explainSqliteError(error, store.path);
  }
}

/** One call of a batch, as far as its outcome needs it. */
export interface BatchedCall {
  readonly intent: number;
  readonly slot: string;
  readonly model: string;
  readonly attempt: number;
  readonly worstTokens: number;
  readonly worstNanoUsd: number | null;
  /** Already has its outcome. */
  readonly settled: boolean;
}

const columns =
  "intent, slot, model, attempt, worst_tokens AS worstTokens, worst_nano_usd AS worstNanoUsd, outcome IS NOT NULL AS settled";

/** The call with this intent, if it went in this batch. */
export function readBatchedCall(store: Store, batch: string, intent: number): BatchedCall | null {
  const row = store.sqlite
    .prepare(`SELECT ${columns} FROM exchange WHERE intent = ? AND batch = ?`)
    .get(intent, batch) as (Omit<BatchedCall, "settled"> & { settled: number }) | undefined;
  return row === undefined ? null : { ...row, settled: row.settled === 1 };
}

const pageSize = 500;

/** Calls of a batch that have no outcome, in the order of their intents, a page at a time. */
export function* openCallsOf(store: Store, batch: string): Generator<BatchedCall> {
  const page = store.sqlite.prepare(
    `SELECT ${columns} FROM exchange WHERE batch = ? AND intent > ? AND outcome IS NULL ORDER BY intent LIMIT ${pageSize}`,
  );
  let last = -1;
  for (;;) {
    const rows = page.all(batch, last) as (Omit<BatchedCall, "settled"> & { settled: number })[];
    for (const row of rows) yield { ...row, settled: false };
    if (rows.length < pageSize) return;
    last = rows.at(-1)!.intent;
  }
}

/** Each open call of a batch with the request body that its intent names. */
export function* bodiesOf(store: Store, batch: string): Generator<{ readonly intent: number; readonly body: Buffer }> {
  const entry = store.sqlite.prepare("SELECT jcs FROM ledger WHERE seq = ?").pluck();
  for (const { intent } of openCallsOf(store, batch)) {
    const fields = JSON.parse((entry.get(intent) as Buffer).toString("utf8")) as { request: { bodySha256: string } };
    const body = readBlob(store, Buffer.from(fields.request.bodySha256, "hex"));
    if (body === null) throw new Error(`the body of intent ${intent} is not in the ledger`);
    yield { intent, body };
  }
}

/** Digests of what was found in result files and belongs to no open call, so that it is written down once. */
export function readStrays(store: Store, batch: string): Set<string> {
  return new Set(
    store.sqlite
      .prepare(
        "SELECT json_extract(CAST(jcs AS TEXT), '$.lineSha256') FROM ledger WHERE kind = 'batch.stray' AND json_extract(CAST(jcs AS TEXT), '$.batch') = ?",
      )
      .pluck()
      .all(batch) as string[],
  );
}

/** How the calls of a batch came out, in all runs. A type alias, so that it counts as a JSON object. */
export type BatchCounts = {
  readonly answered: number;
  /** Came back with something else than an answer. */
  readonly faulty: number;
  readonly notRun: number;
  readonly missing: number;
  /** Lines of its results that belong to none of its calls. */
  readonly strays: number;
};

export function readBatchCounts(store: Store, batch: string): BatchCounts {
  const counts = store.sqlite
    .prepare(
      `SELECT coalesce(sum(kind = 'reply' AND fault IS NULL), 0) AS answered,
         coalesce(sum(kind = 'reply' AND fault IS NOT NULL), 0) AS faulty,
         coalesce(sum(fault IS 'not-run'), 0) AS notRun, coalesce(sum(fault IS 'missing'), 0) AS missing
       FROM exchange WHERE batch = ?`,
    )
    .get(batch) as Omit<BatchCounts, "strays">;
  return { ...counts, strays: readStrays(store, batch).size };
}
