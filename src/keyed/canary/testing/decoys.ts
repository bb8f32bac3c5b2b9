import { createHash, createHmac } from "node:crypto";
import { indexMessage } from "../derivation.js";
import { FastHmac, messageBlocks } from "../sha256.js";

const twoTo32 = 2 ** 32;
/** Two scores that differ by less were summed in another order. */
const rounding = 1e-12;

/** What the suspect answered to one item: a score for each index, mostly 0. */
export interface ScoredItem {
  readonly id: string;
  readonly alternatives: number;
  /** Score of each index that has one. */
  readonly scores: ReadonlyMap<number, number>;
}

export interface DecoyResult {
  readonly decoys: number;
  /** Decoy keys whose score is at least that of the real key. */
  readonly atLeast: number;
  /** (1 + atLeast) / (decoys + 1). */
  readonly p: number;
  /** How many decoys had each number of hits; the place is the number. */
  readonly hits: readonly number[];
}

/** Seed of the decoy keys: nobody can choose it, because it follows from the frozen answers. */
export function decoySeed(answersDigest: Uint8Array): Buffer {
  return createHash("sha256").update("teacherprint-canary-decoy/v1\0", "utf8").update(answersDigest).digest();
}

/** Decoy key j, counted from 1. */
export function decoyKey(seed: Uint8Array, j: number): Buffer {
  const place = Buffer.alloc(4);
  place.writeUInt32BE(j);
  return createHmac("sha256", seed).update(place).digest();
}

/**
 * The rank of the real key among decoy keys drawn after the answers were fixed. An item without an answer scores nothing
 * under any key and is not derived.
 * Cost: decoys x answered items; 100 000 keys on 200 items take some seconds.
 */
export function decoyTest(
  items: readonly ScoredItem[],
  realScore: number,
  packId: string,
  answersDigest: Uint8Array,
  decoys: number,
): DecoyResult {
  const seed = decoySeed(answersDigest);
  const answered = items
    .filter(({ scores }) => scores.size > 0)
    .map(({ id, alternatives, scores }) => ({
      scores,
      alternatives,
      limit: twoTo32 - (twoTo32 % alternatives),
      message: indexMessage(packId, id),
      first: messageBlocks(Buffer.from(`${indexMessage(packId, id)}0`, "utf8")),
    }));
  const hmac = new FastHmac();
  const hits: number[] = [];
  let atLeast = 0;
  for (let j = 1; j <= decoys; j++) {
    hmac.setKey(decoyKey(seed, j));
    let score = 0;
    let count = 0;
    for (const item of answered) {
      let drawn = hmac.uint32(item.first);
      for (let counter = 1; drawn >= item.limit; counter++)
        drawn = hmac.uint32(messageBlocks(Buffer.from(`${item.message}${counter}`, "utf8")));
      const scored = item.scores.get(drawn % item.alternatives);
      if (scored === undefined) continue;
      score += scored;
      count += 1;
    }
    while (hits.length <= count) hits.push(0);
    hits[count]! += 1;
    if (score >= realScore - rounding) atLeast += 1;
  }
  return { decoys, atLeast, p: (1 + atLeast) / (decoys + 1), hits };
}
