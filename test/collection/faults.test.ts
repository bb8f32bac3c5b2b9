import { once } from "node:events";
import { createServer } from "node:net";
import { gzipSync } from "node:zlib";
import Sqlite from "better-sqlite3";
import { expect, test } from "vitest";
import type { MockExchange } from "../../bench/mock-server.js";
import { startMockServer } from "../../bench/mock-server.js";
import { systemClock } from "../../src/collection/clock.js";
import { type CollectDependencies, collect } from "../../src/collection/collect.js";
import { openStore, type Store } from "../../src/store/store.js";
import { verifyChain } from "../../src/store/verify-chain.js";
import type { Plan } from "../../src/study/plan.js";
import { testDependencies, testServer, testStore } from "./collecting.js";
import { type SmallPlanOptions, smallPlan } from "./small-plan.js";

const quick = { retryLimits: { firstPauseMs: 20 } };

/** Collects against a server that handles some requests itself, and checks the chain afterwards. */
async function collectFrom(
  respond: (exchange: MockExchange) => boolean,
  options: SmallPlanOptions = {},
  dependencies: Partial<CollectDependencies> = {},
) {
  const server = await testServer({ respond });
  const store = await testStore();
  const plan = smallPlan({ baseUrl: server.baseUrl, ...options });
  const summary = await collect(plan, store, testDependencies({ ...quick, ...dependencies }));
  expect(await verifyChain(store)).toMatchObject({ faults: [], openIntents: 0 });
  return { server, store, plan, summary };
}

function faultsOf(store: Store): string[] {
  return store.sqlite
    .prepare("SELECT fault FROM exchange WHERE fault IS NOT NULL ORDER BY intent")
    .pluck()
    .all() as string[];
}

function send(
  exchange: MockExchange,
  status: number,
  body: string | Buffer,
  headers: Record<string, string> = {},
): true {
  exchange.response.writeHead(status, { "content-type": "application/json", ...headers });
  exchange.response.end(body);
  return true;
}

test("429 with and without Retry-After: everything is answered, each refusal is a row", async () => {
  for (const headers of [{ "retry-after": "0.1" }, {}] as Record<string, string>[]) {
    const { summary, store } = await collectFrom(
      (exchange) => exchange.number % 3 === 0 && send(exchange, 429, '{"error":{"message":"slow down"}}', headers),
      { probes: 12 },
    );
    expect(summary).toMatchObject({ status: "complete", answered: 12, exitCode: 0 });
    expect(summary.totals.attempts).toBe(12 + summary.totals.turnedAway);
    expect(summary.totals.turnedAway).toBeGreaterThanOrEqual(4);
    expect(faultsOf(store).every((fault) => fault === "http-429")).toBe(true);
  }
});

test("500 now and then: nothing is lost, every try is a row that names the one before", async () => {
  const { summary, store } = await collectFrom(
    (exchange) => exchange.number % 4 === 2 && send(exchange, 500, "oops", { "content-type": "text/plain" }),
    { probes: 20 },
  );
  expect(summary).toMatchObject({ status: "complete", answered: 20 });
  expect(summary.totals.repeats).toBe(summary.totals.attempts - 20);
  const retries = store.sqlite
    .prepare("SELECT jcs FROM ledger WHERE kind = 'exchange.intent'")
    .pluck()
    .all() as Buffer[];
  const entries = retries.map(
    (jcs) => JSON.parse(jcs.toString()) as { seq: number; slot: string; attempt: number; retryOf: number | null },
  );
  for (const entry of entries.filter(({ attempt }) => attempt > 1)) {
    const before = entries.find(({ seq }) => seq === entry.retryOf);
    expect(before).toMatchObject({ slot: entry.slot, attempt: entry.attempt - 1 });
  }
});

test("a question that always fails is given up after six tries and asked again by the next run", async () => {
  let broken = true;
  const { summary, store, plan } = await collectFrom(
    (exchange) => broken && exchange.body.includes("number 3.") && send(exchange, 500, "oops"),
    { probes: 4 },
  );
  expect(summary).toMatchObject({ status: "incomplete", answered: 3, exitCode: 3 });
  expect(summary.totals).toMatchObject({ error: 1, attempts: 9 });
  expect(summary.reasons[0]).toContain("1 questions got no usable answer");
  broken = false;
  const again = await collect(plan, store, testDependencies());
  expect(again).toMatchObject({ status: "complete", answered: 4, requestsOfThisRun: 1 });
  expect(again.totals.error).toBe(0);
});

test("what breaks inside a reply is kept as it came, named, and asked again", async () => {
  const breakages: Record<string, (exchange: MockExchange) => void> = {
    reset: ({ response }) => {
      response.writeHead(200, { "content-type": "application/json", "content-length": "500" });
      response.write('{"id": "cut');
      setTimeout(() => response.destroy(), 20);
    },
    "not-json": (exchange) =>
      void send(exchange, 200, "<!doctype html><title>Sign in</title>", { "content-type": "text/html" }),
    "error-in-body": (exchange) => void send(exchange, 200, '{"error":{"message":"upstream failed"}}'),
    "bad-encoding": (exchange) =>
      void send(exchange, 200, Buffer.from("\u001f\u008bno gzip at all", "latin1"), { "content-encoding": "gzip" }),
    timeout: ({ response }) => {
      response.writeHead(200, { "content-type": "application/json" });
      const drip = setInterval(() => response.write(" "), 20);
      response.on("close", () => clearInterval(drip));
    },
  };
  for (const [fault, breakIt] of Object.entries(breakages)) {
    let broken = 0;
    const { summary, store } = await collectFrom(
      (exchange) => {
        if (broken > 0 || exchange.number !== 2) return false;
        broken += 1;
        breakIt(exchange);
        return true;
      },
      { probes: 4 },
      { exchangeLimits: { totalMs: 1500, idleMs: 1000 } },
    );
    expect(summary, fault).toMatchObject({ status: "complete", answered: 4 });
    expect(faultsOf(store)).toEqual([fault]);
    const kept = store.sqlite
      .prepare(
        "SELECT blob.data FROM ledger JOIN blob ON hex(blob.sha256) = upper(json_extract(CAST(jcs AS TEXT), '$.body.sha256')) WHERE json_extract(CAST(jcs AS TEXT), '$.fault') IS NOT NULL",
      )
      .pluck()
      .all() as Buffer[];
    expect(kept).toHaveLength(1);
    if (fault === "reset") expect(kept[0]!.toString()).toBe('{"id": "cut');
    if (fault === "bad-encoding") expect(kept[0]!.toString("latin1")).toBe("\u001f\u008bno gzip at all");
  }
});

test("a body compressed against our wish is unpacked and marked", async () => {
  const { summary, store } = await collectFrom(
    (exchange) => {
      const reply = {
        id: "x",
        model: "model-1",
        choices: [{ message: { role: "assistant", content: "packed" }, finish_reason: "stop" }],
      };
      return send(exchange, 200, gzipSync(JSON.stringify(reply)), { "content-encoding": "gzip" });
    },
    { probes: 1 },
  );
  expect(summary.status).toBe("complete");
  const entry = String(store.sqlite.prepare("SELECT jcs FROM ledger WHERE kind = 'exchange.reply'").pluck().get());
  expect(JSON.parse(entry)).toMatchObject({ body: { decoded: true, complete: true } });
});

test("a reply of a gigabyte is read up to its limit and no further", async () => {
  let sent = 0;
  const { summary, store } = await collectFrom(
    ({ response, body }) => {
      if (!body.includes("number 2.")) return false;
      response.writeHead(200, { "content-type": "application/json" });
      const piece = Buffer.alloc(65_536, 32);
      const pump = () => {
        while (sent < 1_000_000_000 && !response.destroyed) {
          sent += piece.length;
          if (!response.write(piece)) return void response.once("drain", pump);
        }
      };
      pump();
      return true;
    },
    { probes: 3 },
    { exchangeLimits: { largestBody: 1_000_000 } },
  );
  expect(summary).toMatchObject({ status: "incomplete", answered: 2 });
  expect(summary.totals).toMatchObject({ invalid: 1, attempts: 3 });
  expect(faultsOf(store)).toEqual(["too-large"]);
  expect(sent).toBeLessThan(50_000_000);
  expect(store.sqlite.prepare("SELECT max(size) FROM blob").pluck().get()).toBe(1_000_000);
});

test("a wrong key stops the endpoint with the reason after one question; other endpoints go on", async () => {
  const bad = await testServer({
    respond: (exchange) => send(exchange, 401, '{"error":{"message":"Incorrect API key provided"}}'),
  });
  const good = await testServer();
  const store = await testStore();
  const plan = smallPlan({ models: 2, probes: 10, baseUrls: [bad.baseUrl, good.baseUrl] });
  const summary = await collect(plan, store, testDependencies());
  expect(bad.counts.requests).toBe(1);
  expect(summary).toMatchObject({ status: "incomplete", answered: 10, exitCode: 3 });
  expect(summary.models.map(({ stopped }) => stopped)).toEqual([expect.stringContaining("Incorrect API key"), null]);
  expect(summary.reasons).toEqual([expect.stringContaining('"m1" was given up')]);
});

test("when nothing at all can be asked, the exit code says that the input is wrong", async () => {
  for (const [status, words] of [
    [404, "model does not exist"],
    [400, "temperature is not supported"],
    [403, "not allowed"],
  ] as const) {
    const { summary, server } = await collectFrom((exchange) =>
      send(exchange, status, JSON.stringify({ error: { message: words } })),
    );
    expect(summary).toMatchObject({ status: "incomplete", answered: 0, exitCode: 2 });
    expect(summary.reasons[0]).toContain(words);
    // A 400 may be the fault of the one question, so a second one is asked before giving up.
    expect(server.counts.requests).toBe(status === 400 ? 2 : 1);
  }
});

test("HTML from the first question on stops the endpoint; the user learns that it is a page", async () => {
  const { summary, server } = await collectFrom((exchange) =>
    send(exchange, 200, "<html>login</html>", { "content-type": "text/html" }),
  );
  expect(summary.exitCode).toBe(2);
  expect(summary.reasons[0]).toMatch(/HTML|JSON/);
  expect(server.counts.requests).toBe(3);
});

test("one question that an endpoint refuses is an error of that question alone", async () => {
  const { summary } = await collectFrom(
    (exchange) => exchange.body.includes("number 5.") && send(exchange, 400, '{"error":{"message":"flagged"}}'),
    { probes: 8 },
  );
  expect(summary).toMatchObject({ status: "incomplete", answered: 7 });
  expect(summary.totals).toMatchObject({ error: 1, attempts: 8 });
});

test("a key revoked in the middle: what was answered stays, the rest is asked again with a good key", async () => {
  let revoked = true;
  const { summary, store, plan, server } = await collectFrom(
    (exchange) => revoked && exchange.number > 6 && send(exchange, 401, '{"error":{"message":"key revoked"}}'),
    { probes: 12, limits: { concurrency: 2 } },
  );
  expect(summary.answered).toBe(6);
  expect(server.counts.requests).toBeLessThanOrEqual(8);
  revoked = false;
  const again = await collect(plan, store, testDependencies());
  expect(again).toMatchObject({ status: "complete", answered: 12, requestsOfThisRun: 6 });
});

test("nobody at the address, and no such host: given up with the reason after a few tries", async () => {
  const closed = createServer().listen(0, "127.0.0.1");
  await once(closed, "listening");
  const { port } = closed.address() as { port: number };
  closed.close();
  for (const [baseUrl, fault] of [
    [`http://127.0.0.1:${port}/v1`, "refused"],
    ["http://no-such-host.invalid/v1", "dns"],
  ] as const) {
    const store = await testStore();
    const summary = await collect(
      smallPlan({ baseUrl }),
      store,
      testDependencies({ ...quick, contact: "a@b.example" }),
    );
    expect(summary).toMatchObject({ status: "incomplete", answered: 0, exitCode: 2 });
    expect(summary.reasons[0]).toContain("it never answered");
    expect(summary.totals.attempts).toBe(4);
    expect(new Set(faultsOf(store))).toEqual(new Set([fault]));
    expect(await verifyChain(store)).toMatchObject({ faults: [] });
  }
});

test("an endpoint that goes away and comes back costs no question its tries", async () => {
  const first = await startMockServer();
  const port = Number(new URL(first.baseUrl).port);
  const store = await testStore();
  const plan = smallPlan({ baseUrl: first.baseUrl, probes: 60, limits: { requestsPerMinute: 6000 } });
  const running = collect(plan, store, testDependencies(quick));
  while (first.counts.answered < 15) await new Promise((resolve) => setTimeout(resolve, 10));
  await first.close();
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const second = await startMockServer({}, port);
  const summary = await running;
  await second.close();
  expect(summary).toMatchObject({ status: "complete", answered: 60 });
  expect(summary.totals.attempts - 60).toBeLessThan(40);
});

test("the wall clock jumping back changes nothing but its label", async () => {
  const server = await testServer();
  const store = await testStore();
  let calls = 0;
  const wall = () => {
    calls += 1;
    return new Date(Date.UTC(2026, 0, 1) - 3_600_000 * calls);
  };
  const clock = { ...systemClock, wall };
  const plan = smallPlan({ baseUrl: server.baseUrl, limits: { requestsPerMinute: 3000 } });
  const summary = await collect(plan, store, testDependencies({ clock }));
  expect(summary.status).toBe("complete");
  expect(await verifyChain(store)).toMatchObject({ faults: [] });
});

test("another model behind the name is noticed, recorded once, and told", async () => {
  const { summary, store } = await collectFrom(
    (exchange) => {
      exchange.answer("text", exchange.number > 3 ? { model: "model-1-mini" } : {});
      return true;
    },
    { probes: 8, limits: { concurrency: 1 } },
  );
  expect(summary.notices.join()).toContain('named itself "model-1" before and "model-1-mini" now');
  const deviations = store.sqlite.prepare("SELECT jcs FROM ledger WHERE kind = 'deviation'").pluck().all() as Buffer[];
  expect(deviations.map((jcs) => JSON.parse(jcs.toString()))).toEqual([
    expect.objectContaining({ what: "returned model", before: ["model-1"], now: "model-1-mini" }),
  ]);
});

test("two collectors on one study: the second is refused and told who is at work", async () => {
  const server = await testServer({ latencyMs: 100 });
  const store = await testStore();
  const plan = smallPlan({ baseUrl: server.baseUrl, probes: 8, limits: { concurrency: 2 } });
  const first = collect(plan, store, testDependencies());
  const other = await openStore(store.path);
  await expect(collect(plan, other, testDependencies())).rejects.toMatchObject({
    code: "STUDY_LOCKED",
    happened: expect.stringContaining(`process ${process.pid}`),
  });
  other.close();
  expect((await first).status).toBe("complete");
  expect(server.counts.requests).toBe(8);
});

test("a database that another program holds for a while is waited for", async () => {
  const server = await testServer({ latencyMs: 30 });
  const store = await testStore();
  const running = collect(smallPlan({ baseUrl: server.baseUrl, probes: 12 }), store, testDependencies());
  while (server.counts.answered < 3) await new Promise((resolve) => setTimeout(resolve, 5));
  const other = new Sqlite(store.path, { timeout: 5000 });
  other.exec("BEGIN IMMEDIATE");
  await new Promise((resolve) => setTimeout(resolve, 800));
  other.exec("ROLLBACK");
  other.close();
  expect(await running).toMatchObject({ status: "complete", answered: 12 });
});

test("a disk that fills up stops the run with what to do; later it goes on, and no answer is lost", async () => {
  const server = await testServer({ answerLength: 30_000 });
  const store = await testStore();
  const plan: Plan = smallPlan({ baseUrl: server.baseUrl, probes: 40, limits: { concurrency: 3 } });
  const pages = store.sqlite.pragma("page_count", { simple: true }) as number;
  store.sqlite.pragma(`max_page_count = ${pages + 12}`);
  await expect(collect(plan, store, testDependencies())).rejects.toMatchObject({ code: "STORE_DISK_FULL" });
  const kept = store.sqlite.prepare("SELECT count(*) FROM answer").pluck().get() as number;
  expect(kept).toBeGreaterThan(0);
  expect(kept).toBeLessThan(40);
  expect((await verifyChain(store)).faults).toEqual([]);
  store.sqlite.pragma("max_page_count = 1000000");
  const summary = await collect(plan, store, testDependencies());
  expect(summary).toMatchObject({ status: "complete", answered: 40 });
  expect(summary.orphansFound).toBeLessThanOrEqual(3);
  expect(summary.requestsOfThisRun).toBe(40 - kept);
});

test("a network that is down for a minute: everything is asked in the end, and no question is given up", async () => {
  // Sixty times as fast as the world, so that a minute of the collector is a second of the test.
  const speed = 60;
  const started = process.hrtime.bigint();
  const clock = {
    wall: () => new Date(),
    monotonicNs: () => started + (process.hrtime.bigint() - started) * BigInt(speed),
    after: (milliseconds: number, action: () => void) => {
      const timer = setTimeout(action, milliseconds / speed);
      return () => clearTimeout(timer);
    },
  };
  const first = await startMockServer();
  const port = Number(new URL(first.baseUrl).port);
  const store = await testStore();
  const plan = smallPlan({ baseUrl: first.baseUrl, models: 2, probes: 40, limits: { requestsPerMinute: 600 } });
  const running = collect(plan, store, testDependencies({ clock }));
  while (first.counts.answered < 10) await new Promise((resolve) => setTimeout(resolve, 5));
  await first.close();
  await new Promise((resolve) => setTimeout(resolve, 60_000 / speed));
  const second = await startMockServer({}, port);
  const summary = await running;
  await second.close();
  expect(summary).toMatchObject({ status: "complete", answered: 80 });
  expect(summary.totals).toMatchObject({ error: 0, invalid: 0 });
  // Left alone for longer and longer: a minute costs a handful of tries, each of them a row.
  expect(summary.totals.failures).toBeGreaterThan(0);
  expect(summary.totals.failures).toBeLessThan(60);
  expect(await verifyChain(store)).toMatchObject({ faults: [], openIntents: 0 });
});

test("a host name that is not found for a while, in the middle: asked again when it is", async () => {
  const server = await testServer();
  let calls = 0;
  const send = ((url: string, init: RequestInit) => {
    calls += 1;
    const gone = calls > 5 && calls < 12;
    // The name never exists; the real resolver says so.
    return fetch(gone ? url.replace("127.0.0.1", "no-such-host.invalid") : url, init);
  }) as typeof fetch;
  const store = await testStore();
  const plan = smallPlan({ baseUrl: server.baseUrl, probes: 20, limits: { concurrency: 2 } });
  const summary = await collect(plan, store, testDependencies({ ...quick, fetch: send }));
  expect(summary).toMatchObject({ status: "complete", answered: 20 });
  expect(new Set(faultsOf(store))).toEqual(new Set(["dns"]));
});

test("an answer under a wrong content type is an answer; a picture is not", async () => {
  const { summary } = await collectFrom(
    (exchange) => {
      if (exchange.number % 2 === 0) return false;
      const reply = {
        id: "x",
        model: "model-1",
        choices: [{ message: { role: "assistant", content: "plain" }, finish_reason: "stop" }],
      };
      return send(exchange, 200, JSON.stringify(reply), { "content-type": "text/html; charset=utf-8" });
    },
    { probes: 6 },
  );
  expect(summary).toMatchObject({ status: "complete", answered: 6, requestsOfThisRun: 6 });
  const picture = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 255, 254]);
  const { store } = await collectFrom(
    (exchange) => exchange.number === 2 && send(exchange, 200, picture, { "content-type": "application/json" }),
    { probes: 3 },
  );
  expect(faultsOf(store)).toEqual(["not-json"]);
  const kept = store.sqlite.prepare("SELECT data FROM blob WHERE size = ?").pluck().get(picture.length);
  expect(kept).toEqual(picture);
});
