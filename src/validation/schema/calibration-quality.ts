import { z } from "zod";
import { byGroup, count, number, ofRelations, rate } from "./values.js";

/** How well likelihood ratios are calibrated: on this panel, and from a stored file. */

export const bounds = z.tuple([z.number(), z.number()]).describe("log10 LR that may be stated");
export const curve = z.array(z.number());

export const calibrationReportSchema = z.object({
  fit: z.object({
    intercept: z.number(),
    slope: z.number(),
    lambda: z.number(),
    clip: z.tuple([z.number(), z.number()]),
    studentFamilies: count,
    nullFamilies: count,
  }),
  derivedPairs: count,
  notDerivedPairs: count,
  cllr: number,
  cllrMin: number,
  cllrCal: number,
  cllrFamilyWeighted: number,
  devPav: number,
  ece: z.object({ priorLog10Odds: curve, system: curve, neutral: curve, pav: curve }),
  tippett: z.object({ log10Lr: curve, derived: curve, notDerived: curve }),
  meanLrNotDerived: number.describe("every pair counts the same"),
  meanLrNotDerivedFamilyWeighted: number,
  misleading: z.object({
    lrAbove1: rate.describe("not-derived pairs"),
    lrAbove10: rate.describe("not-derived pairs"),
    lrAbove10Families: count,
    lrBelow1: rate.describe("derived pairs"),
  }),
  derivedLrAtLeast10: rate,
  derivedAtPooledCap: rate,
  bounds: z.object({ elub: bounds, iv: bounds }).describe("pooled"),
  boundedCllr: number,
  byGroup: byGroup(
    z.object({
      nullModels: count,
      nullFamilies: count,
      studentFamilies: count,
      meanLr: number,
      lrAbove10: rate,
      bounds,
      meanLrBounded: number,
    }),
  ),
  allRelations: z.object({ pairs: count, cllr: number, cllrMin: number }).describe("every relation as derived"),
});

export const storedCalibrationSchema = z.object({
  digest: z.string(),
  panels: z.array(z.string()),
  prompts: count.describe("of the stored fit that was used"),
  derivedPairs: count,
  notDerivedPairs: count,
  leftOut: count.describe("trials of families that the calibration was made from"),
  cllr: number,
  cllrMin: number,
  meanLrNotDerived: number,
  meanLrNotDerivedBounded: number,
  lrAbove10: rate,
  boundedCllr: number,
  relations: ofRelations(z.object({ pairs: count, lrAtLeast1: rate, lrAtLeast10: rate })),
});
