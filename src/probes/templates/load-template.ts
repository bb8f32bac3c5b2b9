import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { TeacherprintError } from "../../errors.js";
import { decodeText } from "../../panel/decode-text.js";
import { nearestWord } from "../document/nearest-word.js";
import { isPackPath, shippedPacksFolder } from "../load-pack.js";
import { parseTemplate, templateNotFound } from "./parse-template.js";
import type { TemplateFile } from "./template-schema.js";

export const shippedTemplatesFolder = join(shippedPacksFolder, "templates");

/** Ids of the templates that ship, in alphabetical order. */
export async function shippedTemplateIds(folder = shippedTemplatesFolder): Promise<string[]> {
  const names = await readdir(folder);
  return names
    .filter((name) => name.endsWith(".json"))
    .map((name) => name.slice(0, -".json".length))
    .sort();
}

/**
 * Loads a template by the path of its file, or by the id of one that ships.
 * Throws TeacherprintError TEMPLATE_NOT_FOUND, TEMPLATE_UNREADABLE or TEMPLATE_INVALID, naming file, line, place and fix.
 */
export async function loadTemplate(pathOrId: string, folder = shippedTemplatesFolder): Promise<TemplateFile> {
  if (isPackPath(pathOrId)) return readTemplate(pathOrId, pathOrId);
  const ids = await shippedTemplateIds(folder);
  if (!ids.includes(pathOrId)) {
    const near = nearestWord(pathOrId, ids);
    throw templateNotFound(
      pathOrId,
      `${near === null ? "" : `Did you mean "${near}"? `}Templates that ship: ${ids.join(", ")}. For your own, give the path of its file, such as ./${pathOrId}.json.`,
    );
  }
  return readTemplate(join(folder, `${pathOrId}.json`), `${pathOrId}.json`);
}

async function readTemplate(path: string, shownAs: string): Promise<TemplateFile> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    if (code === "ENOENT") throw templateNotFound(shownAs, "Check the path of the file.");
    throw new TeacherprintError(
      "TEMPLATE_UNREADABLE",
      `The template ${shownAs} cannot be read (${code ?? "unknown fault"}).`,
      code === "EISDIR" ? "Name a file, not a folder." : "Check that you may read this file.",
      { cause },
    );
  }
  return parseTemplate(decodeText(bytes, shownAs), shownAs);
}
