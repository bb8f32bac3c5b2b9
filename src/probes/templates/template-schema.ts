import { z } from "zod";
import { answerSchema, packSchema } from "../pack-schema.js";

/**
 * The template file as its author writes it: questions with slots, and what may stand in the slots. The published JSON
 * Schema (schemas/probe-template.schema.json) is made from this.
 */

const slotName = z.string().regex(/^[a-z][a-zA-Z0-9]{0,39}$/, {
  error: "Begin a slot's name with a small letter; then letters and digits, at most 40.",
});

const text = (meaning: string) => z.string().min(1).max(2000).describe(meaning);

const entrySchema = z.union([
  text("What stands in the slot; it may itself hold slots."),
  z
    .record(slotName, text("One form of the entry, taken with {slot.form}; it may itself hold slots."))
    .describe("An entry in several forms, such as with and without its article."),
]);

const { id, version, title, description, kind, language, licence, defaults } = packSchema.shape;
const { samples, temperature, maxTokens } = defaults.unwrap().shape;

const templateAnswerSchema = answerSchema(
  z
    .array(text("A possible answer, as a model would write it; it may hold slots."))
    .min(2)
    .max(50)
    .describe("The possible answers."),
);

const questionSchema = z.strictObject({
  prompt: text(
    "The question. {slot} stands for an entry; {slot:2} for another entry of the same slot; {slot.form} for one form of it; {Slot} begins with a capital. Write {{ and }} for braces.",
  ),
  topic: z.string().min(1).max(64).describe("What the question is about."),
  answer: templateAnswerSchema.optional(),
  optionsImplied: z.boolean().describe("True where every speaker knows the options without being told.").optional(),
  rationale: z.string().min(1).max(2000).describe("Why this question separates teachers.").optional(),
});

export const templateSchema = z
  .strictObject({
    $schema: z
      .string()
      .describe("Address of the JSON Schema, so that an editor completes and explains the fields.")
      .optional(),
    id: id.describe("Name of the template, and the beginning of the name of each pack made from it."),
    version: version.describe("Raise it with every change: another text gives other probes from the same seed."),
    title: title.describe("Title of the packs, for people."),
    description: description.describe("What the packs ask and what they are good for."),
    kind: kind.describe("What the probes are for; decides which traits read the answers."),
    language: language.describe("Language of the questions."),
    licence: licence.describe("SPDX name of the licence of the packs, such as CC-BY-4.0."),
    defaults: z
      .strictObject({
        samples: samples.optional(),
        temperature: temperature.optional(),
        maxTokens: maxTokens.optional(),
      })
      .describe("Sampling for the probes.")
      .optional(),
    words: z
      .record(slotName, z.array(entrySchema).min(2).max(5000).describe("What may stand in this slot."))
      .describe("Slots that are filled from a list.")
      .optional(),
    numbers: z
      .record(
        slotName,
        z
          .strictObject({
            min: z.int().describe("Smallest number."),
            max: z.int().describe("Largest number."),
            step: z.int().min(1).describe("Distance of neighbouring numbers; 1 when left out.").optional(),
          })
          .describe("A whole number from min to max."),
      )
      .describe("Slots that are filled with a number.")
      .optional(),
    names: z
      .record(
        slotName,
        z
          .array(
            z.array(z.string().max(20).describe("A syllable.")).min(1).max(500).describe("Syllables to choose from."),
          )
          .min(2)
          .max(8)
          .describe("One syllable from each list in turn makes the name."),
      )
      .describe("Slots that are filled with an invented name, put together from syllables, with a capital.")
      .optional(),
    questions: z.array(questionSchema).min(1).max(1000).describe("The questions; they take turns."),
  })
  .describe("A template for probe packs: questions with slots, filled anew from every seed.");

export type TemplateFile = z.infer<typeof templateSchema>;
export type TemplateQuestion = TemplateFile["questions"][number];
