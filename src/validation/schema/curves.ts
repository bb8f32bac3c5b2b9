import { z } from "zod";
import { systemFields } from "./systems.js";
import { byGroup, count, number, ofRelations, rate } from "./values.js";

/** What fewer prompts, laundering, fewer null models and other strata do. */

export const curvePointSchema = z.object({
  prompts: count,
  repeats: count,
  auc: rate,
  tprAt1: rate,
  eer: rate,
  top1: rate,
  top1Sd: number,
  doubleDifference: rate,
  generationChoice: rate,
  familyWiseTpr: ofRelations(rate),
  familyWiseTpr01: ofRelations(rate),
  hardNegatives: byGroup(z.number()),
  cllrMatched: number.describe("calibrated on the same number of prompts"),
  cllrFullN: number.describe("calibrated on all prompts, read at this number"),
  allRelations: z.object({ pairs: count, auc: rate, top1: rate, familyWiseTpr: rate, familyWiseTpr01: rate }),
});

export const launderedSystem = z.object({ ...systemFields, tpr: ofRelations(rate) });
export const launderingSchema = z.object({
  suspects: count,
  view: z.string(),
  clean: byGroup(launderedSystem).describe("by channel, over the suspects that were laundered"),
  laundered: byGroup(launderedSystem),
});

export const nullCohortPointSchema = z.object({
  families: count,
  models: z.number(),
  draws: count,
  method: z.enum(["matched", "double-centring"]),
  auc: rate,
  tprAt1: rate,
  top1: rate,
});

export const stratumSchema = z.object({
  kind: z.enum(["relation", "base", "era", "language", "temperature"]),
  value: z.string(),
  pairs: count,
  families: count,
  validated: z.boolean().describe("at least 10 derived pairs"),
  auc: rate,
  top1: rate,
  tpr: rate,
});
