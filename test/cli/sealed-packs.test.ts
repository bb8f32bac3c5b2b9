import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Findings } from "../../src/findings/findings.js";
import { packDigest } from "../../src/probes/pack-digest.js";
import type { PackFile } from "../../src/probes/pack-schema.js";
import { toPack } from "../../src/probes/parse-pack.js";
import { parsePlan } from "../../src/study/plan-schema.js";
import { commandLine } from "./command-line.js";
import { type SmallStudy, smallStudy } from "./small-study.js";

const questions = ["the heron", "the kettle", "the ferryman"].map(
  (thing) => `What would you tell a stranger about ${thing} and the winter that never ended?`,
);
const secret: PackFile = {
  id: "kept-back",
  version: "1.0.0",
  title: "Kept back",
  description: "For a confirmation.",
  kind: "open-ended",
  language: "en",
  licence: "CC0-1.0",
  split: "public",
  probes: questions.map((prompt, index) => ({ id: `kb-${index}`, prompt, topic: "winters" })),
};
const digest = packDigest(toPack(secret));

/** A small study that asks one open pack and one sealed one. */
async function sealedStudy(named = digest): Promise<SmallStudy> {
  const study = await smallStudy({
    change: (content) => ({ ...content, packs: [...content.packs!, { file: "./kept-back.json", digest: named }] }),
  });
  writeFileSync(join(study.folder, "kept-back.json"), JSON.stringify(secret, null, 2));
  return study;
}

const reveal = (study: SmallStudy) =>
  commandLine(["packs", "reveal", study.file, "--results", study.results], study.environment);
const shown = (study: SmallStudy, name: string) => readFileSync(study.result(name), "utf8");
const holdsQuestion = (text: string) => questions.some((question) => text.includes(question.slice(0, 60)));

test("a whole run asks the sealed pack and shows of it id, digest and number, until it is revealed", async () => {
  const study = await sealedStudy();
  const before = await study.run("plan", "--freeze", "--json");
  const ran = await study.run("run");
  expect([before.exitCode, ran.exitCode]).toEqual([0, 0]);
  const plan = parsePlan(shown(study, "plan.json"), "plan.json");
  expect(plan.packs.find(({ id }) => id === "kept-back")).toMatchObject({ digest, sealed: { probes: 3 }, probes: [] });
  const outputs = ["plan.json", "findings.json", "report.html", "report.md"];
  for (const name of outputs) expect([name, holdsQuestion(shown(study, name))]).toEqual([name, false]);
  for (const { stdout, stderr } of [before, ran]) expect(holdsQuestion(stdout + stderr)).toBe(false);
  // Asked it was: three questions more for each of five models.
  const findings = JSON.parse(shown(study, "findings.json")) as Findings;
  expect(findings.plan).toBe(`sha256:${createHash("sha256").update(shown(study, "plan.json")).digest("hex")}`);
  expect(findings.quality.promptsAsked).toBe(6);
  expect(findings.provenance.packs.find(({ id }) => id === "kept-back")).toMatchObject({ digest });
  expect(findings.quality.notices.join("\n")).toContain(`The pack kept-back (3 probes, ${digest}) is sealed`);
  expect(shown(study, "report.html")).toContain(digest);
  expect(findings.exhibits.every(({ prompt }) => !prompt.startsWith("kept-back/"))).toBe(true);

  // Nothing is asked twice, and the plan stays the same.
  const again = await study.run("collect");
  expect(again.exitCode).toBe(0);
  expect(again.stdout + again.stderr).toContain(" 0 requests in this run");

  const revealed = await reveal(study);
  expect(revealed.exitCode).toBe(0);
  expect(revealed.stdout).toContain(`kept-back: 3 probes, ${digest}, revealed:`);
  expect((await reveal(study)).stdout).toContain("revealed before");
  const compared = await study.run("compare");
  expect(compared.exitCode).toBe(0);
  const open = JSON.parse(shown(study, "findings.json")) as Findings;
  expect(open.plan).toBe(findings.plan);
  expect(open.teachers).toEqual(findings.teachers);
  expect(open.quality.notices.join("\n")).not.toContain("is sealed");

  // Another pack in its place is no revelation.
  writeFileSync(study.result("packs/kept-back.json"), JSON.stringify({ ...secret, title: "Another" }));
  const forged = await study.run("compare");
  expect(forged.exitCode).toBe(2);
  expect(forged.stderr).toContain("[PACK_NOT_AS_SEALED]");
});

test("a pack whose digest does not agree is refused before anything is made", async () => {
  const study = await sealedStudy();
  writeFileSync(join(study.folder, "kept-back.json"), JSON.stringify({ ...secret, version: "1.0.1" }));
  for (const command of ["plan", "run", "compare"]) {
    const { exitCode, stderr } = await study.run(command);
    expect([command, exitCode]).toEqual([command, 2]);
    expect(stderr).toMatch(/study\.json, packs\[1\]: the pack in .*kept-back\.json has the digest sha256:/);
    expect(stderr).toContain(`the study names ${digest}`);
    expect(stderr).toContain("[PACK_NOT_AS_SEALED]");
  }
  expect(existsSync(study.results)).toBe(false);
});

test.each([
  [{ file: "./kept-back.json", digest: "sha256:12" }, /packs\[1\]\.digest.*64 hexadecimal digits/s],
  [{ file: "./kept-back.json" }, /packs\[1\]\.digest: this field is missing/],
  [{ file: "./nowhere.json", digest }, /packs\[1\]: there is no file .*nowhere\.json/],
])("%j in a study file is refused with its place", async (entry, expected) => {
  const study = await smallStudy({ change: (content) => ({ ...content, packs: [...content.packs!, entry] }) });
  const { exitCode, stderr } = await study.run("plan");
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(expected);
});

test("a study without sealed packs has nothing to reveal", async () => {
  const study = await smallStudy();
  const { exitCode, stderr } = await commandLine(["packs", "reveal", study.file, "--results", study.results]);
  expect(exitCode).toBe(2);
  expect(stderr).toContain("[SEALED_NONE]");
  expect((await commandLine(["packs", "reveal"])).stderr).toContain("[STUDY_MISSING]");
});
