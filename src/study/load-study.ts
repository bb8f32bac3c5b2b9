import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { TeacherprintError } from "../errors.js";
import { decodeText } from "../panel/decode-text.js";
import { nearestWord } from "../probes/document/nearest-word.js";
import { isPackPath, loadPack, shippedPackIds } from "../probes/load-pack.js";
import { splitForm } from "../probes/pack-form.js";
import { digestDocuments } from "./digest-documents.js";
import { parseStudy } from "./parse-study.js";
import type { Study } from "./study.js";

/**
 * Reads and checks a study file, and looks whether the packs and panel folders that it names exist.
 * Throws TeacherprintError STUDY_NOT_FOUND, STUDY_UNREADABLE, FILE_NOT_UTF8, STUDY_SECRET, STUDY_INVALID,
 * DOCUMENT_NOT_FOUND, PACK_NOT_FOUND, PACK_FORM_UNKNOWN or REFERENCE_NOT_FOUND.
 */
export async function loadStudy(path: string): Promise<Study> {
  const study = await digestDocuments(parseStudy(await readStudyFile(path), path));
  await requirePacks(study);
  await requireReferences(study);
  return study;
}

async function readStudyFile(path: string): Promise<string> {
  return decodeText(await bytesOf(path), path);
}

async function bytesOf(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    if (code === "ENOENT") {
      throw new TeacherprintError(
        "STUDY_NOT_FOUND",
        `There is no study file ${path}.`,
        'Check the path, or run "teacherprint init" to write one.',
        { cause },
      );
    }
    throw new TeacherprintError(
      "STUDY_UNREADABLE",
      code === "EISDIR"
        ? `${path} is a folder.`
        : `The study file ${path} cannot be read (${code ?? "unknown fault"}).`,
      code === "EISDIR"
        ? `Name the file, for example ${join(path, "study.yaml")}.`
        : "Check that you may read this file.",
      { cause },
    );
  }
}

async function requirePacks(study: Study): Promise<void> {
  const shipped = await shippedPackIds();
  for (const [index, name] of study.packs.entries()) {
    const { pack, form } = splitForm(name);
    const where = `${study.file}, packs[${index}]`;
    if (isPackPath(pack)) {
      if ((await kindOf(pack)) === "file") {
        if (form !== null) await requireForm(name, where);
        continue;
      }
      throw new TeacherprintError(
        "PACK_NOT_FOUND",
        `${where}: there is no file ${pack}.`,
        "Check the path; it is read from the folder of the study file.",
      );
    }
    if (shipped.includes(pack)) {
      if (form !== null) await requireForm(name, where);
      continue;
    }
    const near = nearestWord(pack, shipped);
    throw new TeacherprintError(
      "PACK_NOT_FOUND",
      `${where}: there is no probe pack "${pack}".`,
      `${near === null ? "" : `Did you mean "${near}"? `}Packs that ship: ${shipped.join(", ")}. For your own, write the path of its file, such as ./${pack}.json.`,
    );
  }
}

/** A fault in the pack itself is told where the pack is read for asking. */
async function requireForm(name: string, where: string): Promise<void> {
  try {
    await loadPack(name);
  } catch (error) {
    if (!(error instanceof TeacherprintError) || error.code !== "PACK_FORM_UNKNOWN") throw error;
    throw new TeacherprintError(error.code, `${where}: ${error.happened}`, error.fix, { cause: error });
  }
}

async function requireReferences(study: Study): Promise<void> {
  for (const [index, folder] of study.references.entries()) {
    if ((await kindOf(join(folder, "panel.json"))) === "file") continue;
    const exists = (await kindOf(folder)) === "folder";
    throw new TeacherprintError(
      "REFERENCE_NOT_FOUND",
      `${study.file}, references[${index}]: ${exists ? `the folder ${folder} holds no panel.json.` : `there is no folder ${folder}.`}`,
      "Name a panel folder; the path is read from the folder of the study file.",
    );
  }
}

async function kindOf(path: string): Promise<"file" | "folder" | null> {
  try {
    return (await stat(path)).isDirectory() ? "folder" : "file";
  } catch {
    return null;
  }
}
