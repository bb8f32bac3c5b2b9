import { appendEntry } from "../../store/append-entry.js";
import type { EntryTime } from "../../store/entry.js";
import { entryFields, readEntries } from "../../store/read-entries.js";
import type { Store } from "../../store/store.js";
import { collectorActor } from "../recording/ledger-writer.js";

/** One look at the sequential test, as the ledger keeps it. */
export interface Look {
  readonly wave: number;
  /** Text probes asked so far. */
  readonly probes: number;
  readonly group: string;
  /** ln E against the least favourable control; null where the test could not be done. */
  readonly lnE: number | null;
  readonly bound: number;
  readonly controls: number;
  /** Pairs of probe and control without a difference. */
  readonly missing: number;
  readonly decision: "go on" | "stop";
}

const about = "sequential look";

/** Writes a look down before anything follows from it. */
export function recordLook(store: Store, look: Look, time: EntryTime): void {
  const fields = { what: about, ...look, lnE: look.lnE === null ? null : String(look.lnE), bound: String(look.bound) };
  appendEntry(store, { ...time, kind: "analysis.result", actor: collectorActor, run: null, fields });
}

export function readLooks(store: Store): Look[] {
  const looks: Look[] = [];
  for (const entry of readEntries(store, ["analysis.result"])) {
    const { what, ...fields } = entryFields(entry);
    if (what !== about) continue;
    const look = fields as unknown as Look & { lnE: string | null; bound: string };
    looks.push({ ...look, lnE: look.lnE === null ? null : Number(look.lnE), bound: Number(look.bound) });
  }
  return looks;
}
