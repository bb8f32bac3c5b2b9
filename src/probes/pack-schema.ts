import { z } from "zod";
import { type ProbeKind, probeKinds } from "../panel/panel.js";

/** What each kind asks for, as an editor shows it beside the choice. */
export const kindMeanings: Readonly<Record<ProbeKind, string>> = {
  "open-ended": "Open requests with many good answers; read are phrases, words and openings.",
  opening: "Answers cut after a few words on purpose; read is how they begin.",
  choice: "One pick among several; read is what is picked and how often.",
  boundary: "Harmless requests near a refusal; read are form and place of hesitation.",
  reasoning: "Short problems; read is the style of the solution.",
  code: "Small functions; read are comments, names and guard clauses.",
  "rare-knowledge": "Things that nobody can know; read is what is made up.",
  identity: "Who the model is; shown as an exhibit, never scored.",
  canary: "Planted by the owner of a teacher; read by the keyed test alone.",
  watermark: "Answers for a watermark test; read by the keyed test alone.",
};

/**
 * The pack file as its author writes it. The published JSON Schema (schemas/probe-pack.schema.json) is made from this, so
 * each description is read by an editor's user.
 */

const languageTag = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, {
  error: 'Write a language tag such as "en", "pt-BR" or, for several, "mul".',
});

const text = (meaning: string) => z.string().min(1).max(20_000).describe(meaning);

/** How an answer becomes a category; `options` are those of a closed set. */
export const answerSchema = <Options extends z.ZodType>(options: Options) =>
  z
    .discriminatedUnion(
      "type",
      [
        z
          .strictObject({ type: z.literal("one-of").describe("One of a closed set of answers."), options })
          .describe("The answer is one of a closed set."),
        z
          .strictObject({
            type: z.literal("integer").describe("A whole number of a range."),
            min: z.int().describe("Smallest number that counts."),
            max: z.int().describe("Largest number that counts."),
          })
          .describe("The answer is a whole number of a range."),
        z.strictObject({ type: z.literal("word").describe("One free word.") }).describe("The answer is one free word."),
      ],
      { error: 'Use "type": "one-of" with "options", "integer" with "min" and "max", or "word".' },
    )
    .describe("How the answer becomes a category.");

export const answerReaderSchema = answerSchema(
  z.array(z.string().min(1).max(200)).min(2).max(200).describe("The possible answers, as a model would write them."),
);

const samples = z.int().min(1).max(1000).describe("How often each model is asked. Choice probes need 8 or more.");
const temperature = z.number().min(0).max(2).describe("Sampling temperature.");
const maxTokens = z.int().min(1).max(32_000).describe("Longest answer, in tokens of the model asked.");

export const messageSchema = z.strictObject({
  role: z.enum(["system", "user", "assistant"]).describe("Who speaks; system only at the beginning."),
  content: text("What is said in this turn."),
});

export const probeSchema = z.strictObject({
  id: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, {
      error: "Use letters, digits, dots, dashes and underscores, at most 64.",
    })
    .describe("Name of the probe, unique in its pack. Never reuse an id for another question."),
  prompt: text("The question, for a conversation of one turn. Give this or `messages`.").optional(),
  messages: z
    .array(messageSchema)
    .min(1)
    .max(50)
    .describe("A conversation that ends with the user's turn. Give this or `prompt`.")
    .optional(),
  topic: z.string().min(1).max(64).describe("What the question is about; prompts are balanced over topics.").optional(),
  language: languageTag.describe("Language of this probe, where it differs from the pack's.").optional(),
  answer: answerReaderSchema.optional(),
  optionsImplied: z
    .boolean()
    .describe(
      "True where the options of `one-of` are a set that every speaker knows (the days of the week) and the prompt need not list them.",
    )
    .optional(),
  shuffle: z
    .boolean()
    .describe(
      "True where the order of the options is drawn from the study's seed. Mark every option where the prompt lists them, as in `[[heads]] or [[tails]]`, in the order of `options`; a prompt may list them more than once.",
    )
    .optional(),
  pair: z
    .string()
    .min(1)
    .max(64)
    .describe("Probes of one pair are edits of one another on purpose, and so are not near-duplicates.")
    .optional(),
  samples: samples.optional(),
  temperature: temperature.optional(),
  maxTokens: maxTokens.optional(),
  source: z.string().min(1).max(1000).describe("Where the question comes from, if it is not original.").optional(),
  rationale: z.string().min(1).max(2000).describe("Why this question separates teachers.").optional(),
});

export const formSchema = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,63}$/, { error: "Use small letters, digits and dashes, at most 64." })
    .describe("Name of the form, unique in its pack."),
  description: z.string().min(1).max(2000).describe("What this form is good for."),
  kind: z
    .enum(probeKinds)
    .describe("What the answers are for, where that differs from the pack: `opening` reads only how they begin.")
    .optional(),
  samples: samples.optional(),
  temperature: temperature.optional(),
  maxTokens: maxTokens.optional(),
});

export const packSchema = z
  .strictObject({
    $schema: z
      .string()
      .describe("Address of the JSON Schema, so that an editor completes and explains the fields.")
      .optional(),
    id: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]{1,63}$/, { error: "Use small letters, digits and dashes, 2 to 64." })
      .describe("Name of the pack; the file is called <id>.json."),
    version: z
      .string()
      .regex(/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/, { error: 'Write a version such as "1.0.0".' })
      .describe("Raise it with every change: results of different versions are not pooled."),
    title: z.string().min(1).max(200).describe("Title, for people."),
    description: z.string().min(1).max(2000).describe("What the pack asks and what it is good for."),
    kind: z
      .enum(probeKinds)
      .meta({ enumDescriptions: probeKinds.map((kind) => kindMeanings[kind]) })
      .describe("What the probes are for; decides which traits read the answers."),
    language: languageTag.describe('Language of the probes; "mul" when each probe names its own.'),
    licence: z.string().min(1).max(100).describe("SPDX name of the licence, such as CC-BY-4.0."),
    split: z
      .enum(["public", "sealed", "generated"])
      .meta({
        enumDescriptions: [
          "Anyone may read it.",
          "Only its digest is published until it is revealed.",
          "Made from a template and a seed.",
        ],
      })
      .describe("public: anyone may read it. sealed: only its digest is published. generated: made from a seed."),
    defaults: z
      .strictObject({
        samples: samples.optional(),
        temperature: temperature.optional(),
        maxTokens: maxTokens.optional(),
      })
      .describe("Sampling for probes that do not set their own.")
      .optional(),
    forms: z
      .array(formSchema)
      .min(1)
      .max(20)
      .describe("Other ways to ask the same probes. A study names one as `<pack>#<form>`.")
      .optional(),
    probes: z.array(probeSchema).min(1).max(100_000).describe("The questions."),
  })
  .describe("A probe pack: questions for language models, and how their answers are read.");

export type PackFile = z.infer<typeof packSchema>;
export type FormFile = z.infer<typeof formSchema>;
export type ProbeFile = z.infer<typeof probeSchema>;
