import { type CanaryPack, defaultDecoyKeys } from "../canary-pack.js";
import type { FrozenAnswers } from "../reading/read-collection.js";
import { type DecoyResult, decoyTest, type ScoredItem } from "./decoys.js";
import { exposureP, lnHitsTail, probabilityOf, worstRank } from "./exact-tests.js";
import type { ScoredAnswer } from "./scored-answers.js";

export interface Tested {
  readonly p: number;
  readonly log10P: number;
  readonly decoys: DecoyResult;
}

/** The one test that the pack fixed, and beside it the rank of the real key among decoy keys. */
export function primaryTest(pack: CanaryPack, suspect: FrozenAnswers, answered: readonly ScoredAnswer[]): Tested {
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
