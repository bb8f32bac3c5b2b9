import { createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { accountKey, effectiveKey, indexMessage, plantedIndex } from "../../../src/keyed/canary/derivation.js";
import { fixture } from "../../statistics/fixtures.js";
import { golden, goldenBeacon, goldenIds, goldenKey } from "./golden.js";

const none = Buffer.alloc(0);
const indices = (key: Uint8Array, D = 16) => goldenIds.map((id) => plantedIndex(key, golden.pack_id, id, D));

describe("published values", () => {
  test("effective keys, with and without a beacon", () => {
    expect(effectiveKey(goldenKey, goldenBeacon, golden.pack_id).toString("hex")).toBe(golden.k_eff_beacon_hex);
    expect(effectiveKey(goldenKey, none, golden.pack_id).toString("hex")).toBe(golden.k_eff_no_beacon_hex);
  });

  test("account key and its indices", () => {
    const key = accountKey(Buffer.from(golden.k_eff_beacon_hex, "hex"), golden.account_cluster);
    expect(key.toString("hex")).toBe(golden.k_account_hex);
    expect(indices(key)).toEqual(golden.indices_account);
  });

  test("indices under the raw key and both effective keys", () => {
    expect(indices(goldenKey)).toEqual(golden.indices_raw_key.map(({ index }) => index));
    expect(indices(Buffer.from(golden.k_eff_beacon_hex, "hex"))).toEqual(golden.indices_k_eff_beacon);
    expect(indices(Buffer.from(golden.k_eff_no_beacon_hex, "hex"))).toEqual(golden.indices_k_eff_no_beacon);
  });

  test.each(golden.other_D_raw_key)("$D alternatives, with the drawings that are thrown away", (one) => {
    one.index_and_counter.forEach(([index, counter], place) => {
      const id = goldenIds[place]!;
      expect(plantedIndex(goldenKey, golden.pack_id, id, one.D)).toBe(index);
      const drawn = createHmac("sha256", goldenKey)
        .update(`${indexMessage(golden.pack_id, id)}${counter}`)
        .digest()
        .readUInt32BE(0);
      expect(drawn % one.D).toBe(index);
    });
  });

  test("F29", () => {
    const { input, expected } = fixture<
      { keyHex: string; packId: string; ids: string[]; D: number; D2: number },
      { index16: number[]; index10: number[] }
    >("F29");
    const key = Buffer.from(input.keyHex, "hex");
    const of = (D: number) => input.ids.map((id) => plantedIndex(key, input.packId, id, D));
    expect(of(input.D)).toEqual(expected.index16);
    expect(of(input.D2)).toEqual(expected.index10);
  });

  test("the published uniformity check", () => {
    const { ids, D, chi2_15df } = golden.uniformity_check;
    const chiSquare = (name: (place: number) => string) => {
      const counts = new Array<number>(D).fill(0);
      for (let place = 0; place < ids; place++) counts[plantedIndex(goldenKey, golden.pack_id, name(place), D)]! += 1;
      return counts.reduce((sum, count) => sum + (count - ids / D) ** 2 / (ids / D), 0);
    };
    // 99.9 % of fair tables stay below 37.7; the published one is 10.8.
    expect(chi2_15df).toBeLessThan(37.7);
    expect(chiSquare((place) => `u${place}`)).toBeLessThan(37.7);
  });
});

test("an index is below the number of alternatives, whatever they are", () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 32, maxLength: 32 }),
      fc.integer({ min: 1, max: 2 ** 31 }).map((half) => half * 2),
      (key, D) => {
        const index = plantedIndex(key, "pack", "item", D);
        expect(index).toBeGreaterThanOrEqual(0);
        expect(index).toBeLessThan(D);
      },
    ),
  );
});

test.each([0, -1, 1.5, 2 ** 32 + 1, Number.NaN])("%s alternatives are refused", (D) => {
  expect(() => plantedIndex(goldenKey, "pack", "item", D)).toThrow(RangeError);
});

test("pack, item and key each change the index of some item", () => {
  const other = Buffer.from(goldenKey).fill(1, 31);
  expect(indices(other)).not.toEqual(indices(goldenKey));
  expect(goldenIds.map((id) => plantedIndex(goldenKey, "another-pack", id, 16))).not.toEqual(indices(goldenKey));
});
