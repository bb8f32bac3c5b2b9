import { join } from "node:path";
import { ExitCode } from "../errors.js";
import { demoExcerpts, labPacks, type PackExcerpt } from "../lab/lab-packs.js";
import { type LabStudyChoice, labStudy } from "../lab/lab-study.js";
import { startLab } from "../lab/start-lab.js";
import { shippedPacks } from "../probes/load-pack.js";
import { runLabStudy } from "./run-lab-study.js";
import type { StudyOutcome } from "./run-study.js";
import type { Terminal } from "./terminal.js";
import { writeWholeFile } from "./write-file.js";

const studentDose = 0.4;

export interface DemoSize {
  readonly controlFamilies: number;
  readonly excerpts: readonly PackExcerpt[];
  /** Threads that measure; all when left out. */
  readonly workers?: number;
}

/** Twenty families and more, so that ranks are resolved to a twentieth and better. */
const wholeDemo: DemoSize = { controlFamilies: 26, excerpts: demoExcerpts };

/** Two studies in one simulated world: a student of one teacher, and a model that learned from none of them. */
export async function runDemo(
  folder: string,
  seed: string,
  terminal: Terminal,
  { controlFamilies, excerpts, workers }: DemoSize = wholeDemo,
): Promise<StudyOutcome[]> {
  const packs = labPacks(await shippedPacks(), excerpts);
  const packFiles: string[] = [];
  for (const pack of packs) {
    const file = join(folder, "packs", `${pack.id}.json`);
    await writeWholeFile(file, `${JSON.stringify(pack, null, 2)}\n`);
    packFiles.push(`../packs/${pack.id}.json`);
  }
  const lab = await startLab({ seed, doses: [studentDose], controlFamilies });
  try {
    terminal.note(
      `SYNTHETIC: ${lab.models.length} simulated models answer on this computer. Nothing here says anything about a real model.`,
    );
    const outcomes: StudyOutcome[] = [];
    for (const choice of [
      { suspect: "student", dose: studentDose, packs: packFiles },
      { suspect: "independent", packs: packFiles },
    ] satisfies LabStudyChoice[]) {
      const outcome = await runLabStudy(lab, labStudy(lab, choice), join(folder, choice.suspect), workers, terminal);
      outcomes.push(outcome);
      if (outcome.exitCode === ExitCode.interrupted) break;
    }
    return outcomes;
  } finally {
    await lab.close();
  }
}
