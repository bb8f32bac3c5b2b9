import { z } from "zod";
import { providers } from "../endpoints/endpoint.js";
import { probeKinds } from "../panel/panel.js";
import { checkAgainst, documentError } from "../probes/document/faults.js";
import { readJsonDocument } from "../probes/document/user-document.js";
import { answerReaderSchema, messageSchema } from "../probes/pack-schema.js";
import type { Plan } from "./plan.js";

const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/, { error: 'Digests are "sha256:" and 64 hexadecimal digits.' });
const nullableText = z.string().nullable();

const plannedModel = z.strictObject({
  id: z.string().min(1),
  role: z.enum(["suspect", "teacher", "control"]),
  group: nullableText.describe("Lineage group, for teachers only."),
  vendor: nullableText,
  family: z.string().min(1),
  base: nullableText,
  released: nullableText.describe("YYYY-MM, or null when unknown."),
  address: z.strictObject({
    provider: z.enum(providers),
    model: z.string().min(1),
    baseUrl: nullableText.describe("Null is the provider's own public address."),
    apiKeyVariable: nullableText.describe(
      "Name of the environment variable that holds the key; the key is never stored.",
    ),
  }),
  lane: z.literal("batch").describe("Asked in the provider's batches; absent for live calls.").optional(),
  inRun: z
    .union([
      z.strictObject({ kind: z.literal("negative") }),
      z.strictObject({ kind: z.literal("positive"), group: z.string().min(1) }),
    ])
    .describe("A model of known lineage, judged like the suspect as a check of the run; absent for all others.")
    .optional(),
});

const plannedPack = z.strictObject({
  id: z.string().min(1),
  version: z.string().min(1),
  kind: z.enum(probeKinds),
  language: z.string().min(2),
  licence: z.string().min(1),
  digest: digest.describe("Digest of the RFC 8785 form of the pack file."),
  sealed: z
    .strictObject({ probes: z.int().min(1).describe("How many probes the pack has.") })
    .describe("Present where the pack is sealed: the plan then shows none of its probes.")
    .optional(),
  probes: z.array(
    z.strictObject({
      id: z.string().min(1),
      messages: z.array(messageSchema).min(1),
      topic: z.string(),
      language: z.string().min(2).describe("Where it differs from the pack's.").optional(),
      answer: answerReaderSchema.nullable(),
      pair: z.string().min(1).describe("Probes of one pair are edits of one another on purpose.").optional(),
      samples: z.int().min(1).nullable().describe("Null leaves it to the study."),
      temperature: z.number().nullable().describe("Null leaves it to the study."),
      maxTokens: z.int().min(1),
    }),
  ),
});

const kept = z.strictObject({ name: z.string().min(1), sha256: digest });
const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .nullable();

const authorisation = z.strictObject({
  basis: z.enum(["own-model", "open-weights-local", "written-consent", "public-api-under-terms", "court-order"]),
  approvedBy: z.string().min(1),
  note: z.string(),
  scope: z
    .strictObject({ endpoints: z.array(z.string()), purposes: z.array(z.string()), from: day, until: day })
    .optional(),
  terms: z
    .strictObject({ name: z.string(), version: z.string(), date: z.string(), snapshot: kept })
    .nullable()
    .optional(),
  counselSignoff: z.strictObject({ name: z.string(), date: z.string() }).nullable().optional(),
  limits: z
    .strictObject({
      requests: z.int().nullable(),
      tokens: z.int().nullable(),
      requestsPerMinute: z.number().nullable(),
    })
    .optional(),
  conflictsOfInterest: nullableText.optional(),
  dataProtectionNote: nullableText.optional(),
  expiry: day.optional(),
  documents: z.array(kept).optional(),
});

const settled = (meaning: string) => z.record(z.string(), z.json()).describe(meaning);

const rules = z.strictObject({
  planVersion: z.int().min(1).describe("1 for the plan that a study begins with; each recorded change makes the next."),
  supersedes: nullableText.describe("Digest of the plan before this one."),
  question: z.string(),
  propositions: z.array(z.strictObject({ id: z.string(), text: z.string() })),
  authorisationSha256: z.string().regex(/^[0-9a-f]{64}$/),
  schedule: settled("Order of asking: blocks, rule of the seed, sentinel probes."),
  analysis: settled("Traits, settings, thresholds and calibration."),
  stopping: z.union([
    z.strictObject({ rule: z.literal("fixed") }),
    z.strictObject({
      rule: z.literal("e-process"),
      group: z.string(),
      alpha: z.number(),
      bound: z.number(),
      firstLook: z.int(),
      mostProbes: z.int().nullable(),
      order: z.literal("listed").optional(),
    }),
  ]),
  exclusion: settled("Answers that cannot be used."),
  missing: settled("Answers that are missing."),
  retry: settled("Requests that failed."),
  keyed: z.array(z.strictObject({ pack: z.string(), digest: z.string() })),
  software: settled("What ran when the plan was frozen."),
  anchors: z.array(z.string()),
  witness: nullableText,
  deviationsPolicy: z.record(z.string(), z.enum(["stated", "exploratory", "refused"])),
});

/** The frozen plan as a file; the type of `plan.ts`, checked. */
export const planSchema = z
  .strictObject({
    schema: z.literal("teacherprint.plan/v1"),
    studyId: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
    title: z.string().min(1),
    toolVersion: z.string().min(1),
    suspect: plannedModel,
    teachers: z.array(plannedModel),
    controls: z.array(plannedModel),
    references: z.array(z.strictObject({ name: z.string().min(1), digest })),
    packs: z.array(plannedPack),
    sampling: z.strictObject({
      suspectSamples: z.int().min(1),
      referenceSamples: z.int().min(1),
      temperatures: z.array(z.number().nullable()).min(1),
      systemPrompts: z.array(nullableText).min(1),
    }),
    limits: z.strictObject({
      usd: z.number().nullable(),
      requests: z.int().nullable(),
      tokens: z.int().nullable().optional(),
      requestsPerMinute: z.number(),
      tokensPerMinute: z.int().nullable(),
      concurrency: z.int().min(1),
    }),
    authorisation,
    seed: z.string().min(1),
    synthetic: z.boolean(),
    ...rules.partial().shape,
  })
  .describe("A frozen plan: the study as it is run, digested before the first question.") satisfies z.ZodType<Plan>;

/** Reads a plan file again. Throws TeacherprintError PLAN_UNREADABLE or PLAN_INVALID, naming file, line and place. */
export function parsePlan(text: string, file: string): Plan {
  const document = readJsonDocument(text, file, "PLAN");
  const { value, faults } = checkAgainst(planSchema, document.value);
  if (faults !== null) throw documentError("PLAN_INVALID", document, faults);
  return value;
}
