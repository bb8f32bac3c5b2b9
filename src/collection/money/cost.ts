import type { Usage } from "../../endpoints/endpoint.js";
import type { Price } from "./price-table.js";

const nanoUsdPerDollarAndMillion = 1000;

/**
 * Nano-dollars of a call, rounded up; null when its usage or its model's price is not known, and when it would be more
 * than can be counted exactly: such a bill is not believed.
 */
export function costOf(usage: Usage, price: Price | null): number | null {
  if (price === null || usage.inputTokens === null || usage.outputTokens === null) return null;
  const cached = Math.min(usage.cachedInputTokens ?? 0, usage.inputTokens);
  const dollars =
    (usage.inputTokens - cached) * price.input +
    cached * (price.cachedInput ?? price.input) +
    usage.outputTokens * price.output;
  const nanoUsd = Math.ceil(dollars * nanoUsdPerDollarAndMillion);
  return Number.isSafeInteger(nanoUsd) ? nanoUsd : null;
}

/** Nano-dollars for so many tokens at full price; null when the price is not known. */
export function costOfTokens(input: number, output: number, price: Price | null): number | null {
  return price === null ? null : Math.ceil((input * price.input + output * price.output) * nanoUsdPerDollarAndMillion);
}

export const nanoUsdPerUsd = 1e9;
