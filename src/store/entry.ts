import { canonicalBytes, type JsonObject } from "./canonical.js";
import { sha256 } from "./digest.js";

export const entryKinds = [
  "ledger.open",
  "env.snapshot",
  "key.created",
  "authorisation.recorded",
  "plan.frozen",
  "deviation",
  "anchor.requested",
  "anchor.received",
  "beacon.recorded",
  "commitment.recorded",
  "run.open",
  "run.close",
  "block.open",
  "clock.sample",
  "tls.sample",
  "exchange.intent",
  "exchange.reply",
  "exchange.failure",
  "exchange.orphan",
  "batch.planned",
  "batch.call",
  "batch.reply",
  "batch.created",
  "batch.seen",
  "batch.stray",
  "batch.closed",
  "blind.assigned",
  "analysis.result",
  "unblind",
  "reveal.recorded",
  "report.issued",
  "bag.exported",
  "evidence.destroyed",
  "note",
] as const;
export type EntryKind = (typeof entryKinds)[number];

/** When something was written: wall clock for people (RFC 3339 UTC, three decimals), monotonic nanoseconds for order. */
export interface EntryTime {
  readonly wall: string;
  readonly monoNs: string;
}

/** What a caller appends; `seq` and `prev` are added from the head of the chain. */
export interface EntryDraft extends EntryTime {
  readonly kind: EntryKind;
  readonly actor: string;
  /** Run number (`R0001`), or null for entries that belong to no run. */
  readonly run: string | null;
  readonly fields: JsonObject;
}

export interface ChainHead {
  /** Number of entries; also the `seq` of the next one. */
  readonly size: number;
  /** Hash of the last entry in hex; 64 zeros for an empty ledger. */
  readonly hash: string;
}

export const emptyHead: ChainHead = { size: 0, hash: "0".repeat(64) };

export interface SealedEntry {
  readonly seq: number;
  readonly canon: Buffer;
  readonly hash: Buffer;
}

/** Gives a draft its place in the chain: `h = SHA-256(0x00 || canonical bytes)`, also the RFC 6962 leaf hash. */
export function sealEntry(draft: EntryDraft, head: ChainHead): SealedEntry {
  const canon = canonicalBytes({
    ...draft.fields,
    ...(draft.run === null ? {} : { run: draft.run }),
    v: 1,
    seq: head.size,
    kind: draft.kind,
    wall: draft.wall,
    monoNs: draft.monoNs,
    actor: draft.actor,
    prev: head.hash,
  });
  return { seq: head.size, canon, hash: hashCanon(canon) };
}

const leafPrefix = Uint8Array.of(0);

export function hashCanon(canon: Uint8Array): Buffer {
  return sha256(leafPrefix, canon);
}
