import { expect, test } from "vitest";
import { describeWait } from "../../../src/collection/decisions/describe-wait.js";

test("a wait is told in the unit that fits it", () => {
  const second = 1000;
  const words = [0.2, 45, 119, 120, 3000, 3600, 7200, 86_400, 172_800, 2_592_000].map((s) => describeWait(s * second));
  expect(words).toEqual([
    "1 s",
    "45 s",
    "119 s",
    "2 minutes",
    "50 minutes",
    "60 minutes",
    "2 hours",
    "24 hours",
    "2 days",
    "30 days",
  ]);
});
