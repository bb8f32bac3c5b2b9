import { basename, dirname, join } from "node:path";
import { z } from "zod";
import { TeacherprintError } from "../errors.js";
import type { CanaryPack } from "../keyed/canary/canary-pack.js";
import { canaryPackDigest } from "../keyed/canary/commitment.js";
import { type CanaryReply, type FrozenAnswers, readCollection } from "../keyed/canary/reading/read-collection.js";
import type { GivenTerms } from "../keyed/canary/recording/fixed-terms.js";
import { readCanaryFile } from "./canary-files.js";
import { fixInFile } from "./canary-frozen-file.js";
import type { CanarySource } from "./canary-source.js";
import type { Terminal } from "./terminal.js";
import { writeWholeFile } from "./write-file.js";

const replySchema = z.strictObject({
  model: z.string().min(1),
  item: z.string().min(1),
  wording: z.int().min(0).optional(),
  sample: z.int().min(0).optional(),
  text: z.string().nullable(),
});

export interface AnswersFileOptions {
  readonly suspect: string | undefined;
  readonly acceptMissing: boolean;
}

/**
 * Answers that others collected, one JSON object a line: `{"model","item","wording","sample","text"}`; wording and sample
 * count from 0 and may be left out, a null text is a refusal. Frozen in `<file>.frozen.json` before any key is read.
 * Throws CANARY_ANSWERS_INVALID, CANARY_ANSWERS_MISSING, SUSPECT_MISSING, SUSPECT_UNKNOWN and what `fixInFile` throws.
 */
export async function openCanaryAnswers(
  file: string,
  pack: CanaryPack,
  options: AnswersFileOptions,
  given: GivenTerms,
  terminal: Terminal,
): Promise<CanarySource> {
  const replies = parseReplies(await readCanaryFile(file, "answers file"), file, pack);
  const { suspect } = options;
  if (suspect === undefined)
    throw new TeacherprintError(
      "SUSPECT_MISSING",
      `${file} holds answers of ${[...replies.keys()].join(", ")}; which of them is in question?`,
      "Name it with --suspect.",
    );
  if (!replies.has(suspect))
    throw new TeacherprintError(
      "SUSPECT_UNKNOWN",
      `${file} holds no answers of "${suspect}".`,
      `Name one of ${[...replies.keys()].join(", ")}.`,
    );
  const digest = canaryPackDigest(pack).toString("hex");
  const collected = [...replies].map(([model, list]) => {
    const role = model === suspect ? ("suspect" as const) : ("control" as const);
    const released = model === suspect ? (given.released ?? null) : null;
    return readCollection(pack, digest, { model, role, family: model, released }, list);
  });
  requireWhole(collected, file, options.acceptMissing);
  const frozenFile = `${file}.frozen.json`;
  const { frozenAt, terms, used, revealed } = await fixInFile(frozenFile, pack.packId, collected, given, terminal);
  return {
    suspect,
    // The month that was fixed, where it is left out now.
    collected: collected.map((one) => (one.model === suspect ? { ...one, released: terms.released } : one)),
    frozenAt,
    earlierFamilyModels: [],
    terms,
    used,
    revealed,
    keep: async (result) => {
      const resultFile = join(dirname(file), `${basename(file)}.result.json`);
      await writeWholeFile(resultFile, `${JSON.stringify(result, null, 2)}\n`);
      return [frozenFile, resultFile];
    },
    close: () => undefined,
  };
}

function parseReplies(text: string, file: string, pack: CanaryPack): Map<string, CanaryReply[]> {
  const invalid = (line: number, what: string, fix: string) =>
    new TeacherprintError("CANARY_ANSWERS_INVALID", `${file}, line ${line}: ${what}`, fix);
  const wordings = new Map(pack.items.map(({ id, probes }) => [id, probes.length]));
  const replies = new Map<string, CanaryReply[]>();
  const seen = new Set<string>();
  text.split("\n").forEach((written, index) => {
    if (written.trim() === "") return;
    let value: unknown;
    try {
      value = JSON.parse(written);
    } catch {
      throw invalid(index + 1, "this is not JSON.", "Write one JSON object a line.");
    }
    const parsed = replySchema.safeParse(value);
    if (!parsed.success)
      throw invalid(
        index + 1,
        `${parsed.error.issues[0]!.path.join(".") || "the line"}: ${parsed.error.issues[0]!.message}.`,
        'Write {"model": "...", "item": "c0000", "wording": 0, "sample": 0, "text": "..."}.',
      );
    const { model, item, wording = 0, sample = 0, text: reply } = parsed.data;
    const count = wordings.get(item);
    if (count === undefined)
      throw invalid(index + 1, `the pack "${pack.packId}" has no item "${item}".`, "Use the ids of the pack's items.");
    if (wording >= count)
      throw invalid(
        index + 1,
        `item "${item}" has ${count} wordings.`,
        "Count wordings from 0, in the order of the pack.",
      );
    const place = `${model}\0${item}\0${wording}\0${sample}`;
    if (seen.has(place))
      throw invalid(
        index + 1,
        `this answer of "${model}" to "${item}" is there already.`,
        "Number repeats with sample.",
      );
    seen.add(place);
    replies.set(model, [...(replies.get(model) ?? []), { item, wording, text: reply, source: "file" }]);
  });
  if (replies.size > 0) return replies;
  throw new TeacherprintError("CANARY_ANSWERS_INVALID", `${file} holds no answer.`, "Write one JSON object a line.");
}

function requireWhole(collected: readonly FrozenAnswers[], file: string, acceptMissing: boolean): void {
  const missing = collected.flatMap(({ model, planned, received }) =>
    received < planned ? [`${model} ${planned - received}`] : [],
  );
  if (missing.length === 0 || acceptMissing) return;
  throw new TeacherprintError(
    "CANARY_ANSWERS_MISSING",
    `${file}: answers are missing: ${missing.slice(0, 5).join(", ")}${missing.length > 5 ? ` and ${missing.length - 5} more models` : ""}. The key was not read.`,
    "Add them first, also refusals (text null). Or give --accept-missing; what is missing then counts as a miss.",
  );
}
