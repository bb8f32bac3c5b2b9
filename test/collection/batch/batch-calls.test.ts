import { expect, test } from "vitest";
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
