import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { costOf, costOfTokens } from "../../../src/collection/money/cost.js";
import { defaultPrices } from "../../../src/collection/money/default-prices.js";
import { estimateCost } from "../../../src/collection/money/estimate-cost.js";
import { findPrice, priceOfLane } from "../../../src/collection/money/find-price.js";
import { loadPrices } from "../../../src/collection/money/load-prices.js";
import { schedule } from "../../../src/collection/order/schedule.js";
import type { EndpointAddress } from "../../../src/endpoints/endpoint.js";
import { testFolder } from "../collecting.js";
import { smallPlan } from "../small-plan.js";

const price = { input: 2.5, cachedInput: 1.25, output: 10 };

test("1,000 input and 500 output tokens at 2.50 and 10 dollars a million cost 0.0075 dollars", () => {
  const usage = { inputTokens: 1000, outputTokens: 500, reasoningTokens: null, cachedInputTokens: null };
  expect(costOf(usage, price)).toBe(7_500_000);
  expect(costOf({ ...usage, cachedInputTokens: 400 }, price)).toBe(7_000_000);
  expect(costOfTokens(1000, 500, price)).toBe(7_500_000);
});

test("without usage or price a cost is unknown, not zero", () => {
  const usage = { inputTokens: 10, outputTokens: null, reasoningTokens: null, cachedInputTokens: null };
  expect(costOf(usage, price)).toBeNull();
  expect(costOf({ ...usage, outputTokens: 1 }, null)).toBeNull();
});

test("a cost that cannot be counted exactly is unknown", () => {
  const usage = { inputTokens: 4e15, outputTokens: 1, reasoningTokens: null, cachedInputTokens: null };
  expect(costOf(usage, price)).toBeNull();
  expect(costOf({ ...usage, inputTokens: 1 }, { input: Number.MAX_VALUE, output: Number.MAX_VALUE })).toBeNull();
});

const address = (changes: Partial<EndpointAddress>): EndpointAddress => ({
  provider: "openai",
  model: "gpt-4o",
  baseUrl: null,
  apiKeyVariable: null,
  ...changes,
});

test("a price is found by model, by dated version, and by provider and model; another host's price is not guessed", () => {
  expect(findPrice(address({}), defaultPrices)).toMatchObject({ input: 2.5, output: 10 });
  expect(findPrice(address({ model: "gpt-4o-2024-08-06" }), defaultPrices)).toMatchObject({ input: 2.5 });
  expect(findPrice(address({ model: "gpt-4o-2024-05-13" }), defaultPrices)).toMatchObject({ input: 5 });
  expect(findPrice(address({ model: "never-heard-of" }), defaultPrices)).toBeNull();
  const relay = address({ provider: "openai-compatible", baseUrl: "https://relay.example/v1" });
  expect(findPrice(relay, defaultPrices)).toBeNull();
  const own = { ...defaultPrices, prices: { "openai-compatible:gpt-4o": { input: 9, output: 9 } } };
  expect(findPrice(relay, own)).toEqual({ input: 9, output: 9 });
  const local = address({ provider: "openai-compatible", baseUrl: "http://localhost:8000/v1" });
  expect(findPrice(local, defaultPrices)).toEqual({ input: 0, output: 0 });
});

test("a user's prices replace the built-in ones; a wrong file is named with the place", () => {
  const path = join(testFolder(), "prices.json");
  writeFileSync(path, JSON.stringify({ date: "2026-11-01", prices: { "gpt-4o": { input: 1, output: 2 } } }));
  const table = loadPrices(path);
  expect(table.date).toBe("2026-11-01");
  expect(table.prices["gpt-4o"]).toEqual({ input: 1, output: 2 });
  expect(table.prices["gpt-4"]).toEqual({ input: 30, output: 60 });
  expect(loadPrices(null)).toBe(defaultPrices);
  writeFileSync(path, JSON.stringify({ date: "2026-11-01", prices: { "gpt-4o": { input: -1, output: 2 } } }));
  expect(() => loadPrices(path)).toThrow(
    expect.objectContaining({ happened: expect.stringContaining("prices.gpt-4o.input") }),
  );
  writeFileSync(path, "no json");
  expect(() => loadPrices(path)).toThrow(expect.objectContaining({ code: "PRICES_UNREADABLE" }));
});

test("an estimate grows from low to worst and names models without a price", () => {
  const plan = smallPlan({ models: 2, probes: 10, limits: { requestsPerMinute: 60 } });
  const priced = { ...plan, suspect: { ...plan.suspect, address: address({}) } };
  const remote = { ...plan.teachers[0]!, address: address({ model: "unheard-of" }) };
  const estimate = estimateCost({ ...priced, teachers: [remote] }, schedule(priced), defaultPrices);
  expect(estimate.requests).toBe(20);
  expect(estimate.unpriced).toEqual(["m2"]);
  expect(estimate.usd.low).toBeLessThan(estimate.usd.expected);
  expect(estimate.usd.expected).toBeLessThan(estimate.usd.worst);
  // Ten answers of 600 tokens at 10 dollars a million, and a little for the questions.
  expect(estimate.usd.worst).toBeGreaterThan(0.06);
  expect(estimate.usd.worst).toBeLessThan(0.065);
  expect(estimate.seconds).toBe(10);
});

test("a batch costs its share at the provider's own address, and the full price elsewhere", () => {
  const batch = (provider: EndpointAddress["provider"], model: string, baseUrl: string | null = null) =>
    priceOfLane({ address: { provider, model, baseUrl, apiKeyVariable: null }, lane: "batch" }, defaultPrices);
  expect(batch("openai", "gpt-4o")).toEqual({ input: 1.25, output: 5 });
  expect(batch("anthropic", "claude-haiku-4-5")).toEqual({ input: 0.5, output: 2.5 });
  expect(batch("google", "gemini-2.5-flash")).toEqual({ input: 0.15, output: 1.25 });
  expect(batch("openai", "gpt-4o", "https://relay.example/v1")).toEqual({ input: 2.5, output: 10 });
  expect(batch("openai", "never-heard-of")).toBeNull();
  const live = { address: { provider: "openai", model: "gpt-4o", baseUrl: null, apiKeyVariable: null } } as const;
  expect(priceOfLane(live, defaultPrices)).toBe(defaultPrices.prices["gpt-4o"]);
});
