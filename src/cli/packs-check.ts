import { ExitCode, TeacherprintError } from "../errors.js";
import { checkPacks, type PackCheck } from "../probes/check/check-packs.js";
import { isPackPath, shippedPackIds, shippedPacksFolder } from "../probes/load-pack.js";
import type { Terminal } from "./terminal.js";

/** What lies beside packs and is none, so that `packs check *.json` may be said. */
const besides = [".commitment.json", ".schema.json"];

/** Checks packs by file or id (none: those that ship), each by itself and all against one another. */
export async function checkPackFiles(given: readonly string[], json: boolean, terminal: Terminal): Promise<ExitCode> {
  const isBeside = (file: string) => given.length > 1 && besides.some((end) => file.endsWith(end));
  for (const file of given.filter(isBeside)) terminal.note(`${file} is no pack and was left out.`);
  const shipped = await shippedPackIds();
  const fileOf = (id: string) => `${shippedPacksFolder}/${id}.json`;
  // A word that is no path names a pack that ships, as everywhere; any other is a file, and told if it is not there.
  const files =
    given.length > 0
      ? given
          .filter((file) => !isBeside(file))
          .map((name) => (!isPackPath(name) && shipped.includes(name) ? fileOf(name) : name))
      : shipped.map(fileOf);
  if (files.length === 0)
    throw new TeacherprintError("NO_PACKS", "There is no pack to check.", "Name the pack files to check.");
  const checked = await checkPacks(files);
  if (json) terminal.print(JSON.stringify({ schemaVersion: "teacherprint.pack-check/v1", packs: checked }, null, 2));
  else for (const one of checked) for (const line of checkLines(one)) terminal.print(line);
  return checked.some(hasErrors) ? ExitCode.checkFailed : ExitCode.done;
}

export function hasErrors({ findings }: PackCheck): boolean {
  return findings.some((finding) => finding.severity === "error");
}

/** The verdict on a file, then a line for each finding: file, line, place, what was found, what to do. */
export function checkLines(check: PackCheck): string[] {
  const errors = check.findings.filter((finding) => finding.severity === "error").length;
  const verdict = errors > 0 ? `${errors} to mend` : check.findings.length > 0 ? "usable, with warnings" : "fine";
  const facts = [
    `${check.id} ${check.version}`,
    check.probes === null ? "a template" : `${check.probes} probes`,
    ...(check.digest === null ? [] : [check.digest]),
  ];
  return [
    `${check.file}: ${verdict}${check.id === null ? "" : ` (${facts.join(", ")})`}`,
    ...check.findings.map(({ severity, file, line, place, found, fix, rule }) => {
      const at = line === null ? "" : `:${line}`;
      return `  ${severity} ${file}${at} ${place}: ${found} ${fix} [${rule}]`;
    }),
  ];
}
