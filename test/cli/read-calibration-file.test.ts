import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readCalibrationFile, readShippedCalibration } from "../../src/cli/read-calibration-file.js";
import { testFolder } from "./command-line.js";

describe("readShippedCalibration", () => {
  it("finds the calibration of the package, made with the traits of this version", async () => {
    const shipped = await readShippedCalibration();
    expect(shipped!.fits.length).toBeGreaterThan(1);
  });

  it("is null where none ships, and says what is wrong with one that is damaged", async () => {
    const folder = testFolder();
    expect(await readShippedCalibration(join(folder, "none.json"))).toBeNull();
    const damaged = join(folder, "damaged.json");
    writeFileSync(damaged, '{"schema":');
    await expect(readShippedCalibration(damaged)).rejects.toMatchObject({ code: "CALIBRATION_NOT_JSON" });
  });
});

describe("readCalibrationFile", () => {
  it.each([
    ["an object of somebody else", '{"a": 1}', "is JSON, and no calibration file."],
    ["a list", "[]", "is JSON, and no calibration file."],
    [
      "findings",
      '{"schemaVersion": "teacherprint.findings/v1"}',
      "it is a document of the kind teacherprint.findings/v1.",
    ],
    [
      "a calibration of later times",
      '{"schema": "teacherprint.calibration/v2"}',
      "its form is teacherprint.calibration/v2",
    ],
  ])("says in one line that %s is none", async (_, text, words) => {
    const file = join(testFolder(), "other.json");
    writeFileSync(file, text);
    await expect(readCalibrationFile(file)).rejects.toMatchObject({
      code: "CALIBRATION_INVALID",
      happened: expect.stringMatching(/^[^\n]*$/),
    });
    await expect(readCalibrationFile(file)).rejects.toThrow(words);
  });

  it("names the file that it cannot read", async () => {
    const file = join(testFolder(), "none.json");
    await expect(readCalibrationFile(file)).rejects.toMatchObject({
      code: "CALIBRATION_NOT_FOUND",
      happened: expect.stringContaining(file),
    });
  });
});
