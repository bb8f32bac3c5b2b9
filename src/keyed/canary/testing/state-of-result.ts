import type { CanaryPack } from "../canary-pack.js";
import type { CanaryResult } from "./canary-result.js";
import { brokenOrder, type EventTimes } from "./order-of-events.js";
import type { RevealedFacts } from "./revealed-facts.js";

/**
 * Controls are judged at 5 % after Holm, whatever the pack's own level: here a missed leak does the harm, and at the
 * suspect's level a control that took up as much as the suspect is often missed (docs/decisions/2026-11-22-canaries.md).
 */
export const leakAlpha = 0.05;

type Stated = Pick<CanaryResult, "state" | "reasons">;

/** Why there is no p-value at all; null when there may be one. */
export function barredBy(
  pack: CanaryPack,
  share: number,
  facts: RevealedFacts,
  times: Pick<EventTimes, "committed" | "released">,
): Stated | null {
  const { minAnsweredFraction } = pack.analysis;
  if (share < minAnsweredFraction)
    return {
      state: "not-evaluated",
      reasons: [
        `Only ${share.toFixed(2)} of the items have an answer that can be read; the pack asks for at least ${minAnsweredFraction.toFixed(2)}.`,
      ],
    };
  if (times.committed === null)
    return {
      state: "withheld",
      reasons: [
        "The pack tells no time of its commitment: that the key was committed before planting and answers is not even stated.",
      ],
    };
  const broken = brokenOrder({ ...facts, ...times });
  if (broken.length > 0) return { state: "withheld", reasons: broken };
  if (pack.derivation.beacon.source === "none" && facts.earlierFamilyModel === true)
    return {
      state: "withheld",
      reasons: [
        "There is no beacon, and a model of the suspect's family was public when the key was committed: the key could have been chosen to fit that family's habits.",
      ],
    };
  return null;
}

/** What may be stated where there is a p-value; `excess` after Holm over all commitments. */
export function stateOf(
  excess: boolean,
  freshness: CanaryResult["freshness"],
  controls: CanaryResult["controls"],
): Stated {
  if (freshness.state === "suspect-earlier")
    return {
      state: "control-only",
      reasons: [
        `The suspect was published in ${freshness.released}, before planting can have begun (${freshness.plantedFrom}): it can only serve as a negative control of this pack.`,
      ],
    };
  const failed = controls.filter(({ holm: adjusted }) => adjusted !== null && adjusted <= leakAlpha);
  if (failed.length > 0)
    return {
      state: "control-excess",
      reasons: [
        `${failed.length} of the negative controls also have more hits than chance allows (5 % after Holm): planted values may have leaked, or these models were exposed as well. Nothing is stated about the suspect.`,
      ],
    };
  return { state: excess ? "excess" : "no-excess", reasons: [] };
}
