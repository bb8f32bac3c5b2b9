/** Rows of the read tables, as queries return them. They can be built again from the ledger. */
export interface Tables {
  ledger: { seq: number; kind: string; run: string | null; hash: Buffer; jcs: Buffer };
  blob: { sha256: Buffer; size: number; enc: "raw" | "gzip"; data: Buffer | null };
  checkpoint: { tree_size: number; root: Buffer; envelope: Buffer };
  anchor: { id: number; tree_size: number; driver: string; token: Buffer | null; state: string };
  exchange: ExchangeRow;
  answer: AnswerRow;
  batch: BatchRow;
}

/** One call: its intent and, once there is one, its outcome. */
export interface ExchangeRow {
  intent: number;
  run: string;
  slot: string;
  model: string;
  pack: string;
  probe: string;
  sample: number;
  temperature: string | null;
  system_prompt: number;
  sentinel: string | null;
  attempt: number;
  /** The most that the call may be billed for; counted when its outcome does not say. */
  worst_tokens: number;
  worst_nano_usd: number | null;
  outcome: number | null;
  kind: "reply" | "failure" | "orphan" | null;
  status: number | null;
  fault: string | null;
  input_tokens: number | null;
  output_tokens: number | null;
  reasoning_tokens: number | null;
  cached_tokens: number | null;
  cost_nano_usd: number | null;
  headers_us: number | null;
  total_us: number | null;
  client_limited: number;
  /** Name of the batch that the call went in; null for a live call. */
  batch: string | null;
}

/** A batch at a provider. Times are those of this computer, RFC 3339 UTC. */
export interface BatchRow {
  /** Ours, and the mark by which the provider's list shows it again. */
  name: string;
  model: string;
  run: string;
  planned: number;
  wall: string;
  /** The last call that asked the provider to make it; null while none has been begun. */
  create_call: number | null;
  create_wall: string | null;
  /** The provider's; null until it is known. */
  id: string | null;
  created_wall: string | null;
  /** What the provider said last, in its own word. */
  state: string | null;
  done: number | null;
  /** Entry with which it was closed: every call in it has its outcome. */
  closed: number | null;
  closed_wall: string | null;
}

/** The final outcome of a slot. Text and reasoning lie in the blob named by `content`. */
export interface AnswerRow {
  id: number;
  slot: string;
  model: string;
  pack: string;
  probe: string;
  sample: number;
  temperature: string | null;
  system_prompt: number;
  sentinel: string | null;
  status: string;
  stop_reason: string | null;
  returned_model: string | null;
  input_tokens: number | null;
  output_tokens: number | null;
  reasoning_tokens: number | null;
  cached_tokens: number | null;
  content: Buffer | null;
  source: "live" | "import";
  seq: number;
  wall: string;
}
