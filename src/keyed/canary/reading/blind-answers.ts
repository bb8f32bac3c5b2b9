import { createHash } from "node:crypto";
import canonicalize from "canonicalize";

/** What one model answered, as indices: all that the test reads, fixed by its digest before the key is read. */
export interface BlindAnswers {
  readonly schema: "teacherprint.canary-answers/v1";
  readonly packDigestSha256: string;
  readonly answers: readonly BlindAnswer[];
}

export interface BlindAnswer {
  readonly id: string;
  /** Index of the alphabet that was answered most often; -1 for none or a tie. */
  readonly modal: number;
  /** How often each index was answered, where an item has several replies. */
  readonly counts?: readonly number[];
}

/** SHA-256 of the RFC 8785 form. */
export function answersDigest(answers: BlindAnswers): Buffer {
  return createHash("sha256").update(canonicalize(answers)!, "utf8").digest();
}

/** The index that was answered most often; -1 when nothing was, or when two were answered equally often. */
export function modalIndex(counts: readonly number[]): number {
  let best = -1;
  let most = 0;
  counts.forEach((count, index) => {
    if (count > most) {
      best = index;
      most = count;
    } else if (count === most) best = -1;
  });
  return most === 0 ? -1 : best;
}
