import { publicBaseUrl } from "../../endpoints/base-url.js";
import type { EndpointAddress } from "../../endpoints/endpoint.js";
import type { PlannedModel } from "../../study/plan.js";
import { hostKind } from "../checks/host-kind.js";
import type { Price, PriceTable } from "./price-table.js";

const free: Price = { input: 0, output: 0 };

/**
 * Price of a model at an address: an entry `provider:model` before one of the model alone; a server on this computer or
 * in the local network costs nothing. Null when the price is not known; it is then said so, never guessed.
 */
export function findPrice(address: EndpointAddress, table: PriceTable): Price | null {
  const named = table.prices[`${address.provider}:${address.model}`] ?? null;
  if (named !== null) return named;
  if (address.baseUrl !== null) {
    const kind = URL.canParse(address.baseUrl) ? hostKind(new URL(address.baseUrl).hostname) : "public";
    if (kind === "loopback" || kind === "private") return free;
    // Another host than the provider's own has its own prices.
    if (address.provider === "openai-compatible") return null;
  }
  return table.prices[address.model] ?? table.prices[withoutVersion(address.model)] ?? null;
}

/**
 * Price of a model where its lane asks it. A batch costs its share of the list price, at the provider's own address only;
 * whether a cached prompt is cheaper there too differs, so it is counted as if it were not.
 */
export function priceOfLane(model: Pick<PlannedModel, "address" | "lane">, table: PriceTable): Price | null {
  const { address, lane } = model;
  const price = findPrice(address, table);
  if (price === null || lane !== "batch") return price;
  const own = address.baseUrl === null || address.baseUrl === publicBaseUrl[address.provider];
  const share = own ? (table.batchShare?.[address.provider] ?? 1) : 1;
  return { input: price.input * share, output: price.output * share };
}

/** Dated versions cost what their model costs, unless the table lists them by themselves. */
function withoutVersion(model: string): string {
  return model.replace(/^models\//, "").replace(/-(\d{4}-\d{2}-\d{2}|\d{8}|latest|\d{3})$/, "");
}
