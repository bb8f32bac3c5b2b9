import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { findingsSchema } from "../../src/findings/findings.js";
import { smallStudy } from "./small-study.js";

test("repeated probes of a large study are tested for drift, and the findings hold the outcome for every model", async () => {
  // Sentinel probes begin at 2,000 questions and at least 480 a model.
  const excerpts = [{ id: "everyday-requests", probes: 480, samples: null }] as const;
  const study = await smallStudy({ excerpts, lab: { seed: "steady" } });
  const { exitCode } = await study.run("run");
  expect(exitCode).toBe(0);
  expect(study.lab.tally.answered).toBeGreaterThan(study.questions);
  const findings = findingsSchema.parse(JSON.parse(readFileSync(study.result("findings.json"), "utf8")));
  const models = [study.content.suspect, ...study.content.teachers!, ...study.content.controls!].map(({ id }) => id);
  expect(findings.quality.drift!.map(({ model }) => model)).toEqual([...models].sort());
  for (const { probes, p, changed } of findings.quality.drift!) {
    expect(probes).toBeGreaterThanOrEqual(4);
    expect(p).toBeGreaterThan(0);
    // Simulated models do not change under way.
    expect(changed).toBe(p! < 0.01);
  }
  expect(findings.quality.drift!.filter(({ changed }) => changed)).toEqual([]);
  expect(readFileSync(study.result("report.html"), "utf8")).toContain(
    "Some probes were asked again at start, middle and end",
  );
});
