import { expect, test } from "vitest";
import { collect } from "../../src/collection/collect.js";
import type { StopReason } from "../../src/endpoints/endpoint.js";
import { openEndpoint } from "../../src/endpoints/open-endpoint.js";
import { readAnswers } from "../../src/store/read-answers.js";
import type { Store } from "../../src/store/store.js";
import { verifyChain } from "../../src/store/verify-chain.js";
import { batchDependencies, batchPlan, batchServer, entriesOf } from "./batch/batch-collecting.js";
import { testDependencies, testServer, testStore } from "./collecting.js";
import { smallPlan } from "./small-plan.js";

/** JSON carries this as an escape; no UTF-8 text can hold it. */
const half = "half \ud83d";
const prices = {
  date: "2026-01-01",
  source: "test",
  prices: { "openai-compatible:model-1": { input: 2.5, output: 10 }, "openai:model-1": { input: 2.5, output: 10 } },
};

function lastReply(store: Store) {
  return entriesOf(store, "exchange.reply").at(-1)! as {
    illFormed: string[];
    returned: Record<string, string | null>;
    requestId: string | null;
    usage: Record<string, number | null>;
    costNanoUsd: number | null;
  };
}

test("names and texts that cannot be written down do not end a run, nor do counts that are none", async () => {
  const message = { role: "assistant", content: half, reasoning_content: half };
  for (const [changes, illFormed] of [
    [{ model: half }, ["returned.model"]],
    [{ system_fingerprint: half }, ["returned.systemFingerprint"]],
    [{ id: half }, ["returned.responseId"]],
    [{ provider: half }, ["servedBy"]],
    [{ choices: [{ message, finish_reason: half }] }, ["text", "reasoning", "returned.stopReason"]],
    [{ usage: { prompt_tokens: 4e15, completion_tokens: 1 } }, []],
    [{ usage: { prompt_tokens: 1e300, completion_tokens: Number.MAX_SAFE_INTEGER } }, []],
  ] as const) {
    const server = await testServer({
      respond: ({ number, answer }) => {
        answer("hi", number > 2 ? changes : {});
        return true;
      },
    });
    const store = await testStore();
    const plan = smallPlan({ baseUrl: server.baseUrl, probes: 6 });
    expect(await collect(plan, store, testDependencies({ prices }))).toMatchObject({
      status: "complete",
      answered: 6,
      notices: [],
    });
    expect(server.counts.requests).toBe(6);
    expect(lastReply(store).illFormed).toEqual(illFormed);
    expect(await verifyChain(store)).toMatchObject({ faults: [], openIntents: 0 });
  }
});

test("half a character in an answer becomes U+FFFD; a name with one is left out, and its raw bytes are kept", async () => {
  const server = await testServer({
    respond: ({ answer }) => {
      answer(half, { model: half, usage: { prompt_tokens: 4e15, completion_tokens: 7 } });
      return true;
    },
  });
  const store = await testStore();
  await collect(smallPlan({ baseUrl: server.baseUrl, probes: 1 }), store, testDependencies({ prices }));
  const [answer] = [...readAnswers(store)];
  expect(answer).toMatchObject({ text: "half \ufffd", returnedModel: null });
  expect(lastReply(store)).toMatchObject({
    illFormed: ["returned.model", "text"],
    usage: { inputTokens: null, outputTokens: 7 },
    costNanoUsd: null,
  });
  const bodies = store.sqlite.prepare("SELECT data FROM blob").pluck().all() as Buffer[];
  expect(bodies.some((body) => body.includes('"model":"half \\ud83d"'))).toBe(true);
});

test("the same in a batch: its results, its state, its counts and the words with which it fails", async () => {
  const server = await batchServer({
    looksUntilDone: 2,
    item: ({ customId, index }) => {
      const choices = [{ message: { content: index === 0 ? half : "hi" }, finish_reason: "stop" }];
      const usage = { prompt_tokens: 4e15, completion_tokens: 1 };
      const body = { id: half, model: half, system_fingerprint: half, choices, usage };
      const response = { status_code: 200, request_id: half, body };
      return { raw: JSON.stringify({ custom_id: customId, response }) };
    },
    respond: ({ what, number, response }) => {
      if (what !== "look" || number !== 1) return false;
      const request_counts = { completed: Number.MAX_SAFE_INTEGER, failed: 1 };
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify({ id: "batch_1", status: half, request_counts }));
      return true;
    },
  });
  const store = await testStore();
  const summary = await collect(batchPlan(server, "openai", { probes: 3 }), store, batchDependencies({ prices }));
  expect(summary).toMatchObject({ status: "complete", answered: 3 });
  expect(lastReply(store)).toMatchObject({ requestId: null, returned: { model: null }, costNanoUsd: null });
  expect(lastReply(store).illFormed).toEqual(
    expect.arrayContaining(["requestId", "returned.model", "returned.responseId", "returned.systemFingerprint"]),
  );
  expect(entriesOf(store, "batch.seen").map(({ state }) => state)).toContain("unknown");
  expect([...readAnswers(store)].map(({ text }) => text).sort()).toEqual(["half \ufffd", "hi", "hi"]);
  expect(await verifyChain(store)).toMatchObject({ faults: [] });

  const failing = await batchServer({
    ending: () => "failed",
    failure: { code: "invalid", message: `${"x".repeat(299)}😀 ${half}` },
  });
  const failed = await collect(batchPlan(failing, "openai", { probes: 3 }), await testStore(), batchDependencies());
  expect(failed.status).toBe("incomplete");
  expect(failed.reasons).toEqual([expect.stringMatching(/ was refused: x{299}\.\.\.$/)]);
});

test("an outcome that cannot be written after all ends the run; the answers around it are kept", async () => {
  const server = await testServer({
    latencyMs: 20,
    respond: ({ number, answer }) => {
      answer(number === 9 ? "odd" : "even");
      return true;
    },
  });
  const store = await testStore();
  // A defect of a reader: its own word, and not one of the wire, has no canonical form.
  const dependencies = testDependencies({
    openEndpoint: async (address, connection) => {
      const endpoint = await openEndpoint(address, connection);
      const ask: typeof endpoint.ask = async (question, signal) => {
        const reply = await endpoint.ask(question, signal);
        return reply.text === "odd" ? { ...reply, stopReason: half as StopReason } : reply;
      };
      return { ...endpoint, ask };
    },
  });
  const plan = smallPlan({ baseUrl: server.baseUrl, probes: 40, limits: { concurrency: 4 } });
  await expect(collect(plan, store, dependencies)).rejects.toThrow(RangeError);
  const open = store.sqlite.prepare("SELECT count(*) FROM exchange WHERE outcome IS NULL").pluck().get();
  expect(open).toBe(1);
  expect(await collect(plan, store, testDependencies())).toMatchObject({ status: "complete", orphansFound: 1 });
  expect(await verifyChain(store)).toMatchObject({ faults: [], openIntents: 0 });
});
