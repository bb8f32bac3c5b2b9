import { z } from "zod";
import { basis, byGroup, confidence, count, number, rate, relation } from "./values.js";

/** Single trials, and the rates in the definitions of the published prototype. */

export const failureSchema = z.object({
  suspect: z.string(),
  family: z.string(),
  group: z.string(),
  relation: relation.nullable(),
  basis,
  rank: number,
  first: z.string().nullable().describe("group with the largest score"),
  fused: number,
  log10Lr: number,
  standsOut05: z.boolean(),
  traits: z.record(z.string(), number),
});

export const trialSchema = z.object({
  suspect: z.string(),
  family: z.string(),
  group: z.string(),
  vendor: z.string(),
  truth: z.enum(["derived", "not-derived"]),
  relation: relation.nullable(),
  basis,
  confidence,
  traits: z.record(z.string(), number),
  fused: number,
  surface: number,
  log10Lr: number.describe("calibrated without the suspect's family, before the bounds"),
  log10LrBounded: number,
  rank: number.describe("mid-rank of the group among all groups"),
  rankLabelled: number.describe("among itself and the groups known not to be parents"),
  pRank: number,
  standsOut05: z.boolean(),
  standsOut01: z.boolean(),
});

export const comparedRelation = z.object({
  pairs: count,
  families: count,
  auc: rate,
  tpr1: rate,
  tpr5: rate,
  eer: rate,
  top1: rate,
  mrr: rate,
  top1Labelled: rate,
  mrrLabelled: rate,
  labelled: count,
  perSuspectTpr5: rate,
  perSuspectTpr1: rate,
  cllr: number,
  cllrMin: number,
  wrongVendor5: z.object({ wrong: count, of: count }),
  wrongVendor1: z.object({ wrong: count, of: count }),
});

export const comparisonSchema = z.object({
  definitions: z.array(z.string()),
  notDerived: count,
  perSuspectLimits: z.object({ at5: number, at1: number, suspects: count }),
  relations: z.record(z.string(), comparedRelation),
  hard: byGroup(z.object({ derived: count, hard: count, auc: z.number() })),
  sameTarget: z.object({ auc: z.number(), groups: count, derived: count, notDerived: count }).nullable(),
  doubleDifference: z.object({ distilled: rate, all: rate }),
  falseAlarms: z.object({
    count: count.nullable(),
    of: count,
    list: z.array(z.object({ suspect: z.string(), group: z.string(), basis, fused: z.number(), log10Lr: z.number() })),
  }),
});
