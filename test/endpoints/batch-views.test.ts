import { expect, test } from "vitest";
import { anthropicBatches } from "../../src/endpoints/anthropic/batches.js";
import type { BatchView } from "../../src/endpoints/batches.js";
import { googleBatches } from "../../src/endpoints/google/batches.js";
import { openAiBatches } from "../../src/endpoints/openai/batches.js";

const connection = { apiKey: null, userAgent: "test" };
const address = { model: "model-x", baseUrl: "http://127.0.0.1:9", apiKeyVariable: null };
const endpoints = {
  openai: openAiBatches({ ...address, provider: "openai" }, connection),
  anthropic: anthropicBatches({ ...address, provider: "anthropic" }, connection),
  google: googleBatches({ ...address, provider: "google" }, connection),
};

/** How the provider's own words for a batch are read. */
function look(provider: keyof typeof endpoints, body: unknown): Promise<BatchView> {
  return endpoints[provider].look(async () => JSON.stringify(body), "batch_1");
}

const half = "half \ud83d";

test("an id or a state that cannot be written down is none", async () => {
  const none = { id: "", state: "unknown", phase: "running" };
  expect(await look("openai", { id: half, status: half })).toMatchObject(none);
  expect(await look("anthropic", { id: half, processing_status: half })).toMatchObject(none);
  expect(await look("google", { name: half, metadata: { state: half } })).toMatchObject(none);
});

test("the reason of a failed batch is well formed", async () => {
  const data = [{ message: half }];
  expect(await look("openai", { id: "1", status: "failed", errors: { data } })).toMatchObject({
    reason: "half \ufffd",
  });
  const metadata = { state: "BATCH_STATE_FAILED" };
  expect(await look("google", { name: "batches/1", metadata, error: { code: 3, message: half } })).toMatchObject({
    reason: "half \ufffd (3)",
  });
});

test("questions dealt with are a count, or not known", async () => {
  const most = Number.MAX_SAFE_INTEGER;
  const openAi = (counts: unknown) => look("openai", { id: "1", request_counts: counts });
  expect(await openAi({ completed: 3, failed: 1 })).toMatchObject({ done: 4 });
  expect(await openAi({ completed: most, failed: most })).toMatchObject({ done: null });
  expect(await openAi(null)).toMatchObject({ done: null });
  const anthropic = (counts: unknown) => look("anthropic", { id: "1", request_counts: counts });
  expect(await anthropic({ processing: 2, succeeded: 3, errored: 1 })).toMatchObject({ done: 4 });
  expect(await anthropic({ processing: 0, succeeded: most, errored: most })).toMatchObject({ done: null });
  const google = (batchStats: unknown) => look("google", { name: "batches/1", metadata: { batchStats } });
  expect(await google({ successfulRequestCount: "3", failedRequestCount: "1" })).toMatchObject({ done: 4 });
  expect(await google({ requestCount: "9" })).toMatchObject({ done: 0 });
  expect(await google({ successfulRequestCount: "1e300", failedRequestCount: "0.5" })).toMatchObject({ done: 0 });
});
