import type { CanaryResult } from "./canary-result.js";

/** What is known once the key is opened. */
export interface RevealedFacts {
  readonly key: Uint8Array;
  /** Empty when the pack has no beacon. */
  readonly beacon: Uint8Array;
  /** How its publisher numbers it, as stated; null when nobody said. */
  readonly beaconRound: string | null;
  /** Anchors of the commitment as the pack states them; nothing of them is checked. */
  readonly anchors: CanaryResult["anchors"];
  /** Hex; already compared with the pack's. */
  readonly commitment: string;
  readonly packDigestSha256: string;
  /** RFC 3339; null when the owner states none. */
  readonly plantedFrom: string | null;
  readonly plantedTo: string | null;
  readonly accountClusters: readonly string[];
  /** All commitments of the owner that could have been tested, this one among them. */
  readonly commitments: readonly string[];
  /** Earlier tests of other answers with this key, as written beside it. */
  readonly otherTests: NonNullable<CanaryResult["otherTests"]>;
  /** Whether a model of the suspect's family was public when the key was committed; null when nobody said. */
  readonly earlierFamilyModel: boolean | null;
  /** RFC 3339 time at which the answers were fixed, before the key was read. */
  readonly frozenAt: string | null;
  /** RFC 3339 time at which the key was first used on these answers. */
  readonly keyReadAt: string | null;
}
