import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findingsFile, readFindings } from "../../src/cli/read-findings.js";
import { testFolder } from "./command-line.js";
import { write } from "./small-study.js";

const fixture = join(import.meta.dirname, "../fixtures/findings/tier-1-stands-out.json");

test.each([
  ["other-name.json", '{ "schemaVersion": "teacherprint.findings/v1" }', true],
  ["findings.json", "not JSON at all", true],
  ["calibration.json", '{ "schema": "teacherprint.calibration/v1" }', true],
  ["study.json", '{ "$schema": "x", "title": "A study", "suspect": {} }', false],
  ["my-study.json", '{ "title": "teacherprint.findings/v1" }', false],
  ["study.yaml", 'schemaVersion: "teacherprint.findings/v1"', false],
])("%s with %s: read as findings %s", async (name, content, expected) => {
  const file = write(join(testFolder(), name), content);
  expect(await findingsFile(file)).toBe(expected ? file : null);
});

test("a folder stands for the findings in it; a path where nothing is says what could be named", async () => {
  const folder = testFolder();
  const refused = (path: string) => expect(findingsFile(path)).rejects;
  await refused(folder).toMatchObject({ code: "FINDINGS_NOT_FOUND", happened: expect.stringContaining(folder) });
  write(join(folder, "panel.json"), "{}");
  await refused(folder).toMatchObject({ fix: expect.stringContaining(`teacherprint compare ${folder} --suspect`) });
  const file = write(join(folder, "findings.json"), "{}");
  expect(await findingsFile(folder)).toBe(file);
  await refused(join(folder, "nowhere.json")).toMatchObject({
    code: "FINDINGS_NOT_FOUND",
    fix: expect.stringContaining("a study file, a findings.json, or the folder"),
  });
  // The study's own error names the place to begin.
  expect(await findingsFile(join(folder, "nowhere.yaml"))).toBeNull();
  expect(await findingsFile("/nowhere/findings.json")).toBe("/nowhere/findings.json");
  await expect(readFindings("/nowhere/findings.json")).rejects.toMatchObject({
    code: "FINDINGS_NOT_FOUND",
    happened: "There is no file /nowhere/findings.json.",
  });
});

test("findings of a newer version, and other documents, are told by what they are", async () => {
  const text = readFileSync(fixture, "utf8");
  const as = (kind: string) => write(join(testFolder(), "a.json"), text.replace("teacherprint.findings/v1", kind));
  await expect(readFindings(as("teacherprint.findings/v2"))).rejects.toMatchObject({
    code: "FINDINGS_INVALID",
    happened: expect.stringMatching(
      /a\.json was written by a newer version .* teacherprint\.findings\/v2, .* reads v1\.$/,
    ),
    fix: expect.stringContaining("Update teacherprint"),
  });
  await expect(readFindings(as("teacherprint.validation/v1"))).rejects.toMatchObject({
    code: "FINDINGS_INVALID",
    happened: expect.stringContaining("it is a document of the kind teacherprint.validation/v1"),
  });
});

test("findings are checked against their form", async () => {
  expect((await readFindings(fixture)).schemaVersion).toBe("teacherprint.findings/v1");
  const broken = write(
    join(testFolder(), "findings.json"),
    '{ "schemaVersion": "teacherprint.findings/v1", "synthetic": 1 }',
  );
  await expect(readFindings(broken)).rejects.toMatchObject({
    code: "FINDINGS_INVALID",
    happened: expect.stringMatching(/findings\.json: synthetic: .* \(and \d+ more\)\.$/),
  });
});
