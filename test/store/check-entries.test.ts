import { expect, test } from "vitest";
import { appendEntry } from "../../src/store/append-entry.js";
import { canonicalBytes, type JsonObject } from "../../src/store/canonical.js";
import { hashCanon } from "../../src/store/entry.js";
import { entryFields, readEntries } from "../../src/store/read-entries.js";
import { rebuildReadTables } from "../../src/store/rebuild-read-tables.js";
import { closeRun, repairAfterCrash } from "../../src/store/runs.js";
import type { Store } from "../../src/store/store.js";
import { verifyChain } from "../../src/store/verify-chain.js";
import { aRun, aStore, intent, note, reply, time } from "./a-store.js";

const later = (second: number) => ({ ...time, monoNs: String(second * 1e9) });

/** The plan, a run, a question with its answer, the end of the run. */
async function aLedger(): Promise<Store> {
  const store = await aStore();
  const run = aRun(store);
  const slot = "m1/p/q1/0.7/0/0";
  const asked = appendEntry(store, { ...intent(slot), ...later(1) });
  appendEntry(store, { ...reply(asked, slot), ...later(2) });
  closeRun(store, run, "completed", {}, "test", later(3));
  return store;
}

/** Writes the whole chain anew, each entry after the one before it, as someone who knows the format can. */
async function faultsOfRewritten(change: (entries: JsonObject[]) => JsonObject[]): Promise<string[]> {
  const store = await aLedger();
  store.sqlite.exec("DROP TRIGGER ledger_no_delete");
  const entries = change([...readEntries(store)].map(entryFields));
  store.sqlite.exec("DELETE FROM ledger");
  const places = new Map(entries.map(({ seq }, place) => [seq, place]));
  let prev = "0".repeat(64);
  for (const [seq, entry] of entries.entries()) {
    const moved: JsonObject = entry.intent === undefined ? {} : { intent: places.get(entry.intent)! };
    const canon = canonicalBytes({ ...entry, ...moved, seq, prev });
    const hash = hashCanon(canon);
    store.sqlite
      .prepare("INSERT INTO ledger VALUES(?, ?, ?, ?, ?)")
      .run(seq, entry.kind, entry.run ?? null, hash, canon);
    prev = hash.toString("hex");
  }
  rebuildReadTables(store);
  const { faults } = await verifyChain(store);
  return faults.map(({ seq, what }) => `${seq}: ${what}`);
}

const only = (kind: string, fields: JsonObject) => (entries: JsonObject[]) =>
  entries.map((entry) => (entry.kind === kind ? { ...entry, ...fields } : entry));

test("a chain that was written anew without a change has no fault", async () => {
  expect(await faultsOfRewritten((entries) => entries)).toEqual([]);
});

test("a plan that was frozen after the answers is found", async () => {
  const faults = await faultsOfRewritten(([plan, ...others]) => [...others, plan!]);
  expect(faults).toEqual(["0: run R0001 opened before a plan was frozen"]);
});

test("a run that names another plan than the one frozen last, or none, is found", async () => {
  const fault = "1: run R0001 names a plan that is not the one frozen last";
  const other = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";
  expect(await faultsOfRewritten(only("run.open", { planSha256: other }))).toContain(fault);
  const nameless = ({ planSha256: _, ...entry }: JsonObject) => entry as JsonObject;
  const faults = await faultsOfRewritten(([plan, open, ...others]) => [plan!, nameless(open!), ...others]);
  expect(faults).toEqual([fault]);
});

test("a monotonic clock that runs backwards inside a run is found", async () => {
  expect(await faultsOfRewritten(only("exchange.reply", { monoNs: "5" }))).toEqual([
    "3: its monotonic time is before that of the entry before it in run R0001",
  ]);
});

test("a question outside of any open run is found", async () => {
  const faults = await faultsOfRewritten((entries) => [
    ...entries.filter(({ kind }) => kind !== "exchange.intent" && kind !== "exchange.reply"),
    ...entries.filter(({ kind }) => kind === "exchange.intent" || kind === "exchange.reply"),
  ]);
  expect(faults).toEqual(["3: a question was asked in run R0001, which is not open"]);
});

test("what a start after a restart of the computer closes has an earlier clock and no fault", async () => {
  const store = await aStore();
  aRun(store);
  appendEntry(store, { ...intent("m1/p/q1/0.7/0/0"), ...later(9) });
  appendEntry(store, { ...intent("m1/p/q2/0.7/0/0"), ...later(9) });
  repairAfterCrash(store, "test", later(1));
  appendEntry(store, note("and on"));
  expect(await verifyChain(store)).toMatchObject({ faults: [], openIntents: 0 });
});

test("a ledger whose end was cut off is consistent; only a head noted before shows it", async () => {
  const store = await aLedger();
  const { head } = await verifyChain(store);
  expect(await verifyChain(store, { notedHead: head })).toMatchObject({ faults: [], noted: 4 });
  store.sqlite.exec("DROP TRIGGER ledger_no_delete; DELETE FROM ledger WHERE seq = 4");
  const cut = await verifyChain(store);
  expect(cut).toMatchObject({ faults: [], entries: 4, noted: null });
  const { faults } = await verifyChain(store, { notedHead: head });
  expect(faults).toEqual([{ kind: "head", seq: null, what: expect.stringContaining("cut short or written anew") }]);
  // What was noted at the cut or before is still there.
  expect(await verifyChain(store, { notedHead: cut.head })).toMatchObject({ faults: [], noted: 3 });
});
