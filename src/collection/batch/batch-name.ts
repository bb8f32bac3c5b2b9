import { createHmac } from "node:crypto";

const nameLength = 24;

/**
 * Name of a batch: unique to the study's own key, and says nothing to anybody else. Only letters, digits and dashes, as
 * all providers allow.
 *
 * @param ordinal counts the batches of a model within a run
 */
export function batchName(studyKey: Uint8Array, run: string, model: string, ordinal: number): string {
  const mac = createHmac("sha256", studyKey)
    .update(`teacherprint-batch/v1\0${run}\0${model}\0${ordinal}`)
    .digest("hex");
  return `tp-${mac.slice(0, nameLength)}`;
}

/** Id of a question in its batch: the intent that stands in the ledger for it, and nothing of its content or its model. */
export function customIdOf(batch: string, intent: number): string {
  return `${batch}-${intent}`;
}

/** The intent that an id names, or null for an id that is not of this batch. */
export function intentOf(batch: string, customId: string): number | null {
  if (!customId.startsWith(`${batch}-`)) return null;
  const digits = customId.slice(batch.length + 1);
  return /^(0|[1-9]\d{0,15})$/.test(digits) ? Number(digits) : null;
}

/** No id is longer; a batch is cut by this length, because intents are numbered only as they are written. */
export const longestCustomId = "tp-".length + nameLength + 1 + 16;
