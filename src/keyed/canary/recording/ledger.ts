import canonicalize from "canonicalize";
import { TeacherprintError } from "../../../errors.js";
import { appendEntries, inTransaction } from "../../../store/append-entry.js";
import { readBlob } from "../../../store/blobs.js";
import { sha256Hex } from "../../../store/digest.js";
import type { EntryTime } from "../../../store/entry.js";
import { entryFields, readEntries } from "../../../store/read-entries.js";
import type { Store } from "../../../store/store.js";
import type { CanaryPack } from "../canary-pack.js";
import type { FrozenAnswers } from "../reading/read-collection.js";
import { type CanaryResult, canaryResultSchema } from "../testing/canary-result.js";
import { differenceOf, refusalOf } from "./fixed-answers.js";

/** The ledger holds what was answered, that the key was read afterwards, and what came out; never the key. */

const actor = "canary-test";
const about = { answers: "canary answers", result: "canary result", reveal: "canary key" } as const;

/** The answers that count, when they were fixed, and whether there are others now. */
export interface FrozenRecord {
  readonly wall: string;
  readonly collected: readonly FrozenAnswers[];
  /** True when the study's answers are no longer those: what came after the key was read does not count. */
  readonly changedSince: boolean;
}

interface Frozen {
  readonly digest: string;
  readonly wall: string;
  /** When the key was read; null as long as it was not. */
  readonly revealedAt: string | null;
}

/**
 * Fixes the answers to a canary pack, with the pack's public part and commitment. The same answers are fixed once. Other
 * answers are fixed only as long as the key was not read; afterwards the fixed ones stay the ones that count.
 * Throws CANARY_PACK_ALTERED when they were read with another pack.
 */
export function freezeAnswers(
  store: Store,
  pack: CanaryPack,
  collected: readonly FrozenAnswers[],
  time: EntryTime,
): FrozenRecord {
  const bytes = canonical({ schema: "teacherprint.canary-collection/v1", packId: pack.packId, models: collected });
  const digest = sha256Hex(bytes);
  return inTransaction(store, () => {
    const known = lastFrozen(store, pack.packId);
    if (known !== null && known.digest === digest) return { wall: known.wall, collected, changedSince: false };
    if (known !== null && known.revealedAt !== null) {
      const fixed = readFrozen(store, known.digest);
      const difference = differenceOf(fixed, collected);
      if (difference !== null && difference.pack !== null)
        throw refusalOf(difference, `in ${store.path} on ${known.wall}`, `and the key was read at ${known.revealedAt}`);
      return { wall: known.wall, collected: fixed, changedSince: true };
    }
    const { commitment, ...covered } = pack;
    const packBytes = canonical(covered);
    const entry = { ...time, actor, run: null };
    appendEntries(store, [
      {
        ...entry,
        kind: "commitment.recorded",
        fields: {
          about: "canary pack",
          packId: pack.packId,
          packSha256: sha256Hex(packBytes),
          value: commitment.value,
        },
        blobs: [packBytes],
      },
      {
        ...entry,
        kind: "note",
        fields: { about: about.answers, packId: pack.packId, collectionSha256: digest },
        blobs: [bytes],
      },
    ]);
    return { wall: time.wall, collected, changedSince: false };
  });
}

/** Notes that the key was read, before anything is computed with it. Noted once for each pack; returns when. */
export function recordReveal(store: Store, pack: CanaryPack, time: EntryTime): string {
  return inTransaction(store, () => {
    const known = lastFrozen(store, pack.packId)?.revealedAt ?? null;
    if (known !== null) return known;
    appendEntries(store, [
      {
        ...time,
        actor,
        run: null,
        kind: "reveal.recorded",
        fields: { about: about.reveal, packId: pack.packId, value: pack.commitment.value },
      },
    ]);
    return time.wall;
  });
}

/** Keeps a result; the same result is kept once. */
export function recordResult(store: Store, result: CanaryResult, time: EntryTime): void {
  const bytes = canonical(result);
  const digest = sha256Hex(bytes);
  inTransaction(store, () => {
    const last = resultEntries(store).get(result.packId);
    if (last === digest) return;
    appendEntries(store, [
      {
        ...time,
        actor,
        run: null,
        kind: "analysis.result",
        fields: { about: about.result, packId: result.packId, resultSha256: digest },
        blobs: [bytes],
      },
    ]);
  });
}

/** The last result of every pack that was tested on this study, in the order of the first tests. */
export function readCanaryResults(store: Store): CanaryResult[] {
  return [...resultEntries(store).values()].map((digest) => {
    const bytes = readBlob(store, Buffer.from(digest, "hex"));
    const parsed = bytes === null ? null : canaryResultSchema.safeParse(JSON.parse(bytes.toString("utf8")));
    if (parsed?.success === true) return parsed.data;
    throw new TeacherprintError(
      "STORE_DAMAGED",
      `${store.path} names a canary result that it does not hold, or that another version wrote.`,
      "Run `teacherprint canary test` again; if it says the same, check the ledger with `collect --check`.",
    );
  });
}

function resultEntries(store: Store): Map<string, string> {
  const last = new Map<string, string>();
  for (const entry of readEntries(store, ["analysis.result"])) {
    const fields = entryFields(entry);
    if (fields.about === about.result) last.set(String(fields.packId), String(fields.resultSha256));
  }
  return last;
}

function readFrozen(store: Store, digest: string): readonly FrozenAnswers[] {
  const bytes = readBlob(store, Buffer.from(digest, "hex"));
  if (bytes !== null) return (JSON.parse(bytes.toString("utf8")) as { models: FrozenAnswers[] }).models;
  throw new TeacherprintError(
    "STORE_DAMAGED",
    `${store.path} names answers that it does not hold.`,
    "Run `teacherprint collect --check` and restore a backup.",
  );
}

function lastFrozen(store: Store, packId: string): Frozen | null {
  let last: Frozen | null = null;
  for (const entry of readEntries(store, ["note", "reveal.recorded"])) {
    const fields = entryFields(entry);
    if (fields.packId !== packId) continue;
    if (fields.about === about.answers)
      last = { digest: String(fields.collectionSha256), wall: String(fields.wall), revealedAt: null };
    else if (fields.about === about.reveal && last !== null)
      last = { digest: last.digest, wall: last.wall, revealedAt: String(fields.wall) };
  }
  return last;
}

function canonical(value: unknown): Buffer {
  return Buffer.from(canonicalize(value)!, "utf8");
}
