import { describe, expect, test } from "vitest";
import { effectiveKey, plantedIndex } from "../../../src/keyed/canary/derivation.js";
import { powerAt } from "../../../src/keyed/canary/power.js";
import { biasedSuspects, simulateKeys } from "../../../src/keyed/canary/simulation.js";
import { hitsNeeded } from "../../../src/keyed/canary/testing/exact-tests.js";
import { randomStream } from "../../../src/statistics/random-stream.js";

const keys = 4000;
const designs = [
  ["64 items, 16 alternatives", new Array<number>(64).fill(16)],
  ["128 items, 4 to 100 alternatives", Array.from({ length: 128 }, (_, item) => [4, 16, 64, 100][item % 4]!)],
] as const;
const suspects = biasedSuspects("simulation-test");

describe.each(designs)("false alarms over 4,000 keys, %s", (_, alternatives) => {
  test.each(suspects)("$name", (suspect) => {
    const { rejected, meanHits } = simulateKeys(suspect, alternatives, 0.01, keys, "simulation-test");
    expect(rejected).toBeLessThanOrEqual(0.01 * keys);
    const answered = alternatives.reduce(
      (sum, count, item) => sum + (suspect.habit(item, count) >= 0 ? 1 / count : 0),
      0,
    );
    // Four standard errors around what a fair key gives: habits move nothing.
    expect(Math.abs(meanHits - answered)).toBeLessThan(4 * Math.sqrt(answered / keys));
  });
});

test.each([0.05, 0.1, 0.2])("power against the dose %d is the computed one", (learned) => {
  const alternatives = new Array<number>(200).fill(100);
  const exact = powerAt(learned, hitsNeeded(alternatives, 1e-6), alternatives);
  const { rejected } = simulateKeys({ ...suspects[2]!, learned }, alternatives, 1e-6, 1000, "power-test");
  expect(Math.abs(rejected / 1000 - exact)).toBeLessThan(4 * Math.sqrt((exact * (1 - exact)) / 1000) + 0.002);
});

test("the derivation itself, without the shortcuts of the simulation: at most 1 % of 4,000 keys", () => {
  const stream = randomStream("derivation-size", "keys");
  const needed = hitsNeeded(new Array<number>(64).fill(16), 0.01);
  let rejected = 0;
  for (let key = 0; key < keys; key++) {
    const drawn = Buffer.from(Array.from({ length: 32 }, () => stream.below(256)));
    const effective = effectiveKey(drawn, new Uint8Array(0), "size-pack");
    let hits = 0;
    for (let item = 0; item < 64; item++)
      if (plantedIndex(effective, "size-pack", `c${item}`, 16) === item % 3) hits += 1;
    if (hits >= needed) rejected += 1;
  }
  expect(rejected).toBeGreaterThan(0);
  expect(rejected).toBeLessThanOrEqual(0.01 * keys);
});
