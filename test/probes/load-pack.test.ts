import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkPack } from "../../src/probes/check/check-packs.js";
import { isPackPath, loadPack, shippedPackIds, shippedPacks } from "../../src/probes/load-pack.js";
import { packDigest } from "../../src/probes/pack-digest.js";
import { parsePack } from "../../src/probes/parse-pack.js";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "teacherprint-packs-"));
});
afterAll(() => rm(folder, { recursive: true }));

test("a pack that is not UTF-8 is refused with file, line and byte, for asking and for checking", async () => {
  const file = join(folder, "latin.json");
  await writeFile(file, Buffer.from('{\n "title": "Th\u00e9"\n}', "latin1"));
  await expect(loadPack(file)).rejects.toThrow(`${file}, line 2: the text is not UTF-8 (byte 0xe9).`);
  const finding = { rule: "file", severity: "error", line: 2, found: "line 2: the text is not UTF-8 (byte 0xe9)." };
  expect((await checkPack(file)).findings).toMatchObject([finding]);
  await writeFile(file, Buffer.from("\uFEFF{}", "utf16le"));
  await expect(loadPack(file)).rejects.toThrow(`${file} is UTF-16, not UTF-8.`);
  expect((await checkPack(file)).findings).toMatchObject([{ found: "is UTF-16, not UTF-8." }]);
  await rm(file);
});

/** The pack file of the house design, with one probe of each form. */
const written = {
  $schema: "./probe-pack.schema.json",
  id: "my-pack",
  version: "1.0.0",
  title: "My pack",
  description: "Two questions.",
  kind: "open-ended",
  language: "en",
  licence: "CC-BY-4.0",
  split: "public",
  defaults: { samples: 1, temperature: 0.7, maxTokens: 400 },
  probes: [
    { id: "er-001", prompt: "How do I soften hard butter in a hurry?", topic: "cooking" },
    { id: "er-002", messages: [{ role: "user", content: "What do you make of rainy Sundays?" }], samples: 2 },
  ],
};

test("a new pack is one JSON file: it loads, is checked and has a digest without any code", async () => {
  const path = join(folder, "my-pack.json");
  await writeFile(path, JSON.stringify(written));
  const pack = await loadPack(path);
  expect(pack).toMatchObject({ id: "my-pack", kind: "open-ended", split: "public" });
  expect(pack.probes).toEqual([
    {
      id: "er-001",
      messages: [{ role: "user", content: "How do I soften hard butter in a hurry?" }],
      marked: null,
      topic: "cooking",
      language: "en",
      answer: null,
      sampling: { samples: null, temperature: null, maxTokens: null },
      optionsImplied: false,
      pair: null,
    },
    {
      id: "er-002",
      messages: [{ role: "user", content: "What do you make of rainy Sundays?" }],
      marked: null,
      topic: "general",
      language: "en",
      answer: null,
      sampling: { samples: 2, temperature: null, maxTokens: null },
      optionsImplied: false,
      pair: null,
    },
  ]);
  expect((await checkPack(path)).findings).toEqual([]);
});

test("a folder of packs is read like the one that ships", async () => {
  expect(await shippedPackIds(folder)).toEqual(["my-pack"]);
  expect((await shippedPacks(folder)).map((pack) => pack.id)).toEqual(["my-pack"]);
  expect((await loadPack("my-pack", folder)).id).toBe("my-pack");
});

test("the packs that ship are found by their ids", async () => {
  expect(await shippedPackIds()).toEqual(expect.arrayContaining(["everyday-requests", "identity", "random-choices"]));
  expect((await loadPack("random-choices")).kind).toBe("choice");
});

test("an unknown id and a missing file are named with the way on", async () => {
  await expect(loadPack("random-choice")).rejects.toMatchObject({
    code: "PACK_NOT_FOUND",
    fix: expect.stringContaining('Did you mean "random-choices"?'),
  });
  await expect(loadPack("./nowhere.json")).rejects.toMatchObject({
    code: "PACK_NOT_FOUND",
    happened: expect.stringContaining("nowhere.json"),
  });
  await expect(loadPack(`${folder}/`)).rejects.toMatchObject({
    code: "PACK_UNREADABLE",
    fix: "Name a file, not a folder.",
  });
});

test("paths and ids are told apart", () => {
  expect(["./a.json", "a.json", "packs/a", "C:\\packs\\a"].map(isPackPath)).toEqual([true, true, true, true]);
  expect(isPackPath("everyday-requests")).toBe(false);
});

describe("the digest", () => {
  const digest = (pack: object) => packDigest(parsePack(JSON.stringify(pack), "my-pack.json"));

  test("is that of the RFC 8785 form of the file, which anyone can recompute", () => {
    // SHA-256 of the canonical text, computed outside this program.
    expect(digest(written)).toBe("sha256:997874b6d11dc692207932be1d526aa739e2ada26eddc0c5cef63c8d7cf791ec");
  });

  test("does not depend on the layout of the file or the order of fields, and on everything else", () => {
    const { probes, ...facts } = written;
    expect(packDigest(parsePack(JSON.stringify({ probes, ...facts }, null, 4), "elsewhere.json"))).toBe(
      digest(written),
    );
    const changed = [
      { ...written, version: "1.0.1" },
      { ...written, probes: [...probes].reverse() },
      { ...written, defaults: { ...written.defaults, temperature: 1 } },
      { ...written, probes: [{ ...probes[0], prompt: "How do I soften hard butter in a hurry" }, probes[1]] },
    ];
    expect(new Set([written, ...changed].map(digest)).size).toBe(5);
  });
});
