import { describe, expect, test } from "vitest";
import { type FixedTerms, keepTerms, meetReveal, termsOf } from "../../../../src/keyed/canary/recording/fixed-terms.js";
import type { KeyMaterial } from "../../../../src/keyed/canary/secrets/key-material.js";
import { inventedKey, inventedNonce, inventedPack, termsGiven } from "../judged.js";

const pack = inventedPack();
const whole = termsGiven(pack, {
  beacon: { value: "5c".repeat(32), round: "17" },
  plantedFrom: "2026-02-01",
  plantedTo: "2026-03-01",
  released: "2026-06",
  accountClusters: ["north", "south"],
  earlierFamilyModel: true,
});
const fixed = termsOf(whole);
const revealed = (change: Partial<KeyMaterial> = {}): KeyMaterial => ({
  packId: pack.packId,
  key: inventedKey,
  nonce: inventedNonce,
  packDigestSha256: null,
  beacon: null,
  planting: null,
  commitments: null,
  accountClusters: [],
  ...change,
});

test("the same, or less, gives the fixed terms; the order of clusters says nothing", () => {
  expect(keepTerms(fixed, whole, "here")).toEqual(fixed);
  expect(keepTerms(fixed, termsGiven(pack), "here")).toEqual(fixed);
  expect(keepTerms(fixed, { ...whole, accountClusters: ["south", "north"] }, "here")).toEqual(fixed);
});

test("every change is named, with both values", () => {
  const change = { released: "2024-12", earlierFamilyModel: false, accountClusters: ["chosen"] };
  expect(() => keepTerms(fixed, { ...whole, ...change }, "here")).toThrow(
    /fixed here .*--released\) was 2026-06, now 2024-12; --account was north, south, now chosen; --earlier-family-model was yes, now no/,
  );
  const silent: FixedTerms = { ...fixed, released: null };
  expect(() => keepTerms(silent, whole, "here")).toThrow(/was not stated, now 2026-06/);
});

describe("what a reveal record may add", () => {
  const first = "2026-02-01T08:00:00Z";
  const planting = { first, last: "2026-03-01T00:00:00Z" };
  const silent = { ...fixed, plantedFrom: null, plantedTo: null };

  test("days of planting that nobody stated, before the key was used, and commitments", () => {
    expect(meetReveal(silent, revealed({ planting, commitments: ["cc"] }), "r.json", false)).toMatchObject({
      plantedFrom: first,
      commitments: ["cc"],
    });
    expect(meetReveal(fixed, revealed({ planting }), "r.json", false)).toEqual(fixed);
    expect(() => meetReveal(silent, revealed({ planting }), "r.json", true)).toThrow(/nobody stated it/);
  });

  test("no other day, beacon or cluster", () => {
    const other = { ...planting, first: "2026-02-05T00:00:00Z" };
    expect(() => meetReveal(fixed, revealed({ planting: other }), "r.json", false)).toThrow(
      /planting began at 2026-02-05/,
    );
    expect(() => meetReveal(fixed, revealed({ beacon: Buffer.alloc(32) }), "r.json", false)).toThrow(/the beacon was/);
    expect(() => meetReveal(fixed, revealed({ accountClusters: ["west"] }), "r.json", false)).toThrow(
      /with the answers: west/,
    );
    expect(meetReveal(fixed, revealed({ accountClusters: ["south"] }), "r.json", true)).toEqual(fixed);
  });
});
