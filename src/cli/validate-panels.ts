import { availableParallelism } from "node:os";
import { join } from "node:path";
import { validatePanel } from "../validation/validate-panel.js";
import type { Validation } from "../validation/validation-schema.js";
import { fullValidation, quickValidation, type ValidationSettings } from "../validation/validation-settings.js";
import { cacheFolder } from "./folders.js";
import { loadPanels } from "./load-panels.js";
import { namesIn } from "./names-in.js";
import { readCalibrationFile } from "./read-calibration-file.js";
import type { Terminal } from "./terminal.js";

export interface ValidateOptions {
  readonly prompts: number | undefined;
  readonly traits: string | undefined;
  readonly seed: string;
  readonly workers: number | undefined;
  readonly cache: boolean;
  readonly calibration: string | undefined;
  readonly quick: boolean;
  readonly nullCohortCurve: boolean;
}

/** Random choices of null families for each point of the null cohort curve. */
const nullCohortDraws = 3;

/** One document a panel, in the order of the folders. */
export async function validatePanels(
  folders: readonly string[],
  options: ValidateOptions,
  terminal: Terminal,
): Promise<Validation[]> {
  const settings: ValidationSettings = {
    ...fullValidation,
    ...(options.quick ? quickValidation : {}),
    seed: options.seed,
    workers: options.workers ?? availableParallelism(),
    cacheFolder: options.cache ? join(cacheFolder(terminal), "features") : null,
    prompts: options.prompts ?? null,
    traits: options.traits === undefined ? null : namesIn(options.traits),
    nullCohortDraws: options.nullCohortCurve ? nullCohortDraws : 0,
    storedCalibration: options.calibration === undefined ? null : await readCalibrationFile(options.calibration),
    progress: terminal.note,
  };
  const validations: Validation[] = [];
  for (const panel of await loadPanels(folders, terminal)) {
    terminal.note(`validating on ${panel.name}`);
    validations.push(await validatePanel(panel, settings));
  }
  return validations;
}
