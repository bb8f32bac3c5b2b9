import { expect, test } from "vitest";
import { collect } from "../../src/collection/collect.js";
import { readTotals } from "../../src/store/totals.js";
import { verifyChain } from "../../src/store/verify-chain.js";
import { filesWith, testDependencies, testFolder, testServer, testStore } from "./collecting.js";
import { smallPlan } from "./small-plan.js";

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

test("a limit of requests is kept to the request, over several runs", async () => {
  const server = await testServer();
  const store = await testStore();
  const plan = smallPlan({ baseUrl: server.baseUrl, probes: 20, limits: { requests: 7 } });
  const first = await collect(plan, store, testDependencies());
  expect(first).toMatchObject({ status: "incomplete", answered: 7, runStatus: "stopped-by-rule", exitCode: 3 });
  expect(first.reasons).toEqual(["the limit of 7 requests was reached"]);
  const second = await collect(plan, store, testDependencies());
  expect(second).toMatchObject({ status: "incomplete", requestsOfThisRun: 0 });
  expect(server.counts.requests).toBe(7);
});

test("a limit of dollars is checked before sending, with what is in flight at its worst", async () => {
  const server = await testServer({ latencyMs: 20, answerLength: 400 });
  const store = await testStore();
  // A dollar a million: an answer of 100 and 20 input tokens costs 120 micro-dollars, its worst case about 650.
  const prices = {
    date: "2026-01-01",
    source: "test",
    prices: { "openai-compatible:model-1": { input: 1, output: 1 } },
  };
  const plan = smallPlan({ baseUrl: server.baseUrl, probes: 60, limits: { usd: 0.003, concurrency: 10 } });
  const summary = await collect(plan, store, testDependencies({ prices }));
  expect(summary.status).toBe("incomplete");
  expect(summary.reasons).toEqual(["the limit of 0.003 US dollars was reached"]);
  expect(summary.totals.nanoUsd).toBeLessThanOrEqual(3_000_000);
  // It stops only when not even one more call at its worst would fit.
  expect(summary.totals.nanoUsd).toBeGreaterThan(3_000_000 - 700_000);
  expect(summary.totals.nanoUsd).toBe(summary.answered * 120_000);
});

test("a limit of tokens stops as well", async () => {
  const server = await testServer({ answerLength: 400 });
  const store = await testStore();
  const plan = smallPlan({ baseUrl: server.baseUrl, probes: 60, limits: { tokens: 2000 } });
  const summary = await collect(plan, store, testDependencies());
  expect(summary.reasons).toEqual(["the limit of 2000 tokens was reached"]);
  expect(summary.totals.inputTokens + summary.totals.outputTokens).toBeLessThanOrEqual(2000);
});

test("a model without a price is said to be one", async () => {
  const server = await testServer();
  const store = await testStore();
  const plan = smallPlan({ baseUrl: server.baseUrl, limits: { usd: 1 } });
  const remote = {
    ...plan,
    suspect: { ...plan.suspect, address: { ...plan.suspect.address, provider: "openai" as const, baseUrl: null } },
  };
  const summary = await collect(
    remote,
    store,
    testDependencies({
      contact: "a@b.example",
      fetch: (() => Promise.reject(new TypeError("fetch failed"))) as typeof fetch,
      retryLimits: { firstPauseMs: 10 },
    }),
  );
  expect(summary.notices.join()).toContain("No price is known for m1");
});

test("Ctrl-C lets calls in flight end, sends nothing more, and the next run goes on", async () => {
  const server = await testServer({ latencyMs: 150 });
  const store = await testStore();
  const plan = smallPlan({ baseUrl: server.baseUrl, probes: 20, limits: { concurrency: 4 } });
  const controller = new AbortController();
  const running = collect(plan, store, testDependencies({ signal: controller.signal }));
  while (server.counts.requests < 6) await pause(5);
  const sent = server.counts.requests;
  controller.abort();
  const summary = await running;
  expect(summary).toMatchObject({ status: "interrupted", runStatus: "aborted", exitCode: 130, orphansFound: 0 });
  // Those whose intent was just being written may still go out; nothing new is begun.
  expect(server.counts.requests).toBeLessThanOrEqual(sent + 4);
  expect(summary.answered).toBe(server.counts.requests);
  expect(await verifyChain(store)).toMatchObject({ faults: [], openIntents: 0 });
  const again = await collect(plan, store, testDependencies());
  expect(again).toMatchObject({ status: "complete", requestsOfThisRun: 20 - summary.answered });
});

test("calls that do not end in their time of grace are ended, and each has its outcome", async () => {
  const server = await testServer({ respond: ({ number }) => number > 1 });
  const store = await testStore();
  const controller = new AbortController();
  const plan = smallPlan({ baseUrl: server.baseUrl, probes: 10, limits: { concurrency: 3 } });
  const running = collect(plan, store, testDependencies({ signal: controller.signal, graceMs: 50 }));
  while (server.counts.requests < 4) await pause(5);
  controller.abort();
  expect(await running).toMatchObject({ status: "interrupted", answered: 1 });
  expect(await verifyChain(store)).toMatchObject({ faults: [], openIntents: 0 });
  expect(await readTotals(store)).toMatchObject({ failures: 3, error: 0 });
});

test("aborted before it began: nothing is sent", async () => {
  const server = await testServer();
  const store = await testStore();
  const summary = await collect(
    smallPlan({ baseUrl: server.baseUrl }),
    store,
    testDependencies({ signal: AbortSignal.abort() }),
  );
  expect(summary).toMatchObject({ status: "interrupted", requestsOfThisRun: 0 });
  expect(server.counts.requests).toBe(0);
});

test("a key is in none of the files of a run, whatever the endpoint does with it", async () => {
  const key = "sk-test-0123456789/abc+def";
  const server = await testServer({
    respond: ({ number, response, request }) => {
      const status = [200, 401, 500][number - 3];
      if (status === undefined) return false;
      response.writeHead(status === 200 ? 500 : status, {
        "content-type": "text/plain",
        "x-echo": String(request.headers.authorization),
      });
      response.end("no");
      return true;
    },
  });
  const folder = testFolder();
  const store = await testStore(folder);
  const plan = smallPlan({ baseUrl: server.baseUrl, probes: 6, keyVariable: "TEST_KEY", limits: { concurrency: 1 } });
  const summary = await collect(
    plan,
    store,
    testDependencies({ environment: { TEST_KEY: key }, retryLimits: { firstPauseMs: 10 } }),
  );
  expect(server.seen[0]!.headers.authorization).toBe(`Bearer ${key}`);
  expect(server.seen[0]!.headers["user-agent"]).toMatch(/^teacherprint\/\d/);
  expect(server.seen[0]!.headers["accept-encoding"]).toBe("identity");
  expect(JSON.stringify(summary)).not.toContain(key);
  expect(filesWith(folder, key)).toEqual([]);
  const folders = store.sqlite.prepare("SELECT data FROM blob").pluck().all() as Buffer[];
  expect(folders.some((data) => data.includes("redacted:hmac:"))).toBe(true);
});

test("a key that comes back in a reply stops the run; the stored reply has it taken out", async () => {
  const key = "sk-test-0123456789/abc+def";
  const server = await testServer({
    respond: ({ number, answer, request }) => {
      answer(number === 3 ? `You are ${request.headers.authorization}` : "fine");
      return true;
    },
  });
  const folder = testFolder();
  const store = await testStore(folder);
  const plan = smallPlan({ baseUrl: server.baseUrl, probes: 8, keyVariable: "TEST_KEY", limits: { concurrency: 1 } });
  const running = collect(plan, store, testDependencies({ environment: { TEST_KEY: key } }));
  await expect(running).rejects.toMatchObject({ code: "SECRET_IN_REPLY", happened: expect.not.stringContaining(key) });
  expect(server.counts.requests).toBe(3);
  expect(filesWith(folder, key)).toEqual([]);
  expect(await verifyChain(store)).toMatchObject({ faults: [], openIntents: 0 });
});

test("a missing key is told before anything is sent or written", async () => {
  const server = await testServer();
  const store = await testStore();
  const plan = smallPlan({ baseUrl: server.baseUrl, keyVariable: "TEST_KEY" });
  await expect(collect(plan, store, testDependencies())).rejects.toMatchObject({ code: "KEY_MISSING", exitCode: 2 });
  expect(server.counts.requests).toBe(0);
});

test("an SDK that sends past the recorder is found before anything leaves", async () => {
  const store = await testStore();
  const server = await testServer();
  const openEndpoint = async () => ({ address: {}, sdk: "x", readReply: () => ({}), ask: async () => ({}) }) as never;
  const running = collect(smallPlan({ baseUrl: server.baseUrl }), store, testDependencies({ openEndpoint }));
  await expect(running).rejects.toMatchObject({ code: "REQUEST_NOT_RECORDED" });
});

test("before the disk is full nothing more is asked, and what was asked is still written", async () => {
  const server = await testServer({ latencyMs: 20 });
  const store = await testStore();
  let free = 1e12;
  const plan = smallPlan({ baseUrl: server.baseUrl, probes: 200, limits: { concurrency: 2 } });
  const running = collect(plan, store, testDependencies({ freeBytes: async () => free }));
  const caught = running.catch((error: unknown) => error);
  while (server.counts.answered < 5) await pause(5);
  free = 1000;
  expect(await caught).toMatchObject({ code: "STORE_DISK_FULL", happened: expect.stringContaining("almost full") });
  expect(await verifyChain(store)).toMatchObject({ faults: [], openIntents: 0 });
  expect((await readTotals(store)).ok).toBe(server.counts.answered);
});

test("another plan on the same study is refused, with the difference", async () => {
  const server = await testServer();
  const store = await testStore();
  await collect(smallPlan({ baseUrl: server.baseUrl }), store, testDependencies());
  const other = smallPlan({ baseUrl: server.baseUrl, suspectSamples: 2 });
  await expect(collect(other, store, testDependencies())).rejects.toMatchObject({ code: "PLAN_DIFFERS" });
});

test("answers are outcomes of their own kind: refused, truncated, empty, with their tokens", async () => {
  const server = await testServer({
    respond: ({ number, answer }) => {
      const choice = (message: object, finish_reason: string) => ({
        choices: [{ index: 0, message: { role: "assistant", ...message }, finish_reason }],
      });
      const changes = [
        choice({ content: "cut off he" }, "length"),
        choice({ content: null, refusal: "I would rather not." }, "stop"),
        choice({ content: "" }, "stop"),
        choice({ content: "fine" }, "stop"),
      ][number - 1]!;
      answer("", changes);
      return true;
    },
  });
  const store = await testStore();
  const summary = await collect(smallPlan({ baseUrl: server.baseUrl, probes: 4 }), store, testDependencies());
  expect(summary).toMatchObject({ status: "complete", exitCode: 0 });
  expect(summary.totals).toMatchObject({ ok: 1, refused: 1, truncated: 1, empty: 1 });
});
