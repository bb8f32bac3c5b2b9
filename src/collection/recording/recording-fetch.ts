import { AsyncLocalStorage } from "node:async_hooks";
import { type ArrivedBytes, type EndpointConnection, EndpointFailure } from "../../endpoints/endpoint.js";
import { wellFormed } from "../../endpoints/json-body.js";
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

/** One call under way. */
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
const callsBySignal = new WeakMap<AbortSignal, OpenCall>();

/**
 * Says which call the question that is asked with the call's own signal belongs to. Questions are found this way because
 * following the asynchronous context, as below, makes every promise of the process dearer for as long as it runs.
 */
export function expectCall(call: OpenCall): void {
  callsBySignal.set(call.controller.signal, call);
}

/** Runs `ask` so that the recording fetch below it knows which call it serves, whatever the SDK does with signals. */
export function withinCall<T>(call: OpenCall, ask: () => Promise<T>): Promise<T> {
  return openCalls.run(call, ask);
}

export interface RecordingParts {
  readonly send: Transport;
  /** Resolves when it is a reply's turn to be read; see Turnstile. */
  readonly turn?: () => Promise<void>;
  readonly redactor: Redactor;
  readonly limits: ExchangeLimits;
  readonly userAgent: string;
}

/**
 * The one fetch under all SDKs. Commits the intent, sends, keeps every byte as it came, and hands the SDK a response made
 * of the kept bytes, so that what the SDK reads is what the ledger holds.
 */
export function recordingFetch(parts: RecordingParts): typeof fetch {
  return recordingConnection(parts).fetch;
}

/** The recording fetch, and the same for a single question. */
export function recordingConnection(parts: RecordingParts): Required<Pick<EndpointConnection, "fetch" | "exchange">> {
  const record = requestRecorder(parts.redactor);
  const arrive = async (input: string | URL | Request, init: RequestInit): Promise<WholeArrival> => {
    const call = (init.signal ? callsBySignal.get(init.signal) : undefined) ?? openCalls.getStore();
    if (call === undefined || call.arrival !== null) {
      throw new TeacherprintError(
        "REQUEST_NOT_RECORDED",
        "An SDK tried to send a request that no recorded question stands behind.",
        "This is a defect of this version; please report it. Nothing was sent.",
      );
    }
    const { url, headers, body, method } = await outgoing(input, init, parts.userAgent);
    await call.commitIntent(record(method, url, headers, body));
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
    await parts.turn?.();
    const clean = parts.redactor.body(raw.body);
    call.redactedReply = clean.redacted;
    call.arrival = { ...raw, body: clean.value };
    return wholeArrival(call.arrival);
  };
  return {
    fetch: (async (input, init = {}) => toResponse(await arrive(input, init))) as typeof fetch,
    async exchange(input, init): Promise<ArrivedBytes> {
      const { status, headers, body } = await arrive(input, init);
      return { status, location: headers.find(([name]) => name === "location")?.[1] ?? null, body };
    },
  };
}

async function outgoing(input: string | URL | Request, init: RequestInit, userAgent: string) {
  const request = input instanceof Request ? input : null;
  const given = init.headers ?? request?.headers ?? {};
  const headers = new Map<string, string>();
  for (const [name, value] of Array.isArray(given) ? (given as [string, string][]) : new Headers(given))
    headers.set(name.toLowerCase(), value);
  headers.set("user-agent", userAgent);
  headers.set("accept-encoding", "identity");
  return {
    url: request?.url ?? String(input),
    method: init.method ?? request?.method ?? "GET",
    headers: [...headers],
    body: await bodyBytes(init.body ?? null, request),
  };
}

async function bodyBytes(body: NonNullable<RequestInit["body"]> | null, request: Request | null): Promise<Buffer> {
  if (typeof body === "string") return Buffer.from(body, "utf8");
  if (body instanceof Uint8Array) return Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  if (body !== null) return Buffer.from(await new Response(body).arrayBuffer());
  return request === null ? Buffer.alloc(0) : Buffer.from(await request.arrayBuffer());
}

type Pairs = readonly (readonly [string, string])[];
type RequestHead = Pick<RecordedRequest, "url" | "headers" | "redacted">;

const mostHeads = 1000;

/** An endpoint's questions differ in their bodies only, so their heads are cleaned and hashed once. */
function requestRecorder(redactor: Redactor) {
  const heads = new Map<string, RequestHead>();
  const headOf = (url: string, headers: Pairs): RequestHead => {
    const key = JSON.stringify([url, headers]);
    const known = heads.get(key);
    if (known !== undefined) return known;
    const cleanUrl = redactor.url(url);
    const cleanHeaders = redactor.headers(headers);
    const head = {
      // As it goes out: a provider's own file name or page token may stand in it.
      url: wellFormed(cleanUrl.value),
      headers: nameBlob(headerList(cleanHeaders.value)),
      redacted: [...cleanUrl.redacted, ...cleanHeaders.redacted],
    };
    if (heads.size < mostHeads) heads.set(key, head);
    return head;
  };
  return (method: string, url: string, headers: Pairs, body: Buffer): RecordedRequest => {
    const cleanBody = redactor.body(body);
    if (cleanBody.redacted.length > 0) {
      throw new TeacherprintError(
        "SECRET_IN_REQUEST",
        "The value of an API key stands in the text of a question. Nothing was sent.",
        "Remove the key from the probe or system prompt, and replace the key: it may have been seen.",
      );
    }
    return { method, ...headOf(url, headers), body: nameBlob(cleanBody.value) };
  };
}

/** A header list as a blob: JSON, an array of pairs. */
export function headerList(pairs: readonly (readonly [string, string])[]): Buffer {
  return Buffer.from(JSON.stringify(pairs), "utf8");
}

const withoutBody = new Set([101, 204, 205, 304]);

type WholeArrival = Arrival & { readonly status: number };

/** Throws EndpointFailure for what is no whole response. */
function wholeArrival(arrival: Arrival): WholeArrival {
  const { status } = arrival;
  if (arrival.fault === null && status !== null && status >= 200 && status <= 599) return { ...arrival, status };
  const kind = status === null ? "no-response" : "unreadable";
  throw new EndpointFailure(kind, status, arrival.fault ?? `http-${status}`, sentenceOf(arrival));
}

function toResponse(arrival: WholeArrival): Response {
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
