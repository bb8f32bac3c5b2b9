import { TeacherprintError } from "../../errors.js";
import { nearestWord } from "../document/nearest-word.js";
import { isPackPath, shippedPackIds } from "../load-pack.js";
import type { PackFinding } from "./finding.js";

/** Why a file cannot be read, in words; for a word that is no path, with the pack that may be meant. */
export async function unreadable(path: string, error: unknown): Promise<TeacherprintError> {
  const { code = "unknown fault" } = error as NodeJS.ErrnoException;
  const said = (happened: string, fix: string) => new TeacherprintError("PACK_UNREADABLE", happened, fix);
  if (code === "EISDIR") return said("this is a folder.", "Name the files in it.");
  if (code !== "ENOENT") return said(`the file cannot be read (${code}).`, "Check that you may read the file.");
  if (isPackPath(path)) return said("there is no such file.", "Check the path.");
  const near = nearestWord(path, await shippedPackIds());
  const meant = near === null ? "" : `Did you mean "${near}"? `;
  return said("there is no such pack or file.", `${meant}\`packs list\` names the packs that ship.`);
}

/** A file that cannot be read as a document at all. */
export function fileFinding(path: string, { happened, fix }: TeacherprintError): PackFinding {
  const line = /, line (\d+)/.exec(happened)?.[1];
  const found = happened.startsWith(path) ? happened.slice(path.length).replace(/^[,:]?\s*/, "") : happened;
  return {
    file: path,
    place: "the document",
    line: line === undefined ? null : Number(line),
    rule: "file",
    severity: "error",
    found,
    fix,
  };
}
