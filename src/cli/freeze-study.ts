import canonicalize from "canonicalize";
import { systemClock, timeNow } from "../collection/clock.js";
import { appendEntry } from "../store/append-entry.js";
import { amendPlan, bindPlan, namedPlan, readBoundPlan } from "../store/bind-plan.js";
import { lockStudy } from "../store/collector-lock.js";
import { listDifferences } from "../store/list-differences.js";
import type { PlanChange } from "../store/plan-changes.js";
import { entryFields, readEntries } from "../store/read-entries.js";
import { openStore, type Store } from "../store/store.js";
import { asBegun } from "../study/as-begun.js";
import { planDigest } from "../study/freeze-plan.js";
import { toolVersion } from "../version.js";
import type { OpenStudy } from "./open-study.js";
import { writeWholeFile } from "./write-file.js";

const actor = "plan";

/** Records the plan in the study's ledger and beside it as plan.json, before anything is asked. Throws PLAN_DIFFERS. */
export async function freezeStudy(open: OpenStudy, reason: string | null): Promise<FrozenStudy> {
  const store = await openStore(open.storeFile, { create: true });
  try {
    return await freezeInto(store, open, reason);
  } finally {
    store.close();
  }
}

export interface FrozenStudy {
  readonly study: OpenStudy;
  /** What was changed since the study was begun, by the user or by a newer version of the tool, and has been recorded now. */
  readonly changes: readonly PlanChange[];
}

/**
 * Ties the ledger to the plan, or with a reason records how the plan was changed, and writes plan.json and authorisation.json
 * before it returns: nothing may be asked earlier. Throws STUDY_LOCKED, PLAN_DIFFERS, STUDY_DIFFERS, FILE_NOT_WRITTEN.
 */
export async function freezeInto(store: Store, open: OpenStudy, reason: string | null): Promise<FrozenStudy> {
  const time = timeNow(systemClock);
  const lock = lockStudy(store.path, { pid: process.pid, since: time.wall, task: "plan" });
  try {
    const known = readBoundPlan(store);
    const plan = known === null ? open.plan : asBegun(open.plan, known.plan);
    const { bound, changes } =
      reason === null
        ? { bound: bindPlan(store, plan, actor, time), changes: [] }
        : amendPlan(store, plan, reason, actor, time);
    const study = { ...open, plan: bound.plan, planDigest: planDigest(bound.plan) };
    await writePlan(study);
    return { study, changes: [...changes, ...(known === null ? [] : await recordOtherRules(store, study))] };
  } finally {
    lock.release();
  }
}

/**
 * A newer version of the tool may measure otherwise than the plan says: the plan stays, and that is recorded, once a version.
 * What such a version finds is exploratory.
 */
async function recordOtherRules(store: Store, { plan, study, references }: OpenStudy): Promise<PlanChange[]> {
  if (plan.analysis === undefined || plan.toolVersion === toolVersion) return [];
  const { planRules } = await import("./plan-rules.js");
  const differences = listDifferences(
    { analysis: plan.analysis },
    { analysis: planRules(study, references).analysis },
    20,
  );
  if (differences.length === 0) return [];
  for (const entry of readEntries(store, ["deviation"])) {
    const { what, tool } = entryFields(entry);
    if (what === otherRules && tool === toolVersion) return [];
  }
  const fields = { what: otherRules, tool: toolVersion, effect: "exploratory", changes: differences };
  appendEntry(store, { ...timeNow(systemClock), kind: "deviation", actor, run: null, fields });
  return differences.map((what) => ({ what, effect: "exploratory" }));
}

const otherRules = "rules of a newer version of the tool";

/** In RFC 8785 form: the digest of the file is the digest of the plan. */
async function writePlan({ plan, planFile, authorisationFile }: OpenStudy): Promise<void> {
  await writeWholeFile(planFile, namedPlan(plan).bytes);
  await writeWholeFile(authorisationFile, canonicalize(plan.authorisation)!);
}
