import { z } from "zod";

const day = (meaning: string) =>
  z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, { error: 'Write the day, such as "2026-11-22".' })
    .describe(meaning);
const words = (meaning: string, most = 2000) => z.string().trim().min(1).max(most).describe(meaning);
const file = (meaning: string) => z.string().min(1).max(1000).describe(meaning);

/** The `authorisation` block of a study file. */
export const authorisationSchema = z
  .strictObject({
    basis: z
      .enum(["own-model", "open-weights-local", "written-consent", "public-api-under-terms", "court-order"])
      .describe("Why you may ask these models."),
    approvedBy: words("Who approved the collection: name and role.", 200),
    note: z.string().max(2000).describe("Reference of the approval, anything a reader needs.").optional(),
    scope: z
      .strictObject({
        endpoints: z
          .array(z.string().min(1))
          .min(1)
          .max(2001)
          .describe("Ids of the models that may be asked. By default all of this study.")
          .optional(),
        purposes: z
          .array(words("A purpose.", 200))
          .min(1)
          .max(20)
          .describe("What for. By default: this study.")
          .optional(),
        from: day("First day on which questions may be sent (UTC).").optional(),
        until: day("Last day on which questions may be sent (UTC).").optional(),
      })
      .describe("What the approval covers.")
      .optional(),
    terms: z
      .strictObject({
        name: words("Which terms: service and title.", 200),
        version: words("Their version.", 100),
        date: day("Their date."),
        snapshot: file("Path of the copy that you keep of them; its SHA-256 goes into the plan."),
      })
      .describe("Terms of service that were read. Needed for public-api-under-terms.")
      .optional(),
    counselSignoff: z
      .strictObject({ name: words("Who.", 200), date: day("When.") })
      .describe("Counsel who agreed. Needed for public-api-under-terms and court-order.")
      .optional(),
    limits: z
      .strictObject({
        requests: z.int().min(1).describe("Most requests that were approved.").optional(),
        tokens: z.int().min(1).describe("Most tokens that were approved.").optional(),
        requestsPerMinute: z.number().finite().min(0.1).describe("Fastest pace that was approved.").optional(),
      })
      .describe("Limits that belong to the approval; the stricter of these and the study's own holds.")
      .optional(),
    conflictsOfInterest: words("Interests of those involved that a reader should know.").optional(),
    dataProtectionNote: words("What was settled about personal data.").optional(),
    expiry: day("Last day on which the approval holds (UTC); after it nothing is sent.").optional(),
    documents: z
      .array(file("Path of a document, for example the signed approval."))
      .max(100)
      .describe("Documents that stand behind it; their SHA-256 go into the plan.")
      .optional(),
  })
  .describe("By whose leave the models are asked. No endpoint is asked without it.");

export type WrittenAuthorisation = z.infer<typeof authorisationSchema>;
