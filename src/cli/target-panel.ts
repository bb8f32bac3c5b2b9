import { stat } from "node:fs/promises";
import { TeacherprintError } from "../errors.js";
import { studyPanel } from "../findings/study-panel.js";
import { loadPanelFolder } from "../panel/load-folder.js";
import type { Panel } from "../panel/panel.js";
import { readCollectedStudy } from "./collected-study.js";
import { type OpenStudy, openStudy } from "./open-study.js";
import type { Terminal } from "./terminal.js";

export interface TargetPanel {
  readonly panel: Panel;
  /** Name of the results folder. */
  readonly name: string;
  /** The study behind the panel; null for a panel folder. */
  readonly study: OpenStudy | null;
}

/** True for a panel folder, false for a study file. Throws TARGET_NOT_FOUND. */
export async function isPanelFolder(target: string): Promise<boolean> {
  const found = await stat(target).catch(() => null);
  if (found !== null) return found.isDirectory();
  throw new TeacherprintError(
    "TARGET_NOT_FOUND",
    `There is no study file or panel folder "${target}".`,
    "Check the path.",
  );
}

/** The panel of a study file or of a panel folder. Throws TARGET_NOT_FOUND, STORE_MISSING and what loading throws. */
export async function openTargetPanel(target: string, results: string, terminal: Terminal): Promise<TargetPanel> {
  if (await isPanelFolder(target)) {
    const panel = await loadPanelFolder(target);
    return { panel, name: panel.name, study: null };
  }
  const { study, answers } = await readCollectedStudy(await openStudy(target, results, terminal));
  const panel = studyPanel(study.plan, answers, study.references);
  return { panel, name: study.study.id, study };
}
