import { classifyNetworkError, errorChain } from "../../endpoints/classify-network-error.js";
import type { ExchangeLimits } from "./exchange-limits.js";
import type { Arrival } from "./transport.js";

/** Gathers a response piece by piece within its limits of time and size; every transport ends by calling one of its ends. */
export class ArrivalInProgress {
  status: number | null = null;
  headers: [string, string][] = [];
  readonly #startNs: bigint;
  #headersNs: bigint | null = null;
  readonly #pieces: Uint8Array[] = [];
  #size = 0;
  readonly #limits: ExchangeLimits;
  readonly #controller: AbortController;
  readonly #monotonicNs: () => bigint;
  readonly #total: NodeJS.Timeout;
  #idle: NodeJS.Timeout | null = null;

  constructor(limits: ExchangeLimits, controller: AbortController, monotonicNs: () => bigint) {
    this.#limits = limits;
    this.#controller = controller;
    this.#monotonicNs = monotonicNs;
    this.#total = setTimeout(() => this.#timeOut(`no complete response within ${limits.totalMs} ms`), limits.totalMs);
    this.#startNs = monotonicNs();
  }

  begin(status: number, headers: [string, string][]): void {
    this.#headersNs = this.#monotonicNs();
    this.status = status;
    this.headers = headers;
    const { idleMs } = this.#limits;
    this.#idle = setTimeout(() => this.#timeOut(`no byte for ${idleMs} ms`), idleMs);
  }

  /** False when the body has become too large; the transport then stops reading. */
  take(piece: Uint8Array): boolean {
    this.#idle?.refresh();
    const room = this.#limits.largestBody - this.#size;
    this.#pieces.push(piece.byteLength > room ? piece.subarray(0, room) : piece);
    this.#size += piece.byteLength;
    return this.#size <= this.#limits.largestBody;
  }

  /** Counts a piece that goes to a sink instead. */
  pass(piece: Uint8Array): boolean {
    this.#idle?.refresh();
    this.#size += piece.byteLength;
    return this.#size <= this.#limits.largestBody;
  }

  /** Without a new byte: what came is being taken. */
  goesOn(): void {
    this.#idle?.refresh();
  }

  bytes(): Buffer {
    return this.#pieces.length === 1 ? Buffer.from(this.#pieces[0]!) : Buffer.concat(this.#pieces);
  }

  whole(body: Buffer, decoded: boolean): Arrival {
    return this.#end(body, decoded, null, null);
  }

  /** What came so far is kept: a cut reply is a reply. */
  broken(fault: string, code: string | null = null): Arrival {
    return this.#end(this.bytes(), false, fault, code);
  }

  failed(error: unknown): Arrival {
    return this.broken(classifyNetworkError(error, this.#controller.signal) ?? "network", codeOf(error));
  }

  #end(body: Buffer, decoded: boolean, fault: string | null, code: string | null): Arrival {
    clearTimeout(this.#total);
    if (this.#idle !== null) clearTimeout(this.#idle);
    return {
      startNs: this.#startNs,
      headersNs: this.#headersNs,
      endNs: this.#monotonicNs(),
      status: this.status,
      headers: this.headers,
      body,
      decoded,
      fault,
      code,
    };
  }

  #timeOut(what: string): void {
    this.#controller.abort(new DOMException(what, "TimeoutError"));
  }
}

function codeOf(error: unknown): string | null {
  for (const link of errorChain(error)) {
    const code = (link as { code?: unknown }).code;
    if (typeof code === "string") return code;
  }
  return null;
}
