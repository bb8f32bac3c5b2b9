import { join } from "node:path";
import { z } from "zod";
import { TeacherprintError } from "../errors.js";
import { buildPanel, type CollectedAnswer } from "./build-panel.js";
import { readModelsTable, readTrialsTable } from "./models-table.js";
import { type Panel, type PanelPrompt, probeKinds } from "./panel.js";
import { optionalText, requiredText, requireFolder, responsesText } from "./read-folder-files.js";

const panelFacts = z.object({
  name: z.string().min(1),
  description: z.string().default(""),
  language: z.string().default("en"),
  synthetic: z.boolean().default(false),
});

const answerReader = z.discriminatedUnion("type", [
  z.object({ type: z.literal("one-of"), options: z.array(z.string()).min(2) }),
  z.object({ type: z.literal("integer"), min: z.int(), max: z.int() }),
  z.object({ type: z.literal("word") }),
]);

const promptLine = z.object({
  id: z.string().min(1),
  text: z.string(),
  topic: z.string().nullish(),
  kind: z.enum(probeKinds).default("open-ended"),
  answer: answerReader.nullish(),
  language: z.string().min(2).nullish(),
  pair: z.string().min(1).nullish(),
});

const answerLine = z.object({
  prompt: z.string(),
  sample: z.int().min(0).default(0),
  text: z.string().nullable(),
  status: z.enum(["ok", "refused", "truncated", "empty", "invalid", "error"]).default("ok"),
});

/**
 * Loads a panel folder (`panel.json`, `prompts.jsonl`, `models.csv`, `trials.csv`, `responses/<model>.jsonl[.gz]`).
 * Throws TeacherprintError naming file and line for anything missing, truncated or malformed; nothing is half loaded.
 */
export async function loadPanelFolder(folder: string): Promise<Panel> {
  const path = (name: string) => join(folder, name);
  await requireFolder(folder);
  const facts = parseFacts(await requiredText(path("panel.json"), folder), path("panel.json"));
  const prompts = parseLines(await requiredText(path("prompts.jsonl"), folder), path("prompts.jsonl"), promptLine).map(
    (line): PanelPrompt => ({
      id: line.id,
      text: line.text,
      topic: line.topic ?? "",
      kind: line.kind,
      answer: line.answer ?? null,
      ...(line.language == null ? {} : { language: line.language }),
      ...(line.pair == null ? {} : { pair: line.pair }),
    }),
  );
  const models = readModelsTable(await requiredText(path("models.csv"), folder), path("models.csv"));
  const trialsText = await optionalText(path("trials.csv"));
  const everyTrial = trialsText === null ? [] : readTrialsTable(trialsText, path("trials.csv"));
  const notices: string[] = trialsText === null ? [`${facts.name}: no trials.csv, so no lineage is known.`] : [];
  const known = new Set(models.map((model) => model.id));
  const groups = new Set(models.flatMap((model) => (model.group === null ? [] : [model.group])));
  const trials = everyTrial.filter((trial) => known.has(trial.suspect) && groups.has(trial.group));
  if (trials.length < everyTrial.length) {
    notices.push(
      `${facts.name}: ${everyTrial.length - trials.length} trials name a model or group that the panel does not have; left out.`,
    );
  }
  const answers = new Map<string, CollectedAnswer[]>();
  // A few files at a time: decompression runs on the thread pool while the previous file is parsed.
  for (let from = 0; from < models.length; from += 4) {
    const batch = models.slice(from, from + 4);
    const texts = await Promise.all(batch.map((model) => responsesText(folder, model.id)));
    batch.forEach((model, index) => {
      const { file, text } = texts[index]!;
      answers.set(model.id, parseAnswers(text, file));
    });
  }
  return buildPanel({ ...facts, models, prompts, trials, answers, notices });
}

function parseFacts(text: string, file: string) {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new TeacherprintError(
      "PANEL_FILE_MALFORMED",
      `${file} is not JSON (${(error as Error).message}).`,
      "Correct the file.",
    );
  }
  const parsed = panelFacts.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new TeacherprintError("PANEL_FILE_MALFORMED", `${file}: ${describe(parsed.error)}.`, "Correct the file.");
}

function parseLines<T>(text: string, file: string, schema: z.ZodType<T>): T[] {
  return jsonLines(text, file).map(({ value, line }) => {
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    throw new TeacherprintError(
      "PANEL_LINE_MALFORMED",
      `${file}, line ${line}: ${describe(parsed.error)}.`,
      "Correct or remove the line.",
    );
  });
}

/** Answers are many, so the plain shape is checked by hand and zod is asked only about the odd ones, for its message. */
function parseAnswers(text: string, file: string): CollectedAnswer[] {
  return jsonLines(text, file).map(({ value, line }) => {
    const row = value as { prompt?: unknown; sample?: unknown; text?: unknown; status?: unknown };
    if (
      typeof row.prompt === "string" &&
      typeof row.text === "string" &&
      Number.isInteger(row.sample) &&
      row.status === undefined
    ) {
      return { prompt: row.prompt, sample: row.sample as number, text: row.text, status: "ok" };
    }
    const parsed = answerLine.safeParse(value);
    if (!parsed.success) {
      throw new TeacherprintError(
        "PANEL_LINE_MALFORMED",
        `${file}, line ${line}: ${describe(parsed.error)}.`,
        "Correct or remove the line.",
      );
    }
    return { ...parsed.data, text: parsed.data.text ?? "" };
  });
}

function jsonLines(text: string, file: string): { value: unknown; line: number }[] {
  const found: { value: unknown; line: number }[] = [];
  let line = 0;
  for (let from = 0; from < text.length; ) {
    const end = text.indexOf("\n", from);
    const content = text.slice(from, end < 0 ? text.length : end);
    from = end < 0 ? text.length : end + 1;
    line += 1;
    if (content.trim() === "") continue;
    try {
      found.push({ value: JSON.parse(content), line });
    } catch (error) {
      throw new TeacherprintError(
        "PANEL_LINE_MALFORMED",
        `${file}, line ${line}: not JSON (${(error as Error).message}).`,
        "Correct the line; if it is the last one, the file may have been cut off.",
      );
    }
  }
  return found;
}

function describe(error: z.ZodError): string {
  return error.issues.map((issue) => `${issue.path.join(".") || "the value"}: ${issue.message}`).join("; ");
}
