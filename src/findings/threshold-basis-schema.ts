import { z } from "zod";

/** What the family-wise thresholds rest on. */
export const thresholdBasisSchema = z.object({
  families: z.number().describe("control families whose largest scores the thresholds are quantiles of"),
  exceededBy: z
    .number()
    .describe(
      "expected share of unrelated models of other families that exceed the 5 % threshold: above .05 by its being estimated",
    ),
  groupsOfControls: z.number().describe("groups that a control's largest score is taken over, on average"),
  groupsOfSuspect: z.number().describe("groups that the suspect's largest score is taken over"),
});
