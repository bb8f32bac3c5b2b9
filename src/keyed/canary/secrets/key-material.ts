import { z } from "zod";
import { ExitCode, TeacherprintError } from "../../../errors.js";
import type { CanaryPack } from "../canary-pack.js";
import { canaryPackDigest, commitmentValue } from "../commitment.js";

const hex32 = z.string().regex(/^[0-9a-f]{64}$/);
const time = z.iso.datetime({ offset: true });

/** What `canary commit` writes for the owner alone. */
export const canaryKeySchema = z.strictObject({
  schema: z.literal("teacherprint.canary-key/v1"),
  packId: z.string(),
  /** The pack as it was when the key was drawn: a later edit could have been made in knowledge of the key. */
  packDigestSha256: hex32,
  K: hex32,
  nonce: hex32,
});
export type CanaryKeyFile = z.infer<typeof canaryKeySchema>;

/** What the owner hands over once the answers are fixed; whoever has it can compute everything again. */
export const canaryRevealSchema = z.strictObject({
  schema: z.literal("teacherprint.canary-reveal/v1"),
  packId: z.string(),
  K: hex32,
  nonce: hex32,
  beacon: z
    .string()
    .regex(/^([0-9a-f]{2})*$/)
    .nullable()
    .optional(),
  planting: z
    .strictObject({ root: hex32.optional(), size: z.int().min(0).optional(), first: time, last: time })
    .nullable()
    .optional(),
  commitments: z.array(hex32).optional(),
  accountClusters: z.array(z.string().min(1).max(200)).optional(),
});

export interface KeyMaterial {
  readonly packId: string;
  readonly key: Buffer;
  readonly nonce: Buffer;
  /** Digest of the pack for which the key was drawn; null in a reveal record. */
  readonly packDigestSha256: string | null;
  readonly beacon: Buffer | null;
  readonly planting: { readonly first: string; readonly last: string } | null;
  /** All commitments of the owner, as hex; null where the file lists none. */
  readonly commitments: readonly string[] | null;
  readonly accountClusters: readonly string[];
}

/**
 * Reads a key file or a reveal record. Errors name the file and the field, never what stands in it.
 * Throws CANARY_KEY_INVALID.
 */
export function readKeyMaterial(text: string, file: string): KeyMaterial {
  const invalid = (happened: string) =>
    new TeacherprintError(
      "CANARY_KEY_INVALID",
      `${file} ${happened}`,
      "Name the key file that `canary commit` wrote, or the owner's reveal record.",
    );
  if (text.trim() === "")
    throw new TeacherprintError(
      "CANARY_KEY_INVALID",
      `${file} is empty.`,
      "If a commit was interrupted while it wrote this file, remove it and run `canary commit` again.",
    );
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // Without its cause: the message of JSON.parse quotes the text.
    throw invalid("is not JSON.");
  }
  const schema = (value as { schema?: unknown } | null)?.schema;
  if (schema === "teacherprint.canary-key/v1") {
    const parsed = canaryKeySchema.safeParse(value);
    if (!parsed.success) throw invalid(`is not a whole key file: ${placesOf(parsed.error)}.`);
    const { packId, packDigestSha256, K, nonce } = parsed.data;
    const none = { beacon: null, planting: null, commitments: null, accountClusters: [] };
    return { packId, packDigestSha256, key: fromHex(K), nonce: fromHex(nonce), ...none };
  }
  if (schema !== "teacherprint.canary-reveal/v1") throw invalid("is neither a canary key file nor a reveal record.");
  const parsed = canaryRevealSchema.safeParse(value);
  if (!parsed.success) throw invalid(`is not a whole reveal record: ${placesOf(parsed.error)}.`);
  const { packId, K, nonce, beacon, planting, commitments, accountClusters } = parsed.data;
  return {
    packId,
    key: fromHex(K),
    nonce: fromHex(nonce),
    packDigestSha256: null,
    beacon: beacon === undefined || beacon === null ? null : fromHex(beacon),
    planting: planting === undefined || planting === null ? null : { first: planting.first, last: planting.last },
    commitments: commitments ?? null,
    accountClusters: accountClusters ?? [],
  };
}

/**
 * Makes sure that the pack is the one that was committed, with this key.
 * Throws CANARY_KEY_OTHER_PACK, CANARY_PACK_ALTERED, CANARY_COMMITMENT_DIFFERS.
 */
export function verifyCommitment(pack: CanaryPack, material: KeyMaterial, packFile: string, keyFile: string): void {
  const failed = (code: Uppercase<string>, happened: string, fix: string) =>
    new TeacherprintError(code, happened, fix, { exitCode: ExitCode.checkFailed });
  if (material.packId !== pack.packId)
    throw failed(
      "CANARY_KEY_OTHER_PACK",
      `${keyFile} holds the key of the pack "${material.packId}", not of "${pack.packId}" (${packFile}).`,
      "Name the key that was committed with this pack.",
    );
  const digest = canaryPackDigest(pack);
  if (material.packDigestSha256 !== null && material.packDigestSha256 !== digest.toString("hex"))
    throw failed(
      "CANARY_PACK_ALTERED",
      `${packFile} is not the pack for which the key in ${keyFile} was drawn: its content has another digest.`,
      "Use the pack as it was committed. Only its commitment may be added to (anchors), nothing else.",
    );
  const value = commitmentValue(material.key, material.nonce, digest);
  if (value !== pack.commitment.value)
    throw failed(
      "CANARY_COMMITMENT_DIFFERS",
      `The commitment in ${packFile} does not follow from this pack with the key and nonce in ${keyFile}.`,
      "The key is another one, or pack or commitment was changed after it was made: nothing can be said with them.",
    );
}

function placesOf(error: z.ZodError): string {
  const places = new Set(error.issues.map(({ path }) => path.join(".") || "the document"));
  return `look at ${[...places].join(", ")}`;
}

function fromHex(hex: string): Buffer {
  return Buffer.from(hex, "hex");
}
