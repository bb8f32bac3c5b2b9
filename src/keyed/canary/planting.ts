import { createHmac } from "node:crypto";
import { canonicalBytes } from "../../store/canonical.js";
import { hashCanon } from "../../store/entry.js";
import { MerkleTree } from "../../store/merkle.js";
import { type CanaryItem, type CanaryPack, isAccountItem } from "./canary-pack.js";
import { accountKey, effectiveKey, plantedIndex } from "./derivation.js";

/** One planting, as the serving side records it: shows what was planted once the key is known, and nothing before. */
export interface PlantingEntry {
  /** RFC 3339. */
  readonly time: string;
  readonly accountCluster: string | null;
  readonly item: string;
  /** HMAC-SHA256(K_eff, "teacherprint-canary-log/v1\0" + item + "\0" + index), hex. */
  readonly mac: string;
}

export interface Planter {
  /** Index of the value to serve. Throws RangeError for an unknown item, or an account item without a cluster. */
  choose(itemId: string, accountCluster?: string): number;
  /** The value itself. */
  valueOf(itemId: string, accountCluster?: string): string;
  /** What to append to the planting log after serving. */
  entry(itemId: string, time: string, accountCluster?: string): PlantingEntry;
}

/** What the serving side asks while it answers. The key stays in memory; nothing here writes it anywhere. */
export function openPlanter(pack: CanaryPack, key: Uint8Array, beacon: Uint8Array = new Uint8Array(0)): Planter {
  const effective = effectiveKey(key, beacon, pack.packId);
  const items = new Map(pack.items.map((item) => [item.id, item]));
  const accounts = new Map<string, Buffer>();
  const itemOf = (id: string): CanaryItem => {
    const item = items.get(id);
    if (item === undefined) throw new RangeError(`the pack has no item "${id}"`);
    return item;
  };
  const keyOf = (item: CanaryItem, cluster: string | undefined): Uint8Array => {
    if (!isAccountItem(item)) return effective;
    if (cluster === undefined) throw new RangeError(`item "${item.id}" needs an account cluster`);
    const known = accounts.get(cluster) ?? accountKey(effective, cluster);
    accounts.set(cluster, known);
    return known;
  };
  const choose = (itemId: string, cluster?: string): number => {
    const item = itemOf(itemId);
    return plantedIndex(keyOf(item, cluster), pack.packId, item.id, item.alphabet.length);
  };
  return {
    choose,
    valueOf: (itemId, cluster) => itemOf(itemId).alphabet[choose(itemId, cluster)]!,
    entry: (item, time, cluster) => ({
      time,
      accountCluster: cluster ?? null,
      item,
      mac: logMac(effective, item, choose(item, cluster)),
    }),
  };
}

function logMac(effective: Uint8Array, item: string, index: number): string {
  return createHmac("sha256", effective).update(`teacherprint-canary-log/v1\0${item}\0${index}`, "utf8").digest("hex");
}

/** RFC 6962 root over the canonical bytes of the entries, for the daily anchor, with what a reveal record states. */
export function plantingLogRoot(entries: readonly PlantingEntry[]) {
  const tree = new MerkleTree();
  for (const entry of entries) tree.add(hashCanon(canonicalBytes({ ...entry })));
  const times = entries.map(({ time }) => time).sort();
  return {
    root: tree.root().toString("hex"),
    size: entries.length,
    first: times[0] ?? null,
    last: times.at(-1) ?? null,
  };
}

/** Places of entries that this key did not write, or that name an item which the pack has not. */
export function replayPlantingLog(planter: Planter, entries: readonly PlantingEntry[]): number[] {
  return entries.flatMap((entry, place) => {
    try {
      return planter.entry(entry.item, entry.time, entry.accountCluster ?? undefined).mac === entry.mac ? [] : [place];
    } catch {
      return [place];
    }
  });
}
