import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { TeacherprintError } from "../errors.js";
import { decodeText } from "../panel/decode-text.js";
import { nearestWord } from "./document/nearest-word.js";
import type { Pack } from "./pack.js";
import { packInForm, splitForm } from "./pack-form.js";
import { packNotFound, parsePack } from "./parse-pack.js";

/** The packs that ship. The same from src/probes/ and dist/probes/: both lie two folders below the package. */
export const shippedPacksFolder = fileURLToPath(new URL("../../probes", import.meta.url));

/** True for `./my-pack.json` and `packs/mine.json#short`, false for `everyday-requests` and `everyday-requests#openings`. */
export function isPackPath(pathOrId: string): boolean {
  const { pack } = splitForm(pathOrId);
  return pack.endsWith(".json") || /[\\/]/.test(pack);
}

/** Ids of the packs that ship, in alphabetical order. */
export async function shippedPackIds(folder = shippedPacksFolder): Promise<string[]> {
  const names = await readdir(folder);
  return names
    .filter((name) => name.endsWith(".json"))
    .map((name) => name.slice(0, -".json".length))
    .sort();
}

/** Every pack that ships, in alphabetical order of their ids. */
export async function shippedPacks(folder = shippedPacksFolder): Promise<Pack[]> {
  const ids = await shippedPackIds(folder);
  return Promise.all(ids.map((id) => readPack(join(folder, `${id}.json`), `${id}.json`)));
}

/**
 * Loads a pack by the path of its file, or by the id of one that ships; `#` and the name of a form give the pack in that form.
 * Throws TeacherprintError PACK_NOT_FOUND, PACK_FORM_UNKNOWN, PACK_UNREADABLE, FILE_NOT_UTF8 or PACK_INVALID, naming file,
 * line, place and fix.
 */
export async function loadPack(name: string, folder = shippedPacksFolder): Promise<Pack> {
  const { pack, form } = splitForm(name);
  const whole = await loadWholePack(pack, folder);
  return form === null ? whole : packInForm(whole, form);
}

async function loadWholePack(pathOrId: string, folder: string): Promise<Pack> {
  if (isPackPath(pathOrId)) return readPack(pathOrId, pathOrId);
  const ids = await shippedPackIds(folder);
  if (!ids.includes(pathOrId)) {
    const near = nearestWord(pathOrId, ids);
    throw packNotFound(
      pathOrId,
      `${near === null ? "" : `Did you mean "${near}"? `}Packs that ship: ${ids.join(", ")}. For your own, give the path of its file, such as ./${pathOrId}.json.`,
    );
  }
  return readPack(join(folder, `${pathOrId}.json`), `${pathOrId}.json`);
}

async function readPack(path: string, shownAs: string): Promise<Pack> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    if (code === "ENOENT") throw packNotFound(shownAs, "Check the path of the file.");
    throw new TeacherprintError(
      "PACK_UNREADABLE",
      `The probe pack ${shownAs} cannot be read (${code ?? "unknown fault"}).`,
      code === "EISDIR" ? "Name a file, not a folder." : "Check that you may read this file.",
      { cause },
    );
  }
  return parsePack(decodeText(bytes, shownAs), shownAs);
}
