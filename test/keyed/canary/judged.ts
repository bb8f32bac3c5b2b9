import type { CanaryPack } from "../../../src/keyed/canary/canary-pack.js";
import { commitmentRule } from "../../../src/keyed/canary/canary-pack.js";
import { canaryPackDigest, commitmentValue } from "../../../src/keyed/canary/commitment.js";
import { accountKey, effectiveKey, plantedIndex } from "../../../src/keyed/canary/derivation.js";
import { mintPack } from "../../../src/keyed/canary/minting/mint-pack.js";
import {
  type AskedModel,
  type CanaryReply,
  type FrozenAnswers,
  readCollection,
} from "../../../src/keyed/canary/reading/read-collection.js";
import type { GivenTerms } from "../../../src/keyed/canary/recording/fixed-terms.js";
import type { RevealedFacts } from "../../../src/keyed/canary/testing/revealed-facts.js";

export const inventedKey = Buffer.alloc(32, 3);
export const inventedNonce = Buffer.alloc(32, 4);
export const noBeacon = new Uint8Array(0);

/** A committed pack of 60 items with 20 alternatives, and 20 more for account clusters. */
export function inventedPack(change: (pack: CanaryPack) => CanaryPack = (pack) => pack): CanaryPack {
  const draft = mintPack({
    kind: "benign-choice",
    packId: "invented-1",
    owner: "An owner",
    teacher: "a-teacher",
    items: 80,
    alternatives: 20,
    accountItems: 20,
    samples: 1,
    alpha: 0.001,
    negativeControls: ["c1", "c2"],
    beacon: "none",
    seed: "invented",
    created: "2026-01-01T00:00:00Z",
  });
  const pack = change({
    ...draft,
    planting: { ...draft.planting, safetyReview: "read" },
    analysis: { ...draft.analysis, decoyKeys: 999 },
    commitment: {
      alg: commitmentRule,
      value: "0".repeat(64),
      anchors: [{ type: "none", time: "2026-01-02T00:00:00Z" }],
    },
  });
  const value = commitmentValue(inventedKey, inventedNonce, canaryPackDigest(pack));
  return { ...pack, commitment: { ...pack.commitment, value } };
}

/** Answers of a model that took up the first items of each scope, and otherwise says the first value. */
export function answersOf(
  pack: CanaryPack,
  model: AskedModel,
  learned: { readonly global: number; readonly account?: number; readonly cluster?: string },
): FrozenAnswers {
  const effective = effectiveKey(inventedKey, noBeacon, pack.packId);
  const left = { global: learned.global, account: learned.account ?? 0 };
  const replies = pack.items.map((item): CanaryReply => {
    const scope = item.keyScope ?? "global";
    const key = scope === "global" ? effective : accountKey(effective, learned.cluster ?? "nobody");
    const planted = plantedIndex(key, pack.packId, item.id, item.alphabet.length);
    const knows = left[scope] > 0;
    left[scope] -= 1;
    // Whoever does not know it answers the value beside it: no hit by chance.
    const said = item.alphabet[knows ? planted : (planted + 1) % item.alphabet.length]!;
    return { item: item.id, wording: 0, text: `Perhaps ${said}.`, source: "live" };
  });
  return readCollection(pack, canaryPackDigest(pack).toString("hex"), model, replies);
}

export const suspect: AskedModel = { model: "acme", role: "suspect", family: "acme", released: "2026-06" };
export const controls: readonly AskedModel[] = ["c1", "c2"].map((model) => ({
  model,
  role: "control",
  family: model,
  released: "2025-01",
}));

/** What is stated beside the answers; nothing that could be left out. */
export function termsGiven(pack: CanaryPack, change: Partial<GivenTerms> = {}): GivenTerms {
  const anchors = pack.commitment.anchors.map(({ type, time }) => ({ type, time, tokenSha256: null }));
  return {
    commitment: pack.commitment.value,
    anchors,
    beacon: undefined,
    plantedFrom: undefined,
    plantedTo: undefined,
    released: undefined,
    accountClusters: undefined,
    earlierFamilyModel: undefined,
    commitments: [],
    ...change,
  };
}

export function factsOf(pack: CanaryPack, change: Partial<RevealedFacts> = {}): RevealedFacts {
  return {
    key: inventedKey,
    beacon: noBeacon,
    beaconRound: null,
    anchors: termsGiven(pack).anchors,
    commitment: pack.commitment.value,
    packDigestSha256: canaryPackDigest(pack).toString("hex"),
    plantedFrom: "2026-02-01",
    plantedTo: "2026-03-01",
    accountClusters: [],
    commitments: [pack.commitment.value],
    otherTests: [],
    earlierFamilyModel: false,
    frozenAt: "2026-07-01T00:00:00Z",
    keyReadAt: "2026-07-01T00:00:01Z",
    ...change,
  };
}
