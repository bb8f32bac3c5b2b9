import { expect, test } from "vitest";
import { earlierFamilyModel } from "../../../../src/keyed/canary/testing/earlier-family-model.js";

test.each<[string | null, string[], boolean | null, boolean | null]>([
  ["2026-01-02T00:00:00Z", ["2025-11"], false, true],
  ["2026-01-02T00:00:00Z", ["2026-01"], null, true],
  ["2026-01-02T00:00:00Z", ["2026-02"], false, false],
  ["2026-01-02T00:00:00Z", ["2026-02"], null, null],
  ["2026-01-02T00:00:00Z", [], true, true],
  [null, ["2025-11"], false, false],
])("committed %j, known %j, stated %j: %j", (committed, known, stated, expected) => {
  expect(earlierFamilyModel(committed, known, stated)).toBe(expected);
});
