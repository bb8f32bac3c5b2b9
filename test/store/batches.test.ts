import { expect, test } from "vitest";
import { type Append, appendEntries } from "../../src/store/append-entry.js";
import { bodiesOf, openCallsOf, readBatchedCall, readBatches, readStrays } from "../../src/store/batches.js";
import { sha256Hex } from "../../src/store/digest.js";
import { rebuildReadTables } from "../../src/store/rebuild-read-tables.js";
import { repairAfterCrash } from "../../src/store/runs.js";
import { readSlotHistory } from "../../src/store/slot-history.js";
import { readTotals } from "../../src/store/totals.js";
import { aStore, emptySha256, intent, reply, time } from "./a-store.js";

const entry = (kind: Append["kind"], fields: object, blobs: Uint8Array[] = []): Append => ({
  ...time,
  kind,
  actor: "test",
  run: "R0001",
  fields: fields as never,
  blobs,
});

/** Two calls in a batch, one of them answered, and a live one. */
async function withBatch() {
  const store = await aStore();
  const body = Buffer.from('{"model":"m"}');
  const request = { method: "POST", url: "u", headersSha256: emptySha256, bodySha256: sha256Hex(body), bodySize: 13 };
  const batched = (slot: string) => ({ ...intent(slot, { batch: "tp-1", request }), blobs: [body, new Uint8Array()] });
  const [, first, second] = appendEntries(store, [
    entry("batch.planned", { batch: "tp-1", target: "m" }),
    batched("m/p/a"),
    batched("m/p/b"),
    intent("m/p/c"),
    entry("batch.call", { batch: "tp-1", what: "create" }),
    entry("batch.created", { batch: "tp-1", id: "batch_9" }),
    entry("batch.seen", { batch: "tp-1", state: "in_progress", done: 1 }),
  ]);
  appendEntries(store, [reply(first!, "m/p/a", { timing: null })]);
  return { store, first: first!, second: second!, body };
}

test("a batch is read with its state and what is still open in it", async () => {
  const { store, first, second, body } = await withBatch();
  const expected = {
    name: "tp-1",
    id: "batch_9",
    state: "in_progress",
    done: 1,
    requests: 2,
    open: 1,
    openTokens: 150,
  };
  expect(readBatches(store)).toEqual([expect.objectContaining(expected)]);
  expect([...openCallsOf(store, "tp-1")].map((call) => call.intent)).toEqual([second]);
  expect([...bodiesOf(store, "tp-1")]).toEqual([{ intent: second, body }]);
  expect(readBatchedCall(store, "tp-1", first)).toMatchObject({ settled: true, slot: "m/p/a" });
  expect(readBatchedCall(store, "other", first)).toBeNull();
});

test("a start orphans live calls only; calls in a batch stay open and their slots pending", async () => {
  const { store } = await withBatch();
  expect(repairAfterCrash(store, "test", time).orphans).toBe(1);
  expect([...readSlotHistory(store).pending]).toEqual(["m/p/b"]);
});

test("a closed batch is no longer among the open ones; strays are known by their bytes", async () => {
  const { store } = await withBatch();
  const line = Buffer.from("what is this");
  appendEntries(store, [
    entry("batch.stray", { batch: "tp-1", why: "no JSON", lineSha256: sha256Hex(line) }, [line]),
    entry("batch.closed", { batch: "tp-1", state: "completed" }),
  ]);
  expect(readBatches(store, true)).toEqual([]);
  expect(readStrays(store, "tp-1")).toEqual(new Set([sha256Hex(line)]));
  const before = [readBatches(store), await readTotals(store)];
  rebuildReadTables(store);
  expect([readBatches(store), await readTotals(store)]).toEqual(before);
});

test("a call that the provider never ran costs nothing", async () => {
  const { store, second } = await withBatch();
  const fields = { intent: second, slot: "m/p/b", target: "m", attempt: 1, phase: "batch", fault: "not-run" };
  appendEntries(store, [entry("exchange.failure", { ...fields, code: null, timing: null, answer: null })]);
  // What remains is the live call, at its worst.
  expect((await readTotals(store)).nanoUsdAtMost).toBe(15 + 1000);
});
