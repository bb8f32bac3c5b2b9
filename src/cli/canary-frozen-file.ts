import { stat } from "node:fs/promises";
import { z } from "zod";
import { TeacherprintError } from "../errors.js";
import type { FrozenAnswers } from "../keyed/canary/reading/read-collection.js";
import { describeDifference, differenceOf, refusalOf } from "../keyed/canary/recording/fixed-answers.js";
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
  /** Writes down that the key is about to be used, once; resolves to when it was used first. */
  revealed(): Promise<string>;
}

/**
 * Fixes answers in `frozenFile`, as a study does in its ledger: the same ones once, others only as long as the key was not
 * read. Throws CANARY_PACK_ALTERED, SUSPECT_FIXED, CANARY_ANSWERS_CHANGED, CANARY_FROZEN_DAMAGED.
 */
export async function fixInFile(
  frozenFile: string,
  packId: string,
  models: readonly FrozenAnswers[],
  terminal: Terminal,
): Promise<FixedInFile> {
  const known = await readRecord(frozenFile);
  const difference = known === null ? null : differenceOf(known.models, models);
  if (known !== null && difference === null) return fixed(frozenFile, known);
  if (known !== null && difference !== null) {
    const { frozenAt, keyReadAt } = known;
    if (keyReadAt !== null)
      throw refusalOf(
        difference,
        `in ${frozenFile} on ${frozenAt}`,
        keyReadAt === undefined
          ? "and it does not say that no key was read since"
          : `and the key was read at ${keyReadAt}`,
      );
    terminal.note(
      `What was fixed at ${frozenAt} is fixed anew: ${describeDifference(difference)}, and no key was used since.`,
    );
  }
  const record = {
    schema: "teacherprint.canary-collection/v1" as const,
    packId,
    frozenAt: new Date().toISOString(),
    keyReadAt: null,
    models,
  };
  await write(frozenFile, record);
  return fixed(frozenFile, record);
}

function fixed(file: string, record: object & Pick<FrozenFile, "frozenAt" | "keyReadAt">): FixedInFile {
  return {
    frozenAt: record.frozenAt,
    revealed: async () => {
      if (typeof record.keyReadAt === "string") return record.keyReadAt;
      const keyReadAt = new Date().toISOString();
      await write(file, { ...record, keyReadAt });
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
