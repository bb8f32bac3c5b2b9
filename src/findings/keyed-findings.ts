import { z } from "zod";
import { type CanaryResult, canaryResultSchema } from "../keyed/canary/testing/canary-result.js";

/**
 * Exact tests against secret keys. They stand beside the behavioural findings and change none of them: nothing here has a
 * likelihood ratio or a verbal term, and no number of it enters any other part of the findings.
 */
export const keyedFindingsSchema = z.object({
  canaries: z
    .array(canaryResultSchema)
    .min(1)
    .describe("one entry a test; a pack with several tested keys, or that gave several outcomes, has all of them"),
});

export type KeyedFindings = z.infer<typeof keyedFindingsSchema>;

/** Null where no keyed test was made. */
export function keyedFindings(canaries: readonly CanaryResult[]): KeyedFindings | null {
  return canaries.length === 0 ? null : { canaries: [...canaries] };
}
