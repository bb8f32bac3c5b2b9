import { holm } from "../../../statistics/multiplicity.js";
import type { CanaryPack } from "../canary-pack.js";
import { committedAt } from "../commitment.js";
import { effectiveKey } from "../derivation.js";
import { recallFor } from "../power.js";
import type { FrozenAnswers } from "../reading/read-collection.js";
import { accountTests } from "./account-tests.js";
import type { CanaryResult } from "./canary-result.js";
import { notesOf, orderOf } from "./circumstances.js";
import { controlResults } from "./control-results.js";
import { hitsNeeded } from "./exact-tests.js";
import { freshnessOf } from "./freshness.js";
import { primaryTest } from "./primary-test.js";
import type { RevealedFacts } from "./revealed-facts.js";
import { scoredAnswers } from "./scored-answers.js";
import { barredBy, stateOf } from "./state-of-result.js";

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
  const answered = scoredAnswers(pack, suspect, effective);
  const alternatives = answered.map(({ item }) => item.alphabet.length);
  const committed = committedAt(pack);
  const freshness = freshnessOf(facts.plantedFrom, committed, suspect.released);
  const share = suspect.answeredItems / pack.items.length;
  const controls = controlResults(pack, collected, suspectId, effective);
  const barred = barredBy(pack, share, facts, { committed, released: suspect.released });
  const hits = answered.filter(({ hit }) => hit).length;
  const tested = barred === null ? primaryTest(pack, suspect, answered) : null;
  const adjusted =
    tested === null
      ? null
      : holm([tested.p, ...new Array<number>(Math.max(0, facts.commitments.length - 1)).fill(1)])[0]!;
  const { state, reasons } = barred ?? stateOf(adjusted! <= pack.analysis.alpha, freshness, controls);
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
      ...(suspect.sources === undefined ? {} : { sources: suspect.sources }),
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
    beacon: {
      source: pack.derivation.beacon.source,
      anchored: false,
      value: facts.beacon.length === 0 ? null : Buffer.from(facts.beacon).toString("hex"),
      round: facts.beaconRound,
    },
    anchors: facts.anchors,
    otherTests: facts.otherTests,
    order: orderOf(pack, facts, committed),
    notes: notesOf(pack, facts, controls, freshness),
  };
}
