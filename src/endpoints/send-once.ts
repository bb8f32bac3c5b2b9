import { TeacherprintError } from "../errors.js";
import { classifyNetworkError, errorChain } from "./classify-network-error.js";
import { type EndpointConnection, EndpointFailure } from "./endpoint.js";
import { firstWords } from "./json-body.js";
import { withoutSecret } from "./without-secrets.js";

/** A response as it came over the wire. */
export interface Arrival {
  readonly status: number;
  readonly location: string | null;
  readonly body: string;
}

export interface Sending {
  readonly connection: EndpointConnection;
  readonly signal: AbortSignal;
  /** Authorisation and protocol version; they replace whatever the SDK found in the environment. */
  readonly headers: Readonly<Record<string, string>>;
  /**
   * Asks through the official SDK, which must use the fetch that it is given. It never sees the signal: SDKs add
   * listeners that they do not remove, which in a long run would pile up on the signal of the run.
   */
  readonly call: (send: typeof fetch) => Promise<unknown>;
  /** What the SDK is handed once the bytes are here; by default an empty object in JSON, which every SDK can read. */
  readonly handBack?: () => Response;
}

const emptyAnswer = (): Response => new Response("{}", { headers: { "content-type": "application/json" } });

/** A reply of a few hundred tokens has a few kilobytes; beyond this the server is broken or hostile. */
const largestBody = 64 * 1024 * 1024;

/** Of the headers that an SDK sets, only those that describe the SDK itself leave this computer; its time limit is not ours. */
const sdkHeaders = /^(x-stainless-(?!timeout).+|x-goog-api-client)$/;

/**
 * Sends one request and returns what arrived, whatever its status. The SDK builds the request and is then handed an
 * empty answer: the bytes alone decide, so that a stored body read again gives the same reply. Throws EndpointFailure when no whole response
 * came, and passes on errors that are not the network's (a recorder that cannot write).
 */
export async function sendOnce(sending: Sending): Promise<Arrival> {
  if (sending.signal.aborted) throw explain(sending, { error: sending.signal.reason, status: null }, true);
  const outcome: { arrival: Arrival | null; trouble: Trouble | null; requests: number } = {
    arrival: null,
    trouble: null,
    requests: 0,
  };

  const send = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    outcome.requests += 1;
    if (outcome.requests > 1)
      throw new Error("The SDK tried to send a second request; only the collector may repeat one.");
    let status: number | null = null;
    try {
      const request = outgoing(sending, init);
      if (sending.connection.exchange !== undefined) {
        const { body, ...arrived } = await sending.connection.exchange(input, request);
        outcome.arrival = { ...arrived, body: textOf(body) };
      } else {
        const response = await sending.connection.fetch(input, request);
        status = response.status;
        const body = await readBody(response);
        outcome.arrival = { status, location: response.headers.get("location"), body };
      }
      return (sending.handBack ?? emptyAnswer)();
    } catch (error) {
      outcome.trouble = { error, status };
      throw error;
    }
  };

  let sdkError: unknown;
  try {
    await sending.call(send as typeof fetch);
  } catch (error) {
    sdkError = error;
  }
  if (outcome.arrival !== null) return outcome.arrival;
  throw explain(sending, outcome.trouble ?? { error: sdkError, status: null }, outcome.requests === 0);
}

interface Trouble {
  readonly error: unknown;
  readonly status: number | null;
}

function outgoing(sending: Sending, init: RequestInit | undefined): RequestInit {
  const given = init?.headers instanceof Headers ? init.headers : new Headers(init?.headers);
  const headers = new Map([...given].filter(([name]) => sdkHeaders.test(name)));
  headers.set("accept", "application/json");
  // The recorded bytes are then the bytes of the wire.
  headers.set("accept-encoding", "identity");
  headers.set("content-type", "application/json");
  headers.set("user-agent", sending.connection.userAgent);
  for (const [name, value] of Object.entries(sending.headers)) headers.set(name.toLowerCase(), value);
  return {
    method: init?.method ?? "POST",
    body: init?.body ?? null,
    headers: [...headers],
    redirect: "manual",
    // The collector's signal alone decides how long to wait; the SDK's own time limit is out of reach.
    signal: sending.signal,
  };
}

async function readBody(response: Response): Promise<string> {
  if (response.body === null) return "";
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of response.body) {
    size += piece.byteLength;
    if (size > largestBody) {
      throw new EndpointFailure("unreadable", response.status, "too-large", "The response is larger than 64 MiB.");
    }
    pieces.push(piece);
  }
  return textOf(Buffer.concat(pieces));
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");
}

function explain(sending: Sending, { error, status }: Trouble, unsent: boolean): unknown {
  if (error instanceof TeacherprintError || error instanceof EndpointFailure) return error;
  const clean = (text: string) => firstWords(withoutSecret(text, sending.connection.apiKey), 300);
  const words = [
    ...new Set(errorChain(error).map((link) => clean(link instanceof Error ? link.message : String(link)))),
  ]
    .filter((text) => text !== "")
    .join("; ");
  // The chain itself may hold the request with its key, so the failure keeps its words only.
  const cause = new Error(words === "" ? "no further detail" : words);
  const fault = classifyNetworkError(error, sending.signal);
  if (fault !== null) {
    const kind = status === null ? "no-response" : "unreadable";
    return new EndpointFailure(kind, status, fault, `${faultSentence(fault, status)} (${cause.message})`, { cause });
  }
  if (!unsent) return error;
  return new EndpointFailure("no-response", null, "not-sent", `The SDK did not send the request: ${cause.message}`, {
    cause,
  });
}

function faultSentence(fault: string, status: number | null): string {
  if (status !== null) return `The response (HTTP ${status}) broke off before its end`;
  switch (fault) {
    case "timeout":
      return "No response in time";
    case "reset":
      return "The connection was closed before a response came";
    case "dns":
      return "The host name was not found";
    case "refused":
      return "Nothing listens at that address";
    case "unreachable":
      return "The network has no way to that host";
    case "tls":
      return "No secure connection could be made";
    case "not-http":
      return "The server does not speak HTTP";
    case "aborted":
      return "The request was stopped";
    default:
      return "The request failed on the network";
  }
}
