import { type RandomStream, randomStream } from "../../statistics/random-stream.js";
import { effectiveKey, indexMessage } from "./derivation.js";
import { FastHmac, messageBlocks } from "./sha256.js";
import { hitsNeeded } from "./testing/exact-tests.js";

/** A simulated suspect: what it answers to each item, knowing what was planted only through `learned`. */
export interface SimulatedSuspect {
  readonly name: string;
  /** Index that it answers to an item that it did not learn; -1 for none. May be as biased as one likes. */
  readonly habit: (item: number, alternatives: number) => number;
  /** Share of items that it took up, 0 .. 1. */
  readonly learned: number;
}

export interface SimulatedSize {
  readonly name: string;
  readonly keys: number;
  /** Keys under which p is at or below alpha. */
  readonly rejected: number;
  readonly meanHits: number;
}

/**
 * How often the exact test calls an excess, over many random keys, for a suspect whose habits stay the same. Each key is
 * drawn and stretched as a real one is.
 * @param alternatives of each item
 */
export function simulateKeys(
  suspect: SimulatedSuspect,
  alternatives: readonly number[],
  alpha: number,
  keys: number,
  seed: string,
): SimulatedSize {
  const packId = "simulated-pack";
  const messages = alternatives.map((_, item) => messageBlocks(Buffer.from(`${indexMessage(packId, `c${item}`)}0`)));
  // A hair above alpha, so that a p of exactly alpha counts as a false alarm.
  const needed = hitsNeeded(alternatives, alpha * (1 + 1e-12));
  const keyStream = randomStream(seed, "canary-simulation/keys");
  const learning = randomStream(seed, `canary-simulation/learning/${suspect.name}`);
  const hmac = new FastHmac();
  let rejected = 0;
  let total = 0;
  for (let key = 0; key < keys; key++) {
    hmac.setKey(effectiveKey(bytesOf(keyStream, 32), new Uint8Array(0), packId));
    let hits = 0;
    alternatives.forEach((count, item) => {
      // The few drawings that a real derivation throws away shift chances by less than 3e-8.
      const planted = hmac.uint32(messages[item]!) % count;
      const learned = suspect.learned > 0 && learning.double() < suspect.learned;
      if (learned || suspect.habit(item, count) === planted) hits += 1;
    });
    total += hits;
    if (hits >= needed) rejected += 1;
  }
  return { name: suspect.name, keys, rejected, meanHits: total / keys };
}

function bytesOf(stream: RandomStream, count: number): Buffer {
  const bytes = Buffer.alloc(count);
  for (let at = 0; at < count; at += 4) bytes.writeUInt32BE(stream.uint32(), at);
  return bytes;
}

/** Suspects that learned nothing, with habits as arbitrary as a test must withstand. */
export function biasedSuspects(seed: string): SimulatedSuspect[] {
  const favourite = (item: number, count: number) => randomStream(seed, `favourite/${item}`).below(count);
  const nothing = { learned: 0 };
  const suspects: readonly SimulatedSuspect[] = [
    { name: "always the first value", habit: () => 0, ...nothing },
    { name: "always the last value", habit: (_, count) => count - 1, ...nothing },
    { name: "a favourite for every item", habit: favourite, ...nothing },
    { name: "counts through the values", habit: (item, count) => item % count, ...nothing },
    {
      name: "refuses two items in three",
      habit: (item, count) => (item % 3 === 0 ? favourite(item, count) : -1),
      ...nothing,
    },
    {
      name: "learned the values of another key",
      habit: (item, count) => {
        const hmac = new FastHmac();
        hmac.setKey(Buffer.alloc(32, 9));
        return hmac.uint32(messageBlocks(Buffer.from(`${indexMessage("simulated-pack", `c${item}`)}0`))) % count;
      },
      ...nothing,
    },
  ];
  return suspects.map((suspect) => ({ ...suspect, habit: remembered(suspect.habit) }));
}

/** Habits do not change from key to key, so each is worked out once. */
function remembered(habit: SimulatedSuspect["habit"]): SimulatedSuspect["habit"] {
  const known = new Map<string, number>();
  return (item, count) => {
    const place = `${item}/${count}`;
    const value = known.get(place) ?? habit(item, count);
    known.set(place, value);
    return value;
  };
}
