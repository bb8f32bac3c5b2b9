import { expect, test } from "vitest";
import { appendEntries, appendEntry } from "../../src/store/append-entry.js";
import { contentBytes } from "../../src/store/blobs.js";
import type { JsonObject } from "../../src/store/canonical.js";
import { sha256Hex } from "../../src/store/digest.js";
import { readAnswers } from "../../src/store/read-answers.js";
import { requireSoundLedger } from "../../src/store/require-sound-ledger.js";
import { closeRun } from "../../src/store/runs.js";
import { openStore, type Store } from "../../src/store/store.js";
import { verifyChain } from "../../src/store/verify-chain.js";
import { aRun, aStore, intent, reply, time } from "./a-store.js";

const slots = ["suspect/p/q1/0.7/0/0", "suspect/p/q2/0.7/0/0", "teacher/p/q1/0.7/0/0", "teacher/p/q2/0.7/0/0"];

function answered(intentSeq: number, slot: string) {
  const content = contentBytes({ text: `what ${slot} says`, reasoning: null });
  const answer = { status: "ok" as const, stopReason: "end", returnedModel: "m", contentSha256: sha256Hex(content) };
  const append = reply(intentSeq, slot, { answer });
  return { ...append, blobs: [...append.blobs!, content] };
}

async function collectedStore(): Promise<Store> {
  const store = await aStore();
  const run = aRun(store);
  for (const slot of slots) appendEntry(store, answered(appendEntry(store, intent(slot)), slot));
  const entry = (kind: "batch.planned" | "batch.created", fields: JsonObject) =>
    ({ ...time, kind, actor: "test", run, fields }) as const;
  appendEntries(store, [
    entry("batch.planned", { batch: "tp-1", target: "suspect" }),
    entry("batch.created", { batch: "tp-1", id: "b1" }),
  ]);
  closeRun(store, run, "completed", {}, "test", time);
  return store;
}

async function faultsOf(store: Store): Promise<string[]> {
  const { faults } = await verifyChain(store);
  return faults.map(({ kind, what }) => `${kind}: ${what}`);
}

const substitute = `UPDATE answer SET content = (SELECT content FROM answer AS other
  WHERE other.model = 'teacher' AND other.probe = answer.probe) WHERE model = 'suspect'`;

test("tables that say what the entries say have no fault, also through a connection that only reads", async () => {
  const store = await collectedStore();
  expect(await faultsOf(store)).toEqual([]);
  const reader = await openStore(store.path, { readOnly: true });
  expect(await faultsOf(reader)).toEqual([]);
  expect(() => requireSoundLedger(reader)).not.toThrow();
  reader.close();
});

test("answers that were given the text of others are named, and nothing is read", async () => {
  const store = await collectedStore();
  store.sqlite.exec(substitute);
  expect(await faultsOf(store)).toEqual([
    `table: answer ${slots[0]} is not what the ledger's entries say (content)`,
    `table: answer ${slots[1]} is not what the ledger's entries say (content)`,
  ]);
  expect(() => requireSoundLedger(store)).toThrow(/answer suspect\/p\/q1.*, and 1 more faults.*LEDGER_FAULTY/s);
});

test.each([
  ["a status", "UPDATE answer SET status = 'refused' WHERE seq = 3", `answer ${slots[0]}`, "(status)"],
  ["the order", "UPDATE answer SET id = 10 - id", `answer ${slots[3]}`, "at another place than it arrived at"],
  ["a row too few", "DELETE FROM answer WHERE seq = 5", `answer ${slots[1]}`, "not in the table that is read"],
  [
    "a row too many",
    "INSERT INTO answer SELECT id + 9, 'suspect/z', model, pack, probe, 5, temperature, system_prompt, sentinel, status, stop_reason, returned_model, 1, 1, 1, 1, content, source, seq, wall FROM answer LIMIT 1",
    "answer suspect/z",
    "is in no entry of the ledger",
  ],
  ["a call", "UPDATE exchange SET cost_nano_usd = 0 WHERE intent = 2", "exchange 2", "(cost_nano_usd)"],
  ["a batch", "UPDATE batch SET id = 'other'", "batch tp-1", "(id)"],
])("%s that was changed is named", async (_, statement, row, what) => {
  const store = await collectedStore();
  store.sqlite.exec(statement);
  const faults = await faultsOf(store);
  expect(faults).toEqual([expect.stringContaining(`table: ${row} `)]);
  expect(faults[0]).toContain(what);
});

test("of many rows the first are named and the others counted", async () => {
  const store = await aStore();
  aRun(store);
  for (let index = 10; index < 40; index += 1) appendEntry(store, intent(`m/p/q${index}/0.7/0/0`));
  store.sqlite.exec("UPDATE exchange SET worst_tokens = 0");
  const faults = await faultsOf(store);
  expect(faults).toHaveLength(11);
  expect(faults.at(-1)).toBe("table: 20 more rows of the table exchange differ");
});

test("an entry that lacks what its kind says is a fault, no crash", async () => {
  const store = await collectedStore();
  const broken = { ...time, kind: "note", actor: "test", run: null, fields: { imported: [{ slot: "x" }] } } as const;
  expect(() => appendEntry(store, broken)).toThrow();
  store.sqlite.exec("ALTER TABLE answer RENAME TO kept; CREATE TABLE answer(slot TEXT, id INTEGER)");
  expect((await faultsOf(store)).length).toBeGreaterThan(0);
});

test("a text with other bytes than its digest is not read, nor one that is absent", async () => {
  const store = await collectedStore();
  store.sqlite.exec("DROP TRIGGER blob_no_update; DROP TRIGGER blob_no_delete");
  const named = "WHERE sha256 = (SELECT content FROM answer WHERE seq = 3)";
  store.sqlite.exec(`UPDATE blob SET data = CAST('{"reasoning":null,"text":"other"}' AS BLOB) ${named}`);
  expect(() => [...readAnswers(store)]).toThrow(/suspect\/p\/q1.* is not the one that its entry names/);
  store.sqlite.exec(`UPDATE blob SET data = NULL ${named}`);
  expect(await faultsOf(store)).toEqual([expect.stringContaining("no entry says that they were destroyed")]);
  store.sqlite.exec(`DELETE FROM blob ${named}`);
  expect(() => [...readAnswers(store)]).toThrow(/suspect\/p\/q1.* is absent/);
});

test("bytes that an entry says were destroyed are no fault", async () => {
  const store = await collectedStore();
  const digest = store.sqlite.prepare("SELECT lower(hex(content)) FROM answer WHERE seq = 3").pluck().get() as string;
  const fields = { reason: "asked to", authority: "a court", digests: [digest] };
  appendEntry(store, { ...time, kind: "evidence.destroyed", actor: "test", run: null, fields });
  store.sqlite.exec("DROP TRIGGER blob_no_update");
  store.sqlite.prepare("UPDATE blob SET data = NULL WHERE sha256 = ?").run(Buffer.from(digest, "hex"));
  expect(await faultsOf(store)).toEqual([]);
  expect([...readAnswers(store)][0]!.text).toBe("");
});
