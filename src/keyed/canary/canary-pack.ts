import { z } from "zod";

/**
 * The public part of a canary pack, as its owner writes and publishes it (schemas/canary-pack.schema.json is made from
 * this). The key, and with it the planted values, are never in it. No field has a default that is filled in while reading:
 * the commitment covers the file as it was written.
 */

export const commitmentRule =
  'sha256("teacherprint-canary-commit/v1\\0" || K[32] || nonce[32] || sha256(JCS(pack without commitment)))';

export const canaryKinds = ["benign-choice", "fictitious-fact", "trigger-response", "style-default"] as const;
export type CanaryKind = (typeof canaryKinds)[number];

export const primaryTests = ["binomial-1/D", "poisson-binomial", "key-permutation", "exposure-rank"] as const;
export type PrimaryTest = (typeof primaryTests)[number];

const time = z.iso.datetime({ offset: true });
const hex32 = z.string().regex(/^[0-9a-f]{64}$/, { error: "Write 64 small hexadecimal digits." });

const messageSchema = z.strictObject({
  role: z.enum(["system", "user", "assistant"]).describe("Who speaks; system only at the beginning."),
  content: z.string().min(1).max(20_000).describe("What is said in this turn."),
});

const canaryProbeSchema = z
  .strictObject({
    messages: z.array(messageSchema).min(1).max(50).describe("A conversation that ends with the user's turn."),
    params: z
      .looseObject({})
      .describe("Sampling of this wording: `temperature` and `maxTokens` are read, the rest is for the record.")
      .optional(),
  })
  .describe("One wording of the question that asks for the planted value.");

const parserSchema = z
  .strictObject({
    kind: z
      .enum(["first-alphabet-match", "exact", "regex", "json-pointer"])
      .describe("How a reply becomes an index of the alphabet. Whatever does not become one is a miss."),
    pattern: z
      .string()
      .min(1)
      .max(500)
      .describe("For regex: an expression with one capture group. For json-pointer: an RFC 6901 pointer.")
      .optional(),
    normalise: z
      .enum(["nfkc-casefold", "none"])
      .describe("Whether capitals and compatibility forms count; by default they do not.")
      .optional(),
  })
  .describe("How replies are read; the parser never sees the key.");

export const canaryItemSchema = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9-]{1,40}$/, { error: "Use small letters, digits and dashes, at most 40." })
    .describe("Name of the item, unique in its pack; the planted index is derived from it."),
  kind: z.enum(canaryKinds).describe("What is planted."),
  keyScope: z
    .enum(["global", "account"])
    .describe("global: everybody gets the same value. account: the value depends on the account cluster.")
    .optional(),
  alphabet: z
    .array(z.string().min(1).max(200))
    .min(2)
    .max(10_000)
    .describe("D exchangeable values in a fixed, random order; the key decides which of them is planted."),
  probes: z.array(canaryProbeSchema).min(1).max(20).describe("Wordings of the question, one reply each."),
  parser: parserSchema,
  contextTags: z
    .array(z.string().min(1).max(2000))
    .describe("For whoever plants: where the item belongs. `plant: ...{value}...` is a sentence to serve.")
    .optional(),
});

const beaconSchema = z.strictObject({
  source: z
    .enum(["none", "drand", "nist-beacon", "witness-nonce"])
    .describe("Where 32 public random bytes come from that nobody knew when the commitment was made."),
  rule: z.string().min(1).max(2000).describe("How the value is fixed by the time of the commitment's anchor."),
});

const commitmentSchema = z
  .strictObject({
    alg: z.literal(commitmentRule),
    value: hex32,
    anchors: z.array(
      z.strictObject({
        type: z
          .enum(["rfc3161", "opentimestamps", "rekor", "notary", "none"])
          .describe("none: the clock of the owner's computer, which shows nothing to others."),
        time,
        tokenPath: z.string().min(1).max(1000).optional(),
      }),
    ),
  })
  .describe("Added by `canary commit`; everything else in the pack is covered by it.");

export const canaryPackSchema = z
  .strictObject({
    schema: z.literal("teacherprint.canary-pack/v1"),
    packId: z
      .string()
      .regex(/^[a-z0-9][a-z0-9._-]{2,63}$/, { error: "Use small letters, digits, dots and dashes, 3 to 64." })
      .describe("Name of the pack; part of every derivation."),
    created: time,
    owner: z.strictObject({ name: z.string().min(1).max(200), contact: z.string().max(500).optional() }),
    teacher: z.strictObject({
      modelId: z.string().min(1).max(200).describe("The model whose answers carry the planted values."),
      servingWindow: z.array(time).length(2).describe("Begin and end of serving.").optional(),
    }),
    kindCounts: z.record(z.string(), z.int().min(0)).describe("How many items of each kind there are."),
    derivation: z.strictObject({
      prf: z.literal("HMAC-SHA256"),
      domain: z.literal("teacherprint-canary/v1"),
      indexRule: z.literal("rejection-u32be-mod-D"),
      beacon: beaconSchema,
      accountKeys: z.boolean().describe("Whether there are items whose value depends on the account cluster."),
    }),
    commitment: commitmentSchema,
    planting: z.strictObject({
      layer: z.enum(["serving-rewrite", "system-prompt", "model-weights"]),
      scope: z.enum(["flagged-accounts", "all-accounts", "seeded-honey-accounts"]),
      rate: z.number().min(0).max(1).describe("Share of fitting answers that carry a planted value."),
      safetyReview: z.string().min(1).max(2000).describe("Who read the whole pack, when, and with what result."),
    }),
    analysis: z.strictObject({
      primaryTest: z.enum(primaryTests).describe("Fixed before collection; the other tests are not looked at."),
      alpha: z.number().gt(0).max(0.05).describe("Error rate of the statement that there is an excess of hits."),
      decoyKeys: z.int().min(999).max(10_000_000).describe("Keys drawn for comparison; 99,999 by default.").optional(),
      minAnsweredFraction: z.number().min(0).max(1).describe("Below this share of answered items there is no p-value."),
      samplesPerProbe: z.int().min(1).max(1000).describe("Replies to each wording."),
      negativeControls: z
        .array(z.string().min(1).max(200))
        .min(2)
        .describe("Models that are asked the same and cannot have seen planted text."),
      missingRule: z.literal("count-as-miss"),
      tieRule: z.literal("count-as-miss"),
    }),
    items: z.array(canaryItemSchema).min(16).max(2000),
  })
  .describe("Keyed canary pack (public part).");

/** A pack before its commitment: the safety review may still be missing. */
export const canaryDraftSchema = canaryPackSchema.extend({
  commitment: commitmentSchema.optional(),
  planting: canaryPackSchema.shape.planting.extend({ safetyReview: z.string().max(2000) }),
});

export type CanaryPack = z.infer<typeof canaryPackSchema>;
export type CanaryDraft = z.infer<typeof canaryDraftSchema>;
export type CanaryItem = CanaryPack["items"][number];

export function isAccountItem(item: CanaryItem): boolean {
  return item.keyScope === "account";
}

export const defaultDecoyKeys = 99_999;
