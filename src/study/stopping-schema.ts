import { z } from "zod";

/** The `stopping` block of a study file. */
export const stoppingSchema = z
  .strictObject({
    rule: z
      .enum(["fixed", "sequential"])
      .describe(
        "fixed: every question is asked (the default). sequential: in waves, until one test has reached its bound.",
      ),
    group: z
      .string()
      .min(1)
      .max(80)
      .describe("Lineage group that the sequential test is about, named before the first question.")
      .optional(),
    alpha: z
      .number()
      .finite()
      .min(0.0001)
      .max(0.05)
      .describe("Rate at which a suspect that is like the controls may stop the test. By default 0.01.")
      .optional(),
    order: z
      .enum(["drawn", "listed"])
      .describe(
        "Order of the text probes. drawn: from the study's seed (the default). listed: as the packs list them, packs taking turns; `packs preview --best` writes packs whose probes stand best first, chosen by references alone.",
      )
      .optional(),
    mostProbes: z.int().min(25).max(100_000).describe("Text probes at most. By default all of the packs.").optional(),
  })
  .describe("When collecting ends. Not stopping means nothing, and stopping is no likelihood ratio.");
