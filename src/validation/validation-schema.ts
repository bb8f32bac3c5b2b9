import { z } from "zod";
import { calibrationReportSchema, storedCalibrationSchema } from "./schema/calibration-quality.js";
import { curvePointSchema, launderingSchema, nullCohortPointSchema, stratumSchema } from "./schema/curves.js";
import { comparisonSchema, failureSchema, trialSchema } from "./schema/rows.js";
import {
  type falseAttributionSchema,
  type openSetCounts,
  openSetSchema,
  setValuedSchema,
  suspectLevelSchema,
} from "./schema/suspects.js";
import {
  type detectionSchema,
  type doubleDifferenceSchema,
  type generationChoiceSchema,
  type hardNegativesSchema,
  type negativeSetSchema,
  systemFields,
  systemSchema,
} from "./schema/systems.js";
import { basis, byGroup, confidence, count, number, relation } from "./schema/values.js";

/**
 * What `validate` says about one panel of known lineages: the error rates of the method, and one row a trial from which
 * anyone can compute another rate. Scores are standard deviations of the null cohort after T-norm; logarithms are base 10.
 * Null = not resolvable; the reason stands in `notes`. Rates count pairs or suspects; `families` says how many of them are
 * independent.
 */
export const validationSchema = z.object({
  schema: z.literal("teacherprint.validation/v1"),
  toolVersion: z.string(),
  synthetic: z.boolean(),
  panel: z.object({
    name: z.string(),
    digest: z.string(),
    language: z.string(),
    models: count,
    references: count,
    groups: count,
    families: count,
    prompts: count.describe("used"),
    promptsInPanel: count,
    samplesPerPrompt: z.number(),
    trials: count,
    excluded: z.array(z.object({ model: z.string(), reason: z.string() })),
    descriptiveGroups: z.array(z.string()),
  }),
  settings: z.object({
    traits: z.array(z.string()),
    fusion: byGroup(z.array(z.string())).describe("traits of each channel"),
    weights: z.record(z.string(), z.number()),
    normalisation: z.string(),
    calibration: z.object({
      relations: z.array(relation),
      confidence: z.array(confidence),
      negativeBases: z.array(basis),
      negativeConfidence: z.array(confidence),
      lambda: z.number(),
      clip: z.tuple([z.number(), z.number()]),
    }),
    minGroups: count,
    setCoverage: z.number(),
    prompts: count.nullable().describe("asked for; null = all that are widely answered"),
    draws: count,
    permutations: count,
  }),
  seeds: z.object({ seed: z.string() }),
  tier: z.int().min(0).max(3).describe("highest tier that a group of this panel reaches"),
  tiers: byGroup(z.object({ tier: z.int().min(0).max(3), reasons: z.array(z.string()) })),
  criteria: z.object({ passed: z.boolean(), failed: z.array(z.string()), values: z.record(z.string(), number) }),
  ...systemFields,
  calibration: calibrationReportSchema.nullable(),
  suspectLevel: suspectLevelSchema,
  openSet: openSetSchema,
  setValued: setValuedSchema.nullable(),
  metadataControls: byGroup(systemSchema),
  traits: byGroup(systemSchema),
  channels: byGroup(
    z.object({ ...systemFields, calibration: calibrationReportSchema.nullable(), suspectLevel: suspectLevelSchema }),
  ),
  promptsCurve: z.array(curvePointSchema),
  laundering: launderingSchema.nullable(),
  nullCohortCurve: z.array(nullCohortPointSchema),
  strata: z.array(stratumSchema),
  misses: z.array(failureSchema),
  topFalse: z.array(failureSchema),
  comparison: comparisonSchema,
  storedCalibration: storedCalibrationSchema.nullable(),
  trials: z.array(trialSchema),
  unlabelled: z.array(z.object({ suspect: z.string(), group: z.string(), fused: number })),
  notes: z.array(z.string()),
});

export type Validation = z.infer<typeof validationSchema>;
export type Detection = z.infer<typeof detectionSchema>;
export type NegativeSet = z.infer<typeof negativeSetSchema>;
export type HardNegatives = z.infer<typeof hardNegativesSchema>;
export type DoubleDifferenceReport = z.infer<typeof doubleDifferenceSchema>;
export type GenerationChoiceReport = z.infer<typeof generationChoiceSchema>;
export type SystemReport = z.infer<typeof systemSchema>;
export type CalibrationReport = z.infer<typeof calibrationReportSchema>;
export type FalseAttribution = z.infer<typeof falseAttributionSchema>;
export type SuspectLevel = z.infer<typeof suspectLevelSchema>;
export type OpenSet = z.infer<typeof openSetSchema>;
export type OpenSetCounts = z.infer<typeof openSetCounts>;
export type SetValued = z.infer<typeof setValuedSchema>;
export type CurvePoint = z.infer<typeof curvePointSchema>;
export type Laundering = z.infer<typeof launderingSchema>;
export type NullCohortPoint = z.infer<typeof nullCohortPointSchema>;
export type Stratum = z.infer<typeof stratumSchema>;
export type Failure = z.infer<typeof failureSchema>;
export type TrialRow = z.infer<typeof trialSchema>;
export type Comparison = z.infer<typeof comparisonSchema>;
export type StoredCalibrationReport = z.infer<typeof storedCalibrationSchema>;
