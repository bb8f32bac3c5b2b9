import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { requireWritable, writeWholeFile } from "../../src/cli/write-file.js";
import { commandLine, testFolder } from "./command-line.js";

test("the file is for the user alone, and folders are made", async () => {
  const file = join(testFolder(), "a", "b", "c.txt");
  await writeWholeFile(file, "words");
  expect(readFileSync(file, "utf8")).toBe("words");
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(join(file, ".."))).toEqual(["c.txt"]);
});

test("a full disk leaves the old file as it was and nothing half-written", async () => {
  const folder = testFolder();
  const file = join(folder, "findings.json");
  await writeWholeFile(file, "old");
  // The kernel's full device: every write to it fails as on a full disk.
  symlinkSync("/dev/full", `${file}.partial-${process.pid}`);
  await expect(writeWholeFile(file, "new and longer")).rejects.toMatchObject({
    code: "FILE_NOT_WRITTEN",
    happened: `${file} could not be written: the disk is full (ENOSPC).`,
    fix: "Free some disk space and run the same command again.",
    exitCode: 2,
  });
  expect(readFileSync(file, "utf8")).toBe("old");
  expect(readdirSync(folder)).toEqual(["findings.json"]);
});

test("a file where a folder is needed, and a folder where the file should be", async () => {
  const folder = testFolder();
  writeFileSync(join(folder, "plain"), "");
  const below = join(folder, "plain", "x", "findings.json");
  await expect(writeWholeFile(below, "{}")).rejects.toMatchObject({
    code: "FILE_NOT_WRITTEN",
    happened: `${below} could not be written: a part of the path is a file, not a folder (ENOTDIR).`,
    fix: "Name another folder.",
  });
  mkdirSync(join(folder, "taken"));
  await expect(writeWholeFile(join(folder, "taken"), "{}")).rejects.toMatchObject({
    code: "FILE_NOT_WRITTEN",
    happened: expect.stringContaining("a folder stands in its place (EISDIR)"),
  });
  expect(readdirSync(folder).sort()).toEqual(["plain", "taken"]);
});

test("before long work: whether a folder could be written into, without making anything", async () => {
  const folder = testFolder();
  writeFileSync(join(folder, "plain"), "");
  await requireWritable(folder);
  await requireWritable(join(folder, "not", "yet", "there"));
  expect(readdirSync(folder)).toEqual(["plain"]);
  for (const below of [["plain"], ["plain", "x"], ["plain", "x", "y"]])
    await expect(requireWritable(join(folder, ...below))).rejects.toMatchObject({
      code: "FILE_NOT_WRITTEN",
      happened: expect.stringMatching(/^Nothing can be written into .*plain.*a file, not a folder \(ENOTDIR\)\.$/),
      fix: "Name another folder.",
    });
});

test.skipIf(process.getuid?.() === 0)("a folder of somebody else", async () => {
  const folder = join(testFolder(), "locked");
  mkdirSync(folder, { mode: 0o555 });
  for (const place of [folder, join(folder, "below")])
    await expect(requireWritable(place)).rejects.toMatchObject({
      happened: expect.stringContaining("you may not write there (EACCES)"),
    });
});

test.each([
  ["compare", "nowhere", "--results", "PLAIN"],
  ["tree", "nowhere", "--output", "PLAIN"],
  ["validate", "nowhere", "--html", "PLAIN/rates.html"],
  ["calibrate", "nowhere", "-o", "PLAIN/calibration.json"],
])("%s looks at where its results go before it looks at anything else", async (...words) => {
  const plain = join(testFolder(), "plain");
  writeFileSync(plain, "");
  const said = await commandLine(words.map((word) => word.replace("PLAIN", plain)));
  expect(said).toMatchObject({ exitCode: 2, stdout: "" });
  expect(said.stderr).toMatch(/^Nothing can be written into .*\n.*\[FILE_NOT_WRITTEN\]\n$/);
});
