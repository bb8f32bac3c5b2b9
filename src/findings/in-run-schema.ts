import { z } from "zod";

/** A model of known lineage that was asked in the same schedule and put in the suspect's place. */
export const inRunFindingSchema = z.object({
  model: z.string(),
  kind: z.enum(["negative", "positive"]),
  group: z.string().nullable().describe("group of which a positive is a known student or variant"),
  passed: z.boolean().nullable().describe("false: every group has tier 0 until this is explained; null: not judged"),
  explanation: z.string().describe("what was seen: short, lower case, without a full stop"),
  score: z.number().nullable().describe("fused score for its group; of a negative, the largest one"),
  threshold05: z.number().nullable().describe("family-wise 5 % threshold without the control's family"),
  standing: z.array(z.string()).describe("groups that stand out for it"),
  set: z.array(z.string()).describe("its set-valued answer"),
});
export type InRunFinding = z.infer<typeof inRunFindingSchema>;

/** Whether an endpoint gave the same answers to repeated probes at start, middle and end. */
export const driftFindingSchema = z.object({
  model: z.string(),
  probes: z.int().describe("repeated probes with answers at two places or more"),
  statistic: z.number().describe("mean likeness of answers within a place less that between places"),
  p: z.number().nullable().describe("permutation p-value of no change; null: not testable"),
  changed: z.boolean().describe("p below .01"),
});
export type DriftFinding = z.infer<typeof driftFindingSchema>;
