import { readdirSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkPack, checkPacks } from "../../../src/probes/check/check-packs.js";
import { loadPack } from "../../../src/probes/load-pack.js";
import { packDigest } from "../../../src/probes/pack-digest.js";

const broken = join(import.meta.dirname, "../broken-packs");

/** Each file of broken-packs/ has one fault: rule, place, line, severity, and a word of the fix. */
const faults: Readonly<Record<string, readonly [string, string, number | null, "error" | "warning", string][]>> = {
  ageing: [["ageing", "probes[1].prompt", 18, "warning", "stays true"]],
  "bad-id": [["schema", "id", 2, "error", "small letters"]],
  "bad-language": [["schema", "language", 7, "error", '"en"']],
  "bad-version": [["schema", "version", 3, "error", '"1.0.0"']],
  "blank-prompt": [["question", "probes[1].prompt", 18, "error", "Write the question"]],
  "comma-too-many": [["file", "the document", 9, "error", "extra comma"]],
  empty: [["file", "the document", 1, "error", "JSON"]],
  "empty-description": [["schema", "description", 5, "error", "at least 1 character"]],
  "empty-range": [["reader", "probes[0].answer.min", 17, "error", "smaller"]],
  "equal-ids": [["duplicate-id", "probes[1].id", 17, "error", "its own id"]],
  "equal-options": [["reader", "probes[0].answer.options[2]", 20, "error", "Remove one"]],
  "few-samples": [["few-samples", "defaults.samples", 25, "warning", "8 or more"]],
  "file-name": [["file-name", "id", 2, "warning", "another-name.json"]],
  "form-dictated": [["leading-words", "probes[1].prompt", 18, "warning", "Ask openly"]],
  "half-a-character": [["question", "probes[1].prompt", 18, "error", "Write the character again"]],
  "hidden-in-a-longer-question": [["near-duplicate", "probes[1].prompt", 18, "error", "Ask something else"]],
  "language-not-named": [["language", "probes[1].language", 17, "error", 'Add "language"']],
  "late-system-message": [["question", "probes[1].messages[1].role", 24, "error", "Put it first"]],
  leading: [["leading-words", "probes[1].prompt", 18, "warning", "Ask openly"]],
  "marks-without-shuffle": [["question", "probes[0].prompt", 13, "error", '"shuffle": true']],
  "misspelt-field": [["schema", "probes[1].promt", 18, "error", 'Did you mean "prompt"?']],
  "model-speaks-last": [["question", "probes[1].messages[1].role", 24, "error", 'role "user"']],
  "model-with-number": [["vendor-name", "probes[1].prompt", 18, "error", "without the name"]],
  "names-a-year": [["ageing", "probes[1].prompt", 18, "warning", "stays true"]],
  "nearly-the-same-question": [["near-duplicate", "probes[1].prompt", 18, "error", "Ask something else"]],
  "no-probes": [["schema", "probes", 10, "error", "at least 1 entry"]],
  "no-question": [["question", "probes[1]", 16, "error", '"prompt" or "messages"']],
  "no-reader": [["reader", "probes[0].answer", 11, "error", '"type": "word"']],
  "no-title": [["schema", "title", 1, "error", 'Add "title"']],
  "not-an-object": [["schema", "the document", 1, "error", "an object"]],
  "one-option": [["schema", "probes[0].answer.options", 17, "error", "at least 2 entries"]],
  "option-cut": [["answer-too-long", "probes[0].answer.options", 17, "error", "maxTokens"]],
  "option-not-named": [["options-not-in-prompt", "probes[0].answer.options[2]", 20, "error", "Name the option"]],
  "option-not-marked": [["question", "probes[0].prompt", 13, "error", "[[spring]]"]],
  "option-of-signs": [["reader", "probes[0].answer.options[2]", 20, "error", "as a word"]],
  placeholder: [["placeholder", "probes[1].prompt", 18, "error", "in full"]],
  "probes-as-object": [["schema", "probes", 10, "error", "Write a list"]],
  "range-not-named": [
    ["range-not-in-prompt", "probes[0].answer.min", 17, "error", "Name both ends"],
    ["range-not-in-prompt", "probes[0].answer.max", 18, "error", "Name both ends"],
  ],
  "reader-on-free-text": [["reader", "probes[1].answer", 20, "error", 'Remove "answer"']],
  "same-question": [["duplicate-prompt", "probes[1].prompt", 18, "error", "Remove one"]],
  "samples-as-text": [["schema", "defaults.samples", 23, "error", "Write a number"]],
  "shuffle-without-marks": [["question", "probes[0].shuffle", 21, "error", "[[spring]]"]],
  "shuffle-without-options": [["question", "probes[0].shuffle", 17, "error", 'Remove "shuffle"']],
  "stray-space": [["typography", "probes[1].prompt", 18, "warning", "Clean the text"]],
  "too-long": [["prompt-length", "probes[1]", 16, "warning", "Shorten it"]],
  "too-short": [["prompt-length", "probes[1]", 16, "warning", "Say more"]],
  "too-warm": [["schema", "defaults.temperature", 23, "error", "at most 2"]],
  truncated: [["file", "the document", 8, "error", "JSON"]],
  "two-questions": [["question", "probes[1].messages", 20, "error", '"prompt" or "messages"']],
  "unknown-field": [["schema", "topics", 22, "error", "Known fields here"]],
  "unknown-kind": [["schema", "kind", 6, "error", 'Did you mean "open-ended"?']],
  "unknown-reader": [["schema", "probes[0].answer.type", 16, "error", '"one-of"']],
  "unknown-split": [["schema", "split", 9, "error", '"sealed"']],
  unsafe: [["unsafe-topic", "probes[1].prompt", 18, "error", "harmless"]],
  "vendor-named": [["vendor-name", "probes[1].prompt", 18, "error", "without the name"]],
  "wrong-script": [["language", "probes[1].prompt", 18, "error", "Correct the text"]],
};

describe("every fault of the broken packs is found at its place, and nothing else", () => {
  test.each(Object.entries(faults))("%s", async (name, expected) => {
    const { findings } = await checkPack(join(broken, `${name}.json`));
    expect(findings.map(({ rule, place, line, severity }) => [rule, place, line, severity])).toEqual(
      expected.map(([rule, place, line, severity]) => [rule, place, line, severity]),
    );
    findings.forEach((finding, index) => {
      expect(finding.fix).toContain(expected[index]![4]);
      expect(finding.file).toBe(join(broken, `${name}.json`));
      expect(finding.found).not.toBe("");
    });
  });

  test("the table names every file of the folder", () => {
    expect(
      readdirSync(broken)
        .map((name) => name.replace(/\.json$/, ""))
        .sort(),
    ).toEqual(Object.keys(faults).sort());
    expect(Object.keys(faults).length).toBeGreaterThanOrEqual(25);
  });

  const fatal = Object.entries(faults).filter(([, [first]]) =>
    ["file", "schema", "duplicate-id", "question", "reader"].includes(first![0]),
  );
  test.each(fatal)("the loader refuses %s too, with file and fix", async (name) => {
    await expect(loadPack(join(broken, `${name}.json`))).rejects.toMatchObject({
      code: expect.stringMatching(/^PACK_(INVALID|UNREADABLE)$/),
      message: expect.stringContaining(`${name}.json`),
    });
  });
});

describe("packs beside one another", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "teacherprint-packs-"));
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function write(file: string, id: string, prompts: readonly object[]): Promise<string> {
    const facts = { id, version: "1.0.0", title: id, description: id, kind: "open-ended", language: "en" };
    const probes = prompts.map((prompt, index) => ({ id: `p${index}`, ...prompt }));
    await writeFile(
      join(folder, file),
      JSON.stringify({ ...facts, licence: "CC0-1.0", split: "public", probes }, null, 1),
    );
    return join(folder, file);
  }

  test("near-duplicates and equal ids are found across packs, and say in which", async () => {
    const first = await write("first.json", "first", [{ prompt: "How would you teach a friend to whistle?" }]);
    const second = await write("second.json", "first", [
      { prompt: "What should I pack for a week of rain?" },
      { prompt: "How would you teach your friend to whistle?" },
    ]);
    const [one, two] = await checkPacks([first, second]);
    expect(one!.findings).toEqual([]);
    expect(two!.findings.map(({ rule, place }) => [rule, place])).toEqual([
      ["file-name", "id"],
      ["duplicate-id", "id"],
      ["near-duplicate", "probes[1].prompt"],
    ]);
    expect(two!.findings[2]!.found).toContain(`${first}, probes[0] ("p0")`);
  });

  test("TODO is a gap only in capitals: in Spanish and Portuguese, todo is a word", async () => {
    const path = await write("todo.json", "todo", [
      { prompt: "¿Qué harías si todo el mundo llegara tarde a la cena?" },
      { prompt: "How would you greet a neighbour whose name is TODO?" },
    ]);
    const [checked] = await checkPacks([path]);
    expect(checked!.findings.map(({ rule, place }) => [rule, place])).toEqual([["placeholder", "probes[1].prompt"]]);
  });

  test("intended edits of one question are no near-duplicates of one another, only of others", async () => {
    const path = await write("pairs.json", "pairs", [
      { prompt: "You find a wallet with cash on a bench. Take it or leave it?", pair: "wallet" },
      { prompt: "You find a wallet without cash on a bench. Take it or leave it?", pair: "wallet" },
      { prompt: "You find a wallet with some cash on a bench. Take it or leave it?" },
    ]);
    const { findings } = await checkPack(path);
    expect(findings.map(({ rule, place }) => [rule, place])).toEqual([
      ["near-duplicate", "probes[2].prompt"],
      ["near-duplicate", "probes[2].prompt"],
    ]);
  });

  test("a sound pack has no findings, and its digest is the loader's", async () => {
    const path = await write("sound.json", "sound", [{ prompt: "What makes a good neighbour?" }]);
    const check = await checkPack(path);
    expect(check).toEqual({
      file: path,
      id: "sound",
      version: "1.0.0",
      probes: 1,
      digest: packDigest(await loadPack(path)),
      findings: [],
    });
  });

  test("a missing file is a finding, not an exception", async () => {
    const { findings } = await checkPack(join(folder, "none.json"));
    expect(findings).toMatchObject([{ rule: "file", severity: "error", line: null }]);
  });
});
