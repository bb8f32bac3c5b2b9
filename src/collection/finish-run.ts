import { closeRun, type RunStatus } from "../store/runs.js";
import { readSlotHistory } from "../store/slot-history.js";
import { type ModelTotals, noTotals, readTotals } from "../store/totals.js";
import { samplingNotices } from "./checks/sampling-notices.js";
import { timeNow } from "./clock.js";
import type { CollectDependencies } from "./collect.js";
import { type CollectionSummary, exitCodeOf } from "./collection-summary.js";
import { findDrift } from "./drift/find-drift.js";
import type { RunEnd } from "./lanes/conductor.js";
import type { PreparedRun } from "./prepare-run.js";
import { collectorActor } from "./recording/ledger-writer.js";
import { whenFree } from "./when-free.js";

/** Closes the run and counts, from rows, what the study now has. Throws what made the run fail, if anything did. */
export async function finishRun(
  prepared: PreparedRun,
  end: RunEnd,
  dependencies: CollectDependencies,
): Promise<CollectionSummary> {
  const { store, run, slots, before } = prepared;
  const close = async (status: RunStatus, answered: number) => {
    const totals = await readTotals(store, prepared.plan);
    const counts = { requests: totals.attempts - before.attempts, answered, planned: slots.length };
    const { clock } = dependencies;
    const write = () => closeRun(store, run, status, counts, collectorActor, timeNow(clock));
    // A run that failed may have waited for the database long enough.
    if (end.failure === null) await whenFree(clock, write);
    else write();
    return totals;
  };
  if (end.failure !== null) {
    // The reason why the run failed may keep it from being closed; the next start does that then.
    await close("aborted", countAnswered(prepared)).catch(() => undefined);
    throw end.failure;
  }
  const answered = countAnswered(prepared);
  const complete = answered === slots.length;
  const status = end.interrupted && !complete ? "interrupted" : complete ? "complete" : "incomplete";
  const runStatus: RunStatus =
    status === "complete" ? "completed" : status === "interrupted" ? "aborted" : "stopped-by-rule";
  const totals = await close(runStatus, answered);
  const rowOf = (model: string): ModelTotals => totals.models.find((row) => row.model === model) ?? noTotals(model);
  return {
    status,
    reasons: reasonsOf(end, slots.length - answered),
    limitReached: end.budgetReached !== null,
    refusal: null,
    run,
    runStatus,
    planned: slots.length,
    answered,
    requestsOfThisRun: totals.attempts - before.attempts,
    orphansFound: prepared.repair.orphans,
    totals,
    models: end.lanes.map(({ model, stopped }) => ({
      model,
      planned: slots.reduce((count, slot) => count + (slot.model === model ? 1 : 0), 0),
      totals: rowOf(model),
      stopped,
    })),
    notices: [
      ...noticesOf(prepared),
      ...end.notices,
      ...driftNotices(prepared),
      ...samplingNotices(store, prepared.plan),
    ],
    exitCode: exitCodeOf(status, answered, end.lanes.length > 0 && end.lanes.every((lane) => lane.stopped !== null)),
  };
}

function countAnswered({ store, slots }: PreparedRun): number {
  const { answered } = readSlotHistory(store);
  return slots.reduce((count, { slot }) => count + (answered.has(slot) ? 1 : 0), 0);
}

function reasonsOf(end: RunEnd, missing: number): string[] {
  if (missing === 0) return [];
  const reasons = end.lanes
    .filter((lane) => lane.stopped !== null)
    .map((lane) => `"${lane.model}" was given up: ${lane.stopped}`);
  if (end.budgetReached !== null) reasons.push(`${end.budgetReached} was reached`);
  if (end.interrupted) reasons.push("it was stopped by the user");
  reasons.push(...end.left);
  if (reasons.length === 0) reasons.push(`${missing} questions got no usable answer; the next run asks them again`);
  return reasons;
}

function driftNotices({ store, plan }: PreparedRun): string[] {
  return findDrift(store, plan.seed)
    .filter(({ changed }) => changed)
    .map(
      ({ model, p }) =>
        `"${model}" answers the repeated probes differently at start, middle and end (p = ${p!.toPrecision(2)}): it may have changed under way.`,
    );
}

function noticesOf({ repair, seats }: PreparedRun): string[] {
  const notices: string[] = [];
  if (repair.crashedRuns.length > 0) {
    const inFlight =
      repair.orphans === 0
        ? "no call was in flight then"
        : `${repair.orphans} calls were in flight then, may have been billed, and are asked again`;
    notices.push(`${repair.crashedRuns.join(", ")} ended without being closed; ${inFlight}.`);
  }
  const unpriced = seats.filter((seat) => seat.price === null).map((seat) => seat.model.id);
  if (unpriced.length > 0)
    notices.push(
      `No price is known for ${unpriced.join(", ")}: their cost is not counted, and a limit in US dollars does not hold for them.`,
    );
  return notices;
}
