import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import { TeacherprintError } from "../errors.js";
import { packSchema } from "../probes/pack-schema.js";

/** A pack as it is written to its file. */
export function packText(pack: unknown): string {
  return `${JSON.stringify(pack, null, 2)}\n`;
}

/** The text of a file, or null where there is none. */
export async function textOfFile(file: string): Promise<string | null> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return null;
    throw new TeacherprintError(
      "FILE_UNREADABLE",
      `${file} cannot be read (${code ?? "unknown fault"}).`,
      code === "EISDIR" ? "Name a file, not a folder." : "Check that you may read this file.",
      { cause: error },
    );
  }
}

/** Throws PACK_EXISTS: nothing is written over unless the user says so. */
export async function refuseExisting(file: string): Promise<void> {
  const found = await stat(file).catch(() => null);
  if (found !== null)
    throw new TeacherprintError(
      "PACK_EXISTS",
      `${file} is already there.`,
      "Name another file with --out, or say --overwrite to write over it.",
    );
}

/** The pack's id when `--out` names its file. Throws PACK_NAME_INVALID. */
export function idOfFile(file: string): string {
  const id = basename(file, ".json");
  if (packSchema.shape.id.safeParse(id).success) return id;
  throw new TeacherprintError(
    "PACK_NAME_INVALID",
    `A pack in ${file} would be called "${id}".`,
    "A pack is called like its file: small letters, digits and dashes, 2 to 64, then .json.",
  );
}
