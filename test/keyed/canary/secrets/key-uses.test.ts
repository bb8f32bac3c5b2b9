import { expect, test } from "vitest";
import { termsOf } from "../../../../src/keyed/canary/recording/fixed-terms.js";
import {
  isKnownUse,
  type KeyUse,
  type NextUse,
  otherTests,
  requireSameUse,
} from "../../../../src/keyed/canary/secrets/key-uses.js";
import { inventedPack, termsGiven } from "../judged.js";

const pack = inventedPack();
const terms = termsOf(termsGiven(pack, { released: "2026-06" }));
const planted = (beacon: string | null = null): NextUse => ({
  packId: pack.packId,
  commitment: pack.commitment.value,
  beacon,
  tested: null,
});
const tested = (suspect: string, change: Partial<typeof terms> = {}, beacon: string | null = null): NextUse => ({
  ...planted(beacon),
  tested: { suspect, answersSha256: `of ${suspect}`, terms: { ...terms, ...change } },
});
const written = (use: NextUse): KeyUse => ({
  schema: "teacherprint.canary-use/v1",
  time: "2026-07-01T00:00:00Z",
  ...use,
});

test("the beacon of the planting is that of every test; another key's is its own", () => {
  const uses = [written(planted("aa"))];
  expect(() => requireSameUse(uses, tested("acme", {}, "bb"), "k.json")).toThrow(
    /planted at 2026-07-01.*it is aa, and bb/,
  );
  expect(() => requireSameUse(uses, tested("acme", {}, "aa"), "k.json")).not.toThrow();
  expect(() => requireSameUse(uses, { ...tested("acme", {}, "bb"), commitment: "other" }, "k.json")).not.toThrow();
});

test("the same answers keep their terms, wherever a copy of them lies; what is left out of a copy is a change too", () => {
  const uses = [written(tested("acme"))];
  expect(() => requireSameUse(uses, tested("acme"), "k.json")).not.toThrow();
  expect(() => requireSameUse(uses, tested("acme", { released: "2024-12" }), "k.json")).toThrow(
    /was 2026-06, now 2024-12/,
  );
  expect(() => requireSameUse(uses, tested("acme", { released: null }), "k.json")).toThrow(/now not stated/);
  expect(() => requireSameUse(uses, tested("acme", { commitments: ["cc"] }), "k.json")).not.toThrow();
  expect(() => requireSameUse(uses, tested("another", { released: null }), "k.json")).not.toThrow();
});

test("other tests are those of other answers or suspects; a use is known once it is written", () => {
  const uses = [written(planted()), written(tested("acme")), written(tested("another"))];
  expect(otherTests(uses, tested("acme"))).toEqual([
    { time: "2026-07-01T00:00:00Z", suspect: "another", answersSha256: "of another" },
  ]);
  expect(isKnownUse(uses, planted())).toBe(true);
  expect(isKnownUse(uses, planted("aa"))).toBe(false);
  expect(isKnownUse(uses, tested("acme"))).toBe(true);
  expect(isKnownUse(uses, tested("a third"))).toBe(false);
});
