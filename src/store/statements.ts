import type { Database, Statement } from "better-sqlite3";
import type { Store } from "./store.js";

export interface Statements {
  readonly head: Statement;
  readonly insertEntry: Statement;
  readonly insertBlob: Statement;
  readonly readBlob: Statement;
  readonly insertExchange: Statement;
  readonly closeExchange: Statement;
  readonly putLiveAnswer: Statement;
  readonly putImportedAnswer: Statement;
  readonly insertBatch: Statement;
  readonly batchCreateCall: Statement;
  readonly batchCreated: Statement;
  readonly batchSeen: Statement;
  readonly batchClosed: Statement;
}

const prepared = new WeakMap<Database, Statements>();

/** Statements of the hot paths, prepared once for each open database. */
export function statementsOf(store: Pick<Store, "sqlite">): Statements {
  const known = prepared.get(store.sqlite);
  if (known !== undefined) return known;
  const made = prepare(store.sqlite);
  prepared.set(store.sqlite, made);
  return made;
}

function prepare(sqlite: Database): Statements {
  return {
    head: sqlite.prepare("SELECT seq, hash FROM ledger ORDER BY seq DESC LIMIT 1"),
    insertEntry: sqlite.prepare("INSERT INTO ledger(seq, kind, run, hash, jcs) VALUES(?, ?, ?, ?, ?)"),
    insertBlob: sqlite.prepare("INSERT OR IGNORE INTO blob(sha256, size, enc, data) VALUES(?, ?, ?, ?)"),
    readBlob: sqlite.prepare("SELECT size, enc, data FROM blob WHERE sha256 = ?"),
    insertExchange: sqlite.prepare(
      `INSERT INTO exchange(intent, run, slot, model, pack, probe, sample, temperature, system_prompt, sentinel, attempt,
         worst_tokens, worst_nano_usd, batch)
       VALUES(@intent, @run, @slot, @model, @pack, @probe, @sample, @temperature, @systemPrompt, @sentinel, @attempt,
         @worstTokens, @worstNanoUsd, @batch)`,
    ),
    closeExchange: sqlite.prepare(
      `UPDATE exchange SET outcome = @outcome, kind = @kind, status = @status, fault = @fault,
         input_tokens = @inputTokens, output_tokens = @outputTokens, reasoning_tokens = @reasoningTokens,
         cached_tokens = @cachedTokens, cost_nano_usd = @costNanoUsd, headers_us = @headersUs, total_us = @totalUs,
         client_limited = @clientLimited WHERE intent = @intent`,
    ),
    // A slot that failed in an earlier run may be asked again; the later outcome then takes its place.
    putLiveAnswer: sqlite.prepare(
      `INSERT INTO answer(slot, model, pack, probe, sample, temperature, system_prompt, sentinel, status, stop_reason,
         returned_model, input_tokens, output_tokens, reasoning_tokens, cached_tokens, content, source, seq, wall)
       SELECT slot, model, pack, probe, sample, temperature, system_prompt, sentinel, @status, @stopReason,
         @returnedModel, input_tokens, output_tokens, reasoning_tokens, cached_tokens, @content, 'live', @seq, @wall
       FROM exchange WHERE intent = @intent
       ON CONFLICT(slot) DO UPDATE SET status = excluded.status, stop_reason = excluded.stop_reason,
         returned_model = excluded.returned_model, input_tokens = excluded.input_tokens,
         output_tokens = excluded.output_tokens, reasoning_tokens = excluded.reasoning_tokens,
         cached_tokens = excluded.cached_tokens, content = excluded.content, source = excluded.source,
         seq = excluded.seq, wall = excluded.wall`,
    ),
    putImportedAnswer: sqlite.prepare(
      `INSERT INTO answer(slot, model, pack, probe, sample, temperature, system_prompt, sentinel, status, stop_reason,
         returned_model, input_tokens, output_tokens, reasoning_tokens, cached_tokens, content, source, seq, wall)
       VALUES(@slot, @model, @pack, @probe, @sample, @temperature, @systemPrompt, NULL, @status, @stopReason,
         @returnedModel, @inputTokens, @outputTokens, @reasoningTokens, @cachedTokens, @content, 'import', @seq, @wall)`,
    ),
    insertBatch: sqlite.prepare(
      "INSERT INTO batch(name, model, run, planned, wall) VALUES(@name, @model, @run, @planned, @wall)",
    ),
    batchCreateCall: sqlite.prepare("UPDATE batch SET create_call = @seq, create_wall = @wall WHERE name = @name"),
    batchCreated: sqlite.prepare("UPDATE batch SET id = @id, created_wall = @wall WHERE name = @name"),
    batchSeen: sqlite.prepare("UPDATE batch SET state = @state, done = @done WHERE name = @name"),
    batchClosed: sqlite.prepare(
      "UPDATE batch SET state = @state, closed = @seq, closed_wall = @wall WHERE name = @name",
    ),
  };
}
