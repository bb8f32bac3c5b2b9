import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { reportStyle } from "../../../src/report/html/style.js";
import { launchBrowser } from "../browser.js";
import { pdfPages } from "../pdf-text.js";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
});

/** Sheets on which these blocks come after so many pixels of something else. The height of a sheet is about 985. */
async function printed(before: number, blocks: string): Promise<string[]> {
  const page = await browser.newPage();
  await page.setContent(
    `<style>${reportStyle(false)}</style><div class="page"><main><section id="method"><div style="height:${before}px"></div>${blocks}</section><section><h2>Next</h2><p>Words.</p></section></main></div>`,
  );
  const pages = pdfPages(await page.pdf({ preferCSSPageSize: true }));
  await page.close();
  return pages;
}

const steps = (from: number, to: number, by: number) =>
  Array.from({ length: Math.ceil((to - from) / by) }, (_, step) => from + step * by);

test("a line that leads to facts stands on their sheet, wherever it comes", async () => {
  const facts = ["One", "Two", "Three", "Four"].map((term) => `<div><dt>${term}</dt><dd>1.00</dd></div>`).join("");
  const blocks = `<p>Text.</p><p class="note">This would put first:</p><dl class="facts">${facts}</dl>`;
  const together = "Thiswouldputfirst:One1.00Two1.00Three1.00Four1.00";
  for (const before of steps(780, 980, 16)) {
    const pages = await printed(before, blocks);
    expect(pages.some((page) => page.includes(together))).toBe(true);
  }
});

test("limits begin under their heading and leave no sheet half empty, wherever they come", async () => {
  const terms = steps(1, 13, 1)
    .map((number) => `<dt>L${number}</dt><dd>A limit in a line and a half of words. ${"More of them. ".repeat(6)}</dd>`)
    .join("");
  for (const before of steps(240, 640, 16)) {
    const [first] = await printed(before, `<h3>Limits</h3><dl class="terms">${terms}</dl>`);
    expect(first, `${before} px before`).toContain("LimitsL1Alimit");
  }
});
