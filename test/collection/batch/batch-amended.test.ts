import { expect, test } from "vitest";
import { giveUpBatches } from "../../../src/collection/batch/give-up.js";
import { systemClock, timeNow } from "../../../src/collection/clock.js";
import { collect } from "../../../src/collection/collect.js";
import { amendPlan, readBoundPlan } from "../../../src/store/bind-plan.js";
import type { Store } from "../../../src/store/store.js";
import { verifyChain } from "../../../src/store/verify-chain.js";
import type { Plan } from "../../../src/study/plan.js";
import { testServer, testStore } from "../collecting.js";
import { batchDependencies, batchPlan, batchServer } from "./batch-collecting.js";

/** A study whose one batch is at the provider, and whose collection was stopped there. */
async function studyWithBatch() {
  const [server, live] = [await batchServer({ looksUntilDone: 1_000_000 }), await testServer()];
  const store = await testStore();
  const plan = batchPlan(server, "openai", { probes: 6 });
  const controller = new AbortController();
  const running = collect(plan, store, batchDependencies({ signal: controller.signal }));
  while (server.counts.look < 1) await new Promise((resolve) => setTimeout(resolve, 5));
  controller.abort();
  expect(await running).toMatchObject({ status: "interrupted", answered: 0 });
  server.options = {};
  const { lane: _, ...suspect } = plan.suspect;
  const asked = (baseUrl: string | null): Plan => ({
    ...plan,
    suspect: { ...suspect, address: { ...suspect.address, baseUrl } },
  });
  return { server, live, store, plan, sameAddress: asked(suspect.address.baseUrl), elsewhere: asked(live.baseUrl) };
}

const amend = (store: Store, plan: Plan) => amendPlan(store, plan, "no patience", "test", timeNow(systemClock)).bound;

test("a model whose batch is open can be asked neither live nor elsewhere: its answers would never be fetched", async () => {
  const { server, store, plan, sameAddress, elsewhere } = await studyWithBatch();
  for (const change of [
    sameAddress,
    elsewhere,
    { ...elsewhere, suspect: { ...elsewhere.suspect, lane: "batch" as const } },
  ])
    expect(() => amend(store, change)).toThrow(
      expect.objectContaining({
        code: "BATCH_OPEN",
        happened: expect.stringContaining('of "m1" cannot change while batch batch_1 is open'),
        fix: expect.stringContaining("--give-up batch_1"),
      }),
    );
  expect(readBoundPlan(store)!.plan.planVersion ?? 1).toBe(1);
  // Limits and the variable of the key may change, and the answers are fetched.
  const address = { ...plan.suspect.address, apiKeyVariable: "BATCH_KEY" };
  const bound = amend(store, {
    ...plan,
    limits: { ...plan.limits, requests: 50 },
    suspect: { ...plan.suspect, address },
  });
  const environment = { BATCH_KEY: "sk-new-key-of-the-test" };
  expect(await collect(bound.plan, store, batchDependencies({ environment }))).toMatchObject({
    status: "complete",
    answered: 6,
  });
  expect(server.counts).toMatchObject({ create: 1, billed: 6 });
  // Nothing waits any more.
  expect(amend(store, { ...bound.plan, suspect: sameAddress.suspect }).plan.planVersion).toBe(3);
});

test("once its batch is given up a model may be asked elsewhere, and is asked", async () => {
  const { server, live, store, elsewhere } = await studyWithBatch();
  giveUpBatches(store, ["batch_1"], timeNow(systemClock));
  const summary = await collect(amend(store, elsewhere).plan, store, batchDependencies());
  expect(summary).toMatchObject({ status: "complete", answered: 6 });
  expect(server.counts).toMatchObject({ create: 1, billed: 6 });
  expect(live.counts.requests).toBe(6);
  expect(await verifyChain(store)).toMatchObject({ faults: [], openIntents: 0 });
});
