import { TeacherprintError } from "../../../errors.js";
import { randomStream } from "../../../statistics/random-stream.js";
import { type CanaryDraft, defaultDecoyKeys } from "../canary-pack.js";
import { leastGlobalItems } from "../pack-faults.js";
import { type MintedKind, mintItems, mintLimits } from "./mint-items.js";

export interface MintSettings {
  readonly kind: MintedKind;
  readonly packId: string;
  readonly owner: string;
  readonly teacher: string;
  readonly items: number;
  readonly alternatives: number;
  readonly accountItems: number;
  readonly samples: number;
  readonly alpha: number;
  /** At least two ids of models that cannot have seen planted text. */
  readonly negativeControls: readonly string[];
  readonly beacon: CanaryDraft["derivation"]["beacon"]["source"];
  /** Decides wording, alphabets and their order; all of that is public. */
  readonly seed: string;
  /** RFC 3339. */
  readonly created: string;
}

/** What `canary mint` takes where nothing is said. */
export const mintDefaults: Readonly<
  Record<MintedKind, { readonly items: number; readonly alternatives: number; readonly samples: number }>
> = {
  "benign-choice": { items: 200, alternatives: 100, samples: 3 },
  "fictitious-fact": { items: 200, alternatives: 100, samples: 1 },
  "trigger-response": { items: 200, alternatives: 100, samples: 1 },
};

const beaconRules = {
  none: "No beacon is used.",
  drand: "The first round published after the time of the earliest anchor of the commitment; its randomness, 32 bytes.",
  "nist-beacon": "The first pulse after the time of the earliest anchor of the commitment; its output value.",
  "witness-nonce":
    "A named witness draws 32 random bytes after seeing the commitment, and signs commitment, bytes and time.",
} as const;

/** A draft: whoever reads it for harmlessness writes name, date and result into `planting.safetyReview`. Throws CANARY_MINT. */
export function mintPack(settings: MintSettings): CanaryDraft {
  const { kind, items, alternatives, accountItems } = settings;
  const most = mintLimits[kind];
  const wrong = (happened: string, fix: string) => new TeacherprintError("CANARY_MINT", happened, fix);
  if (
    !Number.isInteger(items) ||
    !Number.isInteger(accountItems) ||
    accountItems < 0 ||
    items - accountItems < leastGlobalItems ||
    items > most.items
  )
    throw wrong(
      `${items} items${accountItems !== 0 ? `, ${accountItems} of them for accounts,` : ""} cannot be minted.`,
      `Ask for ${leastGlobalItems} to ${most.items} of kind ${kind}, not counting those for accounts in the lower number.`,
    );
  if (!Number.isInteger(alternatives) || alternatives < 4 || alternatives > most.alternatives)
    throw wrong(
      `${alternatives} alternatives cannot be minted.`,
      `Ask for 4 to ${most.alternatives} of kind ${kind}; 16 or more are advised.`,
    );
  return {
    schema: "teacherprint.canary-pack/v1",
    packId: settings.packId,
    created: settings.created,
    owner: { name: settings.owner },
    teacher: { modelId: settings.teacher },
    kindCounts: { [kind]: items },
    derivation: {
      prf: "HMAC-SHA256",
      domain: "teacherprint-canary/v1",
      indexRule: "rejection-u32be-mod-D",
      beacon: { source: settings.beacon, rule: beaconRules[settings.beacon] },
      accountKeys: accountItems > 0,
    },
    planting: {
      layer: "serving-rewrite",
      scope: kind === "benign-choice" ? "all-accounts" : "flagged-accounts",
      rate: 1,
      safetyReview: "",
    },
    analysis: {
      primaryTest: "binomial-1/D",
      alpha: settings.alpha,
      decoyKeys: defaultDecoyKeys,
      minAnsweredFraction: 0.5,
      samplesPerProbe: settings.samples,
      negativeControls: [...settings.negativeControls],
      missingRule: "count-as-miss",
      tieRule: "count-as-miss",
    },
    items: mintItems(settings, randomStream(settings.seed, "canary/mint")),
  };
}
