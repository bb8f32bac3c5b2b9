import { lockStudy } from "../store/collector-lock.js";
import type { Store } from "../store/store.js";
import type { Plan, Slot } from "../study/plan.js";
import type { BatchSettings } from "./batch/batch-settings.js";
import { handedIn } from "./batch/handed-in.js";
import { endedAuthorisation, requireAuthorisation } from "./checks/authorisation.js";
import { requireConduct, requireContact } from "./checks/conduct.js";
import { loadKeys } from "./checks/keys.js";
import type { OpenEndpoint } from "./checks/recording-self-test.js";
import type { Clock } from "./clock.js";
import type { CollectionSummary } from "./collection-summary.js";
import type { RetryLimits } from "./decisions/decide-retry.js";
import { finishRun } from "./finish-run.js";
import { Conductor } from "./lanes/conductor.js";
import { keepHeapLean } from "./lean-heap.js";
import type { PriceTable } from "./money/price-table.js";
import { modelsOf, schedule } from "./order/schedule.js";
import { prepareRun } from "./prepare-run.js";
import type { ProgressSink } from "./progress/progress.js";
import type { ExchangeLimits } from "./recording/exchange-limits.js";

/** Everything of the outside world that a collection touches. */
export interface CollectDependencies {
  readonly clock: Clock;
  /** Sends requests in place of the collector's own transport; leave it out unless the network needs one. */
  readonly fetch?: typeof fetch;
  /** Where API keys are looked up; nothing else is read from it. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly openEndpoint: OpenEndpoint;
  readonly progress: ProgressSink;
  /** Aborted when the user asks to stop: nothing more is sent, calls in flight get `graceMs` to end. */
  readonly signal: AbortSignal;
  readonly prices: PriceTable;
  /** Mail address or page of whoever collects; becomes part of the user agent. */
  readonly contact?: string;
  readonly allowedPrivateHosts?: readonly string[];
  /** Which questions of the schedule are asked now; all when left out. */
  readonly asks?: (slot: Slot) => boolean;
  readonly exchangeLimits?: Partial<ExchangeLimits>;
  readonly retryLimits?: Partial<RetryLimits>;
  readonly batchSettings?: Partial<BatchSettings>;
  readonly graceMs?: number;
  /** Bytes left on the disk of the database; asked every other second. */
  readonly freeBytes?: () => Promise<number>;
}

/**
 * Asks every question of the plan that has no answer yet, and writes down each call before and after it is made. Run the
 * same plan again to go on where it stopped. Ends complete, or incomplete with the reasons (budget, endpoints that were
 * given up, the user's wish); throws for wrong input before anything is sent (KEY_MISSING, AUTHORISATION_MISSING,
 * AUTHORISATION_EXPIRED, CONTACT_MISSING, PLAN_DIFFERS, STUDY_LOCKED ...), when the ledger cannot be written
 * (STORE_DISK_FULL ...) and when a reply holds a key (SECRET_IN_REPLY). When the authorisation has ended, results of batches
 * that were handed in before are still fetched, since they are paid for; for what is left to ask the summary then holds the
 * refusal.
 */
export async function collect(plan: Plan, store: Store, dependencies: CollectDependencies): Promise<CollectionSummary> {
  const { clock, progress } = dependencies;
  const ended = endedAuthorisation(plan.authorisation, clock.wall());
  const paidFor = ended === null ? null : new Set(handedIn(store).map(({ model }) => model));
  if (ended !== null && paidFor?.size === 0) throw ended;
  requireAuthorisation(plan, dependencies.allowedPrivateHosts ?? [], clock.wall());
  // Who only fetches needs the keys of those alone who have something to fetch.
  const models = modelsOf(plan).filter(({ id }) => paidFor === null || paidFor.has(id));
  const keys = loadKeys(models, dependencies.environment);
  const slots = schedule(plan).filter(dependencies.asks ?? (() => true));
  // Who only fetches asks nobody anything, so how many questions are left does not matter.
  if (ended === null) requireConduct(plan, slots, dependencies.contact);
  else requireContact(plan, dependencies.contact);
  const lock = lockStudy(store.path, { pid: process.pid, since: clock.wall().toISOString(), task: "collect" });
  const restoreHeap = keepHeapLean(slots.length);
  try {
    const purpose = ended === null ? "collect" : "fetch what was handed in before the authorisation ended";
    const prepared = await prepareRun({ plan, models, slots, purpose }, store, keys, dependencies);
    const end = await new Conductor(prepared, dependencies).run().finally(() => prepared.close());
    progress.end();
    const summary = await finishRun(prepared, end, dependencies);
    return ended === null ? summary : refusing(summary, plan, clock.wall());
  } finally {
    progress.end();
    restoreHeap();
    lock.release();
  }
}

/** What an ended authorisation leaves undone is the user's to mend; what is whole or was interrupted says so itself. */
function refusing(summary: CollectionSummary, plan: Plan, now: Date): CollectionSummary {
  if (summary.status !== "incomplete") return summary;
  const refusal = endedAuthorisation(plan.authorisation, now, summary.planned - summary.answered);
  return refusal === null ? summary : { ...summary, refusal, exitCode: refusal.exitCode };
}
