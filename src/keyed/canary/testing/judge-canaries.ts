import { holm } from "../../../statistics/multiplicity.js";
import { type CanaryPack, defaultDecoyKeys } from "../canary-pack.js";
import { committedAt } from "../commitment.js";
import { effectiveKey, plantedIndex } from "../derivation.js";
import { recallFor } from "../power.js";
import { answersOfScope, type FrozenAnswers } from "../reading/read-collection.js";
import { accountTests } from "./account-tests.js";
import type { CanaryResult } from "./canary-result.js";
import { type DecoyResult, decoyTest, type ScoredItem } from "./decoys.js";
import { exposureP, hitsNeeded, lnHitsTail, probabilityOf, worstRank } from "./exact-tests.js";
import { freshnessOf, plantedBefore } from "./freshness.js";

/** What is known once the key is opened. */
export interface RevealedFacts {
  readonly key: Uint8Array;
  /** Empty when the pack has no beacon. */
  readonly beacon: Uint8Array;
  /** Hex; already compared with the pack's. */
  readonly commitment: string;
  readonly packDigestSha256: string;
  /** RFC 3339; null when the owner states none. */
  readonly plantedFrom: string | null;
  readonly plantedTo: string | null;
  readonly accountClusters: readonly string[];
  /** All commitments of the owner that could have been tested, this one among them. */
  readonly commitments: readonly string[];
  /** Whether a model of the suspect's family was public when the key was committed; null when nobody said. */
  readonly earlierFamilyModel: boolean | null;
  /** RFC 3339 time at which the answers were fixed, before the key was read. */
  readonly frozenAt: string | null;
}

/**
 * The result of one pack: pure, so that anyone with pack, key and frozen answers gets the same. The commitment must have
 * been verified. Answers that are missing are misses; the number of items is the planned one.
 */
export function judgeCanaries(
  pack: CanaryPack,
  collected: readonly FrozenAnswers[],
  suspectId: string,
  facts: RevealedFacts,
): CanaryResult {
  const suspect = collected.find(({ model }) => model === suspectId);
  if (suspect === undefined) throw new RangeError(`no answers of "${suspectId}"`);
  const effective = effectiveKey(facts.key, facts.beacon, pack.packId);
  const answered = scored(pack, suspect, effective);
  const alternatives = answered.map(({ item }) => item.alphabet.length);
  const anchors = pack.commitment.anchors;
  const committed = committedAt(pack);
  const anchored = anchors.some(({ type }) => type !== "none");
  const freshness = freshnessOf(facts.plantedFrom, committed, suspect.released);
  const share = suspect.answeredItems / pack.items.length;
  const controls = controlResults(pack, collected, suspectId, effective);
  const barred = barredBy(pack, share, facts, committed);
  const hits = answered.filter(({ hit }) => hit).length;
  const tested = barred === null ? primaryTest(pack, suspect, answered) : null;
  const adjusted =
    tested === null
      ? null
      : holm([tested.p, ...new Array<number>(Math.max(0, facts.commitments.length - 1)).fill(1)])[0]!;
  const { state, reasons } =
    barred ?? stateOf(adjusted! <= pack.analysis.alpha, freshness, controls, pack.analysis.alpha);
  const needed = hitsNeeded(alternatives, pack.analysis.alpha);
  return {
    schemaVersion: "teacherprint.canary-result/v1",
    packId: pack.packId,
    packDigest: `sha256:${facts.packDigestSha256}`,
    commitment: facts.commitment,
    owner: pack.owner.name,
    teacher: pack.teacher.modelId,
    kinds: { ...pack.kindCounts },
    suspect: suspectId,
    state,
    reasons,
    test: pack.analysis.primaryTest,
    alpha: pack.analysis.alpha,
    items: answered.length,
    alternatives: [Math.min(...alternatives), Math.max(...alternatives)],
    expectedHits: alternatives.reduce((sum, count) => sum + 1 / count, 0),
    hits: tested === null ? null : hits,
    p: tested === null ? null : tested.p,
    log10P: tested === null ? null : tested.log10P,
    commitments: [...facts.commitments],
    holm: adjusted,
    hitsNeeded: needed > alternatives.length ? null : needed,
    recallFor90: needed > alternatives.length ? null : recallFor(0.9, needed, alternatives),
    decoys:
      tested === null
        ? null
        : {
            count: tested.decoys.decoys,
            atLeast: tested.decoys.atLeast,
            p: tested.decoys.p,
            hits: [...tested.decoys.hits],
          },
    answers: {
      planned: suspect.planned,
      received: suspect.received,
      answeredItems: suspect.answeredItems,
      answeredShare: share,
      leastShare: pack.analysis.minAnsweredFraction,
      sha256: suspect.answersSha256,
    },
    controls: tested === null ? [] : controls,
    controlsMissing: pack.analysis.negativeControls.filter((name) => !collected.some(({ model }) => model === name)),
    accounts:
      tested === null || state === "control-only"
        ? null
        : accountTests(pack, effective, suspect.answers, facts.accountClusters),
    freshness,
    beacon: { source: pack.derivation.beacon.source, anchored },
    order: orderOf(pack, facts, committed, anchored),
    notes: notesOf(pack, facts, controls, freshness, anchored),
  };
}

interface ScoredAnswer {
  readonly item: CanaryPack["items"][number];
  readonly planted: number;
  readonly modal: number;
  readonly counts: readonly number[] | null;
  readonly hit: boolean;
}

function scored(pack: CanaryPack, { answers }: FrozenAnswers, effective: Uint8Array): ScoredAnswer[] {
  return answersOfScope(pack, answers, "global").map(({ item, answer }) => {
    const planted = plantedIndex(effective, pack.packId, item.id, item.alphabet.length);
    return { item, planted, modal: answer.modal, counts: answer.counts ?? null, hit: answer.modal === planted };
  });
}

interface Tested {
  readonly p: number;
  readonly log10P: number;
  readonly decoys: DecoyResult;
}

/** The one test that the pack fixed, and beside it the rank of the real key among decoy keys. */
function primaryTest(pack: CanaryPack, suspect: FrozenAnswers, answered: readonly ScoredAnswer[]): Tested {
  const graded = pack.analysis.primaryTest === "key-permutation";
  const items = answered.map((answer): ScoredItem => {
    const { item } = answer;
    return { id: item.id, alternatives: item.alphabet.length, scores: scoresOf(pack, answer, graded) };
  });
  const real = items.reduce((sum, { scores }, place) => sum + (scores.get(answered[place]!.planted) ?? 0), 0);
  const decoys = decoyTest(
    items,
    real,
    pack.packId,
    Buffer.from(suspect.answersSha256, "hex"),
    pack.analysis.decoyKeys ?? defaultDecoyKeys,
  );
  if (graded) return { p: decoys.p, log10P: Math.log10(decoys.p), decoys };
  if (pack.analysis.primaryTest === "exposure-rank") {
    const ranks = answered.map(({ item, counts, modal, planted }) =>
      worstRank(counts ?? oneHot(item.alphabet.length, modal), planted),
    );
    const { p } = exposureP(ranks, answered[0]!.item.alphabet.length, suspect.answersSha256);
    return { p, log10P: Math.log10(p), decoys };
  }
  const ln = lnHitsTail(
    answered.filter(({ hit }) => hit).length,
    answered.map(({ item }) => item.alphabet.length),
  );
  return { p: probabilityOf(ln), log10P: ln / Math.LN10, decoys };
}

/** Hits count 1; graded answers count the share of planned replies that gave the index. */
function scoresOf(pack: CanaryPack, { item, modal, counts }: ScoredAnswer, graded: boolean): Map<number, number> {
  if (!graded || counts === null) return modal < 0 ? new Map() : new Map([[modal, 1]]);
  const planned = item.probes.length * pack.analysis.samplesPerProbe;
  return new Map(counts.flatMap((count, index) => (count > 0 ? [[index, count / planned] as const] : [])));
}

function oneHot(size: number, index: number): number[] {
  return Array.from({ length: size }, (_, place) => (place === index ? 1 : 0));
}

function controlResults(
  pack: CanaryPack,
  collected: readonly FrozenAnswers[],
  suspect: string,
  effective: Uint8Array,
): CanaryResult["controls"] {
  const named = new Set(pack.analysis.negativeControls);
  const results = collected
    .filter(({ model }) => model !== suspect)
    .map((one) => {
      const answered = scored(pack, one, effective);
      const hits = answered.filter(({ hit }) => hit).length;
      const ln = lnHitsTail(
        hits,
        answered.map(({ item }) => item.alphabet.length),
      );
      return {
        model: one.model,
        family: one.family,
        role: one.role,
        negative: (one.role === "control" && one.knownStudent !== true) || named.has(one.model),
        answeredItems: one.answeredItems,
        hits,
        items: answered.length,
        p: probabilityOf(ln),
        log10P: ln / Math.LN10,
      };
    });
  const negative = results.filter((one) => one.negative);
  const adjusted = holm(negative.map(({ p }) => p));
  return results.map((one) => {
    const place = negative.indexOf(one);
    return { ...one, holm: place < 0 ? null : adjusted[place]! };
  });
}

type Stated = Pick<CanaryResult, "state" | "reasons">;

/** Why there is no p-value at all; null when there may be one. */
function barredBy(pack: CanaryPack, share: number, facts: RevealedFacts, committed: string | null): Stated | null {
  const { minAnsweredFraction } = pack.analysis;
  if (share < minAnsweredFraction)
    return {
      state: "not-evaluated",
      reasons: [
        `Only ${share.toFixed(2)} of the items have an answer that can be read; the pack asks for at least ${minAnsweredFraction.toFixed(2)}.`,
      ],
    };
  if (committed !== null && facts.plantedFrom !== null && plantedBefore(facts.plantedFrom, committed))
    return {
      state: "withheld",
      reasons: [
        `Planting began at ${facts.plantedFrom}, before the commitment of ${committed}: the order of events that the test rests on was not kept.`,
      ],
    };
  if (pack.derivation.beacon.source === "none" && facts.earlierFamilyModel === true)
    return {
      state: "withheld",
      reasons: [
        "There is no beacon, and a model of the suspect's family was public when the key was committed: the key could have been chosen to fit that family's habits.",
      ],
    };
  return null;
}

function stateOf(
  excess: boolean,
  freshness: CanaryResult["freshness"],
  controls: CanaryResult["controls"],
  alpha: number,
): Stated {
  if (freshness.state === "suspect-earlier")
    return {
      state: "control-only",
      reasons: [
        `The suspect was published in ${freshness.released}, before planting can have begun (${freshness.plantedFrom}): it can only serve as a negative control of this pack.`,
      ],
    };
  const failed = controls.filter(({ holm: adjusted }) => adjusted !== null && adjusted <= alpha);
  if (failed.length > 0)
    return {
      state: "control-excess",
      reasons: [
        `${failed.length} of the negative controls also have more hits than chance allows: planted values may have leaked, or these models were exposed as well. Nothing is stated about the suspect.`,
      ],
    };
  return { state: excess ? "excess" : "no-excess", reasons: [] };
}

function orderOf(
  pack: CanaryPack,
  facts: RevealedFacts,
  committed: string | null,
  anchored: boolean,
): CanaryResult["order"] {
  return [
    {
      step: "key committed",
      time: committed,
      shownBy: anchored ? "an external anchor" : "the clock of the owner's computer alone",
    },
    {
      step: "beacon",
      time: null,
      shownBy: pack.derivation.beacon.source === "none" ? "none was used" : pack.derivation.beacon.source,
    },
    { step: "planting began", time: facts.plantedFrom, shownBy: "the owner's statement" },
    { step: "planting ended", time: facts.plantedTo, shownBy: "the owner's statement" },
    { step: "answers fixed", time: facts.frozenAt, shownBy: "the clock of the collecting computer" },
    { step: "key read", time: null, shownBy: "the tool reads it after the answers are fixed" },
  ];
}

function notesOf(
  pack: CanaryPack,
  facts: RevealedFacts,
  controls: CanaryResult["controls"],
  freshness: CanaryResult["freshness"],
  anchored: boolean,
): string[] {
  const negative = controls.filter((one) => one.negative).length;
  const source = pack.derivation.beacon.source;
  return [
    ...(source === "none"
      ? [
          "There is no beacon: the key could have been searched for until it fitted known habits of the suspect's family.",
          ...(facts.earlierFamilyModel === null
            ? ["Whether a model of that family was public when the key was committed was not stated."]
            : []),
        ]
      : []),
    ...(source !== "none" && !anchored
      ? ["The commitment has no external anchor, so the beacon does not show which of the two came first."]
      : []),
    ...(source === "none" && !anchored
      ? ["The time of the commitment rests on the owner's computer: nobody else can tell when it was made."]
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
    ...(pack.derivation.accountKeys && facts.accountClusters.length === 0
      ? ["The pack has items for account clusters, and no cluster was named: they were not tested."]
      : []),
  ];
}
