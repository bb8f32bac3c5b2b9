import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import type { MockBatchExchange } from "../../../bench/mock-batches.js";
import { collect } from "../../../src/collection/collect.js";
import { verifyChain } from "../../../src/store/verify-chain.js";
import { testStore } from "../collecting.js";
import { batchDependencies, batchPlan, batchServer, entriesOf, quickBatches } from "./batch-collecting.js";

test("a look that is never answered ends by its own time limit, and the next one is sent", async () => {
  const server = await batchServer({ respond: ({ what, number }) => what === "look" && number === 1 });
  const store = await testStore();
  const dependencies = batchDependencies({
    exchangeLimits: { totalMs: 1000 },
    batchSettings: { ...quickBatches, patienceMs: 5000 },
  });
  expect(await collect(batchPlan(server, "openai", { probes: 3 }), store, dependencies)).toMatchObject({
    status: "complete",
    answered: 3,
  });
  expect(server.counts).toMatchObject({ create: 1, billed: 3 });
  // Every call that stands in the ledger reached the server.
  const looks = entriesOf(store, "batch.call").filter(({ what }) => what === "look");
  expect(looks).toHaveLength(server.counts.look);
  const faults = entriesOf(store, "batch.reply").flatMap(({ fault }) => (fault === null ? [] : [fault]));
  expect(new Set(faults)).toEqual(new Set(["timeout"]));
  expect(await verifyChain(store)).toMatchObject({ faults: [], openIntents: 0 });
});

/** Sends what the server would send, changed on its way as a proxy may change it. */
const changed: Record<string, (exchange: MockBatchExchange) => void> = {
  packed: ({ response, carryOn }) => {
    const [writeHead, end] = [response.writeHead.bind(response), response.end.bind(response)];
    response.writeHead = ((status: number) => writeHead(status, { "content-encoding": "gzip" })) as typeof writeHead;
    response.end = ((bytes: Buffer) => end(gzipSync(bytes))) as typeof end;
    carryOn();
  },
  "of status 203": ({ response, carryOn }) => {
    const writeHead = response.writeHead.bind(response);
    response.writeHead = ((_: number, headers: Record<string, string>) => writeHead(203, headers)) as typeof writeHead;
    carryOn();
  },
};

for (const provider of ["openai", "anthropic", "google"] as const) {
  for (const [what, send] of Object.entries(changed)) {
    test(`${provider}: a result file that comes ${what} is read like any other`, async () => {
      const server = await batchServer({
        respond: (exchange) => {
          if (exchange.what !== "download") return false;
          send(exchange);
          return true;
        },
      });
      const store = await testStore();
      const plan = batchPlan(server, provider, { probes: 6 });
      expect(await collect(plan, store, batchDependencies())).toMatchObject({ status: "complete", answered: 6 });
      expect(server.counts).toMatchObject({ create: 1, download: 1, billed: 6 });
      const [reply] = entriesOf(store, "batch.reply").filter(({ what: call }) => call === "download");
      expect(reply).toMatchObject({ body: { size: 0, complete: true }, streamed: { size: expect.any(Number) } });
      expect((reply!.streamed as { size: number }).size).toBeGreaterThan(1000);
      expect(await verifyChain(store)).toMatchObject({ faults: [], openIntents: 0 });
    });
  }
}
