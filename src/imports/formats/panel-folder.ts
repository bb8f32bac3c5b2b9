import { createHash } from "node:crypto";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { field, textOrNull } from "../../endpoints/json-body.js";
import { TeacherprintError } from "../../errors.js";
import { readModelsTable } from "../../panel/models-table.js";
import { malformed } from "../import-errors.js";
import type { ImportedAnswer, ReadAnswers } from "../imported-answers.js";
import { jsonLines } from "../json-lines.js";
import { Source } from "../source.js";
import { readAnswerLine } from "./plain-jsonl.js";

/**
 * A panel folder: the answers of every model of models.csv, with their texts as they lie in the files. What the folder
 * says of lineages is not imported; a study names such a panel under `references` instead.
 */
export async function readPanelFolder(folder: string): Promise<ReadAnswers & { readonly sourceDigest: string }> {
  const digests: [string, string][] = [];
  const open = (name: string) => new Source(join(folder, ...name.split("/")));
  const done = (name: string, source: Source) => digests.push([name, source.digest()]);

  const table = open("models.csv");
  const models = readModelsTable(await table.text(), table.file);
  done("models.csv", table);
  const promptSource = open("prompts.jsonl");
  const prompts = await readPrompts(promptSource);
  done("prompts.jsonl", promptSource);

  const answers: ImportedAnswer[] = [];
  for (const { id } of models) {
    const name = await responsesOf(folder, id);
    const source = open(name);
    for await (const { place, row } of jsonLines(source)) {
      const answer = readAnswerLine(row, source.file, place);
      const prompt = textOrNull(field(row, "prompt")) ?? answer.prompt;
      const promptText = prompts.get(prompt);
      if (promptText === undefined) throw malformed(source.file, place, `prompts.jsonl has no prompt "${prompt}"`);
      answers.push({ ...answer, model: id, prompt, promptText, place: `${name}, ${place}` });
    }
    done(name, source);
  }
  return { answers, notices: [], sourceDigest: folderDigest(digests) };
}

/** SHA-256 in hex over one line a file, `<path inside the folder>\0<sha256 of its bytes>\n`, in the order of the paths' bytes. */
export function folderDigest(digests: readonly (readonly [string, string])[]): string {
  const lines = digests.map(([name, digest]) => Buffer.from(`${name}\0${digest}\n`)).sort(Buffer.compare);
  return createHash("sha256").update(Buffer.concat(lines)).digest("hex");
}

async function readPrompts(source: Source): Promise<Map<string, string>> {
  const prompts = new Map<string, string>();
  for await (const { place, row } of jsonLines(source)) {
    const id = textOrNull(field(row, "id"));
    const text = textOrNull(field(row, "text"));
    if (id === null || text === null) throw malformed(source.file, place, '"id" and "text" must be texts');
    if (prompts.has(id)) throw malformed(source.file, place, `a second prompt with the id "${id}"`);
    prompts.set(id, text);
  }
  return prompts;
}

async function responsesOf(folder: string, model: string): Promise<string> {
  const found: string[] = [];
  for (const name of [`responses/${model}.jsonl.gz`, `responses/${model}.jsonl`])
    if ((await stat(join(folder, name)).catch(() => null))?.isFile()) found.push(name);
  if (found.length > 1)
    throw new TeacherprintError(
      "PANEL_RESPONSES_TWICE",
      `The answers of "${model}" stand in two files of "${folder}", ${found.join(" and ")}, and may differ. Nothing was imported.`,
      "Keep the one that holds, and move the other one out of the folder.",
    );
  if (found.length === 1) return found[0]!;
  throw new TeacherprintError(
    "IMPORT_NOT_FOUND",
    `models.csv of "${folder}" names the model "${model}", but there is no responses/${model}.jsonl.gz. Nothing was imported.`,
    "Put the file back, or remove the model's row from models.csv.",
  );
}
