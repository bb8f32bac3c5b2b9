import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Lab } from "../lab/start-lab.js";
import { renderTerminal } from "../report/terminal/terminal.js";
import type { StudyFile } from "../study/study-schema.js";
import { openStudy } from "./open-study.js";
import { runStudy, type StudyOutcome } from "./run-study.js";
import type { Terminal } from "./terminal.js";
import { writeWholeFile } from "./write-file.js";

/** Writes the study file of a lab into a folder of its own, runs the study there from the beginning, and prints what came out. */
export async function runLabStudy(
  lab: Lab,
  study: StudyFile,
  folder: string,
  workers: number | undefined,
  terminal: Terminal,
): Promise<StudyOutcome> {
  const withKey = { ...terminal, environment: { ...terminal.environment, [lab.apiKeyVariable]: lab.apiKey } };
  const studyFile = join(folder, "study.json");
  await writeWholeFile(studyFile, `${JSON.stringify(study, null, 2)}\n`);
  const open = await openStudy(studyFile, folder, withKey);
  // The lab has another port each time, so an earlier demo cannot be resumed; it is made anew.
  await rm(open.folder, { recursive: true, force: true });
  const outcome = await runStudy(
    open,
    {
      suspect: undefined,
      teachers: undefined,
      seed: undefined,
      results: folder,
      workers,
      cache: false,
      prices: undefined,
      contact: undefined,
      allowPrivateHost: [],
    },
    withKey,
  );
  if (outcome.findings !== null) {
    terminal.print(renderTerminal(outcome.findings, { colour: terminal.colour, width: terminal.width }));
    for (const file of outcome.written.filter((one) => one.endsWith(".html"))) terminal.print(`Report: ${file}\n`);
  }
  return outcome;
}
