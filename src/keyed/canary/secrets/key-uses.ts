import { z } from "zod";
import { beaconFixed, type FixedTerms, fixedTermsSchema, keepTerms } from "../recording/fixed-terms.js";

/**
 * One use of a key, as written beside it: what it was used on, never the key. A record beside the answers is lost with a
 * copy of the answers; this one is not.
 */
export const keyUseSchema = z.looseObject({
  schema: z.literal("teacherprint.canary-use/v1"),
  /** RFC 3339. */
  time: z.string(),
  packId: z.string(),
  commitment: z.string(),
  /** Hex; null for a pack without beacon. */
  beacon: z.string().nullable(),
  /** Null where values were planted and nothing was tested. */
  tested: z.object({ suspect: z.string(), answersSha256: z.string(), terms: fixedTermsSchema }).nullable(),
});
export type KeyUse = z.infer<typeof keyUseSchema>;

/** What a key is about to be used on. */
export type NextUse = Pick<KeyUse, "packId" | "commitment" | "beacon" | "tested">;

/**
 * A key keeps the beacon with which it was first used, and answers keep the terms under which they were first tested.
 * Throws CANARY_BEACON_FIXED, CANARY_TERMS_CHANGED.
 */
export function requireSameUse(uses: readonly KeyUse[], next: NextUse, keyFile: string): void {
  for (const use of uses) {
    if (use.commitment !== next.commitment) continue;
    if (use.beacon !== null && next.beacon !== null && use.beacon !== next.beacon)
      throw beaconFixed(
        `written beside ${keyFile} when values were ${use.tested === null ? "planted" : "tested"} at ${use.time}`,
        use.beacon,
        next.beacon,
      );
    if (use.tested !== null && next.tested !== null && isSameTest(use.tested, next.tested))
      keepTerms(
        use.tested.terms,
        next.tested.terms,
        `for the same answers at ${use.time}, as written beside ${keyFile}`,
      );
  }
}

/** Earlier tests of other answers, or of another suspect, with this key. */
export function otherTests(uses: readonly KeyUse[], { commitment, tested }: NextUse) {
  return uses.flatMap((use) =>
    use.commitment === commitment && use.tested !== null && (tested === null || !isSameTest(use.tested, tested))
      ? [{ time: use.time, suspect: use.tested.suspect, answersSha256: use.tested.answersSha256 }]
      : [],
  );
}

/** Whether this use is written down already. */
export function isKnownUse(uses: readonly KeyUse[], next: NextUse): boolean {
  return uses.some(
    ({ commitment, beacon, tested }) =>
      commitment === next.commitment &&
      beacon === next.beacon &&
      (tested === null || next.tested === null ? tested === next.tested : isSameTest(tested, next.tested)),
  );
}

type Tested = { readonly suspect: string; readonly answersSha256: string; readonly terms: FixedTerms };

function isSameTest(left: Tested, right: Tested): boolean {
  return left.suspect === right.suspect && left.answersSha256 === right.answersSha256;
}
