import { expect, test } from "vitest";
import { warnings } from "../../../src/report/sections/answer.js";
import { loadFindings } from "../load-findings.js";

const base = loadFindings("tier-2-at-cap");
const failing = (counts: boolean | undefined) =>
  JSON.stringify(
    warnings({
      ...base,
      falsification: [
        {
          check: "a check of one trait",
          passed: false,
          observed: 3,
          expected: "2",
          ...(counts === undefined ? {} : { counts }),
        },
      ],
    }),
  );

test("a failed check warns on the first page, unless it leaves the core score as it is", () => {
  expect(failing(undefined)).toContain("a check of one trait");
  expect(failing(true)).toContain("a check of one trait");
  expect(failing(false)).not.toContain("a check of one trait");
});
