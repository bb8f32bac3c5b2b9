import { expect, test } from "vitest";
import type { MockBatchOptions, MockItem } from "../../../bench/mock-batches.js";
import { systemClock } from "../../../src/collection/clock.js";
import type { CollectDependencies } from "../../../src/collection/collect.js";
import { collect } from "../../../src/collection/collect.js";
import { readBatches } from "../../../src/store/batches.js";
import { verifyChain } from "../../../src/store/verify-chain.js";
import { testStore } from "../collecting.js";
import type { SmallPlanOptions } from "../small-plan.js";
import {
  type BatchProvider,
  batchDependencies,
  batchPlan,
  batchServer,
  entriesOf,
  quickBatches,
} from "./batch-collecting.js";

/** Collects in batches against a server with faults, and checks the chain afterwards. */
async function collectFrom(
  provider: BatchProvider,
  behaviour: MockBatchOptions,
  options: SmallPlanOptions = {},
  dependencies: Partial<CollectDependencies> = {},
) {
  const server = await batchServer(behaviour);
  const store = await testStore();
  const plan = batchPlan(server, provider, { probes: 6, ...options });
  const summary = await collect(plan, store, batchDependencies(dependencies));
  expect(await verifyChain(store)).toMatchObject({ faults: [] });
  return { server, store, plan, summary };
}

/** True for the questions with these places, in the first batch alone. */
const inFirst =
  (...places: number[]) =>
  ({ index, batch }: MockItem) =>
    /\D1$/.test(batch.id) && places.includes(index);

const three = ["openai", "anthropic", "google"] as const;

test("network down while waiting: the batch is looked at again when it is back, and nothing is asked twice", async () => {
  const server = await batchServer({ looksUntilDone: 1_000_000 });
  const store = await testStore();
  const running = collect(batchPlan(server, "openai", { probes: 6 }), store, batchDependencies());
  while (server.counts.look < 3) await new Promise((resolve) => setTimeout(resolve, 5));
  await server.pause();
  await new Promise((resolve) => setTimeout(resolve, 300));
  server.options = { looksUntilDone: 1 };
  await server.resume();
  expect(await running).toMatchObject({ status: "complete", answered: 6 });
  expect(server.counts).toMatchObject({ create: 1, billed: 6 });
  const faults = entriesOf(store, "batch.reply").filter(({ fault }) => fault !== null);
  expect(faults.length).toBeGreaterThan(0);
  expect(await verifyChain(store)).toMatchObject({ faults: [], openIntents: 0 });
});

for (const provider of three) {
  test(`${provider}: a download that is cut is fetched again; every question has one outcome`, async () => {
    const { server, store, summary } = await collectFrom(provider, {
      respond: ({ what, number, response, carryOn }) => {
        if (what !== "download" || number > 2) return false;
        const end = response.end.bind(response);
        response.end = ((bytes: Buffer) => {
          response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.destroy());
          return response;
        }) as typeof end;
        carryOn();
        return true;
      },
    });
    expect(summary).toMatchObject({ status: "complete", answered: 6 });
    expect(server.counts).toMatchObject({ create: 1, billed: 6, download: 3 });
    expect(entriesOf(store, "exchange.reply")).toHaveLength(6);
    expect(entriesOf(store, "batch.stray")).toHaveLength(0);
    expect(entriesOf(store, "batch.closed")[0]!.counts).toMatchObject({ answered: 6, faulty: 0, missing: 0 });
    expect(summary.totals).toMatchObject({ attempts: 6, repeats: 0 });
  });

  test(`${provider}: lines that fit no question are kept apart; their questions go in the next batch`, async () => {
    const strange = '{"custom_id":"someone-else-1","key":"someone-else-1","response":{},"result":{}}';
    const { server, store, summary } = await collectFrom(provider, {
      item: (item) => {
        if (inFirst(1)(item)) return { raw: '{"custom_id": "half of a li' };
        if (inFirst(2)(item)) return { raw: strange };
        if (inFirst(3)(item)) return { twice: true };
        if (inFirst(4)(item)) return { missing: true };
        return {};
      },
    });
    expect(summary).toMatchObject({ status: "complete", answered: 6 });
    const strays = entriesOf(store, "batch.stray");
    expect(strays.map(({ why }) => why)).toEqual([
      "it is not JSON",
      "its id is not one of this batch",
      "a second result for the same question",
    ]);
    expect(server.counts.create).toBe(2);
    expect(summary.totals).toMatchObject({ attempts: 9, repeats: 3, failures: 3 });
    const again = entriesOf(store, "exchange.intent").filter(({ attempt }) => attempt === 2);
    expect(again).toHaveLength(3);
    const first = entriesOf(store, "exchange.intent").find(({ seq }) => seq === again[0]!.retryOf);
    expect(first).toMatchObject({ slot: again[0]!.slot, attempt: 1 });
  });

  test(`${provider}: faults of single questions are judged like live ones`, async () => {
    const refused = provider === "google" ? 3 : 400;
    const broken = provider === "google" ? 13 : 500;
    const { server, summary, store } = await collectFrom(provider, {
      item: (item) => {
        // The same question is refused in every batch; the other only in the first.
        if (item.question.includes("number 2.")) return { error: error(refused, "invalid_request_error", "flagged") };
        if (/\D1$/.test(item.batch.id) && item.question.includes("number 4."))
          return { error: error(broken, "api_error", "internal") };
        return {};
      },
    });
    expect(summary).toMatchObject({ status: "incomplete", answered: 5, exitCode: 3 });
    expect(summary.totals).toMatchObject({ error: 1, ok: 5, attempts: 7 });
    expect(server.counts).toMatchObject({ create: 2, billed: 5 });
    const statuses = store.sqlite.prepare("SELECT status FROM exchange WHERE status <> 200").pluck().all();
    expect(statuses.sort()).toEqual([400, 500]);
  });
}

function error(status: number, type: string, message: string) {
  return { status, type, message };
}

for (const provider of ["openai", "google"] as const) {
  test(`${provider}: a batch that expires costs nothing, and its questions go in the next one`, async () => {
    const { server, summary, store } = await collectFrom(
      provider,
      { ending: (batch) => (/\D1$/.test(batch.id) ? "expired" : "completed") },
      { limits: { tokens: 8000 } },
    );
    // Six questions at their worst are 6,000 tokens: a second batch fits only because the first is known to be free.
    expect(summary).toMatchObject({ status: "complete", answered: 6 });
    expect(server.counts).toMatchObject({ create: 2, billed: 6 });
    expect(entriesOf(store, "exchange.failure").map(({ fault, code }) => `${fault} ${code}`)).toEqual(
      Array(6).fill("not-run expired"),
    );
  });
}

test("anthropic: questions that expire in a batch that has ended go in the next one", async () => {
  const { server, summary, store } = await collectFrom("anthropic", {
    item: (item) => (inFirst(0, 5)(item) ? { notRun: "expired" } : {}),
  });
  expect(summary).toMatchObject({ status: "complete", answered: 6 });
  expect(server.counts).toMatchObject({ create: 2, billed: 6 });
  const failures = entriesOf(store, "exchange.failure");
  expect(failures.every(({ lineSha256 }) => typeof lineSha256 === "string")).toBe(true);
});

test("questions that expire again and again are left for the next run", async () => {
  const { server, summary } = await collectFrom("openai", { ending: () => "expired" });
  expect(summary).toMatchObject({ status: "incomplete", answered: 0, exitCode: 3 });
  expect(server.counts).toMatchObject({ create: 3, billed: 0 });
  expect(summary.totals.error).toBe(0);
});

for (const provider of three) {
  test(`${provider}: a batch that is not found any more is believed after three looks; the user decides to ask again`, async () => {
    let lost = true;
    const { server, summary, store, plan } = await collectFrom(provider, {
      respond: ({ what, response }) => {
        if (what !== "look" || !lost) return false;
        response.writeHead(404, { "content-type": "application/json" });
        response.end('{"error":{"message":"No such batch.","type":"not_found_error","code":404}}');
        return true;
      },
    });
    expect(summary).toMatchObject({ status: "incomplete", answered: 0 });
    expect(summary.reasons.join()).toContain("is no longer at the provider; its questions may have been billed");
    expect(server.counts).toMatchObject({ create: 1, look: 3 });
    expect(entriesOf(store, "batch.closed")[0]).toMatchObject({ state: "gone" });
    lost = false;
    expect(await collect(plan, store, batchDependencies())).toMatchObject({ status: "complete", answered: 6 });
    expect(server.counts.create).toBe(2);
    expect(await verifyChain(store)).toMatchObject({ faults: [], openIntents: 0 });
  });
}

test("a batch that the provider refuses stops the model with the reason, and its questions are free again", async () => {
  const { server, summary, store, plan } = await collectFrom("openai", {
    ending: () => "failed",
    failure: { code: "model_not_found", message: "The model has no batches." },
  });
  expect(summary).toMatchObject({ status: "incomplete", answered: 0, exitCode: 2 });
  expect(summary.reasons.join()).toContain("The model has no batches.");
  expect(server.counts).toMatchObject({ create: 1, billed: 0 });
  server.options = {};
  expect(await collect(plan, store, batchDependencies())).toMatchObject({ status: "complete", answered: 6 });
});

test("too much at the provider already: the questions go in smaller batches, later", async () => {
  const { server, summary } = await collectFrom("openai", {
    ending: (batch) => (batch.lines.length > 2 ? "failed" : "completed"),
    failure: { code: "token_limit_exceeded", message: "Enqueued token limit reached." },
  });
  expect(summary).toMatchObject({ status: "complete", answered: 6 });
  const sizes = [...server.batches.values()].map(({ lines }) => lines.length);
  expect(sizes).toEqual([6, 3, 2, 2, 2]);
  expect(server.counts.billed).toBe(6);
});

test("time goes by between two readings of the clock: the smaller batches still go", async () => {
  let readings = 0n;
  const monotonicNs = () => {
    readings += 1n;
    return process.hrtime.bigint() + readings * 30_000_000n;
  };
  const { summary } = await collectFrom(
    "openai",
    {
      ending: (batch) => (batch.lines.length > 2 ? "failed" : "completed"),
      failure: { code: "token_limit_exceeded", message: "Enqueued token limit reached." },
    },
    {},
    { clock: { ...systemClock, monotonicNs } },
  );
  expect(summary).toMatchObject({ status: "complete", answered: 6 });
});

test("a batch that someone cancels keeps what was done; the rest is left for the next run", async () => {
  const { server, summary, store, plan } = await collectFrom("openai", { ending: () => "cancelled" });
  expect(summary.reasons.join()).toContain("was cancelled at the provider");
  expect(server.counts.create).toBe(1);
  server.options = {};
  expect(await collect(plan, store, batchDependencies())).toMatchObject({ status: "complete", answered: 6 });
});

test("a wrong key stops the model at the first call; a right one goes on", async () => {
  const { server, summary, store, plan } = await collectFrom(
    "openai",
    {},
    { keyVariable: "BATCH_KEY" },
    { environment: { BATCH_KEY: "revoked" } },
  );
  expect(summary).toMatchObject({ status: "incomplete", exitCode: 2 });
  expect(summary.reasons.join()).toContain("Incorrect API key");
  expect(server.counts).toMatchObject({ upload: 1, create: 0 });
  const right = batchDependencies({ environment: { BATCH_KEY: "sk-right-key-of-the-test" } });
  expect(await collect(plan, store, right)).toMatchObject({ status: "complete", answered: 6 });
});

test("a key revoked while waiting: the batch stays at the provider and is fetched with a good key", async () => {
  let revoked = false;
  const { server, summary, store, plan } = await collectFrom("openai", {
    looksUntilDone: 3,
    respond: ({ what, number, response }) => {
      if (what === "look" && number === 2) revoked = true;
      if (!revoked) return false;
      response.writeHead(401, { "content-type": "application/json" }).end('{"error":{"message":"key revoked"}}');
      return true;
    },
  });
  expect(summary).toMatchObject({ status: "incomplete", answered: 0 });
  expect(summary.reasons.join()).toContain("goes on at the provider; run the same command again");
  revoked = false;
  server.options = { looksUntilDone: 3 };
  expect(await collect(plan, store, batchDependencies())).toMatchObject({ status: "complete", answered: 6 });
  expect(server.counts).toMatchObject({ create: 1, billed: 6 });
});

for (const provider of three) {
  test(`${provider}: an answer to the making that is lost is no reason to make another; the batch is found again`, async () => {
    const { server, summary, store } = await collectFrom(provider, {
      respond: ({ what, number, response, carryOn }) => {
        if (what !== "create" || number > 1) return false;
        response.end = (() => response.destroy()) as unknown as typeof response.end;
        response.writeHead = (() => response) as typeof response.writeHead;
        carryOn();
        return true;
      },
    });
    expect(summary).toMatchObject({ status: "complete", answered: 6 });
    expect(server.counts).toMatchObject({ create: 1, billed: 6 });
    expect(entriesOf(store, "batch.created")[0]).toMatchObject({ how: "found" });
    expect(readBatches(store)).toHaveLength(1);
  });

  test(`${provider}: a making that failed and made nothing is done again once the list has had its time`, async () => {
    const { server, summary } = await collectFrom(provider, {
      respond: ({ what, number, response }) => {
        if (what !== "create" || number > 1) return false;
        response.writeHead(500, { "content-type": "application/json" }).end('{"error":{"message":"oops"}}');
        return true;
      },
    });
    expect(summary).toMatchObject({ status: "complete", answered: 6 });
    expect(server.counts).toMatchObject({ create: 2, billed: 6 });
    expect(server.counts.list).toBeGreaterThan(1);
  });
}

test("anthropic: another batch of the same size is not taken for ours", async () => {
  const others = Array.from({ length: 6 }, (_, index) => ({ custom_id: `other-${index}`, params: { model: "x" } }));
  const server = await batchServer();
  server.options = {
    respond: async ({ what, number, response }) => {
      if (what !== "create" || number > 1) return false;
      const body = JSON.stringify({ requests: others });
      const made = await fetch(`${server.origin}/v1/messages/batches`, { method: "POST", body });
      await fetch(`${server.origin}/v1/messages/batches/${((await made.json()) as { id: string }).id}`);
      response.writeHead(500).end();
      return true;
    },
  };
  const store = await testStore();
  // Room for several lists within it on a busy computer.
  const dependencies = batchDependencies({ batchSettings: { ...quickBatches, settleMs: 600 } });
  const summary = await collect(batchPlan(server, "anthropic", { probes: 6 }), store, dependencies);
  expect(summary).toMatchObject({ status: "complete", answered: 6 });
  expect(server.batches.size).toBe(2);
  // What the other batch holds is looked at once, however often it is listed.
  expect(server.counts.list).toBeGreaterThan(1);
  expect(server.counts.download).toBe(2);
  expect(entriesOf(store, "batch.created")[0]).toMatchObject({ id: "batch_2", how: "created" });
});

test("a refusal to take more now is waited out without a search", async () => {
  const { server, summary } = await collectFrom("openai", {
    respond: ({ what, number, response }) => {
      if (what !== "create" || number > 2) return false;
      response.writeHead(429, { "content-type": "application/json", "retry-after": "0.05" }).end("{}");
      return true;
    },
  });
  expect(summary).toMatchObject({ status: "complete", answered: 6 });
  expect(server.counts).toMatchObject({ create: 3, list: 0, billed: 6 });
});

test("HTML in place of a batch, from a proxy for one, is not believed", async () => {
  const { server, summary } = await collectFrom("openai", {
    respond: ({ what, number, response }) => {
      if (what !== "look" || number > 2) return false;
      response.writeHead(200, { "content-type": "text/html" }).end("<html>log in first</html>");
      return true;
    },
  });
  expect(summary).toMatchObject({ status: "complete", answered: 6 });
  expect(server.counts.create).toBe(1);
});

test("a batch in which everything failed is tried again; one in which everything was refused is not", async () => {
  const error = { status: 500, type: "api_error", message: "down" };
  const failed = await collectFrom("anthropic", { item: ({ batch }) => (/\D1$/.test(batch.id) ? { error } : {}) });
  expect(failed.summary).toMatchObject({ status: "complete", answered: 6 });
  expect(failed.server.counts).toMatchObject({ create: 2, billed: 6 });
  const refusal = { status: 400, type: "invalid_request_error", message: "temperature is not supported" };
  const refused = await collectFrom("anthropic", { item: () => ({ error: refusal }) });
  expect(refused.summary).toMatchObject({ status: "incomplete", answered: 0, exitCode: 2 });
  expect(refused.summary.reasons.join()).toContain("every question of batch batch_1 was refused: temperature is not");
  expect(refused.server.counts.create).toBe(1);
});

test("nobody at the address: given up with the reason after a few tries, and the questions are free again", async () => {
  const server = await batchServer();
  await server.pause();
  const store = await testStore();
  const plan = batchPlan(server, "openai", { probes: 6 });
  const summary = await collect(plan, store, batchDependencies());
  expect(summary).toMatchObject({ status: "incomplete", answered: 0, exitCode: 2 });
  expect(summary.reasons.join()).toContain("nothing listens at that address");
  expect(summary.totals).toMatchObject({ attempts: 6, nanoUsdAtMost: 0, tokensAtMost: 0 });
  await server.resume();
  expect(await collect(plan, store, batchDependencies())).toMatchObject({ status: "complete", answered: 6 });
  expect(server.counts).toMatchObject({ create: 1, billed: 6 });
  expect(await verifyChain(store)).toMatchObject({ faults: [], openIntents: 0 });
});

test("a second making that is lost, too, gets its own time before it is done again", async () => {
  const { server, summary } = await collectFrom(
    "openai",
    {
      respond: ({ what, number, response }) => {
        if (what !== "create" || number > 2) return false;
        response.writeHead(500).end();
        return true;
      },
    },
    {},
    // Room for two lists within it on a busy computer.
    { batchSettings: { ...quickBatches, settleMs: 600 } },
  );
  expect(summary).toMatchObject({ status: "complete", answered: 6 });
  expect(server.counts).toMatchObject({ create: 3, billed: 6 });
  // Between any two of them the list was looked at more than once.
  expect(server.counts.list).toBeGreaterThanOrEqual(4);
});
