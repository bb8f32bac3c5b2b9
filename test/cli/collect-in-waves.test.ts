import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readLooks } from "../../src/collection/waves/look-record.js";
import type { Findings } from "../../src/findings/findings.js";
import { openStore } from "../../src/store/store.js";
import { verifyChain } from "../../src/store/verify-chain.js";
import type { StudyFile } from "../../src/study/study-schema.js";
import { type SmallStudySettings, smallStudy } from "./small-study.js";

const excerpts = [
  { id: "everyday-requests", probes: 60, samples: null },
  { id: "random-choices", probes: 2, samples: 2 },
] as const;
const group = "sim-birch";
const sequential = (content: StudyFile): StudyFile => ({
  ...content,
  suspect: content.suspect,
  stopping: { rule: "sequential", group, alpha: 0.05 },
});
const settings = (seed: string, suspect: "student" | "independent", change = sequential): SmallStudySettings => ({
  teachers: 6,
  controls: 8,
  excerpts,
  lab: { seed, doses: [0.8] },
  suspect,
  change,
});
const questionsOf = (models: number, textProbes: number) => models * (textProbes + 4);
const models = 1 + 6 + 8;

async function looksOf(study: Awaited<ReturnType<typeof smallStudy>>) {
  const store = await openStore(study.result("study.db"), { readOnly: true });
  try {
    expect((await verifyChain(store)).faults).toEqual([]);
    return readLooks(store);
  } finally {
    store.close();
  }
}

test("a clear case ends early: the look is in the ledger, choices are still asked, and no likelihood ratio is given", async () => {
  const study = await smallStudy(settings("waves", "student"));
  const said = await study.run("collect");
  expect(said, said.stderr).toMatchObject({ exitCode: 0 });
  expect(said.stderr).toMatch(/After \d+ text questions the sequential test has reached its bound/);
  const looks = await looksOf(study);
  const stop = looks.at(-1)!;
  expect(stop).toMatchObject({ group, decision: "stop", bound: 20 });
  expect(stop.probes).toBeLessThan(60);
  expect(looks.slice(0, -1).every(({ decision }) => decision === "go on")).toBe(true);
  expect(study.lab.tally.answered).toBe(questionsOf(models, stop.probes));

  // The same command again asks nothing and looks no further.
  expect((await study.run("collect")).exitCode).toBe(0);
  expect(study.lab.tally.answered).toBe(questionsOf(models, stop.probes));
  expect((await study.run("collect", "--status")).stdout).toContain(
    `${questionsOf(models, stop.probes)}/${questionsOf(models, stop.probes)} answers`,
  );
  expect((await study.run("compare")).exitCode).toBe(0);
  const findings = JSON.parse(readFileSync(study.result("findings.json"), "utf8")) as Findings;
  expect(findings.quality.coverage).toBe(1);
  expect(findings.quality.notices.join("\n")).toContain("no likelihood ratio is given");
  expect(findings.teachers.every(({ likelihoodRatio }) => likelihoodRatio === null)).toBe(true);
});

test("a model that learned from nobody does not stop, in almost all worlds; every question is asked", async () => {
  let stopped = 0;
  for (const seed of ["a", "b", "c"]) {
    const study = await smallStudy(settings(seed, "independent"));
    expect((await study.run("collect")).exitCode).toBe(0);
    const looks = await looksOf(study);
    if (looks.some(({ decision }) => decision === "stop")) stopped += 1;
    else {
      expect(looks.map(({ probes }) => probes)).toEqual([25, 50, 60]);
      expect(study.lab.tally.answered).toBe(questionsOf(models, 60));
    }
  }
  expect(stopped).toBeLessThanOrEqual(1);
});

test("a fixed number of questions is the default: no waves and no looks", async () => {
  const study = await smallStudy({
    ...settings("fixed", "student", (content) => content),
    excerpts: [excerpts[0]],
    controls: 2,
  });
  expect((await study.run("collect")).exitCode).toBe(0);
  expect(await looksOf(study)).toEqual([]);
  expect(study.lab.tally.answered).toBe((1 + 6 + 2) * 60);
});
