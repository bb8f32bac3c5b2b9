import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { TreeDocument } from "../../../src/cli/tree-target.js";
import { ExitCode } from "../../../src/errors.js";
import { writePanelFolder } from "../../panel/panel-folder.js";
import { promptIds, voicedText } from "../../traits/invent-panel.js";
import { commandLine, testFolder } from "../command-line.js";

const ids = ["north-1", "north-2", "south-1", "south-2", "south-3"];

const panelFolder = (models = ids): Promise<string> =>
  writePanelFolder({
    facts: { name: "two voices", description: "invented", language: "en", synthetic: true },
    prompts: promptIds(16).map((id) => ({ id, text: id, topic: "" })),
    models: [
      "model,role,group,vendor,base,family,released,relation,parents,parent_models,confidence,note",
      ...models.map((id) => {
        const [voice] = id.split("-");
        const teacher = id.endsWith("1");
        return `${id},${teacher ? `teacher,${voice},v-${voice}` : "suspect,,"},,${voice},2024-05,,,,high,`;
      }),
    ].join("\n"),
    trials: "",
    responses: Object.fromEntries(
      models.map((id) => {
        const [voice, number] = id.split("-");
        return [
          id,
          promptIds(16).map((prompt) => ({
            prompt,
            sample: 0,
            text: voicedText(voice!, prompt, Number(number), 80),
          })),
        ];
      }),
    ),
  });

describe("tree", () => {
  it("writes Newick, SVG and JSON, and says what stands around the suspect", async () => {
    const output = testFolder();
    const words = [
      "tree",
      await panelFolder(),
      "--suspect",
      "south-2",
      "--output",
      output,
      "--no-cache",
      "--workers=1",
    ];
    const { exitCode, stdout, stderr } = await commandLine([...words, "--replicates", "40"]);
    expect(stderr).not.toMatch(/defect/);
    expect(exitCode).toBe(ExitCode.done);
    expect(stdout).toMatch(/^SYNTHETIC DATA/);
    expect(stdout).toContain("two voices: 5 models, 16 prompts");
    expect(stdout).toMatch(/◆ south-2 \(south\)/);
    expect(stdout).toMatch(/^south-2 stands with south-/m);
    expect(stdout).toContain("does not show who learned from whom");

    const document = JSON.parse(readFileSync(join(output, "family-tree.json"), "utf8")) as TreeDocument;
    expect(document).toMatchObject({
      schemaVersion: "teacherprint.tree/v1",
      suspect: "south-2",
      replicates: 40,
      prompts: 16,
    });
    const voices = document.branches.find(({ models }) => models.join() === "north-1,north-2");
    expect(voices?.support).toBeGreaterThan(0.9);
    expect(readFileSync(join(output, "family-tree.nwk"), "utf8")).toBe(`${document.newick}\n`);
    expect(document.newick).toMatch(/'north-1':[\d.]+,'north-2':[\d.]+\)\d+:/);
    expect(readFileSync(join(output, "family-tree.svg"), "utf8")).toContain("SYNTHETIC DATA");

    const again = await commandLine([...words, "--replicates", "40", "--json"]);
    expect(JSON.parse(again.stdout)).toEqual(document);
  });

  it("refuses what is not there", async () => {
    const folder = await panelFolder();
    const run = (...more: string[]) => commandLine(["tree", folder, "--output", testFolder(), "--no-cache", ...more]);
    expect(await run("--suspect", "nobody")).toMatchObject({
      exitCode: ExitCode.badInput,
      stderr: expect.stringContaining("[SUSPECT_UNKNOWN]"),
    });
    expect((await run("--suspect", "souht-2")).stderr).toContain("Did you mean south-2?");
    expect((await run("--replicates", "1.5")).stderr).toContain("[REPLICATES_INVALID]");
    expect((await commandLine(["tree", "no-such-folder"])).stderr).toContain("[TARGET_NOT_FOUND]");
    const pair = await panelFolder(ids.slice(1, 3));
    const refused = await commandLine(["tree", pair, "--output", testFolder(), "--no-cache"]);
    expect(refused.stderr).toContain("[TREE_TOO_FEW_MODELS]");
  });
});
