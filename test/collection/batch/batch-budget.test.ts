import { expect, test } from "vitest";
import type { MockBatchOptions } from "../../../bench/mock-batches.js";
import { collect } from "../../../src/collection/collect.js";
import { verifyChain } from "../../../src/store/verify-chain.js";
import type { Plan } from "../../../src/study/plan.js";
import { testServer, testStore } from "../collecting.js";
import { smallPlan } from "../small-plan.js";
import { batchDependencies, batchPlan, batchServer, entriesOf } from "./batch-collecting.js";

/** The key is revoked once the batch stands: every look is refused, so that nobody settles what the batch holds. */
const revoked: MockBatchOptions = {
  respond: ({ what, response }) => {
    if (what !== "look") return false;
    response.writeHead(401, { "content-type": "application/json" }).end('{"error":{"message":"key revoked"}}');
    return true;
  },
};

test("a live model does not wait for the budget of a batch that nobody looks at any more", async () => {
  const live = await testServer({ latencyMs: 20 });
  const server = await batchServer(revoked);
  const limits = { requests: 12, concurrency: 1 };
  const inBatches = batchPlan(server, "openai", { models: 2, probes: 10 });
  const plan: Plan = {
    ...smallPlan({ models: 2, probes: 10, baseUrl: live.baseUrl, limits }),
    teachers: inBatches.teachers,
  };
  const store = await testStore();
  const summary = await collect(plan, store, batchDependencies());
  expect(summary).toMatchObject({ status: "incomplete", limitReached: true });
  expect(summary.reasons.join()).toContain("the limit of 12 requests was reached");
  expect(summary.reasons.join()).toContain("goes on at the provider; run the same command again");
  // What the batch holds stays spent: whoever asks beside it has the rest of the limit, and no more.
  expect(summary.totals.attempts).toBe(12);
  server.options = {};
  const again = await collect(plan, store, batchDependencies());
  expect(again).toMatchObject({ status: "incomplete", answered: 12, requestsOfThisRun: 0 });
  expect(server.counts).toMatchObject({ create: 1, billed: 10 });
  expect(await verifyChain(store)).toMatchObject({ faults: [], openIntents: 0 });
});

test("two models in batches: one is given up, and the other has the rest of the limit", async () => {
  const [dead, well] = [await batchServer(revoked), await batchServer()];
  const options = { models: 2, probes: 10, limits: { requests: 15 } };
  const plan = { ...batchPlan(dead, "openai", options), teachers: batchPlan(well, "openai", options).teachers };
  const store = await testStore();
  const summary = await collect(plan, store, batchDependencies());
  expect(summary).toMatchObject({ status: "incomplete", limitReached: true });
  expect(summary.totals.attempts).toBe(15);
  expect(summary.answered).toBe(well.counts.billed);
  expect(entriesOf(store, "batch.planned").length).toBeGreaterThanOrEqual(2);
});
