import fc from "fast-check";
import { expect, test } from "vitest";
import { lnEProcess } from "../../src/statistics/e-process.js";
import { rankContrasts } from "../../src/statistics/rank-contrasts.js";
import { expectClose, fixture } from "./fixtures.js";

// Five groups of three vendors.
const vendorOfGroup = [0, 0, 1, 2, 2];

function contrasts(affinities: readonly number[], groupOf: readonly number[]): Float64Array {
  const out = new Float64Array(vendorOfGroup.length);
  const vendorOf = groupOf.map((group) => vendorOfGroup[group]!);
  rankContrasts({ groupOf, vendorOf, vendorOfGroup, vendors: 3 })(affinities, out);
  return out;
}

test("F32: contrasts, and their e-process against one control", () => {
  const { input, expected } = fixture<
    { affinity: { suspect: number[][]; control: number[][] }; own: number[]; otherVendor: number[]; grid: number[] },
    { contrastSuspect: number[]; contrastControl: number[]; d: number[]; e: number[] }
  >("F32");
  const contrast = (row: number[]): number => {
    // The group, a sibling of the same vendor, another vendor.
    const groupOf = row.map((_, place) => (input.own.includes(place) ? 0 : input.otherVendor.includes(place) ? 2 : 1));
    return contrasts(row, groupOf)[0]!;
  };
  const suspect = input.affinity.suspect.map(contrast);
  const control = input.affinity.control.map(contrast);
  expectClose(suspect, expected.contrastSuspect, 1e-12);
  expectClose(control, expected.contrastControl, 1e-12);
  const differences = suspect.map((value, step) => Math.max(-1, Math.min(1, value - control[step]!)));
  expectClose(differences, expected.d, 1e-12);
  expectClose(lnEProcess(differences, input.grid).map(Math.exp), expected.e, 1e-12);
});

test("known ranks: the nearest group has the largest contrast, ties share a rank", () => {
  const found = contrasts([4, 1, 2, 2, 0], [0, 1, 2, 3, 4]);
  // Scaled ranks 1, .25, .625, .625, 0; own vendor left out of the others.
  expect(found[0]).toBeCloseTo(1 - (0.625 + 0.625) / 3, 12);
  expect(found[2]).toBeCloseTo(0.625 - (1 + 0.25 + 0.625 + 0) / 4, 12);
});

test("what is missing is left out; without one side there is no contrast", () => {
  expect(contrasts([3, Number.NaN, 1], [0, 2, 2])[0]).toBe(1);
  expect(contrasts([3, Number.NaN, Number.NaN], [0, 2, 2])[0]).toBeNaN();
  expect(contrasts([3, 2, Number.NaN], [0, 0, 2])[0]).toBeNaN();
  expect([...contrasts([1, Number.NaN, 2], [0, 2, 1])].every(Number.isNaN)).toBe(true);
});

test("property: a group's contrast is what counting by the definition gives", () => {
  const affinity = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constant(Number.NaN));
  const place = fc.record({ affinity, group: fc.integer({ min: 0, max: 4 }) });
  fc.assert(
    fc.property(fc.array(place, { maxLength: 24 }), (places) => {
      const found = contrasts(
        places.map((one) => one.affinity),
        places.map((one) => one.group),
      );
      const there = places.filter((one) => !Number.isNaN(one.affinity));
      const rank = (value: number): number =>
        there.filter((one) => one.affinity < value).length +
        (there.filter((one) => one.affinity === value).length - 1) / 2;
      const mean = (of: typeof there): number =>
        of.reduce((sum, one) => sum + rank(one.affinity), 0) / of.length / (there.length - 1);
      vendorOfGroup.forEach((vendor, group) => {
        const own = there.filter((one) => one.group === group);
        const others = there.filter((one) => vendorOfGroup[one.group] !== vendor);
        if (own.length === 0 || others.length === 0) expect(found[group]).toBeNaN();
        else expect(found[group]).toBeCloseTo(mean(own) - mean(others), 12);
      });
    }),
  );
});
