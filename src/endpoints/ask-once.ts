import {
  type Endpoint,
  type EndpointAddress,
  type EndpointConnection,
  EndpointFailure,
  type Question,
  type Reply,
} from "./endpoint.js";
import { errorWords } from "./error-in-body.js";
import { firstWords } from "./json-body.js";
import { sendOnce } from "./send-once.js";
import { withoutSecret } from "./without-secrets.js";

export interface EndpointParts {
  readonly address: EndpointAddress;
  readonly connection: EndpointConnection;
  readonly sdk: string;
  readonly baseUrl: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly call: (question: Question, send: typeof fetch) => Promise<unknown>;
  readonly handBack?: () => Response;
  readonly readReply: (body: string) => Reply;
}

/** An Endpoint out of a provider's converters. `ask` returns exactly what `readReply` makes of the bytes that came. */
export function makeEndpoint(parts: EndpointParts): Endpoint {
  const { address, connection, readReply } = parts;
  const who = `${address.provider} model "${address.model}" at ${parts.baseUrl}`;

  /** Every message names the endpoint and is free of the key, also where a server echoes it. */
  const named = (failure: EndpointFailure, status: number | null): EndpointFailure =>
    new EndpointFailure(
      failure.kind,
      failure.status ?? status,
      failure.fault,
      withoutSecret(`${who}: ${failure.message}`, connection.apiKey),
      failure.cause === undefined ? {} : { cause: failure.cause },
    );

  return {
    address,
    sdk: parts.sdk,
    readReply,
    async ask(question, signal) {
      let status: number | null = null;
      try {
        const arrival = await sendOnce({
          connection,
          signal,
          headers: parts.headers,
          call: (send) => parts.call(question, send),
          ...(parts.handBack === undefined ? {} : { handBack: parts.handBack }),
        });
        status = arrival.status;
        refuseOtherStatus(arrival.status, arrival.body, arrival.location, address);
        return readReply(arrival.body);
      } catch (error) {
        throw error instanceof EndpointFailure ? named(error, status) : error;
      }
    },
  };
}

function refuseOtherStatus(status: number, body: string, location: string | null, address: EndpointAddress): void {
  if (status >= 200 && status < 300) return;
  if (status >= 300 && status < 400) {
    const to = location === null ? "" : ` to ${hostOf(location)}`;
    throw new EndpointFailure(
      "rejected",
      status,
      "redirect",
      `HTTP ${status}, a redirect${to}; redirects are not followed. Name the final address as the base URL.`,
    );
  }
  const said = wordsOf(body);
  const hint =
    status === 404 && address.provider === "openai-compatible"
      ? " The base URL of a compatible server usually ends in /v1, and the model must be one that it serves."
      : "";
  throw new EndpointFailure("rejected", status, `http-${status}`, `HTTP ${status}: ${said}${hint}`);
}

function wordsOf(body: string): string {
  try {
    const words = errorWords(JSON.parse(body));
    if (words !== null) return words;
  } catch {
    // Not JSON: the text itself is what the server said.
  }
  const words = firstWords(body);
  return words === "" ? "no body" : words;
}

/** Only the host: the rest of a redirect's target may carry a token. */
function hostOf(location: string): string {
  return URL.canParse(location) ? new URL(location).host : "another path";
}
