import type { z } from "zod";
import { checkAgainst, documentError } from "../../probes/document/faults.js";
import { readJsonDocument } from "../../probes/document/user-document.js";
import { type CanaryDraft, type CanaryPack, canaryDraftSchema, canaryPackSchema } from "./canary-pack.js";
import { canaryPackFaults } from "./pack-faults.js";

/**
 * Reads a committed pack. Throws TeacherprintError PACK_UNREADABLE or CANARY_PACK_INVALID, naming file, line, place and
 * fix of every fault.
 */
export function parseCanaryPack(text: string, file: string): CanaryPack {
  return parse(text, file, canaryPackSchema, (pack) => pack);
}

/** Reads a pack that may still be without commitment and safety review. Throws as `parseCanaryPack`. */
export function parseCanaryDraft(text: string, file: string): CanaryDraft {
  return parse(text, file, canaryDraftSchema, (draft) => draft);
}

function parse<Schema extends z.ZodType, Pack extends CanaryDraft>(
  text: string,
  file: string,
  schema: Schema,
  toPack: (value: z.output<Schema>) => Pack,
): Pack {
  const document = readJsonDocument(text, file, "PACK");
  if ((document.value as { kind?: unknown } | null)?.kind === "canary")
    throw documentError("CANARY_PACK_INVALID", document, [
      {
        place: ["kind"],
        found: "this file holds the questions of a canary pack, not the pack.",
        fix: "Name the pack that `canary commit` completed; it lies beside the questions.",
      },
    ]);
  const checked = checkAgainst(schema, document.value);
  if (checked.faults !== null) throw documentError("CANARY_PACK_INVALID", document, checked.faults);
  const pack = toPack(checked.value);
  const faults = canaryPackFaults(pack);
  if (faults.length > 0) throw documentError("CANARY_PACK_INVALID", document, faults);
  return pack;
}
