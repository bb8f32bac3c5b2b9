import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { generatePackFile } from "../../src/cli/packs-generate.js";
import { packDigest } from "../../src/probes/pack-digest.js";
import { parsePack } from "../../src/probes/parse-pack.js";
import type { PackCommitment } from "../../src/probes/templates/commitment.js";
import { commandLine, recordingTerminal, testFolder } from "./command-line.js";

const read = (file: string) => readFileSync(file, "utf8");
const commitmentOf = (file: string) => JSON.parse(read(file.replace(".json", ".commitment.json"))) as PackCommitment;

async function generate(folder: string, ...options: string[]) {
  return commandLine(["packs", "generate", "scenes", "--count", "12", "--out", folder, ...options]);
}

test("a pack and, beside it, its digest with time and seed; the pack passes its check", async () => {
  const folder = testFolder();
  const said = await generate(folder, "--seed", "s1", "--json");
  expect({ exitCode: said.exitCode, stderr: said.stderr }).toEqual({ exitCode: 0, stderr: "" });
  const { file } = JSON.parse(said.stdout) as { file: string };
  const commitment = commitmentOf(file);
  expect(commitment).toMatchObject({ seed: "s1", count: 12, template: { id: "scenes" } });
  expect(commitment.pack.digest).toBe(packDigest(parsePack(read(file), file)));
  expect(Math.abs(Date.now() - Date.parse(commitment.committed))).toBeLessThan(600_000);
  const checked = await commandLine(["packs", "check", file, file.replace(".json", ".commitment.json")]);
  expect(checked.exitCode).toBe(0);
  expect(checked.stdout).toMatch(/: fine \(.*, 12 probes, sha256:/);
});

test("the same seed gives the same bytes anywhere; without a seed, every pack is another", async () => {
  const [here, there] = [testFolder(), testFolder()];
  const fileOf = async (folder: string, ...options: string[]) =>
    (JSON.parse((await generate(folder, "--json", ...options)).stdout) as { file: string }).file;
  expect(read(await fileOf(here, "--seed", "s1"))).toBe(read(await fileOf(there, "--seed", "s1")));
  const [one, other] = [await fileOf(here), await fileOf(here)];
  expect(commitmentOf(one).seed).toMatch(/^[0-9a-f]{32}$/);
  expect(commitmentOf(one).seed).not.toBe(commitmentOf(other).seed);
});

describe("what is there is kept", () => {
  const settings = { seed: "s1", count: 5, overwrite: false, json: false };
  const at = (time: string) => () => new Date(time);
  const [early, late] = ["2026-01-02T03:04:05.000Z", "2026-02-03T04:05:06.000Z"];

  test("made again, a pack keeps the time of its first commitment, and comes back when it was lost", async () => {
    const file = join(testFolder(), "mine.json");
    await generatePackFile("scenes", { ...settings, out: file }, recordingTerminal(), at(early));
    const first = read(file);
    rmSync(file);
    await generatePackFile("scenes", { ...settings, out: file }, recordingTerminal(), at(late));
    expect(read(file)).toBe(first);
    expect(commitmentOf(file).committed).toBe(early);
    expect(parsePack(first, file).id).toBe("mine");
  });

  test("another pack in its place is refused, unless the user says so", async () => {
    const file = join(testFolder(), "mine.json");
    await generatePackFile("scenes", { ...settings, out: file }, recordingTerminal(), at(early));
    const before = [read(file), read(file.replace(".json", ".commitment.json"))];
    const again = (overwrite: boolean) =>
      generatePackFile("scenes", { ...settings, seed: "s2", overwrite, out: file }, recordingTerminal(), at(late));
    await expect(again(false)).rejects.toMatchObject({ code: "PACK_EXISTS" });
    expect([read(file), read(file.replace(".json", ".commitment.json"))]).toEqual(before);
    await again(true);
    expect(commitmentOf(file)).toMatchObject({ seed: "s2", committed: late });
  });

  test("a file without a commitment is not written over", async () => {
    const folder = testFolder();
    const file = join(folder, "mine.json");
    writeFileSync(file, "my own");
    const making = generatePackFile("scenes", { ...settings, out: file }, recordingTerminal(), at(early));
    await expect(making).rejects.toMatchObject({ code: "PACK_EXISTS" });
    expect(read(file)).toBe("my own");
    expect(existsSync(join(folder, "mine.commitment.json"))).toBe(false);
  });
});

test("a pack that was changed after its commitment fails its check", async () => {
  const file = join(testFolder(), "mine.json");
  await commandLine(["packs", "generate", "scenes", "--count", "3", "--out", file]);
  writeFileSync(file, read(file).replace('"temperature": 0.7', '"temperature": 0.8'));
  const { exitCode, stdout } = await commandLine(["packs", "check", file]);
  expect(exitCode).toBe(4);
  expect(stdout).toMatch(/this is not the pack that .*mine\.commitment\.json committed to on .* \[commitment\]/);
});

test("an author's own template: checked like a pack, used by its path", async () => {
  const folder = testFolder();
  const file = join(folder, "cooks.json");
  const template = {
    id: "cooks",
    version: "1.0.0",
    title: "Cooks",
    description: "What cooks do.",
    kind: "open-ended",
    language: "en",
    licence: "CC0-1.0",
    words: {
      cook: ["a baker", "my aunt", "the ship's cook", "our neighbour"],
      dish: ["lentil soup", "plum cake", "cold noodles", "rhubarb jam", "an onion tart"],
    },
    questions: [{ topic: "food", prompt: "How would {cook} serve {dish} to someone who only likes {dish:2}?" }],
  };
  writeFileSync(file, JSON.stringify(template));
  const checked = await commandLine(["packs", "check", file]);
  expect(checked.exitCode).toBe(0);
  expect(checked.stdout).toMatch(/cooks\.json: usable, with warnings \(cooks 1\.0\.0, a template, sha256:/);
  expect(checked.stdout).toMatch(/it gives \d+ questions that are not near-duplicates of one another/);
  const made = await commandLine(["packs", "generate", file, "--count", "4", "--out", folder]);
  expect({ exitCode: made.exitCode, stderr: made.stderr }).toEqual({ exitCode: 0, stderr: "" });
  template.words.cook[0] = "a cook from OpenAI";
  writeFileSync(file, JSON.stringify(template));
  const vendor = await commandLine(["packs", "check", file]);
  expect(vendor.exitCode).toBe(4);
  expect(vendor.stdout).toContain("names a maker or model");
});

test.each([
  [["--count", "0"], "COUNT_INVALID"],
  [["--count", "1.5"], "COUNT_INVALID"],
  [["--out", "Not A Name.json"], "PACK_NAME_INVALID"],
])("%j is refused", async (options, code) => {
  const { exitCode, stderr } = await commandLine(["packs", "generate", "scenes", ...options]);
  expect(exitCode).toBe(2);
  expect(stderr).toContain(`[${code}]`);
});
