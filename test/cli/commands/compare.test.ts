import { readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import { findingsSchema } from "../../../src/findings/findings.js";
import type { PanelParts } from "../../../src/panel/build-panel.js";
import { randomStream } from "../../../src/statistics/random-stream.js";
import { inventParts } from "../../validation/invented-panel.js";
import { commandLine, shellWords, testFolder } from "../command-line.js";
import { inventedFolder } from "../invented-folder.js";

/** A panel folder of known lineage, as users keep it. */
const invented = inventParts();
const parts: PanelParts = { ...invented, prompts: invented.prompts.slice(0, 12), answers: firstAnswers(invented, 12) };
function firstAnswers({ answers }: PanelParts, count: number): PanelParts["answers"] {
  return new Map([...answers].map(([id, list]) => [id, list.slice(0, count)]));
}

let panel: string;
beforeAll(async () => {
  panel = await inventedFolder(parts);
});

/** Compares and gives the bytes of findings.json. */
async function findingsOf(folder: string, ...options: string[]): Promise<string> {
  const results = testFolder();
  const words = ["compare", folder, "--suspect", "student-3", "--results", results, "--no-cache", "--workers", "1"];
  const said = await commandLine([...words, ...options]);
  expect(said.exitCode).toBe(0);
  return readFileSync(join(results, "grove-grove--student-3", "findings.json"), "utf8");
}

describe("on a panel folder", () => {
  test("--json is what findings.json holds, to the byte, twice and with two threads", async () => {
    const results = testFolder();
    const words = ["compare", panel, "--suspect", "student-3", "--results", results, "--no-cache", "--json"];
    const one = await commandLine([...words, "--workers", "1"]);
    expect(one.exitCode).toBe(0);
    expect(findingsSchema.parse(JSON.parse(one.stdout))).toMatchObject({
      study: { id: "grove-grove", source: "panel" },
      suspect: { model: "student-3" },
      plan: null,
      provenance: {
        command: 'teacherprint compare <folder of the panel "grove-grove"> --suspect student-3 --seed 1',
      },
    });
    expect(readFileSync(join(results, "grove-grove--student-3", "findings.json"), "utf8")).toBe(one.stdout);
    expect((await commandLine([...words, "--workers", "2"])).stdout).toBe(one.stdout);
  });

  test("the order of rows and lines in its files means nothing", async () => {
    const { shuffle } = randomStream("order", "panel folder");
    const shuffled = await inventedFolder({
      ...parts,
      models: shuffle([...parts.models]),
      prompts: shuffle([...parts.prompts]),
      trials: shuffle([...parts.trials]),
      answers: new Map(shuffle([...parts.answers].map(([id, list]) => [id, shuffle([...list])] as const))),
    });
    expect(readFileSync(join(shuffled, "models.csv"), "utf8")).not.toBe(
      readFileSync(join(panel, "models.csv"), "utf8"),
    );
    expect(await findingsOf(shuffled)).toBe(await findingsOf(panel));
  });

  test("the command in the findings makes them again, once the folder is filled in", async () => {
    const first = await findingsOf(panel, "--teachers", "birch,cedar", "--seed", "another seed");
    const { command } = findingsSchema.parse(JSON.parse(first)).provenance;
    const words = shellWords(command.replace('<folder of the panel "grove-grove">', panel));
    const said = await commandLine([...words, "--results", testFolder(), "--no-cache", "--workers", "1", "--json"]);
    expect(said.stdout).toBe(first);
  });

  test("another panel of the same name: told that its findings are replaced; the same panel again: nothing to tell", async () => {
    const results = testFolder();
    const words = ["--suspect", "student-3", "--results", results, "--no-cache", "--workers", "1"];
    const first = await commandLine(["compare", panel, ...words]);
    expect(first.stderr).not.toContain("replaced");
    expect((await commandLine(["compare", panel, ...words])).stderr).not.toContain("replaced");
    const other = await inventedFolder({ ...parts, answers: firstAnswers(parts, 11) });
    const said = await commandLine(["compare", other, ...words]);
    expect(said.stderr).toContain('holds findings of a panel of the name "grove-grove" with other content (sha256:');
    expect(said.stderr).toContain("they are replaced. To keep both, name another folder with --results.");
  });

  test("what is kept between runs changes nothing", async () => {
    const cache = testFolder();
    const results = testFolder();
    const words = ["compare", panel, "--suspect", "student-3", "--results", results, "--workers", "1", "--json"];
    const first = await commandLine(words, { XDG_CACHE_HOME: cache });
    const again = await commandLine(words, { XDG_CACHE_HOME: cache });
    expect(first.stderr).toContain("reading");
    expect(again.stderr).not.toContain("reading");
    expect(again.stdout).toBe(first.stdout);
    expect(first.stdout).toBe(await findingsOf(panel));
  });
});

describe("bad input", () => {
  const refused = async (folder: string, ...options: string[]) => {
    const said = await commandLine([
      "compare",
      folder,
      "--results",
      testFolder(),
      "--no-cache",
      "--workers",
      "1",
      ...options,
    ]);
    expect(said).toMatchObject({ exitCode: 2, stdout: "" });
    return said.stderr;
  };

  test("no suspect, an unknown one, and one that is nearly right", async () => {
    expect(await refused(panel)).toMatch(/which one is in question\?\nName it with --suspect\. \[SUSPECT_MISSING\]\n$/);
    expect(await refused(panel, "--suspect", "studnet-3")).toBe(
      'Panel "grove-grove" has no model "studnet-3".\nDid you mean student-3? [SUSPECT_UNKNOWN]\n',
    );
    expect(await refused(panel, "--suspect", "tudent")).toMatch(/Did you mean student-0, student-0-b, student-1/);
  });

  test("a group that there is not, before anything is measured", async () => {
    const said = await refused(panel, "--suspect", "student-3", "--teachers", "birch,ceder");
    expect(said).toBe('There is no lineage group "ceder".\nDid you mean cedar? [TEACHER_UNKNOWN]\n');
    expect(await refused(panel, "--suspect", "student-3", "--teachers", ",")).toContain("[TEACHER_UNKNOWN]");
  });

  test("a model whose file is missing", async () => {
    const folder = await inventedFolder(parts);
    rmSync(join(folder, "responses", "null-4.jsonl"));
    expect(await refused(folder, "--suspect", "student-3")).toMatch(
      /models\.csv names the model "null-4", but there is no file .*null-4\.jsonl\.gz, nor one without \.gz\.\nPut the file back.*\[PANEL_RESPONSES_MISSING\]\n$/,
    );
  });

  test("a model whose file is cut off, packed or not", async () => {
    const folder = await inventedFolder(parts);
    const plain = join(folder, "responses", "null-4.jsonl");
    const text = readFileSync(plain);
    truncateSync(plain, text.length - 30);
    expect(await refused(folder, "--suspect", "student-3")).toMatch(
      /null-4\.jsonl, line 12: not JSON.*\n.*may have been cut off\. \[PANEL_LINE_MALFORMED\]\n$/,
    );
    rmSync(plain);
    writeFileSync(`${plain}.gz`, gzipSync(text).subarray(0, 200));
    expect(await refused(folder, "--suspect", "student-3")).toMatch(
      /null-4\.jsonl\.gz is not a whole gzip file.*\nCopy the file again.*\[PANEL_RESPONSES_DAMAGED\]\n$/,
    );
  });

  test("a folder that is no panel", async () => {
    expect(await refused(testFolder(), "--suspect", "x")).toMatch(/has no panel\.json\.\n.*\[PANEL_FILE_MISSING\]\n$/);
  });
});
