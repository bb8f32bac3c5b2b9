import { makeEndpoint } from "../ask-once.js";
import { resolveBaseUrl } from "../base-url.js";
import { bearer } from "../bearer.js";
import type { Endpoint, EndpointAddress, EndpointConnection } from "../endpoint.js";
import { sdkVersion } from "../sdk-version.js";
import { handBackUnread, sendThrough, through } from "../way-out.js";
import { anthropicClient } from "./client.js";
import { readReply } from "./read-reply.js";
import { toRequest } from "./to-request.js";

/** Anthropic, Messages. */
export function anthropicEndpoint(address: EndpointAddress, connection: EndpointConnection): Endpoint {
  const baseUrl = resolveBaseUrl(address.provider, address.baseUrl);
  const client = anthropicClient(baseUrl, sendThrough);
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
