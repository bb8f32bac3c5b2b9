import type { Usage } from "../endpoints/endpoint.js";
import type { AnswerStatus } from "../panel/panel.js";
import { type AnswerContent, parseContent, unpackBlob } from "./blobs.js";
import { sha256 } from "./digest.js";
import { explainSqliteError } from "./explain-sqlite-error.js";
import { ledgerFaulty } from "./require-sound-ledger.js";
import type { Store } from "./store.js";
import type { AnswerRow } from "./tables.js";

/** The final outcome of one slot. */
export interface StoredAnswer {
  readonly model: string;
  readonly pack: string;
  readonly probe: string;
  readonly sample: number;
  /** Null means the provider's default. */
  readonly temperature: number | null;
  /** Index into the plan's system prompts. */
  readonly systemPrompt: number;
  readonly slot: string;
  /** Visible text; empty for `invalid`, `error` and destroyed answers. */
  readonly text: string;
  readonly reasoning: string | null;
  readonly status: AnswerStatus;
  readonly stopReason: string | null;
  readonly returnedModel: string | null;
  readonly usage: Usage;
  /** `live` answers have their HTTP exchange in the ledger; `import` answers were collected by others. */
  readonly source: "live" | "import";
  /** `start`, `middle` or `end` for a sentinel's answer, else null. */
  readonly sentinel: "start" | "middle" | "end" | null;
  /** The ledger entry that holds the outcome. */
  readonly seq: number;
  readonly wall: string;
}

/**
 * Exactly one answer a slot, in the order of arrival, without sentinel probes. Streams: memory does not grow. Throws
 * LEDGER_FAULTY at an answer whose bytes are not those that its entry names.
 */
export function readAnswers(store: Store): Iterable<StoredAnswer> {
  return streamAnswers(store, "sentinel IS NULL");
}

/** The answers to sentinel probes, which only tell whether an endpoint changed under way. */
export function readSentinelAnswers(store: Store): Iterable<StoredAnswer> {
  return streamAnswers(store, "sentinel IS NOT NULL");
}

const pageSize = 200;
type JoinedRow = AnswerRow & { readonly enc: string | null; readonly data: Buffer | null };

function* streamAnswers(store: Store, condition: string): Generator<StoredAnswer> {
  const page = store.sqlite.prepare(
    `SELECT answer.*, blob.enc, blob.data FROM answer LEFT JOIN blob ON blob.sha256 = answer.content
     WHERE id > ? AND ${condition} ORDER BY id LIMIT ${pageSize}`,
  );
  let last = 0;
  for (;;) {
    let rows: JoinedRow[];
    try {
      rows = page.all(last) as JoinedRow[];
    } catch (error) {
      throw explainSqliteError(error, store.path);
    }
    for (const row of rows) yield toAnswer(row, contentOf(store, row));
    if (rows.length < pageSize) return;
    last = rows.at(-1)!.id;
  }
}

function contentOf(store: Store, { slot, content, enc, data }: JoinedRow): AnswerContent {
  if (content !== null && enc === null) throw ledgerFaulty(store, `the text of answer ${slot} is absent.`);
  if (content === null || enc === null || data === null) return { text: "", reasoning: null };
  const bytes = unpackBlob(enc, data);
  if (!sha256(bytes).equals(content))
    throw ledgerFaulty(store, `the text of answer ${slot} is not the one that its entry names.`);
  return parseContent(bytes);
}

function toAnswer(row: JoinedRow, content: AnswerContent): StoredAnswer {
  return {
    model: row.model,
    pack: row.pack,
    probe: row.probe,
    sample: row.sample,
    temperature: row.temperature === null ? null : Number(row.temperature),
    systemPrompt: row.system_prompt,
    slot: row.slot,
    text: content.text,
    reasoning: content.reasoning,
    status: row.status as AnswerStatus,
    stopReason: row.stop_reason,
    returnedModel: row.returned_model,
    usage: {
      inputTokens: row.input_tokens,
      outputTokens: row.output_tokens,
      reasoningTokens: row.reasoning_tokens,
      cachedInputTokens: row.cached_tokens,
    },
    source: row.source,
    sentinel: row.sentinel as StoredAnswer["sentinel"],
    seq: row.seq,
    wall: row.wall,
  };
}
