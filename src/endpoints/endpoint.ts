/** What every provider folder satisfies: build a request through the official SDK, read the reply from its raw body. */

export const providers = ["openai", "openai-responses", "anthropic", "google", "openai-compatible"] as const;
export type Provider = (typeof providers)[number];

export interface EndpointAddress {
  readonly provider: Provider;
  readonly model: string;
  /** Null means the provider's own public address. */
  readonly baseUrl: string | null;
  /** Name of the environment variable that holds the key; null where none is needed. The key itself is never stored. */
  readonly apiKeyVariable: string | null;
}

export interface Message {
  readonly role: "system" | "user" | "assistant";
  readonly content: string;
}

export interface Question {
  readonly messages: readonly Message[];
  /** Null means the provider's default. */
  readonly temperature: number | null;
  readonly topP: number | null;
  readonly maxTokens: number;
}

/** Why the model stopped; `unknown` keeps a reason that this version has never seen, with the raw word beside it. */
export type StopReason = "end" | "length" | "filtered" | "refusal" | "tool" | "unknown";

export interface Usage {
  /** With what was read from or written to a prompt cache, whatever the provider's own field leaves out. */
  readonly inputTokens: number | null;
  /** With reasoning tokens, whatever the provider's own field leaves out: what is billed as output. */
  readonly outputTokens: number | null;
  readonly reasoningTokens: number | null;
  readonly cachedInputTokens: number | null;
  /** US dollars, only where the endpoint states them (OpenRouter); absent elsewhere. */
  readonly costUsd?: number | null;
}

export interface Reply {
  /** Visible text, without reasoning parts. */
  readonly text: string;
  readonly reasoning: string | null;
  /** The provider's own refusal message, where it has a field for one. */
  readonly refusal: string | null;
  readonly stopReason: StopReason;
  readonly stopReasonRaw: string | null;
  readonly returnedModel: string | null;
  readonly systemFingerprint: string | null;
  readonly responseId: string | null;
  readonly usage: Usage;
  readonly toolCalls: number;
  /** The host that really answered, where a router names it (OpenRouter's `provider`); absent elsewhere. */
  readonly servedBy?: string | null;
}

/**
 * A question that brought no readable reply. `status` is null when no response arrived at all, and when a stored body is
 * read again without it. The message and its causes never hold the key.
 */
export class EndpointFailure extends Error {
  override readonly name = "EndpointFailure";
  constructor(
    readonly kind: "no-response" | "rejected" | "unreadable",
    readonly status: number | null,
    /**
     * Stable word of the fault. No response: `timeout`, `reset`, `dns`, `refused`, `unreachable`, `tls`, `not-http`,
     * `aborted`, `network`, `not-sent`. Rejected: `http-<status>`, `redirect`, `error-in-body`. Unreadable: `empty-body`,
     * `not-json`, `unexpected-shape`, `too-large`, `bad-encoding`, and `reset`, `timeout` or `aborted` when the body was cut.
     */
    readonly fault: string,
    message: string,
    details: { cause?: unknown } = {},
  ) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
  }
}

/** What one request brought, as bytes; `location` is where a redirect leads. */
export interface ArrivedBytes {
  readonly status: number;
  readonly location: string | null;
  readonly body: Uint8Array;
}

export interface EndpointConnection {
  /** The recording fetch: every byte that leaves or arrives passes through it. */
  readonly fetch: typeof fetch;
  /**
   * The same for a single question: the whole body at once, without building a Response that is only taken apart again.
   * Used in place of `fetch` where present; `init.signal` is the signal that `ask` was given.
   */
  readonly exchange?: (input: string | URL | Request, init: RequestInit) => Promise<ArrivedBytes>;
  readonly apiKey: string | null;
  readonly userAgent: string;
}

export interface Endpoint {
  readonly address: EndpointAddress;
  /** Name and version of the SDK that builds the requests, for the record. */
  readonly sdk: string;
  /** One request, no retry. Throws EndpointFailure. */
  ask(question: Question, signal: AbortSignal): Promise<Reply>;
  /** Reads a stored response body again; what `ask` returned can always be recomputed from the bytes. Throws EndpointFailure. */
  readReply(body: string): Reply;
}
