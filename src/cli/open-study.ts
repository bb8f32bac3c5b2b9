import { existsSync } from "node:fs";
import { join } from "node:path";
import { systemClock, timeNow } from "../collection/clock.js";
import { lineageGroups } from "../panel/build-panel.js";
import { loadPanelFolder } from "../panel/load-folder.js";
import type { Panel } from "../panel/panel.js";
import { loadPack } from "../probes/load-pack.js";
import type { Pack } from "../probes/pack.js";
import { bindPlan, readBoundPlan } from "../store/bind-plan.js";
import { openStore, type Store } from "../store/store.js";
import { asBegun, ownRules } from "../study/as-begun.js";
import { freezePlan, planDigest } from "../study/freeze-plan.js";
import { requireInRunGroups } from "../study/in-run-control.js";
import { loadStudy } from "../study/load-study.js";
import type { Plan } from "../study/plan.js";
import type { Study } from "../study/study.js";
import { toolVersion } from "../version.js";
import { resultFolder } from "./folders.js";
import { requireSealed } from "./sealed-packs.js";
import type { Terminal } from "./terminal.js";

/** A study with everything that its file names, and the places that its results have. */
export interface OpenStudy {
  readonly study: Study;
  readonly plan: Plan;
  readonly planDigest: string;
  readonly packs: readonly Pack[];
  readonly references: readonly Panel[];
  readonly folder: string;
  readonly storeFile: string;
  readonly planFile: string;
  readonly authorisationFile: string;
}

export async function openStudy(file: string, results: string, terminal: Terminal): Promise<OpenStudy> {
  const study = await loadStudy(file);
  for (const notice of study.notices) terminal.note(notice);
  const packs = await Promise.all(study.packs.map((pack) => loadPack(pack)));
  requireSealed(study, packs);
  const references: Panel[] = [];
  for (const reference of study.references) references.push(await loadPanelFolder(reference));
  requireInRunGroups(
    study,
    references.flatMap((reference) => lineageGroups(reference).map(({ id }) => id)),
  );
  const folder = resultFolder(results, study.id);
  const storeFile = join(folder, "study.db");
  const begun = await begunPlan(storeFile);
  // The rules of a study that has begun stand in its plan; making them reads all of this program.
  const rules = begun === null ? (await import("./plan-rules.js")).planRules(study, references) : ownRules(begun);
  const digests = references.map(({ name, digest }) => ({ name, digest }));
  const today = freezePlan(study, packs, digests, toolVersion, rules);
  const plan = begun === null ? today : asBegun(today, begun);
  return {
    study,
    plan,
    planDigest: planDigest(plan),
    packs,
    references,
    folder,
    storeFile,
    planFile: join(folder, "plan.json"),
    authorisationFile: join(folder, "authorisation.json"),
  };
}

/** The plan that a study's ledger stands under; null where there is none, or none that can be read: then opening it says why. */
async function begunPlan(storeFile: string): Promise<Plan | null> {
  if (!existsSync(storeFile)) return null;
  try {
    const store = await openStore(storeFile, { readOnly: true });
    try {
      return readBoundPlan(store)?.plan ?? null;
    } finally {
      store.close();
    }
  } catch {
    return null;
  }
}

/**
 * The same study under the plan that its ledger stands under. Only the tool and its rules may have changed since: what ran,
 * each run records for itself. Throws PLAN_DIFFERS or STUDY_DIFFERS for every other change.
 */
export function underBoundPlan(open: OpenStudy, store: Store): OpenStudy {
  const bound = readBoundPlan(store);
  if (bound === null) return open;
  const plan = asBegun(open.plan, bound.plan);
  // A ledger that has a plan is only compared with, never written.
  bindPlan(store, plan, "command-line", timeNow(systemClock));
  return { ...open, plan, planDigest: planDigest(plan) };
}
