import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Findings } from "../findings/findings.js";
import { sha256Hex } from "../store/digest.js";
import { writeWholeFile } from "./write-file.js";

/**
 * Notes beside a findings.json the digest with which it was written, in the form of `sha256sum`. It tells of a file that was
 * changed by hand or by accident; whoever can write the one can write the other.
 */
export async function sealFindings(folder: string): Promise<void> {
  const file = join(folder, "findings.json");
  await writeWholeFile(sealOf(file), `${sha256Hex(await readFile(file))}  ${basename(file)}\n`);
}

export type FindingsState = "as written" | "changed" | "unknown";

/** Whether a file with findings is the one that was written: `unknown` where no digest is beside it, as with a copy. */
export async function stateOfFindings(file: string): Promise<FindingsState> {
  const seal = await readFile(sealOf(file), "utf8").catch(() => null);
  if (seal === null) return "unknown";
  return seal.split(" ")[0] === sha256Hex(await readFile(file)) ? "as written" : "changed";
}

/** For a message. */
export function describeState(file: string, state: Exclude<FindingsState, "as written">): string {
  return state === "changed"
    ? `${file} is not the file that was written by the comparison: its bytes have changed since. The report says so; \`teacherprint compare\` makes the findings anew.`
    : `${file} has no ${basename(sealOf(file))} beside it, so whether it is as the comparison wrote it is not known.`;
}

const changed =
  "The file with these findings was changed after the comparison wrote it: what stands here is not known to be its result.";

/** The findings with a notice that they are not as they were written, for every form of the report. */
export function markChanged(findings: Findings): Findings {
  const { notices } = findings.quality;
  if (notices.includes(changed)) return findings;
  return { ...findings, quality: { ...findings.quality, notices: [changed, ...notices] } };
}

function sealOf(file: string): string {
  return `${file}.sha256`;
}
