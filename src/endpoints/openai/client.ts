import OpenAI from "openai";

/** Longest delay that a timer takes; the caller's signal ends a request long before. */
const never = 2 ** 31 - 1;

/**
 * A client. Everything that the SDK would read from the environment (base URL, organisation, project,
 * keys, log level) is given, so that a study says by itself where it was asked.
 */
export function openAiClient(baseURL: string, send: typeof fetch): OpenAI {
  return new OpenAI({
    baseURL,
    fetch: send,
    // The real key is set where the request leaves; here it could reach an error of the SDK.
    apiKey: "set-when-sent",
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    maxRetries: 0,
    timeout: never,
    logLevel: "off",
  });
}
