import { expect, test } from "vitest";
import { plantedIndex } from "../../../../src/keyed/canary/derivation.js";
import { answersDigest } from "../../../../src/keyed/canary/reading/blind-answers.js";
import { decoyKey, decoySeed, decoyTest, type ScoredItem } from "../../../../src/keyed/canary/testing/decoys.js";
import { randomStream } from "../../../../src/statistics/random-stream.js";
import { fixture } from "../../../statistics/fixtures.js";
import { golden } from "../golden.js";

const digest = answersDigest(golden.blind_answers);
const items: ScoredItem[] = golden.blind_answers.answers.map(({ id, modal }) => ({
  id,
  alternatives: 16,
  scores: modal < 0 ? new Map() : new Map([[modal, 1]]),
}));

test("published answers digest, decoy seed and decoy histogram", () => {
  expect(digest.toString("hex")).toBe(golden.blind_answers_digest_sha256);
  expect(decoySeed(digest).toString("hex")).toBe(golden.decoy.seed_hex);
  const result = decoyTest(items, golden.hits, golden.pack_id, digest, golden.decoy.M);
  expect(Object.fromEntries(result.hits.entries())).toEqual(golden.decoy.hit_histogram);
  expect(result).toMatchObject({ decoys: 999, atLeast: golden.decoy.ge_real, p: golden.decoy.p });
});

test("F29: four decoys of 999 at least as large give p = .005", () => {
  const { expected } = fixture<unknown, { decoyRank: { greater: number; decoys: number; p: number } }>("F29");
  const { greater, decoys, p } = expected.decoyRank;
  expect((1 + greater) / (decoys + 1)).toBe(p);
});

test("each decoy is derived like the real key, also where drawings are thrown away", () => {
  const wide: ScoredItem[] = ["a", "b", "c"].map((id) => ({
    id,
    alternatives: 3_000_000_000,
    scores: new Map([[plantedIndex(decoyKey(decoySeed(digest), 7), "pack", id, 3_000_000_000), 1]]),
  }));
  expect(decoyTest(wide, 3, "pack", digest, 20)).toMatchObject({ atLeast: 1, p: 2 / 21 });
});

test("the order of the items does not matter; without any hit every decoy is at least as large", () => {
  const real = decoyTest(items, 2, golden.pack_id, digest, 500);
  expect(decoyTest([...items].reverse(), 2, golden.pack_id, digest, 500)).toEqual(real);
  expect(decoyTest(items, 0, golden.pack_id, digest, 500).p).toBe(1);
});

test("the rank is super-uniform over real keys, for answers with fixed habits", () => {
  const habits: ScoredItem[] = Array.from({ length: 24 }, (_, item) => ({
    id: `h${item}`,
    alternatives: 8,
    scores: new Map([[item % 2, 1]]),
  }));
  const stream = randomStream("decoy-size", "keys");
  const p = Array.from({ length: 400 }, () => {
    const key = Buffer.from(Array.from({ length: 32 }, () => stream.below(256)));
    const hits = habits.filter(({ id, scores }) => scores.has(plantedIndex(key, "pack", id, 8))).length;
    return decoyTest(habits, hits, "pack", digest, 99).p;
  });
  for (const level of [0.05, 0.2, 0.5]) {
    const rate = p.filter((one) => one <= level).length / p.length;
    expect(rate, `${level}`).toBeLessThan(level + 4 * Math.sqrt((level * (1 - level)) / p.length));
  }
});
