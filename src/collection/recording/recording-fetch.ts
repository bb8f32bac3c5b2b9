import { AsyncLocalStorage } from "node:async_hooks";
import { EndpointFailure } from "../../endpoints/endpoint.js";
import { TeacherprintError } from "../../errors.js";
import { type NamedBlob, nameBlob } from "../../store/digest.js";
import type { ExchangeLimits } from "./exchange-limits.js";
import type { Redactor } from "./redactor.js";
import type { Arrival, BodySink, Transport } from "./transport.js";

/** A request as the ledger keeps it: bytes without credentials. */
export interface RecordedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: NamedBlob;
  readonly body: NamedBlob;
  readonly redacted: readonly string[];
}

/** One ask() under way. The fetch that an SDK calls finds it through the asynchronous context, whatever the SDK does. */
export interface OpenCall {
  readonly controller: AbortController;
  /** Resolves when the intent is on disk; only then may the socket open. */
  commitIntent(request: RecordedRequest): Promise<void>;
  /** Filled once: what came, with credentials already taken out of the body. */
  arrival: Arrival | null;
  redactedReply: readonly string[];
  /** For a body too large to be held: gets it piece by piece, and must take credentials out of it itself. */
  readonly sink?: BodySink;
  /** Where this call may take longer or bring more than others. */
  readonly limits?: Partial<ExchangeLimits>;
}

const openCalls = new AsyncLocalStorage<OpenCall>();

/** Runs `ask` so that the recording fetch below it knows which call it serves. */
export function withinCall<T>(call: OpenCall, ask: () => Promise<T>): Promise<T> {
  return openCalls.run(call, ask);
}

export interface RecordingParts {
  readonly send: Transport;
  readonly redactor: Redactor;
  readonly limits: ExchangeLimits;
  readonly userAgent: string;
}

/**
 * The one fetch under all SDKs. Commits the intent, sends, keeps every byte as it came, and hands the SDK a response made
 * of the kept bytes, so that what the SDK reads is what the ledger holds.
 */
export function recordingFetch(parts: RecordingParts): typeof fetch {
  return (async (input: string | URL | Request, init: RequestInit = {}) => {
    const call = openCalls.getStore();
    if (call === undefined || call.arrival !== null) {
      throw new TeacherprintError(
        "REQUEST_NOT_RECORDED",
        "An SDK tried to send a request that no recorded question stands behind.",
        "This is a defect of this version; please report it. Nothing was sent.",
      );
    }
    const { url, headers, body, method } = await outgoing(input, init, parts.userAgent);
    await call.commitIntent(recordRequest(parts.redactor, method, url, headers, body));
    const raw = await parts.send(
      {
        method,
        url,
        headers,
        body,
        controller: call.controller,
        ...(call.sink === undefined ? {} : { sink: call.sink }),
      },
      call.limits === undefined ? parts.limits : { ...parts.limits, ...call.limits },
    );
    const clean = parts.redactor.body(raw.body);
    call.redactedReply = clean.redacted;
    call.arrival = { ...raw, body: clean.value };
    return toResponse(call.arrival);
  }) as typeof fetch;
}

async function outgoing(input: string | URL | Request, init: RequestInit, userAgent: string) {
  const request = input instanceof Request ? input : null;
  const headers = new Headers(init.headers ?? request?.headers);
  headers.set("user-agent", userAgent);
  headers.set("accept-encoding", "identity");
  return {
    url: request?.url ?? String(input),
    method: init.method ?? request?.method ?? "GET",
    headers,
    body: await bodyBytes(init.body ?? null, request),
  };
}

async function bodyBytes(body: NonNullable<RequestInit["body"]> | null, request: Request | null): Promise<Buffer> {
  if (typeof body === "string") return Buffer.from(body, "utf8");
  if (body !== null) return Buffer.from(await new Response(body).arrayBuffer());
  return request === null ? Buffer.alloc(0) : Buffer.from(await request.arrayBuffer());
}

function recordRequest(
  redactor: Redactor,
  method: string,
  url: string,
  headers: Headers,
  body: Buffer,
): RecordedRequest {
  const cleanUrl = redactor.url(url);
  const cleanHeaders = redactor.headers(headers);
  const cleanBody = redactor.body(body);
  if (cleanBody.redacted.length > 0) {
    throw new TeacherprintError(
      "SECRET_IN_REQUEST",
      "The value of an API key stands in the text of a question. Nothing was sent.",
      "Remove the key from the probe or system prompt, and replace the key: it may have been seen.",
    );
  }
  return {
    method,
    url: cleanUrl.value,
    headers: nameBlob(headerList(cleanHeaders.value)),
    body: nameBlob(cleanBody.value),
    redacted: [...cleanUrl.redacted, ...cleanHeaders.redacted],
  };
}

/** A header list as a blob: JSON, an array of pairs. */
export function headerList(pairs: readonly (readonly [string, string])[]): Buffer {
  return Buffer.from(JSON.stringify(pairs), "utf8");
}

const withoutBody = new Set([101, 204, 205, 304]);

function toResponse(arrival: Arrival): Response {
  if (arrival.fault !== null || arrival.status === null || arrival.status < 200 || arrival.status > 599) {
    const kind = arrival.status === null ? "no-response" : "unreadable";
    throw new EndpointFailure(kind, arrival.status, arrival.fault ?? `http-${arrival.status}`, sentenceOf(arrival));
  }
  const headers = new Headers();
  for (const [name, value] of arrival.headers) {
    // The bytes are no longer encoded, and their length is that of the buffer.
    if (name !== "content-encoding" && name !== "content-length" && name !== "transfer-encoding")
      headers.append(name, value);
  }
  const body = withoutBody.has(arrival.status) ? null : new Uint8Array(arrival.body);
  return new Response(body, { status: arrival.status, headers });
}

function sentenceOf({ status, fault, code }: Arrival): string {
  const detail = code === null ? "" : ` (${code})`;
  if (status === null) return `${noResponse[fault ?? "network"] ?? "the request failed on the network"}${detail}`;
  return fault === null
    ? `the server answered with status ${status}, which HTTP does not know`
    : `the response (HTTP ${status}) ${broken[fault] ?? "broke off before its end"}${detail}`;
}

const noResponse: Readonly<Record<string, string>> = {
  refused: "nothing listens at that address",
  dns: "the host name was not found",
  unreachable: "the network has no way to that host",
  timeout: "no response came in time",
  reset: "the connection was closed before a response came",
  tls: "no secure connection could be made",
  "not-http": "the server does not speak HTTP",
  aborted: "the request was stopped",
};

const broken: Readonly<Record<string, string>> = {
  timeout: "did not come to its end in time",
  "too-large": "is larger than any answer",
  "bad-encoding": "is compressed in a way that cannot be undone",
  aborted: "was stopped",
};
