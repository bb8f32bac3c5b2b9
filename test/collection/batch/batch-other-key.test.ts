import { expect, test } from "vitest";
import type { MockBatchExchange, MockBatchServer } from "../../../bench/mock-batches.js";
import { describeGivenUp, giveUpBatches } from "../../../src/collection/batch/give-up.js";
import { systemClock, timeNow } from "../../../src/collection/clock.js";
import { collect } from "../../../src/collection/collect.js";
import { readBatches } from "../../../src/store/batches.js";
import type { Store } from "../../../src/store/store.js";
import { verifyChain } from "../../../src/store/verify-chain.js";
import type { Plan } from "../../../src/study/plan.js";
import { testStore } from "../collecting.js";
import {
  type BatchProvider,
  batchDependencies,
  batchPlan,
  batchServer,
  entriesOf,
  quickBatches,
} from "./batch-collecting.js";

/** Hands in everything and is stopped while the provider works on it. */
async function handIn(server: MockBatchServer, plan: Plan, store: Store, maxRequests = 50_000) {
  server.options = { looksUntilDone: 1_000_000 };
  const controller = new AbortController();
  const batchSettings = { ...quickBatches, maxRequests };
  const running = collect(plan, store, batchDependencies({ signal: controller.signal, batchSettings }));
  const asked = Math.ceil(plan.packs[0]!.probes.length / maxRequests);
  while (server.counts.create < asked || server.counts.look < 1) await new Promise((resolve) => setTimeout(resolve, 5));
  controller.abort();
  expect(await running).toMatchObject({ status: "interrupted", answered: 0 });
}

/** To the key of another project a batch is as if it were not. */
const notFound =
  (id = "") =>
  ({ what, request, response }: MockBatchExchange) => {
    if (what !== "look" || !request.url!.includes(id)) return false;
    response.writeHead(404, { "content-type": "application/json" });
    response.end('{"error":{"message":"No such batch.","type":"not_found_error","code":404}}');
    return true;
  };

const giveUp = (store: Store, ...known: string[]) => giveUpBatches(store, known, timeNow(systemClock));

async function study(provider: BatchProvider = "openai") {
  const server = await batchServer();
  return { server, store: await testStore(), plan: batchPlan(server, provider, { probes: 6 }) };
}

for (const provider of ["openai", "anthropic", "google"] as const) {
  test(`${provider}: a batch that the key of another project does not find stays open for the right one`, async () => {
    const { server, store, plan } = await study(provider);
    await handIn(server, plan, store);
    server.options = { respond: notFound() };
    const other = await collect(plan, store, batchDependencies());
    expect(other).toMatchObject({ status: "incomplete", answered: 0, exitCode: 2 });
    const id = readBatches(store, true)[0]!.id;
    expect(other.reasons).toEqual([
      expect.stringContaining(`batch ${id} is not found with the API key of this run: HTTP 404: No such batch.`),
      expect.stringMatching(/stays open\. If the key is of another project, workspace or account .* add --give-up /),
    ]);
    expect(entriesOf(store, "batch.closed")).toEqual([]);
    server.options = {};
    expect(await collect(plan, store, batchDependencies())).toMatchObject({ status: "complete", answered: 6 });
    expect(server.counts).toMatchObject({ create: 1, billed: 6 });
    expect(await verifyChain(store)).toMatchObject({ faults: [], openIntents: 0 });
  });
}

test("of two batches the one that is found is fetched, whatever becomes of the other, and nothing more is asked", async () => {
  const { server, store, plan } = await study();
  await handIn(server, plan, store, 3);
  server.options = { respond: notFound("batch_1") };
  const summary = await collect(plan, store, batchDependencies());
  expect(summary).toMatchObject({ status: "incomplete", answered: 3 });
  expect(readBatches(store, true)).toMatchObject([{ id: "batch_1", open: 3 }]);
  expect(server.counts).toMatchObject({ create: 2, billed: 6 });
});

test("the user decides to ask again: what a batch held counts at its worst, and its questions are asked", async () => {
  const { server, store, plan } = await study();
  await handIn(server, plan, store);
  server.options = {};
  const [batch] = giveUp(store, "batch_1", "batch_1");
  expect(describeGivenUp(batch!)).toBe(
    'Given up: batch batch_1 of "m1" with 6 open questions; they may have been billed, and are asked again.',
  );
  const worst = batch!.openTokens;
  expect(entriesOf(store, "batch.closed")).toMatchObject([
    { id: "batch_1", state: "given up", counts: { missing: 6 } },
  ]);
  const summary = await collect(plan, store, batchDependencies());
  expect(summary).toMatchObject({ status: "complete", answered: 6 });
  expect(summary.totals).toMatchObject({ attempts: 12, repeats: 6 });
  expect(summary.totals.tokensAtMost).toBeGreaterThan(worst);
  expect(server.counts).toMatchObject({ create: 2, billed: 12 });
  expect(await verifyChain(store)).toMatchObject({ faults: [], openIntents: 0 });
});

test("a batch that was only written down is given up by its name, and costs nothing", async () => {
  const { server, store, plan } = await study();
  const controller = new AbortController();
  server.options = {
    respond: ({ what, response }) => {
      if (what !== "upload") return false;
      controller.abort();
      response.writeHead(429, { "content-type": "application/json" }).end("{}");
      return true;
    },
  };
  expect(await collect(plan, store, batchDependencies({ signal: controller.signal }))).toMatchObject({ answered: 0 });
  const { name } = readBatches(store, true)[0]!;
  expect(() => giveUp(store, name, "batch_9")).toThrow(
    expect.objectContaining({ code: "BATCH_UNKNOWN", happened: expect.stringContaining("is called batch_9") }),
  );
  expect(readBatches(store, true)).toHaveLength(1);
  expect(giveUp(store, name).map(describeGivenUp).join()).toContain("with 6 open questions; they are asked again.");
  server.options = {};
  const summary = await collect(plan, store, batchDependencies());
  expect(summary).toMatchObject({ status: "complete", answered: 6 });
  expect(server.counts).toMatchObject({ create: 1, billed: 6 });
  expect(entriesOf(store, "exchange.failure").map(({ fault, code }) => `${fault} ${code}`)).toEqual(
    Array(6).fill("not-run given-up"),
  );
  expect(() => giveUp(store, "batch_1")).toThrow(/Nothing waits at a provider|No open batch/);
});
