import { type EndpointDrift, findDrift } from "../collection/drift/find-drift.js";
import { askedPlan, askedSlots } from "../collection/waves/asked-slots.js";
import { type Look, readLooks } from "../collection/waves/look-record.js";
import { readCanaryResults } from "../keyed/canary/recording/canary-results.js";
import type { CanaryResult } from "../keyed/canary/testing/canary-result.js";
import { isKeyedKind } from "../keyed/keyed-kinds.js";
import { readAnswers, type StoredAnswer } from "../store/read-answers.js";
import { type Deviation, readDeviations } from "../store/read-deviations.js";
import { requireSoundLedger } from "../store/require-sound-ledger.js";
import { openStore } from "../store/store.js";
import { type OpenStudy, underBoundPlan } from "./open-study.js";

/** What a study has collected or imported so far. */
export interface CollectedStudy {
  /** Under the plan that its answers were collected for; after an early stop without the probes that were not asked. */
  readonly study: OpenStudy;
  /** The same with the probes that were not asked because of an early stop. */
  readonly whole: OpenStudy;
  readonly answers: readonly StoredAnswer[];
  /** Answers that the plan asks of each model for the comparison: without sentinel probes and keyed packs. */
  readonly planned: ReadonlyMap<string, number>;
  /** Results of the canary tests made on this study. */
  readonly canaries: readonly CanaryResult[];
  /** Drift test of every model with repeated probes; empty for studies too small to have any. */
  readonly drift: readonly EndpointDrift[];
  /** Recorded differences from the plan as it was first frozen. */
  readonly deviations: readonly Deviation[];
  /** The look at which a sequential rule ended the asking of text questions, or null. */
  readonly stop: Look | null;
  /** Questions that have no answer yet (a refusal and an empty answer are answers). */
  readonly unanswered: number;
}

/** Throws STORE_MISSING when nothing was collected or imported yet, PLAN_DIFFERS when the study was changed since, LEDGER_FAULTY. */
export async function readCollectedStudy(open: OpenStudy): Promise<CollectedStudy> {
  const store = await openStore(open.storeFile, { readOnly: true });
  try {
    requireSoundLedger(store);
    const study = underBoundPlan(open, store);
    const answers = [...readAnswers(store)];
    const answered = new Set(answers.flatMap(({ slot, status }) => (isAnswer(status) ? [slot] : [])));
    const slots = askedSlots(study.plan, store).filter(({ sentinel }) => sentinel === undefined);
    const planned = new Map<string, number>();
    const keyed = new Set(study.plan.packs.flatMap(({ id, kind }) => (isKeyedKind(kind) ? [id] : [])));
    for (const { model, pack } of slots) if (!keyed.has(pack)) planned.set(model, (planned.get(model) ?? 0) + 1);
    const canaries = readCanaryResults(store);
    const drift = findDrift(store, study.plan.seed);
    const deviations = readDeviations(store);
    const unanswered = slots.filter(({ slot }) => !answered.has(slot)).length;
    const stop = readLooks(store).find(({ decision }) => decision === "stop") ?? null;
    const asked = stop === null ? study : { ...study, plan: askedPlan(study.plan, slots) };
    return { study: asked, whole: study, answers, planned, canaries, drift, deviations, stop, unanswered };
  } finally {
    store.close();
  }
}

function isAnswer(status: StoredAnswer["status"]): boolean {
  return status !== "error" && status !== "invalid";
}
