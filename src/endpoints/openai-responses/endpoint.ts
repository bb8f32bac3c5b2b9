import { makeEndpoint } from "../ask-once.js";
import { resolveBaseUrl } from "../base-url.js";
import { bearer } from "../bearer.js";
import type { Endpoint, EndpointAddress, EndpointConnection } from "../endpoint.js";
import { openAiClient } from "../openai/client.js";
import { sdkVersion } from "../sdk-version.js";
import { handBackUnread, sendThrough, through } from "../way-out.js";
import { readReply } from "./read-reply.js";
import { toRequest } from "./to-request.js";

/** OpenAI, Responses. */
export function openAiResponsesEndpoint(address: EndpointAddress, connection: EndpointConnection): Endpoint {
  const baseUrl = resolveBaseUrl(address.provider, address.baseUrl);
  const client = openAiClient(baseUrl, sendThrough);
  return makeEndpoint({
    address,
    connection,
    baseUrl,
    sdk: sdkVersion("openai"),
    headers: bearer(connection.apiKey),
    call: (question, send) => client.responses.create(toRequest(address.model, question), through(send)).asResponse(),
    handBack: handBackUnread,
    readReply,
  });
}
