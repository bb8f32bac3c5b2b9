import { expect, test } from "vitest";
import { nullSuspectsCheck } from "../../src/findings/falsification.js";
import { defaultSettings } from "../../src/likeness/settings.js";
import { inventedView } from "./invented-view.js";

const checksOf = (...given: Parameters<typeof inventedView>) => {
  const { view, neighbours } = inventedView(...given);
  return nullSuspectsCheck({ view, neighbours, settings: defaultSettings, setWidth: 1 });
};

test("null models in the suspect's place: about one family in twenty may stand out", () => {
  const [check, ...others] = checksOf("student-03-0");
  expect(others).toEqual([]);
  // 24 control families and 8 teachers, each its own family.
  expect(check!.expected).toBe("about 1.6 of 32 families, at most 5");
  expect(check!.observed).toBeLessThanOrEqual(5);
  expect(check!.passed).toBe(true);
});

test("families are counted, not models: more copies of a control add nothing", () => {
  const counted = checksOf("student-03-0", { nullsPerFamily: 3 })[0]!;
  expect(counted.expected).toContain("of 32 families");
});

test("the suspect and known students take no part", () => {
  const alone = checksOf("null-05-0", { nullsPerFamily: 1 })[0]!;
  expect(alone.expected).toContain("of 31 families");
});

test("without null models that know enough groups nothing can be checked", () => {
  expect(checksOf("student-00-0", { vendors: 3, studentFamilies: 3 })).toEqual([]);
});
