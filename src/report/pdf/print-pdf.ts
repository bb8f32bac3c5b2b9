import type { BrowserType } from "playwright-core";
import { TeacherprintError } from "../../errors.js";
import { browserVariable, findBrowser } from "./find-browser.js";
import { setDates } from "./set-dates.js";

export interface PrintOptions {
  readonly environment: NodeJS.ProcessEnv;
  /** Date that the PDF bears; null for none. */
  readonly date: Date | null;
}

/**
 * Prints a report's HTML as a tagged PDF with the page size and margins of its stylesheet. The browser has no network and runs
 * no script. The same HTML, browser and date give the same bytes.
 * Throws PDF_UNAVAILABLE when there is nothing to print with, BROWSER_NOT_FOUND, and PDF_FAILED when the browser gives up.
 */
export async function printPdf(html: string, { environment, date }: PrintOptions): Promise<Uint8Array> {
  const chromium = await playwright();
  const found = await findBrowser(environment, ownPath(chromium));
  if (found === null)
    throw new TeacherprintError(
      "PDF_UNAVAILABLE",
      "There is no browser on this machine that could print a PDF.",
      `Install Chromium, Chrome or Edge, or name one in ${browserVariable}; or open report.html in any browser and print it.`,
    );
  try {
    const browser = await chromium.launch({
      executablePath: found.executable,
      args: ["--font-render-hinting=none"],
      env: { ...withoutUndefined(environment), ...found.environment },
    });
    try {
      const page = await browser.newPage({ javaScriptEnabled: false, offline: true });
      await page.setContent(html, { waitUntil: "load" });
      const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true, outline: true });
      return setDates(pdf, date);
    } finally {
      await browser.close();
    }
  } catch (cause) {
    const reason = (cause as Error).message.split("\n")[0]!;
    throw new TeacherprintError(
      "PDF_FAILED",
      `The browser ${found.executable} did not print the report: ${reason}`,
      `Name another one in ${browserVariable}; or open report.html in any browser and print it.`,
      { cause },
    );
  }
}

async function playwright(): Promise<BrowserType> {
  try {
    return (await import("playwright-core")).chromium;
  } catch (cause) {
    throw new TeacherprintError(
      "PDF_UNAVAILABLE",
      "The optional package playwright-core, which drives the browser, is not installed.",
      "Install it with `npm install playwright-core`; or open report.html in any browser and print it.",
      { cause },
    );
  }
}

/** Where playwright's own download would lie; it throws on systems that it has none for. */
function ownPath(chromium: BrowserType): string | null {
  try {
    return chromium.executablePath();
  } catch {
    return null;
  }
}

function withoutUndefined(environment: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
