import fc from "fast-check";
import { expect, test } from "vitest";
import { rankContrast } from "../../src/statistics/rank-contrast.js";
import { rankContrasts } from "../../src/statistics/rank-contrasts.js";

// Five groups of three vendors; places belong to groups in turn.
const vendorOfGroup = [0, 0, 1, 2, 2];

function contrasts(affinities: readonly number[], groupOf: readonly number[]): Float64Array {
  const out = new Float64Array(vendorOfGroup.length);
  const vendorOf = groupOf.map((group) => vendorOfGroup[group]!);
  rankContrasts({ groupOf, vendorOf, vendorOfGroup, vendors: 3 })(affinities, out);
  return out;
}

test("known ranks: the nearest group has the largest contrast, ties share a rank", () => {
  const found = contrasts([4, 1, 2, 2, 0], [0, 1, 2, 3, 4]);
  // Scaled ranks 1, .25, .625, .625, 0; own vendor left out of the others.
  expect(found[0]).toBeCloseTo(1 - (0.625 + 0.625) / 3, 12);
  expect(found[2]).toBeCloseTo(0.625 - (1 + 0.25 + 0.625 + 0) / 4, 12);
});

test("NaN where a group or all other vendors are missing", () => {
  const found = contrasts([1, Number.NaN, 2], [0, 2, 1]);
  expect([...found].every(Number.isNaN)).toBe(true);
});

test("property: every group at once is what each group gives alone", () => {
  const affinity = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constant(Number.NaN));
  const place = fc.record({ affinity, group: fc.integer({ min: 0, max: 4 }) });
  fc.assert(
    fc.property(fc.array(place, { maxLength: 24 }), (places) => {
      const affinities = places.map((one) => one.affinity);
      const groupOf = places.map((one) => one.group);
      const found = contrasts(affinities, groupOf);
      const where = (wanted: (group: number) => boolean) =>
        groupOf.flatMap((group, index) => (wanted(group) ? [index] : []));
      vendorOfGroup.forEach((vendor, group) => {
        const own = where((one) => one === group);
        const others = where((one) => vendorOfGroup[one] !== vendor);
        const alone = rankContrast(affinities, own, others);
        if (Number.isNaN(alone)) expect(found[group]).toBeNaN();
        else expect(found[group]).toBeCloseTo(alone, 12);
      });
    }),
  );
});
