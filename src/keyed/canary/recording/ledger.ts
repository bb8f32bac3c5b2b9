import canonicalize from "canonicalize";
import { TeacherprintError } from "../../../errors.js";
import { appendEntries, inTransaction } from "../../../store/append-entry.js";
import { readBlob } from "../../../store/blobs.js";
import { sha256Hex } from "../../../store/digest.js";
import type { EntryTime } from "../../../store/entry.js";
import { entryFields, readEntries } from "../../../store/read-entries.js";
import type { Store } from "../../../store/store.js";
import type { CanaryPack } from "../canary-pack.js";
import { canaryPackDigest } from "../commitment.js";
import type { FrozenAnswers } from "../reading/read-collection.js";
import { differenceOf, refusalOf } from "./fixed-answers.js";
import {
  type FixedTerms,
  fixedTermsSchema,
  type GivenTerms,
  keepTerms,
  type NamedKey,
  requireSameKey,
  termsOf,
  termsUnknown,
} from "./fixed-terms.js";

/** The ledger holds what was answered and that the key was read afterwards; never the key. */

const actor = "canary-test";
const about = {
  pack: "canary pack",
  answers: "canary answers",
  result: "canary result",
  reveal: "canary key",
} as const;

/** The answers that count, when they were fixed, and whether there are others now. */
export interface FrozenRecord {
  readonly wall: string;
  readonly collected: readonly FrozenAnswers[];
  /** True when the study's answers are no longer those: what came after the key was read does not count. */
  readonly changedSince: boolean;
  readonly terms: FixedTerms;
  /** Whether the key was used on them before. */
  readonly used: boolean;
}

interface Frozen {
  readonly digest: string;
  readonly wall: string;
  /** When the key was read; null as long as it was not. */
  readonly revealedAt: string | null;
  /** Digest of the terms under which it was read; null also where an earlier version read it. */
  readonly terms: string | null;
}

/**
 * Fixes the answers to a canary pack, with the pack's public part, its commitment and all that the result depends on. The
 * same is fixed once. Other answers and terms are fixed only as long as the key was not read; afterwards the fixed ones
 * stay the ones that count.
 * Throws CANARY_PACK_ALTERED, CANARY_COMMITMENT_FIXED, CANARY_BEACON_FIXED, CANARY_TERMS_CHANGED, CANARY_TERMS_UNKNOWN.
 */
export function freezeAnswers(
  store: Store,
  pack: CanaryPack,
  collected: readonly FrozenAnswers[],
  given: GivenTerms,
  time: EntryTime,
): FrozenRecord {
  return inTransaction(store, () => {
    const known = lastFrozen(store, pack.packId);
    const packSha256 = canaryPackDigest(pack).toString("hex");
    if (known !== null && known.revealedAt !== null) {
      const fixed = readFrozen(store, known.digest);
      const difference = differenceOf(fixed, collected);
      const where = `in ${store.path} on ${known.wall}`;
      if (difference !== null && difference.pack !== null)
        throw refusalOf(difference, where, `and the key was read at ${known.revealedAt}`);
      requireSameKey(namedKeys(store), { packSha256, commitment: given.commitment, beacon: null }, where);
      if (known.terms === null) throw termsUnknown(where);
      const terms = keepTerms(readTerms(store, known.terms), given, where);
      return { wall: known.wall, collected: fixed, changedSince: difference !== null, terms, used: true };
    }
    const named = namedKeys(store);
    const { beacon: fixedBeacon } = named.findLast((one) => one.packSha256 === packSha256) ?? { beacon: null };
    // A beacon that was given once need not be given again.
    const terms = termsOf({
      ...given,
      beacon: given.beacon ?? (fixedBeacon === null ? undefined : { value: fixedBeacon, round: null }),
    });
    const now = { packSha256, commitment: terms.commitment, beacon: terms.beacon?.value ?? null };
    requireSameKey(named, now, `in ${store.path}`);
    const bytes = canonical({
      schema: "teacherprint.canary-collection/v1",
      packId: pack.packId,
      terms,
      models: collected,
    });
    const digest = sha256Hex(bytes);
    const record = { collected, changedSince: false, terms, used: false };
    if (known !== null && known.digest === digest) return { wall: known.wall, ...record };
    const { commitment: _, ...covered } = pack;
    const entry = { ...time, actor, run: null };
    appendEntries(store, [
      {
        ...entry,
        kind: "commitment.recorded",
        fields: { about: about.pack, packId: pack.packId, packSha256, value: terms.commitment, beacon: now.beacon },
        blobs: [canonical(covered)],
      },
      {
        ...entry,
        kind: "note",
        fields: { about: about.answers, packId: pack.packId, collectionSha256: digest },
        blobs: [bytes],
      },
    ]);
    return { wall: time.wall, ...record };
  });
}

/**
 * Notes that the key was read, and the terms that count from now on, before anything is computed with it. Noted once for
 * each pack; returns when.
 */
export function recordReveal(store: Store, pack: CanaryPack, terms: FixedTerms, time: EntryTime): string {
  return inTransaction(store, () => {
    const known = lastFrozen(store, pack.packId)?.revealedAt ?? null;
    if (known !== null) return known;
    const bytes = canonical(terms);
    appendEntries(store, [
      {
        ...time,
        actor,
        run: null,
        kind: "reveal.recorded",
        fields: {
          about: about.reveal,
          packId: pack.packId,
          value: pack.commitment.value,
          termsSha256: sha256Hex(bytes),
        },
        blobs: [bytes],
      },
    ]);
    return time.wall;
  });
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

function readTerms(store: Store, digest: string): FixedTerms {
  const bytes = readBlob(store, Buffer.from(digest, "hex"));
  const parsed = bytes === null ? null : fixedTermsSchema.safeParse(JSON.parse(bytes.toString("utf8")));
  if (parsed?.success === true) return parsed.data;
  throw new TeacherprintError(
    "STORE_DAMAGED",
    `${store.path} names terms of a canary test that it does not hold, or that another version wrote.`,
    "Run `teacherprint collect --check` and restore a backup.",
  );
}

/** Every commitment and beacon under which answers were fixed, the oldest first; earlier versions kept no beacon. */
function namedKeys(store: Store): NamedKey[] {
  const named: NamedKey[] = [];
  for (const entry of readEntries(store, ["commitment.recorded"])) {
    const { about: of, packSha256, value, beacon } = entryFields(entry);
    if (of !== about.pack) continue;
    named.push({
      packSha256: String(packSha256),
      commitment: String(value),
      beacon: typeof beacon === "string" ? beacon : null,
    });
  }
  return named;
}

function lastFrozen(store: Store, packId: string): Frozen | null {
  let last: Frozen | null = null;
  for (const entry of readEntries(store, ["note", "reveal.recorded"])) {
    const fields = entryFields(entry);
    if (fields.packId !== packId) continue;
    if (fields.about === about.answers)
      last = { digest: String(fields.collectionSha256), wall: String(fields.wall), revealedAt: null, terms: null };
    else if (fields.about === about.reveal && last !== null)
      last = {
        digest: last.digest,
        wall: last.wall,
        revealedAt: String(fields.wall),
        terms: typeof fields.termsSha256 === "string" ? fields.termsSha256 : null,
      };
  }
  return last;
}

function canonical(value: unknown): Buffer {
  return Buffer.from(canonicalize(value)!, "utf8");
}
