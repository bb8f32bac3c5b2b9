import { z } from "zod";
import { checkAgainst, documentError } from "../document/faults.js";
import { readJsonDocument } from "../document/user-document.js";
import { packDigest } from "../pack-digest.js";
import type { PackFile } from "../pack-schema.js";
import { toPack } from "../parse-pack.js";
import { type GenerateSettings, generatorVersion, templateDigest } from "./generate-pack.js";
import type { TemplateFile } from "./template-schema.js";

const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/, { error: 'Digests are "sha256:" and 64 hexadecimal digits.' });

export const commitmentSchema = z
  .strictObject({
    schemaVersion: z.literal("teacherprint.pack-commitment/v1"),
    pack: z.strictObject({ id: z.string(), version: z.string(), kind: z.string(), probes: z.int().min(1), digest }),
    template: z.strictObject({ id: z.string(), version: z.string(), digest }),
    /** Version of the way from seed to probes. */
    generator: z.int().min(1),
    seed: z.string().min(1),
    count: z.int().min(1),
    committed: z.iso.datetime(),
  })
  .describe("When a pack was fixed, and what it was made from. Whoever has the seed can make the pack.");

/** Written beside a generated pack: its digest, before anybody was asked, with time and seed. */
export type PackCommitment = z.infer<typeof commitmentSchema>;

/** @param time ISO 8601, UTC: when the pack was made; no part of the pack itself */
export function commitTo(
  pack: PackFile,
  template: TemplateFile,
  { seed, count }: GenerateSettings,
  time: string,
): PackCommitment {
  const { id, version, kind, probes } = pack;
  return {
    schemaVersion: "teacherprint.pack-commitment/v1",
    pack: { id, version, kind, probes: probes.length, digest: packDigest(toPack(pack)) },
    template: { id: template.id, version: template.version, digest: templateDigest(template) },
    generator: generatorVersion,
    seed,
    count,
    committed: time,
  };
}

/** Reads a commitment again. Throws TeacherprintError PACK_UNREADABLE or COMMITMENT_INVALID. */
export function parseCommitment(text: string, file: string): PackCommitment {
  const document = readJsonDocument(text, file, "PACK");
  const { value, faults } = checkAgainst(commitmentSchema, document.value);
  if (faults !== null) throw documentError("COMMITMENT_INVALID", document, faults);
  return value;
}

/** `pack.json` has its commitment in `pack.commitment.json`. */
export function commitmentFileOf(packFile: string): string {
  return packFile.replace(/(\.json)?$/, ".commitment.json");
}
