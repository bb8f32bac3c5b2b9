import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import type { MockExchange } from "../../bench/mock-server.js";
import { collect } from "../../src/collection/collect.js";
import type { Store } from "../../src/store/store.js";
import { verifyChain } from "../../src/store/verify-chain.js";
import { batchDependencies, batchPlan, batchServer } from "./batch/batch-collecting.js";
import { testDependencies, testFolder, testServer, testStore } from "./collecting.js";
import { smallPlan } from "./small-plan.js";

const key = "sk-test-0123456789/abc+def";

/** As System.Text.Json writes a plus sign, and as others write what they take for unsafe. */
const escapings: readonly ((json: string) => string)[] = [
  (json) => json.replaceAll("+", "\\u002B"),
  (json) => json.replaceAll("+", "\\u002b").replaceAll("/", "\\/"),
  (json) => json.replaceAll("sk-test", "\\u0073\\u006b\\u002D\\u0074est"),
];

/** Everything that the folder holds, packed bytes unpacked, with every escape of one character undone. */
function contentsOf(folder: string, store: Store): string {
  store.sqlite.pragma("wal_checkpoint(TRUNCATE)");
  const files = readdirSync(folder).map((name) => readFileSync(join(folder, name)).toString("latin1"));
  const packed = store.sqlite.prepare("SELECT data FROM blob WHERE enc = 'gzip'").pluck().all() as Buffer[];
  return [...files, ...packed.map((data) => gunzipSync(data).toString("latin1"))]
    .join("\n")
    .replace(/\\+u([0-9a-f]{4})/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)))
    .replace(/\\+\//g, "/")
    .replaceAll("&#x2B;", "+");
}

async function collectFrom(respond: (exchange: MockExchange) => boolean) {
  const server = await testServer({ respond });
  const folder = testFolder();
  const store = await testStore(folder);
  const plan = smallPlan({ baseUrl: server.baseUrl, probes: 4, keyVariable: "TEST_KEY", limits: { concurrency: 1 } });
  const ended = await collect(plan, store, testDependencies({ environment: { TEST_KEY: key } })).catch(
    (error: unknown) => error,
  );
  expect(await verifyChain(store)).toMatchObject({ faults: [], openIntents: 0 });
  return { ended, contents: contentsOf(folder, store), server };
}

function send({ response }: MockExchange, status: number, body: string): true {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(body);
  return true;
}

function completion(content: unknown, changes: object = {}): string {
  const choices = [{ index: 0, message: { role: "assistant", content }, finish_reason: "stop" }];
  return JSON.stringify({ id: "x", model: "model-1", choices, usage: null, ...changes });
}

test("a key that comes back escaped stops the run and stands nowhere, short reply or long", async () => {
  for (const escaped of escapings) {
    for (const around of ["", "and so on. ".repeat(1000)]) {
      const { ended, contents, server } = await collectFrom((exchange) =>
        send(exchange, 200, escaped(completion(`${around}You sent ${key}.${around}`))),
      );
      expect(ended).toMatchObject({ code: "SECRET_IN_REPLY" });
      expect(server.counts.requests).toBe(1);
      expect(contents).toContain("redacted:hmac:");
      expect(contents).not.toContain(key);
    }
  }
});

test("the same in a name, in the words of an error, in a page and within JSON as text", async () => {
  const plain = `You sent ${key}.`;
  const escaped = escapings[0]!;
  for (const [status, body] of [
    [200, escaped(completion("hi", { model: plain }))],
    [400, escaped(JSON.stringify({ error: { message: plain } }))],
    [500, `<p>${plain.replace("+", "&#x2B;")}</p>`],
    [200, completion(escaped(JSON.stringify({ plain })))],
  ] as const) {
    const { ended, contents } = await collectFrom((exchange) => send(exchange, status, body));
    expect(ended).toMatchObject({ code: "SECRET_IN_REPLY", message: expect.not.stringContaining(key) });
    expect(contents).not.toContain(key);
  }
});

test("a key in two pieces of a message stops the run, and is taken out of the text that is made of them", async () => {
  const parts = [key.slice(0, 12), key.slice(12)].map((text) => ({ type: "text", text }));
  const { ended, contents } = await collectFrom((exchange) => send(exchange, 200, completion(parts)));
  expect(ended).toMatchObject({ code: "SECRET_IN_REPLY" });
  expect(contents).not.toContain(key);
});

test("a header that holds the key escaped is kept without it", async () => {
  const { ended, contents } = await collectFrom((exchange) => {
    exchange.response.setHeader("x-request-id", escapings[0]!(key));
    return send(exchange, 200, completion("hi"));
  });
  expect(ended).toMatchObject({ status: "complete" });
  expect(contents).not.toContain(key);
});

test("a key that comes back escaped in a batch, in its results or its errors, stops the run and stands nowhere", async () => {
  const answer = (customId: string, content: string) => {
    const body = { model: "model-1", choices: [{ message: { content }, finish_reason: "stop" }] };
    return JSON.stringify({ custom_id: customId, response: { status_code: 200, body } });
  };
  for (const escaped of escapings) {
    for (const options of [
      { item: ({ customId }: { customId: string }) => ({ raw: escaped(answer(customId, `You sent ${key}.`)) }) },
      { item: () => ({ raw: escaped(`no JSON at all: "${key}"`) }) },
      { ending: () => "failed" as const, failure: { code: "invalid", message: escaped(`"${key}" is no file`) } },
    ]) {
      const server = await batchServer(options);
      const folder = testFolder();
      const store = await testStore(folder);
      const plan = batchPlan(server, "openai", { probes: 3, keyVariable: "BATCH_KEY" });
      const running = collect(plan, store, batchDependencies({ environment: { BATCH_KEY: key } }));
      await expect(running).rejects.toMatchObject({ code: "SECRET_IN_REPLY" });
      const contents = contentsOf(folder, store);
      expect(contents).toContain("redacted:hmac:");
      expect(contents).not.toContain(key);
    }
  }
});
