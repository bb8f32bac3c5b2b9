import { expect, test } from "vitest";
import { appendEntry } from "../../src/store/append-entry.js";
import { hashCanon } from "../../src/store/entry.js";
import { closeRun, openRun } from "../../src/store/runs.js";
import type { Store } from "../../src/store/store.js";
import { verifyChain } from "../../src/store/verify-chain.js";
import { aRun, aStore, emptySha256, intent, note, reply, time } from "./a-store.js";

async function goodStore(): Promise<Store> {
  const store = await aStore();
  const run = aRun(store);
  for (const slot of ["m1/p/q1/0.7/0/0", "m1/p/q2/0.7/0/0"])
    appendEntry(store, reply(appendEntry(store, intent(slot)), slot));
  closeRun(store, run, "completed", {}, "test", time);
  return store;
}

/** What someone with the file and a text editor could do. */
function tamper(store: Store, statement: string, ...values: unknown[]): void {
  for (const table of ["ledger", "blob"])
    for (const change of ["update", "delete"]) store.sqlite.exec(`DROP TRIGGER ${table}_no_${change}`);
  store.sqlite.prepare(statement).run(...values);
}

test("a ledger as it was written has no fault", async () => {
  const report = await verifyChain(await goodStore());
  expect(report).toMatchObject({ entries: 7, openIntents: 0, faults: [] });
  expect(report.root).toMatch(/^[0-9a-f]{64}$/);
});

test("an empty ledger has no fault", async () => {
  expect(await verifyChain(await aStore())).toMatchObject({ entries: 0, faults: [], head: "0".repeat(64) });
});

test("a changed entry is found, also when its own hash was made to fit", async () => {
  const store = await goodStore();
  const canon = Buffer.from(
    String(store.sqlite.prepare("SELECT jcs FROM ledger WHERE seq = 3").pluck().get()).replace(
      '"status":200',
      '"status":201',
    ),
  );
  tamper(store, "UPDATE ledger SET jcs = ?, hash = ? WHERE seq = 3", canon, hashCanon(canon));
  const { faults } = await verifyChain(store);
  expect(faults).toContainEqual({ kind: "chain", seq: 4, what: "it does not follow the entry before it" });
});

test("a changed entry with its old hash is found", async () => {
  const store = await goodStore();
  const canon = String(store.sqlite.prepare("SELECT jcs FROM ledger WHERE seq = 0").pluck().get());
  tamper(store, "UPDATE ledger SET jcs = ? WHERE seq = 0", Buffer.from(canon.replace("2026", "2025")));
  const { faults } = await verifyChain(store);
  expect(faults).toContainEqual({ kind: "chain", seq: 0, what: "the stored hash is not that of the entry" });
});

test("an entry that says the same in other bytes is found", async () => {
  const store = await goodStore();
  const canon = String(store.sqlite.prepare("SELECT jcs FROM ledger WHERE seq = 0").pluck().get());
  tamper(store, "UPDATE ledger SET jcs = ? WHERE seq = 0", Buffer.from(canon.replace('{"', '{ "')));
  expect((await verifyChain(store)).faults).toContainEqual({
    kind: "entry",
    seq: 0,
    what: "it is not in canonical form",
  });
});

test("a removed entry, a lost outcome and a missing blob are found", async () => {
  const removed = await goodStore();
  tamper(removed, "DELETE FROM ledger WHERE seq = 3");
  const { faults } = await verifyChain(removed);
  expect(faults).toContainEqual({ kind: "chain", seq: 4, what: "entry 3 is missing" });
  expect(faults.map((fault) => fault.kind)).toContain("table");

  const emptied = await goodStore();
  tamper(emptied, "DELETE FROM blob");
  expect((await verifyChain(emptied)).faults).toEqual([expect.objectContaining({ kind: "blob" })]);

  const swapped = await goodStore();
  tamper(swapped, "UPDATE blob SET data = ?", Buffer.from("other bytes"));
  expect((await verifyChain(swapped)).faults).toEqual([expect.objectContaining({ kind: "blob" })]);
});

test("a second outcome, an outcome of nothing and a run number that jumps are found", async () => {
  const store = await goodStore();
  appendEntry(store, reply(2, "m1/p/q1/0.7/0/0"));
  appendEntry(store, { ...time, kind: "run.open", actor: "test", run: "R0003", fields: {} });
  const { faults } = await verifyChain(store);
  expect(faults).toContainEqual({ kind: "outcome", seq: 7, what: "intent 2 has no open call for this outcome" });
  expect(faults).toContainEqual({ kind: "registry", seq: 8, what: "run R0003 opened where R0002 was due" });
});

test("a call in flight is counted, not faulted", async () => {
  const store = await goodStore();
  openRun(store, "main", { planSha256: emptySha256 }, "test", time);
  appendEntry(store, { ...intent("m1/p/q3/0.7/0/0"), run: "R0002" });
  appendEntry(store, note("still here"));
  expect(await verifyChain(store)).toMatchObject({ openIntents: 1, faults: [] });
});
