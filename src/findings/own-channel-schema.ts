import { z } from "zod";

/**
 * What every channel of one kind of probes says of one lineage group. Such a channel has a null of its own: the null
 * models that answered its probes. None is calibrated on real lineages, so none counts in a score, a tier or the answer.
 */
const ownChannelRow = {
  group: z.string(),
  affinity: z.number().nullable().describe("raw affinity of the suspect to the nearest member"),
  score: z.number().nullable().describe("after AZ and T on the channel's own null models, best member of the group"),
  prompts: z.int().describe("prompts that the channel read of the suspect"),
  note: z.string(),
};

/** Absent in findings of earlier versions. */
const ownNull = {
  trait: z.string().optional().describe("id and version, for example choice/2"),
  nearestMember: z.string().nullable().optional(),
  nullModels: z.int().optional().describe("null models with answers in this channel, without the suspect's family"),
  nullFamilies: z.int().optional(),
  rank: z
    .object({
      p: z.number(),
      holm: z.number(),
      largerFamilies: z.int(),
      resolution: z.number().describe("1/(G+1): the smallest p that this many families can give"),
    })
    .nullable()
    .optional()
    .describe("null where the channel is descriptive only for this group"),
  threshold05: z
    .number()
    .nullable()
    .optional()
    .describe("family-wise 5 % threshold of this channel; null where it has too few null models"),
  aboveThreshold: z.boolean().nullable().optional().describe("null where descriptive only"),
};

/** Test of H_same for one pair: whether the answers to choice probes of suspect and member can be told apart at all. */
export const sameChoicesSchema = z.object({
  group: z.string(),
  member: z.string().describe("member of the group whose choices differ least from the suspect's"),
  prompts: z.int(),
  discrepancy: z.number().describe("mean unbiased squared discrepancy (MMD^2) over prompts; may be negative"),
  p: z.number().describe("permutation of labels inside each prompt, 9 999 draws"),
  detectable: z.number().describe("smallest discrepancy that this test would tell apart at 5 %"),
});

export const choiceFindingSchema = z.object({
  ...ownChannelRow,
  asked: z.enum(["free", "forced"]).optional().describe("free choices, or decisions asked in pairs of edits"),
  ...ownNull,
});

export const styleFindingSchema = z.object({
  channel: z.enum(["refusals", "reasoning", "code"]),
  ...ownChannelRow,
  ...ownNull,
});

export type ChoiceFinding = z.infer<typeof choiceFindingSchema>;
export type StyleFinding = z.infer<typeof styleFindingSchema>;
export type SameChoices = z.infer<typeof sameChoicesSchema>;
