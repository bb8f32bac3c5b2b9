import type { AnswerStatus } from "../panel/panel.js";

/** Shapes of the entries that one HTTP call leaves in the ledger. Type aliases, so that they count as JSON objects. */

/** Which slot was asked and how; numbers that are not integers are decimal strings. */
export type AskedSlot = {
  readonly slot: string;
  readonly target: string;
  readonly probe: { readonly pack: string; readonly item: string; readonly rep: number };
  readonly sampling: {
    readonly temperature: string | null;
    readonly topP: string | null;
    readonly maxTokens: number;
    readonly systemPrompt: number;
  };
  /** `start`, `middle` or `end` for a sentinel probe, else null. */
  readonly sentinel: string | null;
  readonly block: number;
  readonly attempt: number;
};

export type IntentFields = AskedSlot & {
  /** `seq` of the intent that this one repeats, or null. */
  readonly retryOf: number | null;
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly headersSha256: string;
    readonly bodySha256: string;
    readonly bodySize: number;
  };
  /** The most that this call may use: tokens, and nano-dollars where the price is known. */
  readonly worst: { readonly tokens: number; readonly nanoUsd: number | null };
  readonly sdk: string;
  readonly redacted: readonly string[];
  /** Name of the batch that the call goes in; absent for a live call. */
  readonly batch?: string;
};

/** What the outcome means for its slot: null while the slot will be asked again. */
export type FinalAnswer = {
  readonly status: AnswerStatus;
  readonly stopReason: string | null;
  readonly returnedModel: string | null;
  /** Digest of the canonical bytes of `{reasoning, text}`; null when there is nothing to read. */
  readonly contentSha256: string | null;
};

export type RecordedUsage = {
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  readonly reasoningTokens: number | null;
  readonly cachedInputTokens: number | null;
};

export type ExchangeTiming = {
  readonly startMonoNs: string;
  readonly endMonoNs: string;
  /** Microseconds from the call of fetch to the response headers; null when none came. */
  readonly headersUs: number | null;
  /** Microseconds from the call of fetch to the last byte or the failure. */
  readonly totalUs: number;
  /** True when this computer was so busy that the times say more about it than about the endpoint. */
  readonly clientLimited: boolean;
};

export type ReplyFields = {
  readonly intent: number;
  readonly slot: string;
  readonly target: string;
  readonly attempt: number;
  readonly status: number;
  /** Headers worth reading without opening the blob: date, content-type, request id, rate limits, processing time. */
  readonly headers: { readonly [name: string]: string };
  readonly headersSha256: string;
  readonly body: {
    readonly sha256: string;
    readonly size: number;
    /** False when the body was cut, garbled, too slow or too large; `fault` then says which. */
    readonly complete: boolean;
    /** True when the server compressed in spite of `accept-encoding: identity`. */
    readonly decoded: boolean;
  };
  readonly requestId: string | null;
  readonly returned: {
    readonly model: string | null;
    readonly systemFingerprint: string | null;
    readonly responseId: string | null;
    readonly stopReason: string | null;
  };
  readonly usage: RecordedUsage;
  readonly costNanoUsd: number | null;
  /** Null for a result of a batch: nobody waited for it at a socket. */
  readonly timing: ExchangeTiming | null;
  readonly sdk: string;
  readonly fault: string | null;
  readonly answer: FinalAnswer | null;
  readonly redacted: readonly string[];
  readonly illFormed: readonly string[];
};

export type FailureFields = {
  readonly intent: number;
  readonly slot: string;
  readonly target: string;
  readonly attempt: number;
  /** `batch` when the call went in a batch and came back without a reply. */
  readonly phase: "connect" | "headers" | "batch";
  readonly fault: string;
  readonly code: string | null;
  readonly timing: ExchangeTiming | null;
  readonly answer: FinalAnswer | null;
  /** What the provider's result file says of it, as a blob; absent when it says nothing. */
  readonly lineSha256?: string;
};

export type OrphanFields = {
  readonly intent: number;
  readonly slot: string;
  readonly target: string;
  readonly attempt: number;
  /** The run that wrote the intent. */
  readonly ofRun: string;
};

/** One answer that others collected, as an import entry lists it. */
export type ImportedFields = {
  readonly slot: string;
  readonly target: string;
  readonly probe: { readonly pack: string; readonly item: string; readonly rep: number };
  readonly temperature: string | null;
  readonly systemPrompt: number;
  readonly usage: RecordedUsage;
  readonly answer: FinalAnswer;
};
