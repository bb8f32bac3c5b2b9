import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type PacksDemoSize, runPacksDemo } from "../../src/cli/packs-demo.js";
import { findingsSchema } from "../../src/findings/findings.js";
import { probeKinds } from "../../src/panel/panel.js";
import { shippedPacks } from "../../src/probes/load-pack.js";
import { packInForm } from "../../src/probes/pack-form.js";
import { recordingTerminal, testFolder } from "./command-line.js";

const small: PacksDemoSize = { controlFamilies: 1, mostRepeated: 16, workers: 1 };

/** The first probes of every pack that ships, each as a pack file of its own kind. */
async function shortPackFiles(folder: string, probes: number): Promise<string[]> {
  return (await shippedPacks()).map(({ file }) => {
    const path = join(folder, `${file.id}.json`);
    writeFileSync(path, JSON.stringify({ ...file, probes: file.probes.slice(0, probes) }));
    return path;
  });
}

test("a study over every pack that ships runs from questions to report, marked as simulated", async () => {
  const folder = testFolder();
  const files = await shortPackFiles(folder, 2);
  const terminal = recordingTerminal();
  const { findings, exitCode, written } = await runPacksDemo(
    files.join(","),
    join(folder, "out"),
    "s",
    terminal,
    small,
  );
  expect(exitCode).toBe(0);
  expect(findingsSchema.parse(findings).synthetic).toBe(true);
  const packs = await shippedPacks();
  const named = findings!.provenance.packs.map(({ id }) => id);
  expect(named.sort()).toEqual(packs.map(({ id }) => id).sort());
  expect(findings!.quality.promptsAsked).toBe(2 * packs.length);
  expect(findings!.quality.coverage).toBe(1);
  expect(terminal.said.stderr).toContain("SYNTHETIC:");
  expect(terminal.said.stdout).toContain("SYNTHETIC DATA: not evidence about any real model.");
  // So few control models that no kind of probes has a line of its own.
  expect(terminal.said.stdout.replaceAll(/\s+/g, " ")).toMatch(
    /Other kinds of probes, shown and not counted .*Free choices, forced choices, refusals, reasoning style, code style: too few/,
  );
  const report = written.find((path) => path.endsWith(".html"))!;
  for (const id of named) expect(readFileSync(report, "utf8")).toContain(id);
});

test("a pack that asks its questions many times is shortened, and that is said", async () => {
  const folder = testFolder();
  const terminal = recordingTerminal();
  const size = { ...small, mostRepeated: 16 };
  const { findings } = await runPacksDemo("random-choices", join(folder, "out"), "s", terminal, size);
  expect(terminal.said.stderr).toMatch(/random-choices: 2 of its \d+ probes are asked\./);
  expect(findings!.provenance.packs.map(({ id }) => id)).toEqual(["short-random-choices"]);
});

/** Adding a pack must need no code: each kind that a study may ask, from a JSON file alone. */
const kinds = probeKinds.filter((kind) => kind !== "canary" && kind !== "watermark");

test.each(kinds)("a new pack of kind %s is only a JSON file", async (kind) => {
  const folder = testFolder();
  const file = join(folder, "brand-new.json");
  const answer = { type: "one-of", options: ["left", "right"] };
  const pack = {
    id: "brand-new",
    version: "1.0.0",
    title: "Brand new",
    description: "Written a moment ago.",
    kind,
    language: "en",
    licence: "CC0-1.0",
    split: "public",
    defaults: kind === "choice" ? { samples: 8, temperature: 1, maxTokens: 16 } : { maxTokens: 60 },
    probes: ["the barn", "the river", "the old mill"].map((place, index) => ({
      id: `bn-${index}`,
      prompt: `A path forks behind ${place}, and nobody is in a hurry: left or right?`,
      ...(kind === "choice" ? { answer } : {}),
    })),
  };
  writeFileSync(file, JSON.stringify(pack));
  const terminal = recordingTerminal();
  const [text] = await shortPackFiles(folder, 1);
  const { findings, exitCode } = await runPacksDemo(`${file},${text}`, join(folder, "out"), "s", terminal, small);
  expect(exitCode).toBe(0);
  expect(findings!.provenance.packs.map(({ id }) => id)).toContain(kind === "choice" ? "short-brand-new" : "brand-new");
  expect(findings!.quality.models.every(({ answered, expected }) => answered === expected)).toBe(true);
  if (kind === "choice") expect(findings!.choices.every(({ prompts }) => prompts > 0)).toBe(true);
});

test("every form of a pack that ships loads, so that a study can name it", async () => {
  for (const pack of await shippedPacks())
    for (const form of pack.forms) expect(packInForm(pack, form).probes).toHaveLength(pack.probes.length);
});

test("no pack is named", async () => {
  const running = runPacksDemo(" , ", testFolder(), "s", recordingTerminal(), small);
  await expect(running).rejects.toMatchObject({ code: "PACK_MISSING" });
});
