import { appendEntry, appendInside, inTransaction } from "./append-entry.js";
import type { JsonObject } from "./canonical.js";
import type { EntryTime } from "./entry.js";
import { entryFields, readEntries } from "./read-entries.js";
import type { Store } from "./store.js";

export type RunKind = "pilot" | "main" | "control" | "rerun" | "import" | "self-test";
export type RunStatus = "completed" | "stopped-by-rule" | "aborted" | "crashed";

/** Run numbers are gapless: R0001, R0002 ... */
export function nextRunNumber(store: Store): string {
  const last = store.sqlite.prepare("SELECT count(*) FROM ledger WHERE kind = 'run.open'").pluck().get() as number;
  return `R${String(last + 1).padStart(4, "0")}`;
}

/** Appends `run.open` and returns the run's number. */
export function openRun(store: Store, kind: RunKind, fields: JsonObject, actor: string, time: EntryTime): string {
  const run = nextRunNumber(store);
  appendEntry(store, { ...time, kind: "run.open", actor, run, fields: { ...fields, runKind: kind } });
  return run;
}

export function closeRun(
  store: Store,
  run: string,
  status: RunStatus,
  counts: JsonObject,
  actor: string,
  time: EntryTime,
): void {
  appendEntry(store, { ...time, kind: "run.close", actor, run, fields: { status, counts } });
}

export interface Repair {
  readonly orphans: number;
  readonly crashedRuns: readonly string[];
}

/**
 * What a start does before anything else: every intent without outcome gets its `exchange.orphan` (the call may have
 * been answered and billed), every open run its `run.close` with `crashed`. Calls that went in a batch stay open: the
 * provider still has them. Only the holder of the study's lock may.
 */
export function repairAfterCrash(store: Store, actor: string, time: EntryTime): Repair {
  return inTransaction(store, () => {
    const open = store.sqlite
      .prepare(
        "SELECT intent, slot, model, attempt, run FROM exchange WHERE outcome IS NULL AND batch IS NULL ORDER BY intent",
      )
      .all() as { intent: number; slot: string; model: string; attempt: number; run: string }[];
    for (const { intent, slot, model, attempt, run } of open) {
      const fields = { intent, slot, target: model, attempt, ofRun: run };
      appendInside(store, { ...time, kind: "exchange.orphan", actor, run, fields });
    }
    const crashedRuns = openRuns(store);
    for (const run of crashedRuns) {
      const counts = { orphans: open.filter((intent) => intent.run === run).length };
      appendInside(store, { ...time, kind: "run.close", actor, run, fields: { status: "crashed", counts } });
    }
    return { orphans: open.length, crashedRuns };
  });
}

function openRuns(store: Store): string[] {
  const open = new Set<string>();
  for (const entry of readEntries(store, ["run.open", "run.close"])) {
    const run = String(entryFields(entry).run);
    if (entry.kind === "run.open") open.add(run);
    else open.delete(run);
  }
  return [...open];
}
