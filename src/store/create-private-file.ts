import { accessSync, closeSync, constants, existsSync, mkdirSync, openSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { TeacherprintError } from "../errors.js";

/**
 * Makes sure that `path` exists, readable and writable for the user alone, and says whether it exists now.
 * SQLite gives its side files the mode of the main file, so the mode must be right before the first byte.
 */
export function createPrivateFile(path: string, create: boolean): boolean {
  if (existsSync(path)) return true;
  if (!create) return false;
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    closeSync(openSync(path, "ax", 0o600));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return true;
    const code = whyNot(path, error as NodeJS.ErrnoException);
    throw new TeacherprintError(
      "STORE_NOT_WRITABLE",
      `${path} cannot be created: ${code === "EROFS" ? "the disk can only be read (EROFS)" : code}.`,
      code === "EROFS"
        ? "Name another folder with --results."
        : "Check that the folder can be written to and that the disk has room.",
      { cause: error },
    );
  }
  return true;
}

/** Node says ENOENT of a folder that could not be made below one that can only be read. */
function whyNot(path: string, { code = "unknown reason" }: NodeJS.ErrnoException): string {
  if (code !== "ENOENT") return code;
  let above = dirname(resolve(path));
  while (!existsSync(above) && above !== dirname(above)) above = dirname(above);
  try {
    accessSync(above, constants.W_OK | constants.X_OK);
    return code;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? code;
  }
}
