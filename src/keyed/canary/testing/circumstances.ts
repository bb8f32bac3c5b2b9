import type { CanaryPack } from "../canary-pack.js";
import type { CanaryResult } from "./canary-result.js";
import type { RevealedFacts } from "./revealed-facts.js";

/** The order of events that the test rests on, and what shows the time of each. */
export function orderOf(pack: CanaryPack, facts: RevealedFacts, committed: string | null): CanaryResult["order"] {
  const stated = [...new Set(pack.commitment.anchors.flatMap(({ type }) => (type === "none" ? [] : [type])))];
  return [
    {
      step: "key committed",
      time: committed,
      shownBy:
        stated.length > 0
          ? `an anchor (${stated.join(", ")}) that the owner states; not checked`
          : "the clock of the owner's computer alone",
    },
    {
      step: "beacon",
      time: null,
      shownBy: pack.derivation.beacon.source === "none" ? "none was used" : pack.derivation.beacon.source,
    },
    { step: "planting began", time: facts.plantedFrom, shownBy: "the owner's statement" },
    { step: "planting ended", time: facts.plantedTo, shownBy: "the owner's statement" },
    { step: "answers fixed", time: facts.frozenAt, shownBy: "the clock of the collecting computer" },
    { step: "key read", time: facts.keyReadAt, shownBy: "the tool reads it after the answers are fixed" },
  ];
}

/** What a reader must know of the circumstances, in sentences. */
export function notesOf(
  pack: CanaryPack,
  facts: RevealedFacts,
  controls: CanaryResult["controls"],
  freshness: CanaryResult["freshness"],
): string[] {
  const negative = controls.filter((one) => one.negative).length;
  const source = pack.derivation.beacon.source;
  const external = pack.commitment.anchors.some(({ type }) => type !== "none");
  return [
    ...(source === "none"
      ? [
          "There is no beacon: the key could have been searched for until it fitted known habits of the suspect's family.",
          ...(facts.earlierFamilyModel === null
            ? ["Whether a model of that family was public when the key was committed was not stated."]
            : facts.earlierFamilyModel === false
              ? ["That no model of that family was public when the key was committed is a statement."]
              : []),
        ]
      : [
          `The value of the beacon (${source}) was fixed with the answers; whether it is the one that was published, and which the pack's rule fixes, this tool did not check.`,
        ]),
    ...(external
      ? [
          "The time of the commitment is stated, with an anchor that this tool did not check: compare its token with the commitment before relying on it.",
        ]
      : ["The time of the commitment rests on the owner's computer: nobody else can tell when it was made."]),
    ...(source !== "none"
      ? [
          external
            ? "Unless that anchor holds, the beacon does not show which of the two came first."
            : "The commitment has no external anchor, so the beacon does not show which of the two came first.",
        ]
      : []),
    ...(freshness.state === "unknown"
      ? ["Whether the suspect is newer than the planting is not known, because a date is missing."]
      : []),
    ...(freshness.state === "same-month"
      ? ["The suspect was published in the month in which planting can have begun at the earliest: the order is open."]
      : []),
    ...(negative < 2
      ? [
          `${negative === 0 ? "No negative control was" : "Only one negative control was"} asked; two or more are needed to notice leaked values.`,
        ]
      : []),
    ...(facts.otherTests.length > 0
      ? [
          `With this key other answers were tested before, ${facts.otherTests.length === 1 ? "once" : `${facts.otherTests.length} times`}; what came out then is not counted here, and whoever collected later could have known the key.`,
        ]
      : []),
    ...(pack.derivation.accountKeys && facts.accountClusters.length === 0
      ? ["The pack has items for account clusters, and no cluster was named: they were not tested."]
      : []),
  ];
}
