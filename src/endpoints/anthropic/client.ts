import Anthropic from "@anthropic-ai/sdk";

/** Longest delay that a timer takes; the caller's signal ends a request long before. */
const never = 2 ** 31 - 1;

/** A client. Everything that the SDK would read from the environment or from a profile on disk is given. */
export function anthropicClient(baseURL: string, send: typeof fetch): Anthropic {
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
