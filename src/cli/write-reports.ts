import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Findings } from "../findings/findings.js";
import { removeFile, writeWholeFile } from "./write-file.js";

export const reportFormats = ["html", "pdf", "json", "md"] as const;
export type ReportFormat = (typeof reportFormats)[number];

const fileNames: Readonly<Record<ReportFormat, string>> = {
  json: "findings.json",
  html: "report.html",
  md: "report.md",
  pdf: "report.pdf",
};

export interface WrittenReports {
  readonly files: readonly string[];
  /** A PDF of earlier findings that had to go: nothing here can print it anew. */
  readonly removed: string | null;
}

/**
 * Draws the asked forms of a report that need no browser from its findings. Where new findings take the place of others, no
 * form of the others stays beside them: HTML and Markdown are drawn anew, a PDF is removed unless one is about to be written.
 * @param prints whether the caller writes report.pdf itself, right after this
 */
export async function writeReports(
  findings: Findings,
  folder: string,
  formats: readonly Exclude<ReportFormat, "pdf">[],
  prints = false,
): Promise<WrittenReports> {
  const document = `${JSON.stringify(findings, null, 2)}\n`;
  const place = (format: ReportFormat) => join(folder, fileNames[format]);
  const replaces = formats.includes("json") && (await textOf(place("json"))) !== document;
  const drawn = async (format: "html" | "md") =>
    formats.includes(format) || (replaces && (await exists(place(format))));
  // Everything is drawn before anything is written, so that old and new stand side by side as briefly as possible.
  const contents: [file: string, content: string][] = [];
  if (formats.includes("json")) contents.push([place("json"), document]);
  if (await drawn("html"))
    contents.push([place("html"), (await import("../report/html/html.js")).renderHtml(findings)]);
  if (await drawn("md"))
    contents.push([place("md"), (await import("../report/markdown/markdown.js")).renderMarkdown(findings)]);
  const outdated = replaces && (await exists(place("pdf"))) ? place("pdf") : null;
  if (outdated !== null) await removeFile(outdated);
  for (const [file, content] of contents) await writeWholeFile(file, content);
  return { files: contents.map(([file]) => file), removed: prints ? null : outdated };
}

/** For a message. */
export function describeRemoved(removed: string): string {
  return `${removed} showed the findings that were here before and was removed; add pdf to --format to print it anew.`;
}

async function exists(file: string): Promise<boolean> {
  return (await stat(file).catch(() => null))?.isFile() === true;
}

async function textOf(file: string): Promise<string | null> {
  return readFile(file, "utf8").catch(() => null);
}
