import { z } from "zod";

/** Where findings come from: the tool, what it read, and how to make them again. */
export const provenanceSchema = z.object({
  toolVersion: z.string(),
  node: z.string(),
  seed: z.string(),
  panels: z.array(z.object({ name: z.string(), digest: z.string() })),
  packs: z.array(z.object({ id: z.string(), version: z.string(), digest: z.string() })),
  traits: z.array(z.string()),
  normalisation: z.string(),
  collected: z.object({ from: z.string(), to: z.string() }).nullable(),
  deviations: z
    .array(
      z.object({
        recorded: z.string(),
        change: z.string(),
        reason: z.string().nullable(),
        effect: z.enum(["stated", "exploratory"]),
      }),
    )
    .optional()
    .describe("recorded differences from the plan as it was first frozen; absent for a panel"),
  command: z.string().describe("command that makes these findings again"),
});
