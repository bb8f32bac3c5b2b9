import { z } from "zod";
import { channels } from "../traits/measurements.js";

/**
 * The calibration file (`calibrate` writes it, `plan` reads it): what known lineages taught about the scores. Numbers and
 * names only, never a text. Logarithms are base 10 where named so; scores are standard deviations of the null cohort.
 */
const range = z.tuple([z.number(), z.number()]).describe("lower and upper value of log10 LR; contains 0");
const sha256 = z.string().regex(/^sha256:[0-9a-f]{64}$/);

const trial = z.object({
  suspect: z.string(),
  family: z.string(),
  group: z.string(),
  vendor: z.string(),
  truth: z.enum(["derived", "not-derived"]),
  relation: z.enum(["distilled", "tuned", "variant"]).nullable(),
  basis: z.enum(["documented", "released-before-teacher", "assumed", "hard"]),
  confidence: z.enum(["high", "medium", "low"]),
  traits: z.record(z.string(), z.number().nullable()).describe("score of each trait of the channel"),
  fused: z.number().nullable(),
  log10LrLofo: z.number().nullable().describe("made without the suspect's family; null where the trial is not used"),
});

const fit = z.object({
  stratum: z.string().describe("relation of the derived trials"),
  prompts: z.int().positive(),
  intercept: z.number(),
  slope: z.number().min(0),
  lambda: z.number().min(0),
  clip: z.tuple([z.number(), z.number()]),
  studentFamilies: z.int().min(0),
  nullFamilies: z.int().min(0),
  studentT: z
    .object({
      mean1: z.number(),
      mean0: z.number(),
      sd: z.number().positive(),
      nu: z.number().positive(),
      count1: z.number().positive(),
      count0: z.number().positive(),
    })
    .nullable(),
  bounds: z.object({
    pooled: z.object({ elub: range, iv: range }),
    groups: z.record(
      z.string(),
      z.object({
        nullModels: z.int().min(0),
        nullFamilies: z.int().min(0),
        studentFamilies: z.int().min(0),
        elub: range,
        iv: range,
        used: range.describe("the narrowest of pooled and group bounds: what may be stated"),
      }),
    ),
  }),
});

const criteria = z.object({
  passed: z.boolean(),
  failed: z.array(z.string()).describe("criteria that are not met, in plain words"),
  values: z.object({
    cllr: z.number().nullable(),
    cllrMin: z.number().nullable(),
    cllrFamilyWeighted: z.number().nullable(),
    meanLrNotDerived: z.number().nullable(),
    lrAbove10: z.number().nullable(),
    doubleDifference: z.number().nullable(),
  }),
  groups: z.record(z.string(), z.object({ meanLr: z.number().nullable(), meanLrBounded: z.number().nullable() })),
});

/** One channel: core stands at the top of the file, others under `channels`; they are never averaged with one another. */
const channelFields = {
  fusion: z.object({
    method: z.literal("mean"),
    traits: z.array(z.string()),
    weights: z.record(z.string(), z.number().min(0)).describe("1 where a trait is not named"),
  }),
  trials: z.array(trial),
  fits: z.array(fit).min(1).describe("one entry for each number of prompts, the largest last"),
  thresholds: z.object({
    familyWise05: z.number().nullable(),
    familyWise01: z.number().nullable(),
    pair01: z.number().nullable().describe("99 % quantile of the not-derived scores; null below 100 of them"),
    nullSuspectMaxima: z.array(z.object({ suspect: z.string(), family: z.string(), value: z.number() })),
  }),
  setWidth: z.number().positive(),
  setCoverage: z.number().nullable().describe("family-weighted coverage of the true group at that width"),
  criteria,
};

export const calibrationChannelSchema = z.object(channelFields);

export const calibrationFileSchema = z.object({
  schema: z.literal("teacherprint.calibration/v1"),
  toolVersion: z.string(),
  createdAt: z.string().describe("RFC 3339"),
  panels: z
    .array(
      z.object({
        digest: sha256,
        name: z.string(),
        language: z.string(),
        prompts: z.int().positive(),
        samplesPerPrompt: z.number().positive(),
        models: z.int().positive(),
        releasedRange: z.tuple([z.string(), z.string()]).nullable(),
        studentsReleasedRange: z.tuple([z.string(), z.string()]).nullable(),
        groups: z.array(z.string()),
      }),
    )
    .min(1),
  traits: z.array(
    z.object({
      id: z.string(),
      version: z.int().positive(),
      channel: z.enum(channels),
      parameters: z.record(z.string(), z.unknown()),
    }),
  ),
  normalisation: z.object({
    method: z.string().describe("azt, zt, az, z or double-centring"),
    k: z.number().nullable().describe("largest number of near null models; null = the whole cohort"),
    kAtLeast: z.number().nullable(),
    kOneIn: z.number().nullable(),
    similarity: z
      .string()
      .describe(
        "what makes null models near: profile/1 (how they stand to other vendors' references) or w1pair/1 (words)",
      ),
    minOtherVendor: z.int(),
    ownFamilyOut: z.literal(true),
  }),
  sample: z
    .object({
      relations: z.array(z.enum(["distilled", "tuned", "variant"])),
      confidence: z.array(z.enum(["high", "medium", "low"])),
      negativeBases: z.array(z.enum(["documented", "released-before-teacher", "assumed", "hard"])),
      negativeConfidence: z.array(z.enum(["high", "medium", "low"])),
    })
    .describe("which trials the fits were made from"),
  ...channelFields,
  channels: z.record(z.string(), calibrationChannelSchema),
  metadataControls: z.object({
    doubleDifference: z.record(z.string(), z.number().nullable()),
    notSeparated: z
      .record(z.string(), z.boolean().nullable())
      .describe("by group: true if some metadata control does as well as the fused score; null if not resolvable"),
  }),
  validation: sha256.nullable().describe("digest of the validation document made from the same panels"),
});

export type CalibrationFile = z.infer<typeof calibrationFileSchema>;
export type CalibrationChannel = z.infer<typeof calibrationChannelSchema>;
