import { TeacherprintError } from "../errors.js";
import type { BatchEndpoint } from "./batches.js";
import type { EndpointAddress, EndpointConnection } from "./endpoint.js";

/**
 * Opens the batches of an endpoint; its SDK is loaded now and not before. Sends nothing. Throws NO_BATCHES for a provider
 * of which none are known.
 */
export async function openBatches(
  address: EndpointAddress,
  connection: Pick<EndpointConnection, "apiKey" | "userAgent">,
): Promise<BatchEndpoint> {
  switch (address.provider) {
    case "openai":
    case "openai-responses":
      return (await import("./openai/batches.js")).openAiBatches(address, connection);
    case "anthropic":
      return (await import("./anthropic/batches.js")).anthropicBatches(address, connection);
    case "google":
      return (await import("./google/batches.js")).googleBatches(address, connection);
    case "openai-compatible":
      throw new TeacherprintError(
        "NO_BATCHES",
        `No batches are known for the endpoint ${address.provider}:${address.model}.`,
        'Remove "lane: batch" of that model.',
      );
  }
}
