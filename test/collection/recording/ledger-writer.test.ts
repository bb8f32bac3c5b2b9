import { expect, test } from "vitest";
import { systemClock } from "../../../src/collection/clock.js";
import { LedgerWriter } from "../../../src/collection/recording/ledger-writer.js";
import { TeacherprintError } from "../../../src/errors.js";
import { appendEntries } from "../../../src/store/append-entry.js";
import { verifyChain } from "../../../src/store/verify-chain.js";
import { testStore } from "../collecting.js";

const note = (text: string) => ({ kind: "note", run: null, fields: { text } }) as const;

const synced = { sync: async () => {} };

test("entries that come close together share a transaction and keep their order", async () => {
  const store = await testStore();
  const batches: number[] = [];
  const appendAll: typeof appendEntries = (to, appends) => {
    batches.push(appends.length);
    return appendEntries(to, appends);
  };
  const writer = new LedgerWriter({ store, clock: systemClock, log: synced, appendAll });
  const seqs = await Promise.all([1, 2, 3, 4, 5].map((number) => writer.append(note(String(number)))));
  expect(seqs).toEqual([0, 1, 2, 3, 4]);
  expect(batches).toEqual([5]);
  expect(await writer.append(note("later"))).toBe(5);
});

test("an entry counts as written only when it is on disk; what comes meanwhile waits for the next turn", async () => {
  const store = await testStore();
  const waits: (() => void)[] = [];
  const log = { sync: () => new Promise<void>((resolve) => waits.push(resolve)) };
  const writer = new LedgerWriter({ store, clock: systemClock, log });
  const done: string[] = [];
  const first = writer.append(note("1")).then(() => done.push("first"));
  while (waits.length === 0) await new Promise((resolve) => setImmediate(resolve));
  const second = writer.append(note("2")).then(() => done.push("second"));
  const third = writer.append(note("3")).then(() => done.push("third"));
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(done).toEqual([]);
  waits[0]!();
  await first;
  while (waits.length === 1) await new Promise((resolve) => setImmediate(resolve));
  expect(done).toEqual(["first"]);
  waits[1]!();
  await Promise.all([second, third]);
  expect(done).toEqual(["first", "second", "third"]);
  expect(waits).toHaveLength(2);
});

test("a busy database is tried again, in order, until it is free", async () => {
  const store = await testStore();
  let busy = 3;
  const appendAll: typeof appendEntries = (to, appends) => {
    busy -= 1;
    if (busy >= 0) throw new TeacherprintError("STORE_BUSY", "busy.", "wait.");
    return appendEntries(to, appends);
  };
  const writer = new LedgerWriter({ store, clock: systemClock, log: synced, appendAll });
  const first = writer.append(note("1"));
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await Promise.all([first, writer.append(note("2"))])).toEqual([0, 1]);
});

test("an entry without a canonical form is turned back alone, and what comes after it is still written", async () => {
  const store = await testStore();
  const writer = new LedgerWriter({ store, clock: systemClock, log: synced });
  const group = ["1", "half \ud83d", "2", "3"].map((text) => writer.append(note(text)));
  const count = writer.append({ kind: "note", run: null, fields: { count: 2 ** 53 } });
  const ended = await Promise.allSettled([...group, count]);
  expect(ended.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled", "fulfilled", "rejected"]);
  expect(ended[1]).toMatchObject({ reason: expect.objectContaining({ message: expect.stringContaining("/text") }) });
  expect(await writer.append(note("4"))).toBe(3);
  await expect(writer.append(note("\ude00"))).rejects.toThrow(RangeError);
  const texts = store.sqlite.prepare("SELECT json_extract(CAST(jcs AS TEXT), '$.text') FROM ledger ORDER BY seq");
  expect(texts.pluck().all()).toEqual(["1", "2", "3", "4"]);
  expect(await verifyChain(store)).toMatchObject({ faults: [] });
});

test("a RangeError that no entry stands behind fails all of them", async () => {
  const store = await testStore();
  const broken = new RangeError("something else");
  const appendAll: typeof appendEntries = () => {
    throw broken;
  };
  const writer = new LedgerWriter({ store, clock: systemClock, log: synced, appendAll });
  await expect(writer.append(note("1"))).rejects.toBe(broken);
  await expect(writer.append(note("2"))).rejects.toBe(broken);
});

test("after a failed append, or a disk that did not take it, nothing more is written", async () => {
  const full = new TeacherprintError("STORE_DISK_FULL", "full.", "free some.");
  for (const broken of [
    {
      log: synced,
      appendAll: () => {
        throw full;
      },
    },
    { log: { sync: () => Promise.reject(full) } },
  ]) {
    const store = await testStore();
    const writer = new LedgerWriter({ store, clock: systemClock, ...broken });
    await expect(writer.append(note("1"))).rejects.toBe(full);
    await expect(writer.append(note("2"))).rejects.toBe(full);
    expect(store.sqlite.prepare("SELECT count(*) FROM ledger").pluck().get()).toBeLessThanOrEqual(1);
  }
});
