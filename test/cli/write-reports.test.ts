import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { drawReports } from "../../src/cli/draw-reports.js";
import { writeReports } from "../../src/cli/write-reports.js";
import { loadFindings } from "../report/load-findings.js";
import { recordingTerminal, testFolder } from "./command-line.js";
import { write } from "./small-study.js";

const earlier = loadFindings("descriptive-only");
const later = { ...earlier, study: { ...earlier.study, title: "A later comparison" } };

test("new findings leave no form of earlier ones beside them", async () => {
  const folder = testFolder();
  await writeReports(earlier, folder, ["json", "html"]);
  const pdf = write(join(folder, "report.pdf"), "of earlier findings");
  const { files, removed } = await writeReports(later, folder, ["json", "md"]);
  expect(files).toEqual(["findings.json", "report.html", "report.md"].map((name) => join(folder, name)));
  expect(removed).toBe(pdf);
  expect(existsSync(pdf)).toBe(false);
  for (const file of files) expect(readFileSync(file, "utf8")).toContain("A later comparison");
});

test("the same findings again leave alone what was not asked for", async () => {
  const folder = testFolder();
  await writeReports(earlier, folder, ["json", "html"]);
  const pdf = write(join(folder, "report.pdf"), "of the same findings");
  const html = write(join(folder, "report.html"), "with a remark");
  expect(await writeReports(earlier, folder, ["json", "md"])).toEqual({
    files: [join(folder, "findings.json"), join(folder, "report.md")],
    removed: null,
  });
  expect(readFileSync(pdf, "utf8")).toBe("of the same findings");
  expect(readFileSync(html, "utf8")).toBe("with a remark");
});

test("a form alone, from findings that stand: nothing else is touched, and no form is made that was not there", async () => {
  const folder = testFolder();
  await writeReports(earlier, folder, ["json"]);
  expect((await writeReports(earlier, folder, ["md"])).files).toEqual([join(folder, "report.md")]);
  expect((await writeReports(later, folder, ["json"])).files).toEqual([
    join(folder, "findings.json"),
    join(folder, "report.md"),
  ]);
  expect(readdirSync(folder).sort()).toEqual(["findings.json", "report.md"]);
});

test("a PDF that cannot be printed: the old one goes, and that is said", async () => {
  const folder = testFolder();
  await writeReports(earlier, folder, ["json"]);
  const pdf = write(join(folder, "report.pdf"), "of earlier findings");
  const terminal = recordingTerminal({ environment: { TEACHERPRINT_BROWSER: join(folder, "no-browser") } });
  const drawn = await drawReports(later, folder, ["json", "pdf"], terminal);
  expect(drawn).toEqual({
    files: [join(folder, "findings.json"), join(folder, "report.html")],
    complete: false,
  });
  expect(existsSync(pdf)).toBe(false);
  expect(terminal.said.stderr).toContain(`${pdf} showed the findings that were here before and was removed`);
});
