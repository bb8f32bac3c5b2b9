import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { readCalibration } from "../../../src/likeness/read-calibration.js";
import { traits } from "../../../src/traits/index.js";
import { inventParts, smallInvention } from "../../validation/invented-panel.js";
import { commandLine, testFolder } from "../command-line.js";
import { inventedFolder } from "../invented-folder.js";

let grove: string;
let other: string;
beforeAll(async () => {
  grove = await inventedFolder(inventParts());
  const models = smallInvention.models.map((model) => ({ ...model, family: `other-${model.family}` }));
  other = await inventedFolder(inventParts({ seed: "copse", prompts: 26, models }));
});

describe("calibrate", () => {
  it("writes a file that validate can try on other families", async () => {
    const file = join(testFolder(), "calibration.json");
    const time = { SOURCE_DATE_EPOCH: "1700000000" };
    const words = ["calibrate", other, "-o", file, "--no-cache", "--workers", "1"];
    const said = await commandLine(words, time);
    expect(said.exitCode).toBe(0);
    expect(said.stdout).toMatch(
      /^\S+calibration\.json: 8 derived and 124 not-derived trials, .* sha256:[0-9a-f]{64}\n$/,
    );
    const text = readFileSync(file, "utf8");
    const read = readCalibration(text, file, traits);
    expect(read.createdAt).toBe("2023-11-14T22:13:20.000Z");
    expect(read.fits.map(({ prompts }) => prompts)).toEqual([25, 26]);
    expect((await commandLine(words, time)).exitCode).toBe(0);
    expect(readFileSync(file, "utf8")).toBe(text);

    const tried = await commandLine([
      ...["validate", grove, "--quick", "--json", "--no-cache", "--workers", "1"],
      ...["--calibration", file],
    ]);
    const validation = JSON.parse(tried.stdout);
    expect(validation.storedCalibration).toMatchObject({ panels: ["grove-copse"], derivedPairs: 6, leftOut: 0 });
    expect(said.stdout).toContain(validation.storedCalibration.digest);
  });

  it("refuses panels that teach nothing, and writes nothing", async () => {
    const bare = await inventedFolder({ ...inventParts(), trials: [] });
    const file = join(testFolder(), "calibration.json");
    const said = await commandLine(["calibrate", bare, "-o", file, "--no-cache", "--workers", "1"]);
    expect(said).toMatchObject({
      exitCode: 2,
      stdout: "",
      stderr: expect.stringContaining("CALIBRATION_NOT_POSSIBLE"),
    });
    expect(() => readFileSync(file)).toThrow("ENOENT");
  });

  it("needs a time that is one", async () => {
    const said = await commandLine(["calibrate", grove, "-o", "x.json"], { SOURCE_DATE_EPOCH: "yesterday" });
    expect(said).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("SOURCE_DATE_EPOCH_INVALID") });
  });
});
