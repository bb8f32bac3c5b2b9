import { readFile, stat } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { TeacherprintError } from "../errors.js";
import { decodeText } from "./decode-text.js";

const gunzipBytes = promisify(gunzip);

/** Throws PANEL_NOT_FOUND. */
export async function requireFolder(folder: string): Promise<void> {
  const found = await stat(folder).catch(() => null);
  if (found?.isDirectory()) return;
  throw new TeacherprintError(
    "PANEL_NOT_FOUND",
    found === null ? `There is no folder "${folder}".` : `"${folder}" is not a folder.`,
    "Name a panel folder: one with panel.json, prompts.jsonl, models.csv and responses/.",
  );
}

/** The text of a file, or null where there is none. Throws FILE_UNREADABLE, FILE_NOT_UTF8. */
export async function optionalText(file: string): Promise<string | null> {
  const bytes = await optionalBytes(file);
  return bytes === null ? null : decodeText(bytes, file);
}

/** Throws PANEL_FILE_MISSING, and what `optionalText` throws. */
export async function requiredText(file: string, folder: string): Promise<string> {
  const text = await optionalText(file);
  if (text !== null) return text;
  throw new TeacherprintError(
    "PANEL_FILE_MISSING",
    `Panel "${basename(resolve(folder))}" has no ${basename(file)}.`,
    `Put ${basename(file)} into the folder; docs/guide.md describes the panel folder.`,
  );
}

/**
 * One model's answers, packed or not, with the file that they stand in.
 * Throws PANEL_RESPONSES_MISSING, PANEL_RESPONSES_TWICE, PANEL_RESPONSES_DAMAGED, FILE_UNREADABLE, FILE_NOT_UTF8.
 */
export async function responsesText(folder: string, model: string): Promise<{ file: string; text: string }> {
  const plain = join(folder, "responses", `${model}.jsonl`);
  const packed = `${plain}.gz`;
  const bytes = await optionalBytes(packed);
  if (bytes === null) {
    const text = await optionalText(plain);
    if (text === null) throw await missing(folder, model, packed);
    return { file: plain, text };
  }
  if ((await stat(plain).catch(() => null)) !== null)
    throw new TeacherprintError(
      "PANEL_RESPONSES_TWICE",
      `The answers of "${model}" stand in two files, ${packed} and ${plain}, and may differ.`,
      "Keep the one that holds, and move the other one out of the folder.",
    );
  const unpacked = await gunzipBytes(bytes).catch((error: Error) => {
    throw new TeacherprintError(
      "PANEL_RESPONSES_DAMAGED",
      `${packed} is not a whole gzip file (${error.message}).`,
      "Copy the file again; it may have been cut off.",
      { cause: error },
    );
  });
  return { file: packed, text: decodeText(unpacked, packed) };
}

async function optionalBytes(file: string): Promise<Buffer | null> {
  try {
    return await readFile(file);
  } catch (error) {
    const { code = "unknown fault" } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return null;
    throw new TeacherprintError(
      "FILE_UNREADABLE",
      code === "EISDIR" ? `${file} is a folder, and should be a file.` : `${file} cannot be read (${code}).`,
      code === "EACCES" || code === "EPERM"
        ? "Give yourself the right to read it."
        : "Put the right file in its place.",
      { cause: error },
    );
  }
}

async function missing(folder: string, model: string, packed: string): Promise<TeacherprintError> {
  if ((await stat(join(folder, "responses")).catch(() => null)) === null)
    return new TeacherprintError(
      "PANEL_RESPONSES_MISSING",
      `Panel "${basename(resolve(folder))}" has no folder responses.`,
      "Put it into the panel's folder; it holds the answers, a file a model.",
    );
  return new TeacherprintError(
    "PANEL_RESPONSES_MISSING",
    `models.csv names the model "${model}", but there is no file ${packed}, nor one without .gz.`,
    "Put the file back, or remove the model's row from models.csv.",
  );
}
