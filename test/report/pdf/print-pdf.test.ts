import { beforeAll, describe, expect, test } from "vitest";
import { renderHtml } from "../../../src/report/html/html.js";
import { printPdf } from "../../../src/report/pdf/print-pdf.js";
import { type fixtureNames, loadFindings } from "../load-findings.js";
import { pdfPages } from "../pdf-text.js";

const date = new Date("2026-11-20T10:41:55.000Z");
const print = async (name: (typeof fixtureNames)[number]): Promise<Buffer> =>
  Buffer.from(await printPdf(renderHtml(loadFindings(name)), { environment: process.env, date }));
const packed = (words: string) => words.replace(/\s+/g, "");

describe.each(["tier-1-stands-out", "none-stands-out", "descriptive-only", "tier-2-at-cap", "synthetic"] as const)(
  "%s",
  (name) => {
    let pages: string[];
    let pdf: Buffer;
    beforeAll(async () => {
      pdf = await print(name);
      pages = pdfPages(pdf);
    });

    test("the whole answer is on the first sheet", () => {
      const html = renderHtml(loadFindings(name));
      const answer = html.slice(html.indexOf('class="answer"'), html.indexOf("<nav"));
      const sentences = [...answer.matchAll(/data-sentence="[^"]*">(.*?)<\/p>/gs)].map(([, inner]) =>
        packed(
          inner!
            .replace(/<[^>]*>/g, "")
            .replaceAll("&#39;", "'")
            .replaceAll("&quot;", '"'),
        ),
      );
      expect(sentences.length).toBeGreaterThan(1);
      for (const sentence of sentences) expect(pages[0]).toContain(sentence);
      expect(pages[0]).toContain("Controlfamilies");
    });

    test("every sheet bears its number, and every sheet of simulated data says so", () => {
      expect(pages.length).toBeGreaterThan(5);
      pages.forEach((page, index) => {
        expect(page).toContain(`${index + 1}/${pages.length}`);
        expect(page.includes("SYNTHETICDATA:notevidenceaboutanyrealmodel.")).toBe(name === "synthetic");
      });
    });

    test("no heading of a section stands last on its sheet", () => {
      const titles = loadFindingsTitles(name);
      for (const page of pages) {
        const words = page.replace(/\d+\/\d+teacherprintreport|teacherprintreport\d+\/\d+/, "");
        for (const title of titles) expect(words.endsWith(title)).toBe(false);
      }
    });

    test("it is tagged, in English, has an outline, and the date that it was given", () => {
      const file = pdf.toString("latin1");
      expect(file).toContain("/MarkInfo");
      expect(file).toContain("/StructTreeRoot");
      expect(file).toContain("/Lang (en)");
      expect(file).toContain("/Outlines");
      expect(file).toContain("/CreationDate (D:20261120104155+00'00')");
      expect(file).toContain("/ModDate (D:20261120104155+00'00')");
    });
  },
);

function loadFindingsTitles(name: (typeof fixtureNames)[number]): string[] {
  const html = renderHtml(loadFindings(name));
  return [...html.matchAll(/<h2 id="[^"]*-title">(.*?)<\/h2>/gs)].map(([, inner]) =>
    packed(inner!.replace(/<[^>]*>/g, "")),
  );
}

test("names made to break out of a page neither run nor load anything, and print", async () => {
  const pages = pdfPages(await print("hostile"));
  expect(pages[0]).toContain("<script>alert(1)</script>");
});

test("the same report gives the same bytes, whenever it is printed", async () => {
  const first = await print("descriptive-only");
  await new Promise((resolve) => setTimeout(resolve, 1100));
  expect((await print("descriptive-only")).equals(first)).toBe(true);
});

test("without a date none is in the file", async () => {
  const html = renderHtml(loadFindings("descriptive-only"));
  const file = Buffer.from(await printPdf(html, { environment: process.env, date: null })).toString("latin1");
  expect(file).not.toContain("/CreationDate");
  expect(file).not.toContain("/ModDate");
  expect(pdfPages(Buffer.from(file, "latin1")).length).toBeGreaterThan(5);
});

test("a program that is no browser is told apart from a missing one", async () => {
  await expect(
    printPdf("<p>x</p>", { environment: { ...process.env, TEACHERPRINT_BROWSER: "/bin/false" }, date }),
  ).rejects.toMatchObject({ code: "PDF_FAILED", fix: expect.stringContaining("TEACHERPRINT_BROWSER") });
});
