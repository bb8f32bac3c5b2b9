import { z } from "zod";

/**
 * What the test of one canary pack gave. A p-value over the randomness of a secret key: it is no likelihood ratio, gets no
 * verbal term, and is never combined with anything behavioural.
 */
const hitsOf = {
  hits: z.int().min(0),
  items: z.int().min(1).describe("planned items: what was not answered counts as a miss"),
  p: z.number().describe("over the key; never 0, see log10P"),
  log10P: z.number(),
};

const sources = z
  .object({ live: z.int().min(0), import: z.int().min(0), file: z.int().min(0) })
  .optional()
  .describe(
    "replies by where they came from; live: asked by this tool; import, file: collected by others, who may have known the key",
  );

export const canaryResultSchema = z.object({
  schemaVersion: z.literal("teacherprint.canary-result/v1"),
  packId: z.string(),
  packDigest: z.string().describe("sha256: and hex, over the pack without its commitment"),
  commitment: z.string().describe("hex; recomputed from key, nonce and pack"),
  owner: z.string(),
  teacher: z.string().describe("model whose answers carried the planted values"),
  kinds: z.record(z.string(), z.int()),
  suspect: z.string(),
  state: z
    .enum(["excess", "no-excess", "control-excess", "control-only", "withheld", "not-evaluated"])
    .describe(
      "control-excess: a negative control has an excess too; control-only: the suspect is older than the planting; withheld: no p-value may be given; not-evaluated: too few answers",
    ),
  reasons: z.array(z.string()).describe("why the state is not excess or no-excess; whole sentences"),
  test: z.enum(["binomial-1/D", "poisson-binomial", "key-permutation", "exposure-rank"]),
  alpha: z.number(),
  items: z.int().describe("planned items whose value is the same for everybody"),
  alternatives: z.tuple([z.int(), z.int()]).describe("fewest and most alternatives of an item"),
  expectedHits: z.number().describe("under no exposure"),
  hits: z.int().nullable(),
  p: z.number().nullable(),
  log10P: z.number().nullable(),
  commitments: z
    .array(z.string())
    .describe("all commitments of the owner that could have been tested, this one among them"),
  holm: z.number().nullable().describe("p after Holm over those commitments; untested ones count as 1"),
  hitsNeeded: z.int().nullable().describe("hits for p below alpha; null when no number is enough"),
  recallFor90: z.number().nullable().describe("share of items taken up that gives p below alpha with 90 % power"),
  decoys: z
    .object({
      count: z.int(),
      atLeast: z.int(),
      p: z.number(),
      hits: z.array(z.int()).describe("decoy keys with 0, 1, 2 ... hits"),
    })
    .nullable(),
  answers: z.object({
    planned: z.int().describe("replies"),
    received: z.int(),
    sources,
    answeredItems: z.int(),
    answeredShare: z.number(),
    leastShare: z.number(),
    sha256: z.string().describe("digest of the answers, fixed before the key was read"),
  }),
  controls: z.array(
    z.object({
      model: z.string(),
      family: z.string(),
      role: z.enum(["suspect", "teacher", "control"]),
      negative: z.boolean().describe("false: may have seen planted text, and is only shown"),
      answeredItems: z.int(),
      sources,
      ...hitsOf,
      holm: z.number().nullable().describe("over the negative controls"),
    }),
  ),
  controlsMissing: z.array(z.string()).describe("negative controls that the pack names and that were not asked"),
  accounts: z
    .object({
      items: z.int(),
      alternatives: z.tuple([z.int(), z.int()]),
      clusters: z.array(z.object({ cluster: z.string(), ...hitsOf, holm: z.number() })),
    })
    .nullable(),
  freshness: z.object({
    state: z.enum(["fresh", "suspect-earlier", "same-month", "unknown"]),
    released: z.string().nullable(),
    plantedFrom: z.string().nullable().describe("first planting; where unknown, the time of the commitment"),
    plantedFromIsCommitment: z.boolean(),
  }),
  beacon: z.object({
    source: z.string(),
    anchored: z.boolean().describe("an external anchor was checked, which this version does for none: always false"),
    value: z.string().nullable().optional().describe("hex, as it was fixed with the answers; null when none is used"),
    round: z.string().nullable().optional().describe("how its publisher numbers it, as stated"),
  }),
  anchors: z
    .array(
      z.object({
        type: z.string().describe("none: the owner's own clock"),
        time: z.string(),
        tokenSha256: z.string().nullable().describe("of the token file that the pack names; null when it names none"),
      }),
    )
    .optional()
    .describe("anchors of the commitment as the pack states them; stated, not checked"),
  otherTests: z
    .array(z.object({ time: z.string(), suspect: z.string(), answersSha256: z.string() }))
    .optional()
    .describe("earlier tests of other answers with this key, as written beside it on the computer of this test"),
  order: z.array(z.object({ step: z.string(), time: z.string().nullable(), shownBy: z.string() })),
  notes: z.array(z.string()).describe("what limits the result; whole sentences"),
});

export type CanaryResult = z.infer<typeof canaryResultSchema>;
