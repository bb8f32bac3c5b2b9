import Anthropic from "@anthropic-ai/sdk";
import { makeEndpoint } from "../ask-once.js";
import { resolveBaseUrl } from "../base-url.js";
import { bearer } from "../bearer.js";
import type { Endpoint, EndpointAddress, EndpointConnection } from "../endpoint.js";
import { sdkVersion } from "../sdk-version.js";
import { handBackUnread, sendThrough, through } from "../way-out.js";
import { readReply } from "./read-reply.js";
import { toRequest } from "./to-request.js";

/** Longest delay that a timer takes; the caller's signal ends a request long before. */
const never = 2 ** 31 - 1;

/** Anthropic, Messages. */
export function anthropicEndpoint(address: EndpointAddress, connection: EndpointConnection): Endpoint {
  const baseUrl = resolveBaseUrl(address.provider, address.baseUrl);
  const client = clientFor(baseUrl, sendThrough);
  return makeEndpoint({
    address,
    connection,
    baseUrl,
    sdk: sdkVersion("@anthropic-ai/sdk"),
    // As the SDK sends them: the key as a bearer token, and the only version of the protocol there is.
    headers: { "anthropic-version": "2023-06-01", ...bearer(connection.apiKey) },
    call: (question, send) => client.messages.create(toRequest(address.model, question), through(send)).asResponse(),
    handBack: handBackUnread,
    readReply,
  });
}

/** Everything that the SDK would read from the environment or from a profile on disk is given. */
function clientFor(baseURL: string, send: typeof fetch): Anthropic {
  return new Anthropic({
    baseURL,
    fetch: send,
    // The real key is set where the request leaves; here it could reach an error of the SDK.
    apiKey: "set-when-sent",
    authToken: null,
    webhookKey: null,
    maxRetries: 0,
    timeout: never,
    logLevel: "off",
    openTelemetry: false,
  });
}
