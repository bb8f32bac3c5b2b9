import { join } from "node:path";
import { TeacherprintError } from "../errors.js";
import type { Findings } from "../findings/findings.js";
import type { Terminal } from "./terminal.js";
import { writeWholeFile } from "./write-file.js";
import { describeRemoved, type ReportFormat, writeReports } from "./write-reports.js";

export interface DrawnReports {
  readonly files: readonly string[];
  /** False when a PDF was asked for and could not be printed: report.html stands in for it, and the reason was noted. */
  readonly complete: boolean;
}

const withoutBrowser: readonly string[] = ["PDF_UNAVAILABLE", "BROWSER_NOT_FOUND", "PDF_FAILED"];

/** Draws the asked forms of a report, the PDF among them where this machine has a browser to print it. */
export async function drawReports(
  findings: Findings,
  folder: string,
  formats: readonly ReportFormat[],
  terminal: Pick<Terminal, "note" | "environment">,
): Promise<DrawnReports> {
  const others = formats.filter((format) => format !== "pdf");
  const write = async (forms: typeof others, prints: boolean) => {
    const { files, removed } = await writeReports(findings, folder, forms, prints);
    if (removed !== null) terminal.note(describeRemoved(removed));
    return files;
  };
  if (others.length === formats.length) return { files: await write(others, false), complete: true };
  try {
    const pdf = await printed(findings, terminal.environment);
    const files = await write(others, true);
    const file = join(folder, "report.pdf");
    await writeWholeFile(file, pdf);
    return { files: [...files, file], complete: true };
  } catch (error) {
    if (!(error instanceof TeacherprintError) || !withoutBrowser.includes(error.code)) throw error;
    const files = await write(others.includes("html") ? others : [...others, "html"], false);
    terminal.note(`No PDF was written. ${error.message}`);
    return { files, complete: false };
  }
}

async function printed(findings: Findings, environment: NodeJS.ProcessEnv): Promise<Uint8Array> {
  const [{ renderHtml }, { printPdf }] = await Promise.all([
    import("../report/html/html.js"),
    import("../report/pdf/print-pdf.js"),
  ]);
  // Not the time of printing, so that the same findings give the same file.
  const { collected } = findings.provenance;
  return printPdf(renderHtml(findings), { environment, date: collected === null ? null : new Date(collected.to) });
}
