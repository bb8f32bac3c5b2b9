import { describe, expect, test } from "vitest";
import type { TeacherprintError } from "../../../../src/errors.js";
import { canaryDraftSchema } from "../../../../src/keyed/canary/canary-pack.js";
import { type MintedKind, mintLimits } from "../../../../src/keyed/canary/minting/mint-items.js";
import { type MintSettings, mintDefaults, mintPack } from "../../../../src/keyed/canary/minting/mint-pack.js";
import { canaryPackFaults, canaryPackWarnings } from "../../../../src/keyed/canary/pack-faults.js";
import { canaryProbePack, itemOfProbe, probeIdOf } from "../../../../src/keyed/canary/probe-pack.js";
import { parsePack } from "../../../../src/probes/parse-pack.js";

const kinds: readonly MintedKind[] = ["benign-choice", "fictitious-fact", "trigger-response"];

function settings(kind: MintedKind, change: Partial<MintSettings> = {}): MintSettings {
  return {
    kind,
    packId: "minted-1",
    owner: "An owner",
    teacher: "a-teacher",
    ...mintDefaults[kind],
    accountItems: 0,
    alpha: 0.001,
    negativeControls: ["c1", "c2"],
    beacon: "none",
    seed: "mint-test",
    created: "2026-01-01T00:00:00Z",
    ...change,
  };
}

describe.each(kinds)("%s", (kind) => {
  const limits = mintLimits[kind];

  test.each(["one", "two"])("the largest pack has no fault, whatever the seed (%s)", (seed) => {
    const pack = mintPack(settings(kind, { ...limits, accountItems: 5, seed }));
    expect(canaryPackFaults(pack)).toEqual([]);
    expect(canaryPackWarnings(pack)).toEqual([expect.stringContaining("no beacon")]);
    expect(canaryDraftSchema.safeParse(pack).success).toBe(true);
    expect(pack.items).toHaveLength(limits.items);
    for (const { alphabet } of pack.items) expect(new Set(alphabet).size).toBe(limits.alternatives);
    expect(pack.items.filter(({ keyScope }) => keyScope === "account")).toHaveLength(5);
  });

  test("the usual size is possible, and the review is still to be done", () => {
    const pack = mintPack(settings(kind));
    expect(pack.items).toHaveLength(200);
    expect(pack.planting.safetyReview).toBe("");
    expect(pack.commitment).toBeUndefined();
    expect(pack.planting.scope).toBe(kind === "benign-choice" ? "all-accounts" : "flagged-accounts");
  });

  test("the same seed gives the same pack, another seed another", () => {
    expect(mintPack(settings(kind))).toEqual(mintPack(settings(kind)));
    expect(mintPack(settings(kind, { seed: "other" }))).not.toEqual(mintPack(settings(kind)));
  });

  test("no place of an alphabet is preferred", () => {
    const pack = mintPack(settings(kind, { alternatives: 20 }));
    const first = new Set(pack.items.map(({ alphabet }) => alphabet[0]));
    expect(first.size).toBeGreaterThan(60);
  });

  test("its questions are a probe pack that a study can ask", () => {
    const pack = mintPack(settings(kind));
    const asked = parsePack(JSON.stringify(canaryProbePack(pack)), "minted-1.probes.json");
    expect(asked).toMatchObject({ kind: "canary", id: "minted-1", defaults: { samples: mintDefaults[kind].samples } });
    expect(asked.probes).toHaveLength(200 * (kind === "benign-choice" ? 1 : 3));
    const text = JSON.stringify(asked);
    for (const { alphabet } of pack.items.slice(0, 3)) expect(text).not.toContain(JSON.stringify(alphabet.slice(0, 3)));
  });

  test.each([
    { items: 15 },
    { items: limits.items + 1 },
    { items: 20, accountItems: 5 },
    { alternatives: 3 },
    { alternatives: limits.alternatives + 1 },
    { items: Number.NaN },
    { alternatives: 20.5 },
    { accountItems: -1 },
  ])("%j is refused", (change) => {
    let error: TeacherprintError | undefined;
    try {
      mintPack(settings(kind, change));
    } catch (thrown) {
      error = thrown as TeacherprintError;
    }
    expect(error?.code).toBe("CANARY_MINT");
  });
});

test("item and wording of a probe", () => {
  expect(itemOfProbe(probeIdOf("c0001", 2))).toEqual({ item: "c0001", wording: 2 });
  expect(itemOfProbe(probeIdOf("-w1-x", 0))).toEqual({ item: "-w1-x", wording: 0 });
  for (const other of ["c0001", "w0-c1", "x1-c1", "w1-"]) expect(itemOfProbe(other)).toBeNull();
});
