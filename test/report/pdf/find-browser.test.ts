import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findBrowser } from "../../../src/report/pdf/find-browser.js";

let folder: string;
const program = (name: string): string => {
  const path = join(folder, name);
  writeFileSync(path, "#!/bin/sh\n");
  chmodSync(path, 0o755);
  return path;
};
const none = async () => null;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "teacherprint-browser-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("the one that the environment names goes before all others", async () => {
  const named = program("mine");
  const chromium = program("chromium");
  const environment = { TEACHERPRINT_BROWSER: named, PATH: folder };
  expect(await findBrowser(environment, null, none)).toMatchObject({ executable: named });
  expect(await findBrowser({ ...environment, TEACHERPRINT_BROWSER: "" }, null, none)).toMatchObject({
    executable: chromium,
  });
});

test.each([
  ["a path where nothing is", "nowhere"],
  ["a file that cannot be run", "plain.txt"],
])("%s is refused by name", async (_, name) => {
  writeFileSync(join(folder, "plain.txt"), "");
  const path = join(folder, name);
  await expect(findBrowser({ TEACHERPRINT_BROWSER: path }, null, none)).rejects.toMatchObject({
    code: "BROWSER_NOT_FOUND",
    happened: `TEACHERPRINT_BROWSER names ${path}, which cannot be run.`,
  });
});

test("known names are looked for along the path, then playwright's own, then a package's", async () => {
  const empty = mkdtempSync(join(folder, "empty-"));
  const edge = program("microsoft-edge");
  rmSync(join(folder, "chromium"), { force: true });
  expect((await findBrowser({ PATH: [empty, folder].join(delimiter) }, null, none))!.executable).toBe(edge);
  expect((await findBrowser({ PATH: empty }, edge, none))!.executable).toBe(edge);
  const packaged = { executable: "/packaged", environment: { FONTCONFIG_FILE: "x" } };
  expect(await findBrowser({ PATH: empty }, join(empty, "none"), async () => packaged)).toEqual(packaged);
});

test("nowhere any: null", async () => {
  expect(await findBrowser({}, null, none)).toBeNull();
});
