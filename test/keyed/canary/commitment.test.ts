import { expect, test } from "vitest";
import type { CanaryPack } from "../../../src/keyed/canary/canary-pack.js";
import { canaryPackSchema } from "../../../src/keyed/canary/canary-pack.js";
import { canaryPackDigest, commitmentValue, committedAt } from "../../../src/keyed/canary/commitment.js";
import { golden, goldenKey, goldenNonce } from "./golden.js";

test("published digest and commitment", () => {
  expect(canaryPackDigest(golden.pack).toString("hex")).toBe(golden.pack_digest_sha256);
  expect(commitmentValue(goldenKey, goldenNonce, canaryPackDigest(golden.pack))).toBe(golden.commitment);
  expect(golden.pack.commitment.value).toBe(golden.commitment);
});

test("the published pack has the form that is read, and reading it changes nothing", () => {
  expect(canaryPackSchema.parse(golden.pack)).toEqual(golden.pack);
});

test("the commitment itself is not covered, everything else is", () => {
  const digest = (pack: CanaryPack) => canaryPackDigest(pack).toString("hex");
  const { pack } = golden;
  expect(digest({ ...pack, commitment: { ...pack.commitment, anchors: [] } })).toBe(golden.pack_digest_sha256);
  const [first, ...rest] = pack.items;
  const changed: CanaryPack[] = [
    { ...pack, packId: "pack-demo-2" },
    { ...pack, analysis: { ...pack.analysis, alpha: 0.01 } },
    { ...pack, items: [...rest, first!] },
    { ...pack, items: [{ ...first!, alphabet: [...first!.alphabet].reverse() }, ...rest] },
  ];
  for (const one of changed) expect(digest(one)).not.toBe(golden.pack_digest_sha256);
});

test("time of the commitment: the earliest external anchor, else the owner's clock", () => {
  const at = (anchors: CanaryPack["commitment"]["anchors"]) =>
    committedAt({ ...golden.pack, commitment: { ...golden.pack.commitment, anchors } });
  const own = { type: "none", time: "2026-01-01T00:00:00Z" } as const;
  const later = { type: "rfc3161", time: "2026-01-01T05:00:00+02:00" } as const;
  const latest = { type: "notary", time: "2026-01-01T04:00:00Z" } as const;
  expect(at([])).toBeNull();
  expect(at([own])).toBe(own.time);
  expect(at([latest, own, later])).toBe(later.time);
});

test("another key or nonce is another commitment", () => {
  const digest = canaryPackDigest(golden.pack);
  expect(commitmentValue(goldenNonce, goldenNonce, digest)).not.toBe(golden.commitment);
  expect(commitmentValue(goldenKey, goldenKey, digest)).not.toBe(golden.commitment);
});
