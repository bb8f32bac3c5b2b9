import { expect, test } from "vitest";
import {
  freezeAnswers,
  readCanaryResults,
  recordResult,
  recordReveal,
} from "../../../../src/keyed/canary/recording/ledger.js";
import { judgeCanaries } from "../../../../src/keyed/canary/testing/judge-canaries.js";
import { unpackBlob } from "../../../../src/store/blobs.js";
import { readEntries } from "../../../../src/store/read-entries.js";
import { verifyChain } from "../../../../src/store/verify-chain.js";
import { aStore } from "../../../store/a-store.js";
import { answersOf, controls, factsOf, inventedKey, inventedNonce, inventedPack, suspect } from "../judged.js";

const pack = inventedPack();
const answers = (learned: number) => [
  answersOf(pack, suspect, { global: learned }),
  answersOf(pack, controls[0]!, { global: 0 }),
];
const time = (second: number) => ({ wall: `2026-07-01T00:00:0${second}.000Z`, monoNs: String(second) });

test("answers are fixed once, replaced while the key is unread, and kept once it was read", async () => {
  const store = await aStore();
  expect(freezeAnswers(store, pack, answers(3), time(1))).toMatchObject({ wall: time(1).wall, changedSince: false });
  expect(freezeAnswers(store, pack, answers(3), time(2)).wall).toBe(time(1).wall);
  expect(freezeAnswers(store, pack, answers(4), time(3))).toMatchObject({ wall: time(3).wall, changedSince: false });
  expect(recordReveal(store, pack, time(4))).toBe(time(4).wall);
  expect(recordReveal(store, pack, time(5))).toBe(time(4).wall);
  const later = freezeAnswers(store, pack, answers(60), time(6));
  expect(later).toMatchObject({ wall: time(3).wall, changedSince: true });
  expect(later.collected).toEqual(JSON.parse(JSON.stringify(answers(4))));
  const kinds = [...readEntries(store)].map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === "reveal.recorded")).toHaveLength(1);
  expect((await verifyChain(store)).faults).toEqual([]);
});

test("the last result of each pack is read back; the same one is kept once; no key is in the ledger", async () => {
  const store = await aStore();
  const judge = (learned: number) => judgeCanaries(pack, answers(learned), "acme", factsOf(pack));
  expect(readCanaryResults(store)).toEqual([]);
  freezeAnswers(store, pack, answers(3), time(1));
  recordReveal(store, pack, time(1));
  recordResult(store, judge(3), time(2));
  recordResult(store, judge(3), time(3));
  recordResult(store, { ...judge(20), packId: "another" }, time(4));
  recordResult(store, judge(20), time(5));
  expect(readCanaryResults(store)).toEqual([judge(20), { ...judge(20), packId: "another" }]);
  expect([...readEntries(store, ["analysis.result"])]).toHaveLength(3);
  const everything = Buffer.concat([
    ...[...readEntries(store)].map(({ canon }) => canon),
    ...(store.sqlite.prepare("SELECT enc, data FROM blob").all() as { enc: string; data: Buffer }[]).map(
      ({ enc, data }) => unpackBlob(enc, data),
    ),
  ]).toString("latin1");
  for (const secret of [inventedKey, inventedNonce]) {
    expect(everything).not.toContain(secret.toString("hex"));
    expect(everything).not.toContain(secret.toString("latin1"));
  }
  expect((await verifyChain(store)).faults).toEqual([]);
});
