import { stat } from "node:fs/promises";
import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { TeacherprintError } from "../errors.js";
import type { FrozenAnswers } from "../keyed/canary/reading/read-collection.js";
import { describeDifference, differenceOf, refusalOf } from "../keyed/canary/recording/fixed-answers.js";
import {
  type FixedTerms,
  fixedTermsSchema,
  type GivenTerms,
  keepTerms,
  requireSameKey,
  termsOf,
  termsUnknown,
} from "../keyed/canary/recording/fixed-terms.js";
import { readCanaryFile } from "./canary-files.js";
import type { Terminal } from "./terminal.js";
import { writeWholeFile } from "./write-file.js";

const time = z.iso.datetime({ offset: true });
const recordSchema = z.looseObject({
  schema: z.literal("teacherprint.canary-collection/v1"),
  packId: z.string(),
  frozenAt: time,
  /** Absent in records of earlier versions, which did not say it. */
  keyReadAt: time.nullable().optional(),
  /** Absent in records of earlier versions, as are the commitments and beacons under which answers were fixed. */
  terms: fixedTermsSchema.optional(),
  named: z
    .array(z.object({ packSha256: z.string(), commitment: z.string(), beacon: z.string().nullable() }))
    .optional(),
  models: z.array(
    z.looseObject({
      model: z.string(),
      role: z.enum(["suspect", "teacher", "control"]),
      planned: z.number(),
      received: z.number(),
      answeredItems: z.number(),
      answersSha256: z.string(),
      answers: z.looseObject({ packDigestSha256: z.string() }),
    }),
  ),
});
type FrozenFile = z.infer<typeof recordSchema>;

/** Answers fixed in a file of their own, beside the answers. */
export interface FixedInFile {
  readonly frozenAt: string;
  readonly terms: FixedTerms;
  /** Whether the key was used on them before. */
  readonly used: boolean;
  /** Writes down that the key is about to be used under these terms, once; resolves to when it was used first. */
  revealed(terms: FixedTerms): Promise<string>;
}

/**
 * Fixes answers in `frozenFile`, as a study does in its ledger: the same ones once, others only as long as the key was not
 * read. Throws CANARY_PACK_ALTERED, SUSPECT_FIXED, CANARY_ANSWERS_CHANGED, CANARY_FROZEN_DAMAGED, CANARY_COMMITMENT_FIXED,
 * CANARY_BEACON_FIXED, CANARY_TERMS_CHANGED, CANARY_TERMS_UNKNOWN.
 */
export async function fixInFile(
  frozenFile: string,
  packId: string,
  models: readonly FrozenAnswers[],
  given: GivenTerms,
  terminal: Terminal,
): Promise<FixedInFile> {
  const known = await readRecord(frozenFile);
  const difference = known === null ? null : differenceOf(known.models, models);
  const packSha256 = models[0]?.answers.packDigestSha256 ?? "";
  const named = known?.named ?? [];
  if (known !== null && known.keyReadAt !== null) {
    const { frozenAt, keyReadAt } = known;
    const where = `in ${frozenFile} on ${frozenAt}`;
    if (difference !== null)
      throw refusalOf(
        difference,
        where,
        keyReadAt === undefined
          ? "and it does not say that no key was read since"
          : `and the key was read at ${keyReadAt}`,
      );
    if (keyReadAt === undefined || known.terms === undefined) throw termsUnknown(where);
    requireSameKey(named, { packSha256, commitment: given.commitment, beacon: null }, where);
    const terms = keepTerms(known.terms, given, where);
    return { frozenAt, terms, used: true, revealed: async () => keyReadAt };
  }
  const fixedBeacon = named.findLast((one) => one.packSha256 === packSha256)?.beacon ?? null;
  // A beacon that was given once need not be given again.
  const terms = termsOf({
    ...given,
    beacon: given.beacon ?? (fixedBeacon === null ? undefined : { value: fixedBeacon, round: null }),
  });
  const now = { packSha256, commitment: terms.commitment, beacon: terms.beacon?.value ?? null };
  requireSameKey(named, now, `in ${frozenFile}`);
  const sameTerms = known !== null && isDeepStrictEqual(known.terms, terms);
  if (known !== null && difference === null && sameTerms) return unused(frozenFile, { ...known, terms });
  if (known !== null)
    terminal.note(
      `What was fixed at ${known.frozenAt} is fixed anew: ${difference === null ? "there are other statements" : describeDifference(difference)}, and no key was used since.`,
    );
  const record = {
    schema: "teacherprint.canary-collection/v1" as const,
    packId,
    frozenAt: new Date().toISOString(),
    keyReadAt: null,
    terms,
    named: [...named, ...(named.some((one) => isDeepStrictEqual(one, now)) ? [] : [now])],
    models,
  };
  await write(frozenFile, record);
  return unused(frozenFile, record);
}

function unused(file: string, record: object & { readonly frozenAt: string; readonly terms: FixedTerms }): FixedInFile {
  return {
    frozenAt: record.frozenAt,
    terms: record.terms,
    used: false,
    revealed: async (terms) => {
      const keyReadAt = new Date().toISOString();
      await write(file, { ...record, terms, keyReadAt });
      return keyReadAt;
    },
  };
}

async function readRecord(file: string): Promise<FrozenFile | null> {
  if ((await stat(file).catch(() => null)) === null) return null;
  const text = await readCanaryFile(file, "record of the fixed answers");
  try {
    return recordSchema.parse(JSON.parse(text));
  } catch (error) {
    throw new TeacherprintError(
      "CANARY_FROZEN_DAMAGED",
      `${file} is not a whole record of fixed answers.`,
      "Put it back as the last test wrote it: without it nobody can tell whether the answers were fixed before the key was read.",
      { cause: error },
    );
  }
}

async function write(file: string, record: object): Promise<void> {
  await writeWholeFile(file, `${JSON.stringify(record, null, 2)}\n`);
}
