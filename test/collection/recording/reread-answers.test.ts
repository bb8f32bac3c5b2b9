import { expect, test } from "vitest";
import { collect } from "../../../src/collection/collect.js";
import { RereadAnswers } from "../../../src/collection/recording/reread-answers.js";
import { appendEntry } from "../../../src/store/append-entry.js";
import type { JsonObject } from "../../../src/store/canonical.js";
import { recordImportedAnswers } from "../../../src/store/import-answers.js";
import { entryFields, readEntries } from "../../../src/store/read-entries.js";
import type { Store } from "../../../src/store/store.js";
import { verifyChain } from "../../../src/store/verify-chain.js";
import { batchDependencies, batchPlan, batchProviders, batchServer } from "../batch/batch-collecting.js";
import { testDependencies, testServer, testStore } from "../collecting.js";
import { smallPlan } from "../small-plan.js";

const time = { wall: "2026-01-01T00:00:00.000Z", monoNs: "0" };

async function reread(store: Store) {
  const answers = new RereadAnswers(store);
  const { faults } = await verifyChain(store, { look: (kind, fields) => answers.take(kind, fields) });
  return { faults: faults.map(({ kind, what }) => `${kind}: ${what}`), answers };
}

/** What is said of the answers when every reply's entry is read with this change. */
function rereadWith(store: Store, change: (fields: JsonObject) => JsonObject) {
  const answers = new RereadAnswers(store);
  const said = [...readEntries(store)].flatMap((entry) => {
    const fields = entryFields(entry);
    return answers.take(entry.kind, entry.kind === "exchange.reply" ? change(fields) : fields) ?? [];
  });
  return { said, answers };
}

async function collected(): Promise<Store> {
  const server = await testServer({});
  const store = await testStore();
  await collect(smallPlan({ baseUrl: server.baseUrl, probes: 3, models: 1 }), store, testDependencies());
  return store;
}

test("what was asked live says the same when its stored replies are read again", async () => {
  const { faults, answers } = await reread(await collected());
  expect(faults).toEqual([]);
  expect(answers).toMatchObject({ same: 3, unread: new Map() });
});

test.each(batchProviders)("%s: so does what came in a batch", async (provider) => {
  const server = await batchServer({});
  const store = await testStore();
  await collect(batchPlan(server, provider, { probes: 3 }), store, batchDependencies());
  const { faults, answers } = await reread(store);
  expect(faults).toEqual([]);
  expect(answers).toMatchObject({ same: 3, unread: new Map() });
});

test("an answer that was given another content, status or model than its reply has is named", async () => {
  const store = await collected();
  const answerOf = (fields: JsonObject) => fields.answer as JsonObject;
  const swapped = rereadWith(store, (fields) => ({
    ...fields,
    answer: { ...answerOf(fields), contentSha256: "ab".repeat(32), status: "refused" },
  }));
  expect(swapped.said).toHaveLength(3);
  expect(swapped.said[0]).toMatch(/^the answer of .* is not the one in the stored reply \(status, contentSha256\)$/);
  // The reply of another question has other words.
  const bodies = [...readEntries(store, ["exchange.reply"])].map((entry) => entryFields(entry).body!);
  const moved = rereadWith(store, (fields) => ({ ...fields, body: bodies[0]! }));
  expect(moved.said).toHaveLength(2);
  const request = [...readEntries(store, ["exchange.intent"])].map((entry) => entryFields(entry).request as JsonObject);
  const empty = rereadWith(store, (fields) => ({ ...fields, body: { sha256: request[0]!.bodySha256! } }));
  expect(empty.said[0]).toMatch(/^the stored reply of .* holds no answer \(unexpected-shape\)$/);
});

test("what cannot be read again is counted with its reason", async () => {
  const store = await collected();
  const answer = { model: "m0", pack: "p", probe: "x", sample: 0, temperature: null, systemPrompt: 0, slot: "x" };
  const said = {
    text: "typed",
    reasoning: null,
    status: "ok",
    stopReason: null,
    returnedModel: null,
    usage: null,
  } as const;
  recordImportedAnswers(store, { name: "a", format: "jsonl", sha256: "00" }, [{ ...answer, ...said }], "test", time);
  appendEntry(store, { ...time, kind: "note", actor: "test", run: null, fields: { text: "no answers" } });
  const { faults, answers } = await reread(store);
  expect(faults).toEqual([]);
  expect([...answers.unread]).toEqual([["imported, with no reply behind them", 1]]);

  const redacted = rereadWith(store, (fields) => ({ ...fields, redacted: ["text"] }));
  expect(redacted.said).toEqual([]);
  expect(redacted.answers.unread.get("with a key taken out of the text")).toBe(3);
  const absent = rereadWith(store, (fields) => ({ ...fields, body: { sha256: "ab".repeat(32) } }));
  expect(absent.answers.unread.get("without the bytes of their reply")).toBe(3);
  const unknown = rereadWith(store, (fields) => ({ ...fields, target: "nobody" }));
  expect(unknown.answers.unread.get("of a model that no plan names")).toBe(3);
});
