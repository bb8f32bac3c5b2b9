import type { Command } from "../command.js";
import { calibrate } from "./calibrate.js";
import { canary } from "./canary.js";
import { collect } from "./collect.js";
import { compare } from "./compare.js";
import { demo } from "./demo.js";
import { importAnswers } from "./import.js";
import { init } from "./init.js";
import { packs } from "./packs.js";
import { plan } from "./plan.js";
import { report } from "./report.js";
import { run } from "./run.js";
import { tree } from "./tree.js";
import { validate } from "./validate.js";

/** Every command, in the order in which help lists them. */
export const commands: readonly Command[] = [
  demo,
  init,
  plan,
  run,
  collect,
  importAnswers,
  compare,
  tree,
  report,
  packs,
  canary,
  validate,
  calibrate,
];
