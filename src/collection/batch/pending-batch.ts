import type { StoredBatch } from "../../store/batches.js";
import type { PendingBatch } from "./batch-parts.js";

/** A batch that has just been written down. Times: wall in milliseconds since 1970, `now` monotonic. */
export function newBatch(name: string, requests: number, wallMs: number, now: number): PendingBatch {
  return {
    name,
    requests,
    plannedMs: wallMs,
    settled: false,
    id: null,
    askedMs: null,
    searchedSince: null,
    looks: 0,
    lateLooks: 0,
    failures: 0,
    seen: false,
    notFound: 0,
    setAside: false,
    failingSince: null,
    trouble: null,
    again: [],
    nextAt: now,
    state: null,
    done: 0,
  };
}

/** A batch that an earlier run left, as the ledger knows it. */
export function batchTakenUp(stored: StoredBatch, now: number): PendingBatch {
  return {
    ...newBatch(stored.name, stored.requests, Date.parse(stored.wall), now),
    id: stored.id,
    askedMs: stored.create_wall === null ? null : Date.parse(stored.create_wall),
    state: stored.state,
    done: stored.done ?? 0,
    settled: stored.open === 0,
  };
}

/** The provider has it, or may have it: what is left to do about it sends no question. */
export function isHandedIn({ id, askedMs, settled }: Pick<PendingBatch, "id" | "askedMs" | "settled">): boolean {
  return settled || id !== null || askedMs !== null;
}
