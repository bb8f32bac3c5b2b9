import { ExitCode } from "../errors.js";
import type { Findings } from "../findings/findings.js";
import { type CompareOptions, compareStudy } from "./compare-target.js";
import { drawReports } from "./draw-reports.js";
import { sealFindings } from "./findings-seal.js";
import type { OpenStudy } from "./open-study.js";
import { type CollectionOptions, collectStudy, tellCollection } from "./study-collection.js";
import type { Terminal } from "./terminal.js";
import type { ReportFormat } from "./write-reports.js";

export interface StudyOutcome {
  /** Null when the collection was interrupted or brought nothing: then there is nothing to compare. */
  readonly findings: Findings | null;
  readonly written: readonly string[];
  readonly exitCode: ExitCode;
}

export interface ReportOptions {
  /** Forms of the report beside findings.json; html and md when absent. */
  readonly formats?: readonly ReportFormat[];
}

/** Collects, compares and reports. An incomplete collection is compared all the same, its coverage stated. */
export async function runStudy(
  open: OpenStudy,
  options: CollectionOptions & CompareOptions & ReportOptions,
  terminal: Terminal,
): Promise<StudyOutcome> {
  const summary = await collectStudy(open, options, terminal);
  tellCollection(summary, terminal);
  if (summary.status === "interrupted" || summary.exitCode === ExitCode.badInput) {
    return { findings: null, written: [], exitCode: summary.exitCode };
  }
  const { findings, folder } = await compareStudy(open, options, terminal);
  const drawn = await drawReports(findings, folder, ["json", ...(options.formats ?? ["html", "md"])], terminal);
  await sealFindings(folder);
  const exitCode = summary.exitCode === ExitCode.done && !drawn.complete ? ExitCode.incomplete : summary.exitCode;
  return { findings, written: drawn.files, exitCode };
}
