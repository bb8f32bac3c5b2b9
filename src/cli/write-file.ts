import { constants } from "node:fs";
import { access, mkdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { TeacherprintError } from "../errors.js";

const otherFolder = "Name another folder.";
const reasons: Readonly<Record<string, readonly [reason: string, fix: string]>> = {
  ENOSPC: ["the disk is full", "Free some disk space and run the same command again."],
  EDQUOT: ["your share of the disk is used up", "Free some disk space and run the same command again."],
  ENOTDIR: ["a part of the path is a file, not a folder", otherFolder],
  EEXIST: ["a part of the path is a file, not a folder", otherFolder],
  EISDIR: ["a folder stands in its place", "Move that folder away."],
  EROFS: ["the disk can only be read", otherFolder],
  EACCES: ["you may not write there", "Name a folder of your own."],
  EPERM: ["you may not write there", "Name a folder of your own."],
};

/**
 * Writes a whole file or nothing: under another name first, then renamed. For the user alone (0600), as answers may be confidential.
 * Throws FILE_NOT_WRITTEN.
 */
export async function writeWholeFile(file: string, content: string | Uint8Array): Promise<void> {
  const partial = `${file}.partial-${process.pid}`;
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(partial, content, { mode: 0o600 });
    await rename(partial, file);
  } catch (error) {
    await rm(partial, { force: true }).catch(() => undefined);
    // Node says ENOENT of a folder that could not be made; the one above it knows why.
    if ((error as NodeJS.ErrnoException).code === "ENOENT") await requireWritable(dirname(file));
    throw notWritten(`${file} could not be written`, error);
  }
}

/** Removes a file that may be gone already. Throws FILE_NOT_WRITTEN. */
export async function removeFile(file: string): Promise<void> {
  try {
    await rm(file, { force: true });
  } catch (error) {
    throw notWritten(`${file} could not be removed`, error);
  }
}

/**
 * Finds out before long work whether a file could be written into this folder afterwards, as things stand; makes nothing.
 * Throws FILE_NOT_WRITTEN.
 */
export async function requireWritable(folder: string): Promise<void> {
  try {
    if ((await stat(folder)).isDirectory()) await access(folder, constants.W_OK | constants.X_OK);
    else throw Object.assign(new Error("not a folder"), { code: "ENOTDIR" });
  } catch (error) {
    const above = dirname(resolve(folder));
    const { code } = error as NodeJS.ErrnoException;
    // What is not there yet is made later, if the folder above it allows that.
    if (code === "ENOENT" && above !== resolve(folder)) return requireWritable(above);
    throw notWritten(`Nothing can be written into ${folder}`, error);
  }
}

function notWritten(what: string, error: unknown): TeacherprintError {
  const code = (error as NodeJS.ErrnoException).code ?? "";
  const [reason, fix] = reasons[code] ?? ["", "Check that the folder may be written to."];
  return new TeacherprintError(
    "FILE_NOT_WRITTEN",
    `${what}${reason === "" ? "" : `: ${reason}`} (${code || (error as Error).message}).`,
    fix,
    { cause: error },
  );
}
