import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { beforeEach, expect, test } from "vitest";
import { folderDigest, readPanelFolder } from "../../../src/imports/formats/panel-folder.js";
import { readImport } from "../../../src/imports/read-import.js";
import { jsonl, useTemporaryFolder } from "../temporary-folder.js";

const folder = useTemporaryFolder();
let panel = "";
let number = 0;

beforeEach(async () => {
  number += 1;
  panel = `panel-${number}`;
  await folder.write(`${panel}/panel.json`, { name: "small" });
  await folder.write(`${panel}/prompts.jsonl`, jsonl({ id: "p 1", text: "Name a colour.", topic: "" }));
  await folder.write(`${panel}/models.csv`, "model,role,group\nacme,suspect,\nother,teacher,other-group\n");
  const rows = [
    { prompt: "p 1", sample: 0, text: "<think>hm</think>Blue." },
    { prompt: "p 1", sample: 1, text: "" },
  ];
  await folder.write(`${panel}/responses/acme.jsonl.gz`, gzipSync(jsonl(...rows)));
  await folder.write(`${panel}/responses/other.jsonl`, jsonl({ prompt: "p 1", text: "Green.", status: "truncated" }));
});

test("the answers of every model as they lie there, recognised by itself", async () => {
  const read = await readImport(`${folder.path}/${panel}`, "auto");
  expect(read).toMatchObject({ format: "panel", sourceName: panel });
  expect(
    read.answers.map(({ model, prompt, promptText, sample, text, status, place }) => [
      model,
      prompt,
      promptText,
      sample,
      text,
      status,
      place,
    ]),
  ).toEqual([
    ["acme", "p 1", "Name a colour.", 0, "<think>hm</think>Blue.", "ok", "responses/acme.jsonl.gz, line 1"],
    ["acme", "p 1", "Name a colour.", 1, "", "empty", "responses/acme.jsonl.gz, line 2"],
    ["other", "p 1", "Name a colour.", 0, "Green.", "truncated", "responses/other.jsonl, line 1"],
  ]);
});

test("the digest is that of the files, by name and content", async () => {
  const path = `${folder.path}/${panel}`;
  const names = ["models.csv", "prompts.jsonl", "responses/acme.jsonl.gz", "responses/other.jsonl"];
  const digests = names.map((name) => {
    const digest = createHash("sha256")
      .update(readFileSync(`${path}/${name}`))
      .digest("hex");
    return [name, digest] as const;
  });
  const { sourceDigest } = await readPanelFolder(path);
  expect(sourceDigest).toBe(folderDigest(digests));
  expect(sourceDigest).toBe(folderDigest([...digests].reverse()));
  await folder.write(`${panel}/responses/other.jsonl`, jsonl({ prompt: "p 1", text: "Green!" }));
  expect((await readPanelFolder(path)).sourceDigest).not.toBe(sourceDigest);
});

test("a missing or cut file, an unknown prompt and a repeated prompt are named", async () => {
  const path = `${folder.path}/${panel}`;
  await folder.write(`${panel}/responses/other.jsonl`, jsonl({ prompt: "p9", text: "Green." }));
  await expect(readPanelFolder(path)).rejects.toThrow(/other\.jsonl, line 1: prompts\.jsonl has no prompt "p9"/);
  await folder.write(`${panel}/responses/acme.jsonl.gz`, gzipSync("x".repeat(5000)).subarray(0, 15));
  await expect(readPanelFolder(path)).rejects.toThrow(/acme\.jsonl\.gz" is not a whole gzip file/);
  await folder.write(`${panel}/models.csv`, "model,role,group\nabsent,suspect,\n");
  await expect(readPanelFolder(path)).rejects.toThrow(/names the model "absent"/);
  await folder.write(`${panel}/prompts.jsonl`, jsonl({ id: "p", text: "a" }, { id: "p", text: "b" }));
  await expect(readPanelFolder(path)).rejects.toThrow(/line 2: a second prompt with the id "p"/);
});

test("a model's answers in two files refuse the folder", async () => {
  await folder.write(`${panel}/responses/acme.jsonl`, jsonl({ prompt: "p 1", text: "Red." }));
  await expect(readPanelFolder(`${folder.path}/${panel}`)).rejects.toThrow(
    "responses/acme.jsonl.gz and responses/acme.jsonl, and may differ. Nothing was imported.",
  );
});

test("the same prompt and sample twice refuse the folder", async () => {
  const row = { prompt: "p 1", sample: 0, text: "Green." };
  await folder.write(`${panel}/responses/other.jsonl`, jsonl(row, row));
  await expect(readImport(`${folder.path}/${panel}`, "panel")).rejects.toThrow(
    /1 of 4 answers are given more than once/,
  );
});
