import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadFindings } from "../../report/load-findings.js";
import { pdfPages } from "../../report/pdf-text.js";
import { commandLine, testFolder } from "../command-line.js";
import { write } from "../small-study.js";

const findings = JSON.stringify(loadFindings("descriptive-only"));
const environment = { PATH: process.env.PATH };

test("a PDF beside the HTML, from the same findings, twice the same", async () => {
  const folder = testFolder();
  const file = write(join(folder, "findings.json"), findings);
  const said = await commandLine(["report", file, "--format", "html,pdf"], environment);
  expect(said).toEqual({
    exitCode: 0,
    stdout: `${join(folder, "report.html")}\n${join(folder, "report.pdf")}\n`,
    // Findings that no comparison wrote here have no digest beside them.
    stderr: expect.stringMatching(/^\S+ has no findings\.json\.sha256 beside it, .* is not known\.\n$/),
  });
  const pdf = readFileSync(join(folder, "report.pdf"));
  expect(statSync(join(folder, "report.pdf")).mode & 0o777).toBe(0o600);
  expect(pdfPages(pdf).length).toBeGreaterThan(5);
  expect(existsSync(join(folder, "report.md"))).toBe(false);
  await commandLine(["report", file, "--format", "pdf"], environment);
  expect(readFileSync(join(folder, "report.pdf")).equals(pdf)).toBe(true);
});

test("without a browser that can print: said so, the HTML is written all the same, and the exit code says limited", async () => {
  const folder = testFolder();
  const file = write(join(folder, "findings.json"), findings);
  const said = await commandLine(["report", file, "--format", "pdf"], {
    ...environment,
    TEACHERPRINT_BROWSER: join(folder, "no-browser"),
  });
  expect(said.exitCode).toBe(3);
  expect(said.stdout).toBe(`${join(folder, "report.html")}\n`);
  expect(said.stderr).toContain("No PDF was written. TEACHERPRINT_BROWSER names");
  expect(existsSync(join(folder, "report.pdf"))).toBe(false);
  expect(readFileSync(join(folder, "report.html"), "utf8")).toContain("<!DOCTYPE html>");
});
