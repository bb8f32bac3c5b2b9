import { readFile, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { TeacherprintError } from "../errors.js";
import { type Findings, findingsSchema } from "../findings/findings.js";
import { decodeText } from "../panel/decode-text.js";
import { documentKind } from "../probes/document/document-kind.js";
import { toolVersion } from "../version.js";

const ownKind = "findings";
const ownVersion = 1;

/**
 * The file with findings that a path names: itself, or the findings.json of a folder of results; null for a study file, which
 * may be JSON too. Throws FINDINGS_NOT_FOUND for a folder without findings, and for a path where nothing is.
 */
export async function findingsFile(path: string): Promise<string | null> {
  const found = await stat(path).catch(() => null);
  if (found?.isDirectory()) return findingsOfFolder(path);
  if (basename(path) === "findings.json") return path;
  if (found === null && !/\.(ya?ml)$/u.test(path))
    throw notFound(`There is no file ${path}.`, "Name a study file, a findings.json, or the folder that holds it.");
  if (!path.endsWith(".json")) return null;
  const text = await readFile(path, "utf8").catch((cause: NodeJS.ErrnoException) => {
    throw unreadable(path, cause.code);
  });
  // A study has no such field; every other document of this tool does, and is refused by its name.
  return /"schema(Version)?"\s*:\s*"teacherprint\./u.test(text) ? path : null;
}

async function findingsOfFolder(folder: string): Promise<string> {
  const isFile = async (name: string) => (await stat(join(folder, name)).catch(() => null))?.isFile() === true;
  if (await isFile("findings.json")) return join(folder, "findings.json");
  throw notFound(
    `The folder ${folder} holds no findings.json.`,
    (await isFile("panel.json"))
      ? `It is a panel folder; compare it first: \`teacherprint compare ${folder} --suspect ...\`.`
      : "Name the folder of one study's results, or run `teacherprint compare` first.",
  );
}

function unreadable(file: string, code: string | undefined): TeacherprintError {
  return notFound(`${file} cannot be read (${code ?? "unknown fault"}).`, "Check that you may read this file.");
}

function notFound(happened: string, fix: string): TeacherprintError {
  return new TeacherprintError("FINDINGS_NOT_FOUND", happened, fix);
}

/** Reads and checks a findings.json. Throws FINDINGS_NOT_FOUND, FINDINGS_INVALID: also for a newer form, and for another document. */
export async function readFindings(file: string): Promise<Findings> {
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw code === "ENOENT"
      ? notFound(`There is no file ${file}.`, "Run `teacherprint compare` first, or name a findings.json.")
      : unreadable(file, code);
  }
  const text = decodeText(bytes, file);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new TeacherprintError(
      "FINDINGS_INVALID",
      `${file} is not JSON (${(error as Error).message}).`,
      "Run `teacherprint compare` again.",
    );
  }
  requireOwnVersion(value, file);
  const parsed = findingsSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const first = parsed.error.issues[0]!;
  throw new TeacherprintError(
    "FINDINGS_INVALID",
    `${file}: ${first.path.join(".") || "the document"}: ${first.message}${parsed.error.issues.length > 1 ? ` (and ${parsed.error.issues.length - 1} more)` : ""}.`,
    "The file was changed, or another version wrote it. Run `teacherprint compare` again.",
  );
}

/** Another kind of document, or one of a later form, is told as such and not by the fields that it lacks. */
function requireOwnVersion(value: unknown, file: string): void {
  const said = documentKind(value);
  if (said === null) return;
  const { name, kind, version } = said;
  const invalid = (happened: string, fix: string) => new TeacherprintError("FINDINGS_INVALID", happened, fix);
  if (kind !== ownKind)
    throw invalid(`${file} holds no findings; it is a document of the kind ${name}.`, "Name a findings.json.");
  if (version > ownVersion)
    throw invalid(
      `${file} was written by a newer version of teacherprint: its form is ${name}, and this version (${toolVersion}) reads v${ownVersion}.`,
      "Update teacherprint, or run `teacherprint compare` again with this version.",
    );
}
