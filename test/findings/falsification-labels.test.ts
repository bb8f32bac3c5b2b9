import { describe, expect, test } from "vitest";
import { permutedLabelsCheck } from "../../src/findings/falsification-labels.js";
import { defaultSettings } from "../../src/likeness/settings.js";
import { inventedView } from "./invented-view.js";

const checkOf = (...given: Parameters<typeof inventedView>) =>
  permutedLabelsCheck(inventedView(...given).view, defaultSettings.calibration, "1");

describe("groups dealt out anew over families of students", () => {
  test("double difference is about one half, and near one with the true labels", () => {
    const [check, ...others] = checkOf("student-03-0");
    expect(others).toEqual([]);
    expect(check!.passed).toBe(true);
    expect(Math.abs(check!.observed! - 0.5)).toBeLessThan(0.2);
    expect(Number(/true labels it is (\S+)$/.exec(check!.expected)![1])).toBeGreaterThan(0.9);
  });

  test("the suspect's own family has no part in it", () => {
    const [own] = checkOf("student-03-0");
    const [other] = checkOf("student-03-1");
    expect(own!.observed).toBeCloseTo(other!.observed!, 1);
  });

  test("the same seed gives the same number, another seed another one", () => {
    const { view } = inventedView("null-00-0");
    const observed = (seed: string) => permutedLabelsCheck(view, defaultSettings.calibration, seed)[0]!.observed;
    expect(observed("1")).toBe(observed("1"));
    expect(observed("2")).not.toBe(observed("1"));
  });

  test("students of one group alone, or one family, cannot be compared: no check", () => {
    expect(checkOf("null-00-0", { studentFamilies: 1 })).toEqual([]);
  });
});
