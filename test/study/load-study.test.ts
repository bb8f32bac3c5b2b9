import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadPack } from "../../src/probes/load-pack.js";
import { loadStudy } from "../../src/study/load-study.js";
import { studyTemplate } from "../../src/study/study-template.js";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "teacherprint-study-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function write(name: string, text: string): Promise<string> {
  await writeFile(join(folder, name), text);
  return join(folder, name);
}

test("the template of init loads, with the packs that ship", async () => {
  const study = await loadStudy(await write("study.yaml", studyTemplate()));
  expect(study.packs).toEqual(["everyday-requests", "random-choices"]);
});

test("a study that is not UTF-8 is refused with line and byte; a byte order mark changes nothing", async () => {
  const title = studyTemplate().replace(/^title: .*$/m, "title: D\u00e9j\u00e0 vu");
  const line = title.split("\n").findIndex((one) => one.startsWith("title:")) + 1;
  const file = join(folder, "latin.yaml");
  await writeFile(file, Buffer.from(title, "latin1"));
  await expect(loadStudy(file)).rejects.toThrow(`${file}, line ${line}: the text is not UTF-8 (byte 0xe9).`);
  await writeFile(file, Buffer.from(`\uFEFF${title}`, "utf16le"));
  await expect(loadStudy(file)).rejects.toThrow(`${file} is UTF-16, not UTF-8.`);
  await writeFile(file, `\uFEFF${title}`);
  expect((await loadStudy(file)).title).toBe("D\u00e9j\u00e0 vu");
});

test("packs and references are looked for beside the study file", async () => {
  await mkdir(join(folder, "panel"), { recursive: true });
  await writeFile(join(folder, "panel/panel.json"), "{}");
  await write("mine.json", "{}");
  const text = studyTemplate()
    .replace("packs: [everyday-requests, random-choices]", "packs: [./mine.json, identity]")
    .replace("references: []", "references: [panel]");
  const study = await loadStudy(await write("beside.yaml", text));
  expect(study.packs).toEqual([join(folder, "mine.json"), "identity"]);
  expect(study.references).toEqual([join(folder, "panel")]);
});

test("a form of a pack beside the study is named after its path", async () => {
  const forms = [{ id: "short", description: "How answers begin.", kind: "opening", maxTokens: 24 }];
  const probes = [{ id: "t1", prompt: "How do I end the afternoon kindly?" }];
  const facts = { id: "tea", version: "1.0.0", title: "Tea", description: "Tea.", kind: "open-ended", language: "en" };
  await write("tea.json", JSON.stringify({ ...facts, licence: "CC0-1.0", split: "public", forms, probes }));
  const naming = (pack: string) =>
    studyTemplate().replace("packs: [everyday-requests, random-choices]", `packs: [${pack}]`);
  const study = await loadStudy(await write("tea.yaml", naming("./tea.json#short")));
  expect(study.packs).toEqual([join(folder, "tea.json#short")]);
  expect(await loadPack(study.packs[0]!)).toMatchObject({ id: "tea#short", kind: "opening" });
  await expect(loadStudy(await write("tea.yaml", naming("./tea.json#long")))).rejects.toMatchObject({
    code: "PACK_FORM_UNKNOWN",
    happened: expect.stringContaining("packs[0]"),
  });
});

test.each<[string, string, string, string, string]>([
  ["an unknown pack", "packs: [everyday-request]", "PACK_NOT_FOUND", "packs[0]", 'Did you mean "everyday-requests"?'],
  [
    "an unknown form of a pack",
    "packs: [everyday-requests#opening]",
    "PACK_FORM_UNKNOWN",
    "packs[0]",
    'Did you mean "openings"?',
  ],
  ["a pack file that is not there", "packs: [./none.json]", "PACK_NOT_FOUND", "packs[0]", "folder of the study file"],
])("refused: %s", async (_, line, code, happened, fix) => {
  const text = studyTemplate().replace("packs: [everyday-requests, random-choices]", line);
  await expect(loadStudy(await write("refused.yaml", text))).rejects.toMatchObject({
    code,
    happened: expect.stringContaining(happened),
    fix: expect.stringContaining(fix),
  });
});

test("refused: a reference that is no panel folder", async () => {
  const named = (reference: string) => studyTemplate().replace("references: []", `references: [${reference}]`);
  await mkdir(join(folder, "empty"), { recursive: true });
  const missing = loadStudy(await write("missing.yaml", named("nowhere")));
  await expect(missing).rejects.toMatchObject({
    code: "REFERENCE_NOT_FOUND",
    happened: expect.stringContaining("there is no folder"),
  });
  const empty = loadStudy(await write("empty.yaml", named("empty")));
  await expect(empty).rejects.toMatchObject({
    code: "REFERENCE_NOT_FOUND",
    happened: expect.stringContaining("holds no panel.json"),
  });
});

test("a missing file and a folder are named with the way on", async () => {
  await expect(loadStudy(join(folder, "none.yaml"))).rejects.toMatchObject({
    code: "STUDY_NOT_FOUND",
    fix: expect.stringContaining("teacherprint init"),
  });
  await expect(loadStudy(folder)).rejects.toMatchObject({
    code: "STUDY_UNREADABLE",
    fix: expect.stringContaining("study.yaml"),
  });
});
