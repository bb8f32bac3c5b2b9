import { z } from "zod";
import { channels } from "../traits/measurements.js";
import { driftFindingSchema, inRunFindingSchema } from "./in-run-schema.js";
import { keyedFindingsSchema } from "./keyed-findings.js";
import { choiceFindingSchema, sameChoicesSchema, styleFindingSchema } from "./own-channel-schema.js";
import { provenanceSchema } from "./provenance-schema.js";
import {
  alternativeSchema,
  leftOutRowSchema,
  ratioCheckSchema,
  shuffledAnswersSchema,
  teacherAgainstTeacherSchema,
} from "./sensitivity-schema.js";
import { thresholdBasisSchema } from "./threshold-basis-schema.js";

/**
 * The one result document. Every number in a report comes from here.
 * Scores (`u`, `fused`) are in standard deviations of the null cohort after T-norm; logarithms are base 10 where named so.
 */

const interval = z.tuple([z.number(), z.number()]);
const modelId = z.string();

export const traitScoreSchema = z.object({
  trait: z.string().describe("id and version, for example w3pair/1"),
  channel: z.enum(channels),
  affinity: z.number().nullable().describe("raw affinity of the suspect to the nearest member"),
  score: z.number().nullable().describe("after AZ and T, best member of the group"),
});

export const likelihoodRatioSchema = z.object({
  log10: z.number(),
  interval95: interval.describe("uncertainty interval of log10 LR"),
  cautious: z.number().describe("the end nearer 0, after the cap: 5 % value of log10 LR above 0, 95 % value below"),
  bounds: interval.describe("log10 range that this calibration may state for this group"),
  atCap: z.boolean(),
  verbal: z
    .string()
    .nullable()
    .describe("term of verbal-scale.ts for the cautious end; null when that end favours neither side"),
  favours: z.enum(["derived", "not-derived", "neither"]),
  checks: ratioCheckSchema.optional().describe("absent in earlier versions"),
  alternative: alternativeSchema
    .nullable()
    .optional()
    .describe("the other teacher that fits almost as well; null where there is none to compare with"),
});

export const teacherFindingSchema = z.object({
  group: z.string(),
  vendor: z.string(),
  members: z.array(modelId),
  nearestMember: modelId.nullable(),
  tier: z.int().min(0).max(3),
  tierReasons: z
    .array(z.string())
    .describe("why not a higher tier: short, lower case, without a full stop; printed after `tier 1: `"),
  state: z
    .enum(["supported", "inconclusive", "against", "stands-out", "descriptive-only", "impossible"])
    .describe(
      "`stands-out` is the strongest word without a likelihood ratio; `impossible`: the suspect was public before every member",
    ),
  fused: z.number().nullable(),
  surface: z.number().nullable(),
  standsOut: z.boolean(),
  nullModels: z.int(),
  nullFamilies: z.int(),
  rank: z
    .object({
      p: z.number(),
      holm: z.number(),
      largerFamilies: z.int().describe("null families with a member at or above the suspect"),
      resolution: z.number().describe("1/(G+1): the smallest p that this many families can give"),
    })
    .nullable(),
  likelihoodRatio: likelihoodRatioSchema.nullable(),
  traits: z.array(traitScoreSchema),
  notSeparatedFromMetadata: z.boolean().nullable(),
});

export const attributionSchema = z.object({
  kind: z.enum(["set", "none-stands-out", "descriptive-only"]),
  groups: z.array(z.string()),
  vendor: z.string().nullable().describe("set when every group of the set shares it"),
  threshold05: z.number().nullable().describe("family-wise 5 % threshold of the fused score"),
  threshold01: z.number().nullable().describe("null also where the control families are too few for it"),
  thresholdBasis: thresholdBasisSchema.nullable().optional().describe("absent in earlier versions"),
  pFamilyWise: z.number().nullable(),
  setWidth: z.number(),
});

export const lineUpSchema = z.object({
  group: z.string(),
  suspect: z.number().nullable(),
  controls: z.array(z.object({ model: modelId, family: z.string(), score: z.number() })),
});

export const exhibitSchema = z.object({
  id: z.string().describe("E1, E2 ..."),
  prompt: z.string(),
  promptText: z.string(),
  group: z.string(),
  teacher: z.object({ model: modelId, text: z.string() }),
  suspect: z.object({ model: modelId, text: z.string() }),
  controls: z.array(z.object({ model: modelId, text: z.string() })),
  sharedPhrases: z.array(
    z.object({
      phrase: z.string().describe("as found in the canonical text of both answers"),
      modelsUsing: z.int().describe("panel models other than suspect and the group whose answer to this prompt has it"),
      modelsAsked: z.int(),
    }),
  ),
});

export const modelQualitySchema = z.object({
  model: modelId,
  role: z.string(),
  expected: z.int(),
  answered: z.int(),
  refused: z.int(),
  truncated: z.int(),
  empty: z.int(),
  invalid: z.int(),
  errors: z.int(),
  missing: z.int(),
  meanCharacters: z.number(),
});

export const identityExhibitSchema = z.object({
  prompt: z.string(),
  promptText: z.string(),
  language: z.string(),
  answer: z.string(),
  namesMentioned: z.array(z.string()),
});

export const sequentialSchema = z.object({
  group: z.string(),
  alpha: z.number().describe("error rate over all groups of the panel together"),
  bound: z.number().describe("what E must reach: groups of the panel / alpha"),
  prompts: z.int().describe("prompts in the test, in the order that the references chose"),
  stoppedAfter: z
    .int()
    .nullable()
    .describe(
      "prompts after which E was first at the bound, looking after 25, 50, 100, 200 ...; null: never, which means nothing",
    ),
  lnE: z.number().describe("ln E against the least favourable control, after all prompts"),
  missing: z.int().describe("pairs of prompt and control without an answer on either side; they leave E as it was"),
  traits: z.array(z.string()),
  controls: z.array(modelId).describe("null models tested against, most like the suspect first"),
});

export const findingsSchema = z.object({
  schemaVersion: z.literal("teacherprint.findings/v1"),
  synthetic: z.boolean(),
  study: z.object({ id: z.string(), title: z.string(), source: z.enum(["study", "panel"]) }),
  plan: z.string().nullable().describe("digest of the frozen plan; null for a panel"),
  suspect: z.object({
    model: modelId,
    family: z.string(),
    released: z.string().nullable(),
    answers: z.int(),
    promptsUsed: z.int(),
  }),
  tier: z.int().min(0).max(3).describe("highest tier among the listed groups"),
  tierReasons: z.array(z.string()),
  teachers: z.array(teacherFindingSchema).describe("ordered by fused score, largest first"),
  attribution: attributionSchema,
  lineUp: z.array(lineUpSchema),
  metadataControls: z.array(
    z.object({
      control: z.enum(["length", "releaseDate", "markdownRate"]),
      bestGroup: z.string().nullable().describe("group that this fact alone would name"),
      scores: z.array(z.object({ group: z.string(), score: z.number().nullable() })),
    }),
  ),
  nearestModels: z.array(
    z.object({
      model: modelId,
      role: z.string(),
      group: z.string().nullable(),
      family: z.string(),
      similarity: z.number(),
    }),
  ),
  sensitivity: z.array(
    z.object({
      change: z.string().describe("what was set differently; begins with `without ` where something was left out"),
      group: z.string(),
      fused: z.number().nullable(),
      topGroup: z.string().nullable(),
      log10Lr: z.number().nullable(),
    }),
  ),
  sensitivityLeftOut: z.array(leftOutRowSchema).optional().describe("rows that could not be made, and why"),
  fragile: z.boolean().nullable(),
  teacherAgainstTeacher: teacherAgainstTeacherSchema
    .nullable()
    .optional()
    .describe("null or absent without a likelihood ratio of the leading group"),
  inRunControls: z
    .array(inRunFindingSchema)
    .optional()
    .describe("models of known lineage in the suspect's place; absent in earlier versions, empty where none was asked"),
  falsification: z.array(
    z.object({
      check: z.string(),
      passed: z.boolean().nullable(),
      observed: z.number().nullable(),
      expected: z.string(),
      counts: z
        .boolean()
        .optional()
        .describe(
          "false where a failure leaves the core score as it is; it stands in its section and warns of nothing",
        ),
    }),
  ),
  shuffledAnswers: shuffledAnswersSchema.nullable().optional(),
  sequential: sequentialSchema
    .nullable()
    .optional()
    .describe("leading group only; null or absent where there is no such test"),
  choices: z.array(choiceFindingSchema),
  styles: z
    .array(styleFindingSchema)
    .optional()
    .describe("refusals, reasoning style and code style, each a channel of its own; absent in earlier versions"),
  sameChoices: z
    .array(sameChoicesSchema)
    .optional()
    .describe("whether the choices of suspect and group can be told apart at all; another question than lineage"),
  identity: z.array(identityExhibitSchema),
  exhibits: z.array(exhibitSchema),
  quality: z.object({
    promptsAsked: z.int(),
    promptsUsed: z.int(),
    coverage: z.number().describe("share of the suspect's expected answers that can be read"),
    models: z.array(modelQualitySchema),
    excluded: z.array(z.object({ model: modelId, reason: z.string() })),
    drift: z
      .array(driftFindingSchema)
      .optional()
      .describe("every model with repeated probes; empty where the study was too small to have any, or for a panel"),
    notices: z
      .array(z.string())
      .describe("what was noticed while loading the panel and must be shown; whole sentences"),
  }),
  calibration: z
    .object({
      digest: z.string(),
      panels: z.array(z.string()),
      studentFamilies: z.int(),
      nullFamilies: z.int(),
      cllr: z.number(),
      cllrMin: z.number(),
      mismatch: z.array(z.string()),
      replayed: z
        .object({
          group: z.string(),
          bound: z.number(),
          ends: z
            .array(z.object({ questions: z.int(), derived: z.int(), notDerived: z.int() }))
            .describe("by look of the plan: pairs of known models that the same rule would have ended there"),
        })
        .optional()
        .describe(
          "a stopping rule ended the study: the calibration is of scores replayed under it, and holds for this group alone",
        ),
    })
    .nullable(),
  keyed: keyedFindingsSchema
    .nullable()
    .optional()
    .describe("exact tests against secret keys, apart from everything else; null or absent where none was made"),
  limits: z.array(z.object({ id: z.string(), text: z.string() })),
  provenance: provenanceSchema,
});

export type Findings = z.infer<typeof findingsSchema>;
export type TeacherFinding = z.infer<typeof teacherFindingSchema>;
export type LikelihoodRatio = z.infer<typeof likelihoodRatioSchema>;
export type Attribution = z.infer<typeof attributionSchema>;
export type LineUp = z.infer<typeof lineUpSchema>;
export type Exhibit = z.infer<typeof exhibitSchema>;
export type TraitScore = z.infer<typeof traitScoreSchema>;
export type ModelQuality = z.infer<typeof modelQualitySchema>;
