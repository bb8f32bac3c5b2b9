import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { findingsSchema } from "../../src/findings/findings.js";
import { labPacks } from "../../src/lab/lab-packs.js";
import { labPanel } from "../../src/lab/lab-panel.js";
import type { Panel } from "../../src/panel/panel.js";
import { shippedPacks } from "../../src/probes/load-pack.js";
import { toPack } from "../../src/probes/parse-pack.js";
import { smallStudy } from "../cli/small-study.js";
import { writePanelFolder } from "../panel/panel-folder.js";
import { partsOf, rebuilt } from "./small-panel.js";

/** Real server, real database, real files: one suspect is asked, and all other models stand in a reference panel. */
const excerpts = [{ id: "everyday-requests", probes: 110, samples: null }] as const;
const group = "sim-birch";
const knownDoses = [0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.85, 0.9, 0.95];
const otherDoses = [0.7, 0.8];
const cast = { seed: "replayed", controlFamilies: 26, teacher: "sim-birch-2" } as const;

/**
 * Every student a family of its own; the suspect is no part of it. Two are of another teacher: with students of one group
 * alone nothing would be compared with length, date and markdown.
 */
async function referencePanel(): Promise<string> {
  const packs = labPacks(await shippedPacks(), excerpts).map(toPack);
  const lab = labPanel({ ...cast, doses: knownDoses, temperature: 0.7, packs });
  const others = partsOf(labPanel({ ...cast, teacher: "sim-dune-2", doses: otherDoses, temperature: 0.7, packs }));
  const idOf = (id: string) => `${id}-of-dune`;
  const students = others.models.filter(({ relation }) => relation !== null);
  const ids = new Set(students.map(({ id }) => id));
  return folderOf(
    rebuilt(lab, ({ models, trials, answers }) => ({
      models: [...models, ...students.map((model) => ({ ...model, id: idOf(model.id) }))].map((model) =>
        model.relation === null ? model : { ...model, family: model.id },
      ),
      trials: [
        ...trials,
        ...others.trials.flatMap((trial) =>
          ids.has(trial.suspect) ? [{ ...trial, suspect: idOf(trial.suspect) }] : [],
        ),
      ],
      answers: new Map([...answers, ...[...ids].map((id) => [idOf(id), others.answers.get(id)!] as const)]),
    })),
  );
}

function folderOf(panel: Panel): Promise<string> {
  const header = "model,role,group,vendor,base,family,released,relation,parents,parent_models,confidence,note";
  const rows = panel.models.map((model) =>
    [model.id, model.role, model.group, model.vendor, "", model.family, model.released, model.relation]
      .concat([model.parents.join(";"), model.parentModels.join(";"), "high", ""])
      .map((value) => value ?? "")
      .join(","),
  );
  const trials = panel.trials.map(({ suspect, group: of, truth, relation, basis, confidence }) =>
    [suspect, of, truth, relation ?? "", basis, confidence].join(","),
  );
  return writePanelFolder({
    facts: { name: "known", description: "simulated models", language: "en", synthetic: true },
    prompts: panel.prompts.map(({ id, text, topic }) => ({ id, text, topic })),
    models: [header, ...rows].join("\n"),
    trials: ["suspect,group,truth,relation,basis,confidence", ...trials].join("\n"),
    responses: Object.fromEntries(
      panel.models.map(({ id }, row) => [
        id,
        panel.answers[row]!.map(({ prompt, sample, text }) => ({ prompt: panel.prompts[prompt]!.id, sample, text })),
      ]),
    ),
  });
}

async function stoppedStudy() {
  const reference = await referencePanel();
  const study = await smallStudy({
    teachers: 0,
    controls: 0,
    excerpts,
    lab: { ...cast, doses: [0.8] },
    suspect: "student",
    change: (content) => ({
      ...content,
      references: [reference],
      stopping: { rule: "sequential", group, alpha: 0.05 },
    }),
  });
  const collected = await study.run("collect");
  expect(collected, collected.stderr).toMatchObject({ exitCode: 0 });
  expect(collected.stderr).toMatch(/After \d+ text questions the sequential test has reached its bound/);
  const compared = await study.run("compare", "--format", "md,html,json");
  expect(compared, compared.stderr).toMatchObject({ exitCode: 0 });
  return {
    findings: findingsSchema.parse(JSON.parse(readFileSync(study.result("findings.json"), "utf8"))),
    asked: study.lab.tally.answered,
    page: readFileSync(study.result("report.md"), "utf8"),
  };
}

test("the named group has a likelihood ratio of replayed stops; the others have none", async () => {
  const { findings, asked, page } = await stoppedStudy();
  expect(asked).toBeLessThan(excerpts[0].probes);
  expect(findings.quality.promptsAsked).toBe(asked);
  expect(findings.suspect.promptsUsed).toBe(asked);

  const [leading, ...others] = findings.teachers;
  expect(leading).toMatchObject({ group, tier: 2, likelihoodRatio: { favours: "derived" } });
  for (const { likelihoodRatio, tierReasons } of others) {
    expect(likelihoodRatio).toBeNull();
    expect(tierReasons).toContain("the rule that ended the study tests another group");
  }

  const { replayed } = findings.calibration!;
  expect(replayed).toMatchObject({ group, bound: 20 });
  expect(replayed!.ends.map(({ questions }) => questions)).toEqual([25, 50, 100, 110]);
  const students = replayed!.ends.map(({ derived }) => derived);
  expect(students.reduce((sum, one) => sum + one)).toBe(knownDoses.length + otherDoses.length);
  // Students of the named teacher end early as well; nearly all unrelated pairs do not.
  expect(students.slice(0, -1).some((one) => one > 0)).toBe(true);
  const unrelated = replayed!.ends.map(({ notDerived }) => notDerived);
  expect(unrelated.at(-1)!).toBeGreaterThan(0.95 * unrelated.reduce((sum, one) => sum + one));

  // No row of the table replays the stops, so that nothing says how fragile the ratio is.
  expect(findings.fragile).toBeNull();
  expect(findings.sensitivity.every(({ log10Lr }) => log10Lr === null)).toBe(true);
  expect(findings.quality.notices.join(" ")).toContain(`Any likelihood ratio of ${group} is therefore learned from`);
  expect(page).toContain("A rule ended this study when the answers were clear");
});
