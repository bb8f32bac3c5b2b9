import { z } from "zod";

/** Rows of the sensitivity table that this panel or study cannot give. */
export const leftOutRowSchema = z.object({ change: z.string(), reason: z.string() });

const beforeAndAfter = {
  before: z.number().nullable().describe("score of the leading group"),
  after: z.number().nullable().describe("the same with the answers dealt out anew"),
};

/** The suspect's answers dealt out anew among prompts of the same topic. */
export const shuffledAnswersSchema = z.object({
  group: z.string(),
  prompts: z.int().describe("prompts at which an answer to another one of the same topic stood"),
  traits: z.array(
    z.object({
      trait: z.string(),
      channel: z.enum(["core", "surface"]),
      ...beforeAndAfter,
      central95: z.tuple([z.number(), z.number()]).describe("central 95 % of null models, each family counted once"),
    }),
  ),
  core: z.object(beforeAndAfter).describe("fused score of the core; the other traits do not pair answers"),
});

/** One teacher against another: how much better the findings fit training on the first. */
export const alternativeSchema = z.object({
  group: z.string(),
  log10: z.number().describe("log10 of the likelihood ratio against this group, inside the narrower of the two caps"),
  atCap: z.boolean(),
});

export const teacherAgainstTeacherSchema = z.object({
  group: z.string().describe("the leading group"),
  others: z.array(alternativeSchema).describe("the least favourable first"),
});

/** Cross-check of the ridge fit, and what the interval is made of. */
export const ratioCheckSchema = z.object({
  median: z.number().describe("median of the uncertainty interval's draws"),
  studentT: z
    .object({
      log10: z.number(),
      used: z
        .boolean()
        .describe("it differed from the ridge fit by more than 0.5 and was nearer 0: it is what is stated"),
    })
    .nullable(),
  variance: z.object({
    prompts: z.number(),
    families: z.number(),
    promptShare: z.number().describe("share of the variance that more prompts could remove"),
  }),
});

export type ShuffledAnswers = z.infer<typeof shuffledAnswersSchema>;
export type Alternative = z.infer<typeof alternativeSchema>;
export type TeacherAgainstTeacher = z.infer<typeof teacherAgainstTeacherSchema>;
export type LeftOutRow = z.infer<typeof leftOutRowSchema>;
