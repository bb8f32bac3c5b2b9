import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { labPacks, type PackExcerpt } from "../../src/lab/lab-packs.js";
import { labStudy } from "../../src/lab/lab-study.js";
import { type Lab, type LabSettings, startLab } from "../../src/lab/start-lab.js";
import { shippedPacks } from "../../src/probes/load-pack.js";
import type { StudyFile } from "../../src/study/study-schema.js";
import { type Afterwards, commandLine, type Said, testFolder } from "./command-line.js";

/** A study file beside its packs in a folder of its own, with a folder for results. */
export interface SmallStudy {
  readonly folder: string;
  readonly file: string;
  readonly content: StudyFile;
  readonly results: string;
  readonly lab: Lab;
  /** Questions of the study. */
  readonly questions: number;
  /** Runs a command on the study; results and cache go into its folder, the lab's key stands in the environment. */
  run(command: string, ...options: string[]): Promise<Said>;
  /** Writes the study file anew. */
  rewrite(change: (content: StudyFile) => unknown): void;
  /** Path of a file in the study's results folder. */
  result(name: string): string;
  environment: Record<string, string | undefined>;
}

export interface SmallStudySettings {
  readonly teachers?: number;
  readonly controls?: number;
  readonly excerpts?: readonly PackExcerpt[];
  readonly lab?: Partial<LabSettings>;
  /** A student of the first teacher at dose .8, or a model that learned from nobody. */
  readonly suspect?: "student" | "independent";
  readonly change?: (content: StudyFile) => unknown;
}

const threeQuestions: readonly PackExcerpt[] = [{ id: "everyday-requests", probes: 3, samples: null }];

/** A lab that is closed afterwards, and a study of a few of its models on a few questions. */
export async function smallStudy(
  settings: SmallStudySettings = {},
  afterwards: Afterwards = onTestFinished,
): Promise<SmallStudy> {
  const { teachers = 2, controls = 2, excerpts = threeQuestions, change = (content) => content } = settings;
  const shipped = await shippedPacks();
  const lab = await startLab({ seed: "small", controlFamilies: Math.max(1, controls), doses: [0.8], ...settings.lab });
  afterwards(() => lab.close());
  const folder = testFolder(afterwards);
  const packs = labPacks(shipped, excerpts);
  for (const pack of packs) writeFileSync(join(folder, `${pack.id}.json`), JSON.stringify(pack));
  const whole = labStudy(lab, {
    suspect: settings.suspect ?? "student",
    dose: 0.8,
    packs: packs.map(({ id }) => `./${id}.json`),
  });
  const content = {
    ...whole,
    title: "A small study",
    teachers: whole.teachers!.slice(0, teachers),
    controls: whole.controls!.slice(0, controls),
  };
  const changed = (change(content) ?? content) as StudyFile;
  const file = join(folder, "study.json");
  writeFileSync(file, JSON.stringify(changed));
  const results = join(folder, "results");
  const environment: SmallStudy["environment"] = {
    [lab.apiKeyVariable]: lab.apiKey,
    XDG_CACHE_HOME: join(folder, "cache"),
  };
  const asked = packs.reduce(
    (sum, pack) =>
      sum + pack.probes.reduce((count, probe) => count + (probe.samples ?? pack.defaults?.samples ?? 1), 0),
    0,
  );
  return {
    folder,
    file,
    content: changed,
    results,
    lab,
    questions: asked * (1 + changed.teachers!.length + (changed.controls?.length ?? 0)),
    environment,
    run: (command, ...options) => {
      const measures = /^(run|compare)$/.test(command) && !options.includes("--workers") ? ["--workers", "1"] : [];
      return commandLine([command, file, "--results", results, ...measures, ...options], environment);
    },
    rewrite: (again) => {
      const copy = structuredClone(changed);
      writeFileSync(file, JSON.stringify(again(copy) ?? copy));
    },
    result: (name) => join(results, "a-small-study", name),
  };
}

/** Every file below a folder, with its bytes. */
export function filesBelow(folder: string): { path: string; bytes: Buffer }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path, bytes: readFileSync(path) }));
}

/** Writes a file with the folders above it; returns its path. */
export function write(path: string, content: string | Buffer): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}
