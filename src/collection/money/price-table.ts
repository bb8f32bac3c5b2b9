import type { Provider } from "../../endpoints/endpoint.js";

/** US dollars for a million tokens. Reasoning tokens are billed as output. */
export interface Price {
  readonly input: number;
  readonly output: number;
  /** Input read from the provider's prompt cache; absent means the input price. */
  readonly cachedInput?: number;
}

export interface PriceTable {
  /** `YYYY-MM-DD`: when the prices were written down. */
  readonly date: string;
  readonly source: string;
  /**
   * Share of the list price that a call in a batch costs, by provider, at the provider's own address; absent means the
   * full price.
   */
  readonly batchShare?: Readonly<Partial<Record<Provider, number>>>;
  /** By model id. */
  readonly prices: Readonly<Record<string, Price>>;
}
