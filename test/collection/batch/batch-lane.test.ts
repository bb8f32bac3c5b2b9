import { expect, test } from "vitest";
import { collect } from "../../../src/collection/collect.js";
import { readBatchLine } from "../../../src/endpoints/read-batch-line.js";
import { readReply } from "../../../src/endpoints/read-reply.js";
import { readBatches } from "../../../src/store/batches.js";
import { readBlob } from "../../../src/store/blobs.js";
import { readAnswers } from "../../../src/store/read-answers.js";
import { verifyChain } from "../../../src/store/verify-chain.js";
import { testStore } from "../collecting.js";
import { batchDependencies, batchPlan, batchProviders, batchServer, entriesOf } from "./batch-collecting.js";

for (const provider of batchProviders) {
  test(`${provider}: every question goes in one batch and comes back as one answer with its bytes`, async () => {
    const server = await batchServer({ looksUntilDone: 3, reversed: true });
    const store = await testStore();
    const plan = batchPlan(server, provider, { probes: 12, suspectSamples: 2, systemPrompts: [null, "Be brief."] });
    const summary = await collect(plan, store, batchDependencies());
    expect(summary).toMatchObject({ status: "complete", planned: 48, answered: 48, exitCode: 0 });
    expect(server.counts).toMatchObject({ create: 1, billed: 48, list: 0 });
    expect(server.counts.look).toBeGreaterThanOrEqual(3);

    const answers = [...readAnswers(store)];
    expect(new Set(answers.map(({ slot }) => slot)).size).toBe(48);
    expect(answers.every(({ status, text }) => status === "ok" && text.startsWith("Answer "))).toBe(true);
    expect(await verifyChain(store)).toMatchObject({ faults: [], openIntents: 0 });

    // What was asked for each slot is what the provider got, and the stored line gives the stored answer again.
    const intents = new Map(entriesOf(store, "exchange.intent").map((entry) => [entry.seq, entry]));
    expect(intents.size).toBe(48);
    for (const entry of entriesOf(store, "exchange.reply")) {
      const line = readBlob(store, Buffer.from((entry.body as { sha256: string }).sha256, "hex"))!.toString("utf8");
      const result = readBatchLine(provider, line);
      if (result.kind !== "reply") throw new Error("no reply");
      const answer = answers.find(({ slot }) => slot === entry.slot)!;
      expect(readReply(provider, result.body!).text).toBe(answer.text);
      expect(intents.get(entry.intent)).toMatchObject({ slot: entry.slot, attempt: 1, batch: entry.batch });
    }
    const [batch] = readBatches(store);
    expect(batch).toMatchObject({ requests: 48, open: 0, id: [...server.batches.keys()][0] });
    expect(batch!.closed).not.toBeNull();
  });
}

test("the order in the ledger: planned, intents, the asking, the id, the outcomes, the closing", async () => {
  const server = await batchServer();
  const store = await testStore();
  await collect(batchPlan(server, "openai", { probes: 3 }), store, batchDependencies());
  const kinds = store.sqlite
    .prepare(
      "SELECT kind || coalesce(' ' || json_extract(CAST(jcs AS TEXT), '$.what'), '') FROM ledger WHERE kind LIKE 'batch.%' OR kind LIKE 'exchange.%' ORDER BY seq",
    )
    .pluck()
    .all();
  expect(kinds.slice(0, 10)).toEqual([
    "batch.planned",
    "exchange.intent",
    "exchange.intent",
    "exchange.intent",
    "batch.call upload",
    "batch.reply upload",
    "batch.call create",
    "batch.reply create",
    "batch.created",
    "batch.seen",
  ]);
  expect(kinds.at(-1)).toBe("batch.closed");
});
