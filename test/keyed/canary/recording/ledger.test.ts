import { expect, test } from "vitest";
import type { TeacherprintError } from "../../../../src/errors.js";
import { readCanaryResults, recordResult } from "../../../../src/keyed/canary/recording/canary-results.js";
import { termsOf } from "../../../../src/keyed/canary/recording/fixed-terms.js";
import { freezeAnswers, recordReveal } from "../../../../src/keyed/canary/recording/ledger.js";
import { judgeCanaries } from "../../../../src/keyed/canary/testing/judge-canaries.js";
import { appendEntries } from "../../../../src/store/append-entry.js";
import { unpackBlob } from "../../../../src/store/blobs.js";
import { readEntries } from "../../../../src/store/read-entries.js";
import { verifyChain } from "../../../../src/store/verify-chain.js";
import { aStore } from "../../../store/a-store.js";
import {
  answersOf,
  controls,
  factsOf,
  inventedKey,
  inventedNonce,
  inventedPack,
  suspect,
  termsGiven,
} from "../judged.js";

const pack = inventedPack();
const answers = (learned: number) => [
  answersOf(pack, suspect, { global: learned }),
  answersOf(pack, controls[0]!, { global: 0 }),
];
const time = (second: number) => ({ wall: `2026-07-01T00:00:0${second}.000Z`, monoNs: String(second) });

test("answers are fixed once, replaced while the key is unread, and kept once it was read", async () => {
  const store = await aStore();
  expect(freezeAnswers(store, pack, answers(3), termsGiven(pack), time(1))).toMatchObject({
    wall: time(1).wall,
    changedSince: false,
  });
  expect(freezeAnswers(store, pack, answers(3), termsGiven(pack), time(2)).wall).toBe(time(1).wall);
  expect(freezeAnswers(store, pack, answers(4), termsGiven(pack), time(3))).toMatchObject({
    wall: time(3).wall,
    changedSince: false,
  });
  expect(recordReveal(store, pack, termsOf(termsGiven(pack)), time(4))).toBe(time(4).wall);
  expect(recordReveal(store, pack, termsOf(termsGiven(pack)), time(5))).toBe(time(4).wall);
  const later = freezeAnswers(store, pack, answers(60), termsGiven(pack), time(6));
  expect(later).toMatchObject({ wall: time(3).wall, changedSince: true });
  expect(later.collected).toEqual(JSON.parse(JSON.stringify(answers(4))));
  const kinds = [...readEntries(store)].map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === "reveal.recorded")).toHaveLength(1);
  expect((await verifyChain(store)).faults).toEqual([]);
});

test("every outcome of each pack is read back; the same one is kept once; no key is in the ledger", async () => {
  const store = await aStore();
  const judge = (learned: number) => judgeCanaries(pack, answers(learned), "acme", factsOf(pack));
  expect(readCanaryResults(store)).toEqual([]);
  freezeAnswers(store, pack, answers(3), termsGiven(pack), time(1));
  recordReveal(store, pack, termsOf(termsGiven(pack)), time(1));
  recordResult(store, judge(3), time(2));
  recordResult(store, judge(3), time(3));
  recordResult(store, { ...judge(20), packId: "another" }, time(4));
  recordResult(store, judge(20), time(5));
  expect(readCanaryResults(store)).toEqual([judge(3), judge(20), { ...judge(20), packId: "another" }]);
  expect([...readEntries(store, ["analysis.result"])]).toHaveLength(3);
  const reworded = { ...judge(3), notes: ["in other words"] };
  recordResult(store, reworded, time(6));
  recordResult(store, { ...judge(3), commitment: "of a second key" }, time(7));
  expect(readCanaryResults(store).map(({ notes, commitment }) => [notes, commitment])).toEqual([
    [["in other words"], pack.commitment.value],
    [judge(20).notes, pack.commitment.value],
    [judge(3).notes, "of a second key"],
    [judge(20).notes, pack.commitment.value],
  ]);
  // As an earlier version wrote it.
  const { value: _, round: __, ...beacon } = judge(3).beacon;
  recordResult(store, { ...judge(3), packId: "earlier", beacon }, time(8));
  expect(readCanaryResults(store).at(-1)).toMatchObject({ packId: "earlier", beacon });
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

const named = (change: Parameters<typeof termsGiven>[1] = {}) => termsGiven(pack, change);
const code = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    return (error as TeacherprintError).code;
  }
  return "none";
};

test("commitment and beacon stay those of the first time, also while the key is unread and after another pack", async () => {
  const store = await aStore();
  const beacon = { value: "5c".repeat(32), round: "17" };
  expect(freezeAnswers(store, pack, answers(3), named({ beacon }), time(1)).terms.beacon).toEqual(beacon);
  const again = freezeAnswers(store, pack, answers(4), named(), time(2));
  expect(again.terms.beacon).toMatchObject({ value: beacon.value });
  const other = inventedPack((one) => ({ ...one, created: "2026-01-01T00:00:01Z" }));
  const read = [answersOf(other, suspect, { global: 1 })];
  freezeAnswers(store, other, read, termsGiven(other), time(3));
  const freeze = (change: Parameters<typeof termsGiven>[1]) =>
    code(() => freezeAnswers(store, pack, answers(3), named(change), time(4)));
  expect(freeze({ commitment: "ab".repeat(32) })).toBe("CANARY_COMMITMENT_FIXED");
  expect(freeze({ beacon: { value: "00".repeat(32), round: null } })).toBe("CANARY_BEACON_FIXED");
  expect(freeze({ plantedFrom: "2026-02-02", accountClusters: ["north"] })).toBe("none");
});

test("after the reveal the terms are those of the reveal; anything else is refused", async () => {
  const store = await aStore();
  const { terms } = freezeAnswers(store, pack, answers(3), named({ released: "2026-06" }), time(1));
  recordReveal(store, pack, { ...terms, plantedFrom: "2026-02-01" }, time(2));
  const freeze = (change: Parameters<typeof termsGiven>[1]) =>
    freezeAnswers(store, pack, answers(3), named(change), time(3));
  expect(freeze({})).toMatchObject({
    used: true,
    changedSince: false,
    terms: { plantedFrom: "2026-02-01", released: "2026-06" },
  });
  expect(freeze({ plantedFrom: "2026-02-01", commitments: ["cc"] }).terms.commitments).toEqual(["cc"]);
  for (const change of [
    { plantedFrom: "2026-02-03" },
    { released: "2025-01" },
    { accountClusters: ["chosen later"] },
    { earlierFamilyModel: false },
    { anchors: [] },
    { beacon: { value: "00", round: null } },
  ])
    expect(
      code(() => freeze(change)),
      JSON.stringify(change),
    ).toBe("CANARY_TERMS_CHANGED");
  expect(code(() => freeze({ commitment: "ab".repeat(32) }))).toBe("CANARY_COMMITMENT_FIXED");
});

test("a reveal of an earlier version, which kept no terms, takes no further test", async () => {
  const store = await aStore();
  freezeAnswers(store, pack, answers(3), named(), time(1));
  const fields = { about: "canary key", packId: pack.packId, value: pack.commitment.value };
  appendEntries(store, [{ ...time(2), actor: "canary-test", run: null, kind: "reveal.recorded", fields }]);
  expect(code(() => freezeAnswers(store, pack, answers(3), named(), time(3)))).toBe("CANARY_TERMS_UNKNOWN");
});
