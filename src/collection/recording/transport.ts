import type { ExchangeLimits } from "./exchange-limits.js";

/** One request as it goes over the wire. */
export interface Outgoing {
  readonly method: string;
  readonly url: string;
  readonly headers: Iterable<readonly [string, string]>;
  readonly body: Buffer;
  /** Ends the call; also the means by which its time limits do. */
  readonly controller: AbortController;
  /** Takes the body of a success, unpacked and piece by piece, where it is too large to be held; `body` is then empty. */
  readonly sink?: BodySink;
}

/** Null when the next piece may come at once, else a promise of when it may. A rejection ends the call. */
export type BodySink = (piece: Uint8Array) => Promise<void> | null;

/** What one request brought, read to the end or to the point where it broke. */
export interface Arrival {
  readonly startNs: bigint;
  /** Null when no response headers came. */
  readonly headersNs: bigint | null;
  readonly endNs: bigint;
  readonly status: number | null;
  /** Pairs as they came, names in lower case. */
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Buffer;
  /** True when the server compressed the body and `body` holds it unpacked. */
  readonly decoded: boolean;
  /** Stable word for what broke the call (`timeout`, `reset`, `dns`, `too-large` ...), null when nothing did. */
  readonly fault: string | null;
  /** Error code of the network layer, where it has one. */
  readonly code: string | null;
}

/**
 * Sends a request and reads the whole response as bytes. Never throws for what the network does: that is an Arrival with a
 * fault. Redirects are not followed. The clock runs from the call, not from our queue.
 */
export type Transport = (outgoing: Outgoing, limits: ExchangeLimits) => Promise<Arrival>;
