import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { validationSchema } from "../../../src/validation/validation-schema.js";
import { inventParts, smallInvention } from "../../validation/invented-panel.js";
import { commandLine, testFolder } from "../command-line.js";
import { inventedFolder } from "../invented-folder.js";

const documents = z.object({
  schema: z.literal("teacherprint.validations/v1"),
  panels: z.array(validationSchema),
});

let grove: string;
let copse: string;
beforeAll(async () => {
  grove = await inventedFolder(inventParts());
  copse = await inventedFolder(inventParts({ ...smallInvention, seed: "copse" }));
});

describe("validate", () => {
  it("prints one JSON document and nothing else, the same for one worker and two", async () => {
    const words = ["validate", grove, copse, "--quick", "--json", "--no-cache"];
    const said = await commandLine([...words, "--workers", "1"]);
    expect(said.exitCode).toBe(0);
    const { panels } = documents.parse(JSON.parse(said.stdout));
    expect(panels.map(({ panel }) => panel.name)).toEqual(["grove-grove", "grove-copse"]);
    expect(panels[0]!.detection.distilled!.auc).toBeGreaterThan(0.8);
    expect(panels[0]!.notes.some((note) => note.startsWith("Not asked for: prompts curve, laundering"))).toBe(true);
    expect((await commandLine([...words, "--workers", "2"])).stdout === said.stdout).toBe(true);
  });

  it("prints the document itself for one panel", async () => {
    const said = await commandLine(["validate", grove, "--quick", "--json", "--no-cache", "--traits", "w3pair"]);
    expect(validationSchema.parse(JSON.parse(said.stdout)).settings.fusion).toEqual({ core: ["w3pair"] });
  });

  it("prints tables, and writes figures where it is told to", async () => {
    const page = join(testFolder(), "rates.html");
    const said = await commandLine([
      "validate",
      grove,
      "--no-cache",
      "--workers",
      "1",
      "--prompts",
      "26",
      "--html",
      page,
    ]);
    expect(said.exitCode).toBe(0);
    expect(said.stdout).toContain("Detection by relation");
    expect(said.stdout).toContain("26 prompts of 30");
    expect(said.stderr).toContain(page);
    expect(readFileSync(page, "utf8").includes("<svg")).toBe(true);
  });

  it("is done but limited where a panel has no lineage", async () => {
    const bare = await inventedFolder({ ...inventParts(), trials: [] });
    const said = await commandLine(["validate", bare, "--quick", "--no-cache", "--workers", "1"]);
    expect(said.exitCode).toBe(3);
    expect(said.stdout).toContain("No derived trial has a score");
  });

  it("refuses what it cannot read", async () => {
    expect(await commandLine(["validate", "/nowhere/panel"])).toMatchObject({
      exitCode: 2,
      stdout: "",
      stderr: expect.stringContaining("PANEL_NOT_FOUND"),
    });
    const twice = await commandLine(["validate", grove, grove, "--quick"]);
    expect(twice).toMatchObject({ exitCode: 2, stdout: "", stderr: expect.stringContaining("PANEL_TWICE") });
    const none = await commandLine(["validate", grove, "--calibration", "/nowhere/calibration.json"]);
    expect(none).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("CALIBRATION_NOT_FOUND") });
    expect((await commandLine(["validate", grove, "--prompts", "0"])).exitCode).toBe(2);
    expect((await commandLine(["validate"])).exitCode).toBe(2);
  });
});
