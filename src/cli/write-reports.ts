import { join } from "node:path";
import type { Findings } from "../findings/findings.js";
import { writeWholeFile } from "./write-file.js";

export const reportFormats = ["html", "pdf", "json", "md"] as const;
export type ReportFormat = (typeof reportFormats)[number];

/** Draws the asked forms of a report that need no browser from its findings; resolves to the files written. */
export async function writeReports(
  findings: Findings,
  folder: string,
  formats: readonly Exclude<ReportFormat, "pdf">[],
): Promise<string[]> {
  const written: string[] = [];
  const write = async (name: string, content: string | Uint8Array) => {
    const file = join(folder, name);
    await writeWholeFile(file, content);
    written.push(file);
  };
  if (formats.includes("json")) await write("findings.json", `${JSON.stringify(findings, null, 2)}\n`);
  if (formats.includes("html"))
    await write("report.html", (await import("../report/html/html.js")).renderHtml(findings));
  if (formats.includes("md"))
    await write("report.md", (await import("../report/markdown/markdown.js")).renderMarkdown(findings));
  return written;
}
