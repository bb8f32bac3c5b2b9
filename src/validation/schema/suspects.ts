import { z } from "zod";
import { count, interval, number, ofRelations, rate, relation } from "./values.js";

/** Rates by suspect: thresholds, none of these, sets. */

export const wrongCounts = z.object({ wrong: count, of: count, rate: rate });
export const falseAttributionSchema = z.object({
  suspects: wrongCounts,
  families: wrongCounts,
  ci: interval.describe("exact interval of the rate of families (Clopper and Pearson)"),
  assumedOnly: z
    .object({ suspects: count, families: count })
    .describe("further ones, with a group that is only assumed not to be a parent"),
});

export const suspectLevelSchema = z.object({
  thresholds: z.object({ familyWise05: number, familyWise01: number, suspects: count, families: count }),
  falseAttribution: falseAttributionSchema.describe("some false group above the 5 % threshold"),
  falseAttribution01: falseAttributionSchema.describe("some false group above the 1 % threshold"),
  tpr: ofRelations(rate).describe("share above the 5 % threshold"),
  tpr01: ofRelations(rate).describe("share above the 1 % threshold"),
  tprCi: ofRelations(interval),
  tpr01Ci: ofRelations(interval),
  lrAbove10: z.object({ suspects: wrongCounts, families: wrongCounts }).describe("some false group with LR above 10"),
});

export const openSetCounts = z.object({
  suspects: count,
  standsOut05: count,
  standsOut01: count,
  lrAbove10: count.nullable().describe("null where no likelihood ratio can be calibrated"),
  abovePair01: count.describe("above the 99 % quantile of not-derived pairs: what a threshold for pairs would give"),
});
export const openSetSchema = z.object({
  ...ofRelations(openSetCounts).shape,
  ofOneVendor: z.array(z.string()).describe("suspects that are left without any group to be compared with"),
  rescored: ofRelations(openSetCounts)
    .nullable()
    .describe("the same with the removed groups' references left out of normalisation, thresholds and calibration too"),
  named: z.array(
    z.object({
      suspect: z.string(),
      relation,
      group: z.string(),
      vendor: z.string(),
      fused: z.number(),
      rescored: z.boolean(),
    }),
  ),
});

export const setValuedSchema = z.object({
  setWidth: z.number(),
  coverage: rate.describe("family-weighted"),
  meanSize: number,
  students: count,
  families: count,
  coverageHeldOut: rate.describe("with the width chosen without the student's family"),
  singleVendor: rate.describe("share of sets with one vendor"),
  exactMember: ofRelations(z.object({ right: count, of: count })).describe(
    "nearest member is the documented parent model, where the group has several",
  ),
});
