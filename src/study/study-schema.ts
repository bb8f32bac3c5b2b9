import { z } from "zod";
import { providers } from "../endpoints/endpoint.js";
import { authorisationSchema } from "./authorisation-schema.js";
import { stoppingSchema } from "./stopping-schema.js";
import { studyDefaults } from "./study.js";

/**
 * The study file as its author writes it. The published JSON Schema (schemas/study.schema.json) is made from this, so each
 * description is read by an editor's user.
 */

/** Ids are parts of slots and file names. */
const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/, {
  error: "Use letters, digits, dots, dashes and underscores, at most 80; numbers such as 012 need quotes.",
});

const label = (meaning: string) => z.string().trim().min(1).max(120).describe(meaning);

const modelFields = {
  endpoint: z
    .string()
    .min(1)
    .meta({ examples: [...providers, "openai:model-name", "compatible:model-name@http://localhost:8000/v1"] })
    .describe(
      `Where the model is asked: ${providers.join(", ")} (then give "model"), or provider and model in one, as in "openai:model-name".`,
    ),
  model: z.string().trim().min(1).max(200).describe("Name of the model, as the endpoint knows it.").optional(),
  baseUrl: z
    .string()
    .min(1)
    .describe("Address of the server; needed for openai-compatible, for example http://localhost:8000/v1.")
    .optional(),
  apiKey: z
    .union([
      z.string().regex(/^env:[A-Z_][A-Z0-9_]{0,99}$/, {
        error: "Write env: and the name of a variable, such as env:ACME_KEY.",
      }),
      z.null(),
    ])
    .describe("env:NAME of the environment variable that holds the key; null for none. Never the key itself.")
    .optional(),
  lane: z
    .enum(["live", "batch"])
    .describe(
      "How the questions travel: live, one call each (the default), or batch: in the provider's batches, at its batch price, within about a day. For openai, openai-responses, anthropic and google.",
    )
    .optional(),
  vendor: label("Who makes the model.").optional(),
  base: label("Base model it was made from, if known.").optional(),
  released: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/, { error: 'Write year and month, such as "2024-05".' })
    .describe("Month it became public, YYYY-MM.")
    .optional(),
  family: id
    .describe("Models that are not independent of one another share a family; by default each model is its own.")
    .optional(),
};

const suspectSchema = z
  .strictObject({ id: id.describe("Short name in reports."), ...modelFields })
  .describe("The model in question.");
const teacherSchema = z
  .strictObject({
    id: id.describe("Short name in reports."),
    group: id.describe("Lineage group: the versions of one teacher share it. By default the id.").optional(),
    ...modelFields,
  })
  .describe("A model that the suspect may have been trained on.");
const controlSchema = z
  .strictObject({
    id: id.describe("Short name in reports."),
    ...modelFields,
    inRun: z
      .enum(["negative", "positive"])
      .describe(
        'A model of known lineage that is judged like the suspect, as a check of the run: negative, known to have learned from no listed teacher; positive, a known student or variant of the lineage group named in "group". It is in no null cohort.',
      )
      .optional(),
    group: label(
      "Only with inRun: positive. The lineage group of which the model is a known student or variant.",
    ).optional(),
  })
  .describe("A model whose training is documented and is not what is asked about.");

const sealedPackSchema = z
  .strictObject({
    file: z.string().min(1).describe("Path of the pack file, read from the folder of the study file."),
    digest: z
      .string()
      .regex(/^sha256:[0-9a-f]{64}$/, {
        error: 'Write "sha256:" and 64 hexadecimal digits, as `teacherprint packs check` prints them.',
      })
      .describe("Digest of the pack, published before the first question; another pack is refused."),
  })
  .describe("A sealed pack: plan, findings and report show its id, digest and number of probes until it is revealed.");

const number = () => z.number().finite();

export const studySchema = z
  .strictObject({
    $schema: z.string().describe("Address of the JSON Schema, for editors.").optional(),
    title: z
      .string()
      .trim()
      .min(1)
      .max(200)
      .describe("The question, in a sentence. Its words name the results folder."),
    suspect: suspectSchema,
    teachers: z.array(teacherSchema).max(1000).describe("Possible teachers.").optional(),
    controls: z
      .array(controlSchema)
      .max(1000)
      .describe(
        "Models that show how near a model comes to a teacher without having learnt from it; 8 families or more.",
      )
      .optional(),
    references: z
      .array(z.string().min(1))
      .max(100)
      .describe("Panel folders: answers already collected that serve as teachers and controls.")
      .optional(),
    packs: z
      .array(z.union([z.string().min(1), sealedPackSchema]))
      .min(1)
      .max(100)
      .describe(
        `Probe packs: ids of those that ship, or paths of your own; "#" and the name of a form ask a pack in that form, as in everyday-requests#openings; a sealed pack is named by file and digest. By default ${studyDefaults.packs.join(" and ")}.`,
      )
      .optional(),
    sampling: z
      .strictObject({
        suspect: z.int().min(1).max(1000).describe("Answers of the suspect to each text probe.").optional(),
        references: z
          .int()
          .min(1)
          .max(1000)
          .describe("Answers of each teacher and control to each text probe.")
          .optional(),
        temperatures: z
          .array(z.union([number().min(0).max(2), z.null()]))
          .min(1)
          .max(10)
          .describe("Sampling temperatures for text probes; null is the provider's default.")
          .optional(),
        systemPrompts: z
          .array(z.union([z.string().min(1).max(20_000), z.null()]))
          .min(1)
          .max(20)
          .describe("System prompts under which everything is asked; null is none.")
          .optional(),
      })
      .describe("How often and how warm. Choice packs bring their own sampling, which stands.")
      .optional(),
    limits: z
      .strictObject({
        usd: number().min(0).nullable().describe("Most money to spend, in US dollars; null is no limit.").optional(),
        requests: z.int().min(1).nullable().describe("Most requests to send; null is no limit.").optional(),
        tokens: z
          .int()
          .min(1)
          .nullable()
          .describe("Most input and output tokens of all requests together; null is no limit.")
          .optional(),
        requestsPerMinute: number()
          .min(0.1)
          .max(1_000_000)
          .describe(`Requests a minute to one endpoint. By default ${studyDefaults.requestsPerMinute}.`)
          .optional(),
        tokensPerMinute: z
          .int()
          .min(1)
          .nullable()
          .describe("Tokens a minute to one endpoint; null is no limit.")
          .optional(),
        concurrency: z
          .int()
          .min(1)
          .max(1000)
          .describe(`Requests in flight to one endpoint. By default ${studyDefaults.concurrency}.`)
          .optional(),
      })
      .describe("What the collection may spend and how fast.")
      .optional(),
    stopping: stoppingSchema.optional(),
    authorisation: authorisationSchema.optional(),
    seed: z
      .union([
        z.string().regex(/^[\x21-\x7e]{1,128}$/, { error: "Use 1 to 128 printable characters without spaces." }),
        z.int().min(0),
      ])
      .describe(`Seed of every random decision. By default ${studyDefaults.seed}.`)
      .optional(),
    synthetic: z
      .boolean()
      .describe("True when every endpoint is simulated; every output then says SYNTHETIC.")
      .optional(),
  })
  .describe("A study: which suspect is compared with which teachers, among which controls, on which questions.");

export type StudyFile = z.infer<typeof studySchema>;
export type ControlEntry = z.infer<typeof controlSchema>;
export type ModelEntry = StudyFile["suspect"] & Pick<ControlEntry, "inRun"> & { readonly group?: string };
