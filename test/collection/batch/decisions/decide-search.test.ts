import fc from "fast-check";
import { expect, test } from "vitest";
import { decideSearch } from "../../../../src/collection/batch/decisions/decide-search.js";
import type { BatchView } from "../../../../src/endpoints/batches.js";

const view: BatchView = {
  id: "batch_1",
  phase: "running",
  state: "in_progress",
  done: 0,
  files: [],
  reason: null,
  tooMuch: false,
};

test("found is taken up; not found is asked for again only when the list has had its time", () => {
  expect(decideSearch({ found: view, perhaps: false }, 0, 1000)).toEqual({ kind: "adopt", view });
  expect(decideSearch({ found: null, perhaps: false }, 500, 1000)).toEqual({ kind: "search-again" });
  expect(decideSearch({ found: null, perhaps: false }, 1000, 1000)).toEqual({ kind: "submit" });
  expect(decideSearch({ found: null, perhaps: true }, 1e9, 1000)).toEqual({ kind: "search-again" });
});

test("nothing is ever asked for a second time while it may be there", () => {
  fc.assert(
    fc.property(fc.boolean(), fc.boolean(), fc.integer(), fc.nat(), (found, perhaps, since, settle) => {
      const decision = decideSearch({ found: found ? view : null, perhaps }, since, settle);
      if (found || perhaps || since < settle) expect(decision.kind).not.toBe("submit");
    }),
  );
});
