import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { findingsSchema } from "../../src/findings/findings.js";
import { labStudy } from "../../src/lab/lab-study.js";
import type { StudyFile } from "../../src/study/study-schema.js";
import { type SmallStudy, smallStudy } from "./small-study.js";

/** Real server, real database, real files: a study of 37 simulated models, two of them in-run controls. */
const excerpts = [{ id: "everyday-requests", probes: 52, samples: null }] as const;

async function studyWith(change: (content: StudyFile) => unknown): Promise<SmallStudy> {
  const study = await smallStudy({
    teachers: 10,
    excerpts,
    controls: 22,
    lab: { seed: "findings", controlFamilies: 22, doses: [0.5, 0.8] },
  });
  const whole = labStudy(study.lab, {
    suspect: "student",
    dose: 0.5,
    packs: ["./short-everyday-requests.json"],
    inRunControls: true,
  });
  const content = { ...whole, title: "A small study" };
  study.rewrite(() => change(content) ?? content);
  return study;
}

const findingsOf = (study: SmallStudy) =>
  findingsSchema.parse(JSON.parse(readFileSync(study.result("findings.json"), "utf8")));

test("both are asked beside the suspect, are in no cohort, and pass", async () => {
  const study = await studyWith(() => undefined);
  const { stdout } = await study.run("plan");
  expect(stdout).toMatch(/^ {2}sim-independent +52 requests/m);
  expect(stdout).toMatch(/^ {2}sim-student-080 +52 requests/m);
  expect(stdout).not.toContain("in-run");
  expect((await study.run("run")).exitCode).toBe(0);
  const findings = findingsOf(study);
  expect(findings.inRunControls).toMatchObject([
    { model: "sim-independent", kind: "negative", passed: true },
    { model: "sim-student-080", kind: "positive", group: "sim-birch", passed: true },
  ]);
  expect(findings.attribution).toMatchObject({ kind: "set", groups: ["sim-birch"] });
  expect(findings.tier).toBe(1);
  for (const { controls } of findings.lineUp)
    expect(controls.map(({ model }) => model)).not.toContain("sim-independent");
  expect(readFileSync(study.result("report.html"), "utf8")).toContain("unrelated (negative)");
});

test("a known model judged wrongly: tier 0 everywhere, and the answer says why", async () => {
  const study = await studyWith((content) => {
    // The student is declared as unrelated: a run in which the method goes wrong on a known model.
    const controls = content.controls!.map(({ group: _, ...control }) =>
      control.inRun === "positive" ? { ...control, inRun: "negative" as const } : control,
    );
    return { ...content, controls };
  });
  expect((await study.run("plan")).stdout).toContain("no positive in-run control");
  const { exitCode, stdout } = await study.run("run");
  expect(exitCode).toBe(0);
  const findings = findingsOf(study);
  expect(findings.tier).toBe(0);
  expect(findings.teachers.every(({ tier, rank }) => tier === 0 && rank === null)).toBe(true);
  expect(findings.attribution.kind).toBe("descriptive-only");
  expect(stdout.replace(/\s+/g, " ")).toContain(
    "the negative in-run control sim-student-080 was judged wrongly: it stands out towards sim-birch",
  );
});
