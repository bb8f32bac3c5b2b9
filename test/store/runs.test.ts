import { expect, test } from "vitest";
import { appendEntry } from "../../src/store/append-entry.js";
import { closeRun, openRun, repairAfterCrash } from "../../src/store/runs.js";
import { readSlotHistory } from "../../src/store/slot-history.js";
import { verifyChain } from "../../src/store/verify-chain.js";
import { aRun, aStore, intent, reply, time } from "./a-store.js";

test("run numbers are gapless", async () => {
  const store = await aStore();
  const first = openRun(store, "main", {}, "test", time);
  closeRun(store, first, "completed", {}, "test", time);
  expect([first, openRun(store, "import", {}, "test", time)]).toEqual(["R0001", "R0002"]);
});

test("after a crash every open call becomes an orphan and every open run is closed as crashed, once", async () => {
  const store = await aStore();
  aRun(store);
  const answered = appendEntry(store, intent("m1/p/q1/0.7/0/0"));
  appendEntry(store, reply(answered, "m1/p/q1/0.7/0/0"));
  const open = appendEntry(store, intent("m1/p/q2/0.7/0/0"));
  expect(repairAfterCrash(store, "test", time)).toEqual({ orphans: 1, crashedRuns: ["R0001"] });
  expect(repairAfterCrash(store, "test", time)).toEqual({ orphans: 0, crashedRuns: [] });
  expect(store.sqlite.prepare("SELECT kind FROM exchange WHERE intent = ?").pluck().get(open)).toBe("orphan");
  const report = await verifyChain(store);
  expect(report).toMatchObject({ faults: [], openIntents: 0 });
});

test("history tells what is answered, and how often the rest was asked", async () => {
  const store = await aStore();
  openRun(store, "main", {}, "test", time);
  const ask = (slot: string, attempt: number) => appendEntry(store, intent(slot, { attempt }));
  appendEntry(store, reply(ask("m/p/answered/0.7/0/0", 1), "m/p/answered/0.7/0/0"));
  ask("m/p/open/0.7/0/0", 1);
  const last = ask("m/p/open/0.7/0/0", 2);
  const failed = { status: "error" as const, stopReason: null, returnedModel: null, contentSha256: null };
  const seq = ask("m/p/failed/0.7/0/0", 1);
  appendEntry(store, reply(seq, "m/p/failed/0.7/0/0", { status: 500, answer: failed }));
  const history = readSlotHistory(store);
  expect([...history.answered]).toEqual(["m/p/answered/0.7/0/0"]);
  expect(Object.fromEntries(history.attempts)).toEqual({
    "m/p/open/0.7/0/0": { attempt: 2, intent: last },
    "m/p/failed/0.7/0/0": { attempt: 1, intent: seq },
  });
});
