import { readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { collect } from "../../../src/collection/collect.js";
import type { ProgressSnapshot } from "../../../src/collection/progress/progress.js";
import { readBatches } from "../../../src/store/batches.js";
import { readTotals } from "../../../src/store/totals.js";
import { verifyChain } from "../../../src/store/verify-chain.js";
import type { Plan } from "../../../src/study/plan.js";
import { filesWith, testServer, testStore } from "../collecting.js";
import { smallPlan } from "../small-plan.js";
import { batchDependencies, batchPlan, batchServer, entriesOf, quickBatches } from "./batch-collecting.js";

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

test("a limit of requests cuts the batch before it is sent", async () => {
  const server = await batchServer();
  const store = await testStore();
  const plan = batchPlan(server, "openai", { probes: 20, limits: { requests: 7 } });
  const summary = await collect(plan, store, batchDependencies());
  expect(summary).toMatchObject({ status: "incomplete", answered: 7, exitCode: 3 });
  expect(summary.reasons).toEqual(["the limit of 7 requests was reached"]);
  expect([...server.batches.values()].map(({ lines }) => lines.length)).toEqual([7]);
  const again = await collect(plan, store, batchDependencies());
  expect(again.requestsOfThisRun).toBe(0);
  expect(server.counts.create).toBe(1);
});

/** A dollar a million: 120 micro-dollars for an answer of 400 characters, about 650 at its worst. */
const prices = { date: "2026-01-01", source: "test", prices: { "openai:model-1": { input: 1, output: 1 } } };
const shortAnswer = () => ({ text: "x".repeat(400) });

test("a limit of dollars holds for the whole batch at its worst; what turns out cheaper goes in the next", async () => {
  const server = await batchServer({ item: shortAnswer });
  const store = await testStore();
  const plan = batchPlan(server, "openai", { probes: 60, limits: { usd: 0.003 } });
  const summary = await collect(plan, store, batchDependencies({ prices }));
  const sizes = [...server.batches.values()].map(({ lines }) => lines.length);
  expect(sizes[0]).toBe(4);
  expect(sizes.length).toBeGreaterThan(3);
  expect(summary.reasons).toEqual(["the limit of 0.003 US dollars was reached"]);
  expect(summary.totals.nanoUsd).toBeLessThanOrEqual(3_000_000);
  expect(summary.totals.nanoUsd).toBeGreaterThan(3_000_000 - 700_000);
  expect(summary.totals.nanoUsd).toBe(summary.answered * 120_000);
});

test("what waits at the provider from an earlier run counts at its worst, and less once it is known", async () => {
  const server = await batchServer({ item: shortAnswer, looksUntilDone: 1_000_000 });
  const store = await testStore();
  const plan = batchPlan(server, "openai", { probes: 60, limits: { usd: 0.003 } });
  const controller = new AbortController();
  const running = collect(plan, store, batchDependencies({ prices, signal: controller.signal }));
  while (server.counts.look < 2) await pause(5);
  controller.abort();
  expect(await running).toMatchObject({ status: "interrupted", answered: 0 });
  const waiting = await readTotals(store);
  expect(waiting.nanoUsdAtMost).toBeGreaterThan(2_300_000);
  server.options = { item: shortAnswer, looksUntilDone: 1 };
  const summary = await collect(plan, store, batchDependencies({ prices }));
  expect(summary.totals.nanoUsd).toBeGreaterThan(3_000_000 - 700_000);
  expect(summary.totals.nanoUsd).toBeLessThanOrEqual(3_000_000);
  expect(summary.totals.nanoUsd).toBe(summary.answered * 120_000);
});

test("Ctrl-C while waiting leaves the batch at the provider and says how to go on; the next run pays nothing again", async () => {
  const server = await batchServer({ looksUntilDone: 1_000_000 });
  const store = await testStore();
  const plan = batchPlan(server, "anthropic", { probes: 8 });
  const controller = new AbortController();
  const lines: string[] = [];
  const progress = {
    update: ({ trouble }: ProgressSnapshot) => void lines.push(...trouble.map(({ what }) => what)),
    end: () => undefined,
  };
  const running = collect(plan, store, batchDependencies({ signal: controller.signal, progress }));
  while (server.counts.look < 5) await pause(20);
  await pause(600);
  controller.abort();
  const summary = await running;
  expect(summary).toMatchObject({ status: "interrupted", exitCode: 130, answered: 0 });
  expect(summary.reasons.join("; ")).toContain(
    '"m1": batch batch_1 of 8 questions goes on at the provider; run the same command again to fetch its answers',
  );
  expect(lines).toContain("waiting for batch (0 of 8)");
  expect(server.counts.cancel).toBe(0);
  expect(readBatches(store, true)).toEqual([expect.objectContaining({ id: "batch_1", requests: 8, open: 8 })]);
  server.options = {};
  const again = await collect(plan, store, batchDependencies());
  expect(again).toMatchObject({ status: "complete", answered: 8, requestsOfThisRun: 0 });
  expect(server.counts).toMatchObject({ create: 1, billed: 8 });
});

test("limits of a provider cut the questions into several batches, which wait together", async () => {
  const server = await batchServer({ looksUntilDone: 2 });
  const store = await testStore();
  const plan = batchPlan(server, "google", { probes: 25 });
  const settings = { ...quickBatches, maxRequests: 10 };
  const summary = await collect(plan, store, batchDependencies({ batchSettings: settings }));
  expect(summary).toMatchObject({ status: "complete", answered: 25 });
  const batches = [...server.batches.values()];
  expect(batches.map(({ lines }) => lines.length)).toEqual([10, 10, 5]);
  expect(new Set(batches.map(({ name }) => name)).size).toBe(3);
  const bytes = Math.max(...batches.map(({ lines }) => lines.join("\n").length + 1));
  const other = await testStore();
  const cut = await batchServer();
  const small = batchDependencies({ batchSettings: { ...quickBatches, maxBytes: Math.ceil(bytes / 2) } });
  await collect(batchPlan(cut, "google", { probes: 25 }), other, small);
  for (const { lines } of cut.batches.values())
    expect(lines.join("\n").length + 1).toBeLessThanOrEqual(Math.ceil(bytes / 2));
});

test("live models and models in batches share a run, a budget and a ledger", async () => {
  const server = await batchServer({ looksUntilDone: 3 });
  const live = await testServer();
  const plan = smallPlan({ baseUrl: live.baseUrl, models: 3, probes: 10 });
  const inBatches = batchPlan(server, "openai", { models: 3, probes: 10 });
  const mixed: Plan = { ...plan, teachers: inBatches.teachers };
  const store = await testStore();
  const summary = await collect(mixed, store, batchDependencies());
  expect(summary).toMatchObject({ status: "complete", answered: 30 });
  expect(live.counts.requests).toBe(20);
  expect(server.counts.billed).toBe(10);
  // Nobody waited for these at a socket, so no time of theirs is among the times.
  const times = store.sqlite.prepare("SELECT model, total_us IS NULL AS none FROM exchange").all() as {
    model: string;
    none: number;
  }[];
  expect(times.every(({ model, none }) => (model === "m2") === (none === 1))).toBe(true);
  expect(await verifyChain(store)).toMatchObject({ faults: [], openIntents: 0 });
});

test("a batch that goes on does not hold up live models, nor does their end end the waiting", async () => {
  const server = await batchServer({ looksUntilDone: 1_000_000 });
  const live = await testServer();
  const plan = smallPlan({ baseUrl: live.baseUrl, models: 2, probes: 30 });
  const mixed: Plan = { ...plan, suspect: batchPlan(server, "openai", { probes: 30 }).suspect };
  const store = await testStore();
  const running = collect(mixed, store, batchDependencies());
  while (live.counts.answered < 30) await pause(10);
  server.options = {};
  expect(await running).toMatchObject({ status: "complete", answered: 60 });
});

test("keys travel in headers alone: no file, line or id holds one, and every call says who asks", async () => {
  const secret = "sk-test-0123456789abcdef";
  for (const provider of ["openai", "anthropic", "google"] as const) {
    const server = await batchServer();
    const store = await testStore();
    const plan = batchPlan(server, provider, { probes: 4, keyVariable: "BATCH_KEY" });
    const dependencies = batchDependencies({ environment: { BATCH_KEY: secret }, contact: "lab@example.org" });
    expect((await collect(plan, store, dependencies)).status).toBe("complete");
    expect(server.headers.length).toBeGreaterThan(2);
    for (const headers of server.headers) {
      expect(headers.authorization ?? headers["x-goog-api-key"]).toContain(secret);
      expect(headers["user-agent"]).toMatch(/^teacherprint\/.* \(\+lab@example\.org\)$/);
    }
    const [batch] = server.batches.values();
    expect(JSON.stringify(batch)).not.toContain(secret);
    const folder = dirname(store.path);
    expect(filesWith(folder, secret)).toEqual([]);
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o077).toBe(0);
  }
});

test("a result in which the key stands stops the run, and its stored copy has the key taken out", async () => {
  const secret = "sk-test-0123456789abcdef";
  const server = await batchServer({ item: ({ index }) => (index === 2 ? { text: `your key is ${secret}` } : {}) });
  const store = await testStore();
  const plan = batchPlan(server, "openai", { probes: 4, keyVariable: "BATCH_KEY" });
  const running = collect(plan, store, batchDependencies({ environment: { BATCH_KEY: secret } }));
  await expect(running).rejects.toMatchObject({ code: "SECRET_IN_REPLY" });
  expect(filesWith(dirname(store.path), secret)).toEqual([]);
});

test("a disk that fills up while the batch is written down: later it goes on with what was written", async () => {
  const server = await batchServer();
  const store = await testStore();
  const plan = batchPlan(server, "openai", { probes: 1000 });
  const pages = store.sqlite.pragma("page_count", { simple: true }) as number;
  store.sqlite.pragma(`max_page_count = ${pages + 60}`);
  await expect(collect(plan, store, batchDependencies())).rejects.toMatchObject({ code: "STORE_DISK_FULL" });
  expect(server.counts.create).toBe(0);
  const written = entriesOf(store, "exchange.intent").length;
  expect(written).toBeGreaterThan(0);
  expect(written).toBeLessThan(1000);
  store.sqlite.pragma("max_page_count = 1000000");
  const summary = await collect(plan, store, batchDependencies());
  expect(summary).toMatchObject({ status: "complete", answered: 1000 });
  expect([...server.batches.values()].map(({ lines }) => lines.length).sort()).toEqual(
    [written, 1000 - written].sort(),
  );
  expect(server.counts.billed).toBe(1000);
});

test("a key in the text of a question is refused before anything is sent", async () => {
  const server = await batchServer();
  const store = await testStore();
  const secret = "sk-test-0123456789abcdef";
  const plan = batchPlan(server, "google", {
    probes: 2,
    keyVariable: "BATCH_KEY",
    probe: { messages: [{ role: "user", content: `Is ${secret} a good key?` }] },
  });
  const running = collect(plan, store, batchDependencies({ environment: { BATCH_KEY: secret } }));
  await expect(running).rejects.toMatchObject({ code: "SECRET_IN_REQUEST" });
  expect(server.counts).toMatchObject({ upload: 0, create: 0 });
  expect(entriesOf(store, "exchange.intent")).toHaveLength(0);
});
