import { expect, test } from "vitest";
import { listHorizon } from "../../src/endpoints/list-horizon.js";

const day = 24 * 3_600_000;
const at = (days: number) => Date.parse("2026-01-10T00:00:00Z") + days * day;

test("a list is read to what is older than its newest entry by the time since the planning and a day", () => {
  const isPast = listHorizon(60_000);
  expect(isPast([at(3), at(2.5)])).toBe(false);
  expect(isPast([at(2.4), at(2)])).toBe(false);
  expect(isPast([at(1.9)])).toBe(true);
  const isPastLater = listHorizon(2 * day);
  expect(isPastLater([at(3), at(0.1)])).toBe(false);
  expect(isPastLater([at(-0.1)])).toBe(true);
});

test("a list without times, one from old to new, and one that no clock can judge are read to their end", () => {
  expect(listHorizon(0)([Number.NaN, Number.NaN])).toBe(false);
  expect(listHorizon(0)([])).toBe(false);
  const isPast = listHorizon(0);
  expect([isPast([at(-9), at(-5)]), isPast([at(-4), at(0)])]).toEqual([false, false]);
  const unknown = listHorizon(Number.POSITIVE_INFINITY);
  expect(unknown([at(0), at(-300)])).toBe(false);
});

test("a time that is not known does not hide the others of its page", () => {
  expect(listHorizon(0)([Number.NaN, at(3), at(0), Number.NaN])).toBe(true);
});
