import { expect, test } from "vitest";
import { appendEntry } from "../../src/store/append-entry.js";
import { rebuildReadTables } from "../../src/store/rebuild-read-tables.js";
import { repairAfterCrash } from "../../src/store/runs.js";
import type { Store } from "../../src/store/store.js";
import { readTotals } from "../../src/store/totals.js";
import { verifyChain } from "../../src/store/verify-chain.js";
import { aRun, aStore, intent, reply, time } from "./a-store.js";

const noUsage = { inputTokens: null, outputTokens: null, reasoningTokens: null, cachedInputTokens: null };

/** Two models: one answered twice (once after a 429), one with a timeout, a refused connection, a cut reply and an orphan. */
async function mixedStore(): Promise<Store> {
  const store = await aStore();
  aRun(store);
  const a1 = appendEntry(store, intent("a/p/q1/0.7/0/0"));
  appendEntry(store, reply(a1, "a/p/q1/0.7/0/0", { status: 429, usage: noUsage, costNanoUsd: null, answer: null }));
  const a2 = appendEntry(store, intent("a/p/q1/0.7/0/0", { attempt: 2, retryOf: a1 }));
  appendEntry(store, reply(a2, "a/p/q1/0.7/0/0"));
  const a3 = appendEntry(store, intent("a/p/q2/0.7/0/0"));
  const refused = { status: "refused" as const, stopReason: "refusal", returnedModel: "m", contentSha256: null };
  appendEntry(store, reply(a3, "a/p/q2/0.7/0/0", { answer: refused }));

  const fail = (slot: string, fault: string) => {
    const seq = appendEntry(store, intent(slot));
    const timing = { startMonoNs: "0", endMonoNs: "1", headersUs: null, totalUs: 1, clientLimited: false };
    const fields = {
      intent: seq,
      slot,
      target: "b",
      attempt: 1,
      phase: "headers",
      fault,
      code: null,
      timing,
      answer: null,
    };
    appendEntry(store, { ...time, kind: "exchange.failure", actor: "test", run: "R0001", fields });
  };
  fail("b/p/q1/0.7/0/0", "timeout");
  fail("b/p/q2/0.7/0/0", "refused");
  const b3 = appendEntry(store, intent("b/p/q3/0.7/0/0"));
  appendEntry(store, reply(b3, "b/p/q3/0.7/0/0", { usage: noUsage, costNanoUsd: null, fault: "reset", answer: null }));
  appendEntry(store, intent("b/p/q4/0.7/0/0"));
  repairAfterCrash(store, "test", time);
  return store;
}

test("totals count slots, requests, tokens and money, for certain and at most", async () => {
  const totals = await readTotals(await mixedStore());
  const [a, b] = totals.models;
  expect(a).toMatchObject({ model: "a", ok: 1, refused: 1, attempts: 3, repeats: 1, turnedAway: 1, outputTokens: 10 });
  expect(a).toMatchObject({ nanoUsd: 30, nanoUsdAtMost: 30, tokensAtMost: 30 });
  // Timeout, cut reply and orphan may have been billed in full; the refused connection was not.
  expect(b).toMatchObject({ model: "b", ok: 0, attempts: 4, failures: 2, orphans: 1, nanoUsd: 0, nanoUsdAtMost: 3000 });
  expect(b).toMatchObject({ tokensAtMost: 450 });
  expect(totals).toMatchObject({ attempts: 7, ok: 1, refused: 1, orphans: 1, nanoUsdAtMost: 3030 });
});

test("answers of a pack that is meant to be cut count as ok, those of other packs as truncated", async () => {
  const store = await aStore();
  aRun(store);
  const cut = { status: "truncated" as const, stopReason: "length", returnedModel: "m", contentSha256: null };
  for (const slot of ["a/p/q1/0.7/0/0", "a/p#openings/q1/0.7/0/0", "a/p#openings/q2/0.7/0/0"]) {
    const seq = appendEntry(store, intent(slot, { probe: { pack: slot.split("/")[1]!, item: "q", rep: 0 } }));
    appendEntry(store, reply(seq, slot, { answer: cut }));
  }
  expect(await readTotals(store)).toMatchObject({ ok: 0, truncated: 3 });
  const packs = [
    { id: "p", kind: "open-ended" },
    { id: "p#openings", kind: "opening" },
  ] as never;
  expect(await readTotals(store, { packs })).toMatchObject({ ok: 2, truncated: 1, attempts: 3 });
});

test("read tables made again from the entries are the same, row for row", async () => {
  const store = await mixedStore();
  const rows = () => [
    store.sqlite.prepare("SELECT * FROM exchange").all(),
    store.sqlite.prepare("SELECT * FROM answer").all(),
  ];
  const before = rows();
  store.sqlite.exec("UPDATE exchange SET input_tokens = 999; DELETE FROM answer");
  const { faults } = await verifyChain(store);
  expect(new Set(faults.map(({ kind }) => kind))).toEqual(new Set(["table"]));
  rebuildReadTables(store);
  expect(rows()).toEqual(before);
  expect((await verifyChain(store)).faults).toEqual([]);
});

test("an empty store has totals of zero", async () => {
  expect(await readTotals(await aStore())).toMatchObject({ attempts: 0, ok: 0, models: [] });
});
