import { z } from "zod";
import { byGroup, count, interval, number, ofRelations, rate } from "./values.js";

/** Rates of one scoring system: a channel, a trait alone, or a metadata control. */

export const negativeSetSchema = z.object({ pairs: count, families: count, auc: rate, tprAt1: rate, tprAt5: rate });

export const detectionSchema = z.object({
  pairs: count.describe("derived trials of this relation with the confidence of a headline"),
  families: count,
  notDerivedPairs: count,
  notDerivedFamilies: count,
  auc: rate,
  tprAt1: rate.describe("share above the 99 % quantile of not-derived pairs; null below 100 of them"),
  tprAt5: rate.describe("share above the 95 % quantile of not-derived pairs; null below 20 of them"),
  eer: rate.describe("from the convex hull of the ROC curve"),
  eerStep: rate.describe("mean of the two error rates where they are closest"),
  top1: rate.describe("teacher's group first among all groups"),
  top1Labelled: rate.describe("first among itself and the groups known not to be parents"),
  mrr: rate,
  vendorTop1: rate,
  macroTop1: rate.describe("mean over true groups of their top-1"),
  byGroup: byGroup(z.object({ pairs: count, families: count, top1: rate })),
  ci: z.object({
    auc: interval,
    tprAt1: interval,
    tprAt5: interval,
    eerStep: interval,
    top1: interval,
    top1Labelled: interval,
    mrr: interval,
    vendorTop1: interval,
    macroTop1: interval,
  }),
  negatives: z.object({
    documented: negativeSetSchema,
    releasedBefore: negativeSetSchema,
    sameVendorTargets: negativeSetSchema.describe(
      "pairs with a group of a vendor that is the true vendor of a positive",
    ),
    hard: negativeSetSchema,
    assumed: negativeSetSchema.describe("never part of a headline"),
  }),
});

export const hardNegativesSchema = z.object({
  auc: rate,
  ci: interval,
  students: count,
  studentFamilies: count,
  negatives: count,
  negativeFamilies: count,
});

export const doubleDifferenceSchema = z.object({
  value: rate,
  groupPairs: z.record(z.string(), z.number()),
  students: count,
  families: count,
  permutedMean: number.describe("with groups permuted over families: what chance gives"),
  permutedSd: number,
});

export const generationChoiceSchema = z.object({
  value: rate.describe("of the vendor with most students"),
  chance: rate,
  vendors: z.array(
    z.object({
      vendor: z.string(),
      groups: z.array(z.string()).describe("those with documented students"),
      value: z.number(),
      chance: z.number(),
      students: count,
      amongAllGroups: rate.describe("among every group of the vendor in the panel"),
      allGroups: count,
    }),
  ),
});

/** One system under the same protocol: a channel, a trait alone, a metadata control. */
export const systemFields = {
  detection: ofRelations(detectionSchema.nullable()),
  hardNegatives: byGroup(hardNegativesSchema),
  doubleDifference: doubleDifferenceSchema,
  generationChoice: generationChoiceSchema,
  unscored: count.describe("trials without a score"),
};
export const systemSchema = z.object(systemFields);
