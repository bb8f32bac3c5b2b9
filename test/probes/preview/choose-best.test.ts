import fc from "fast-check";
import { expect, test } from "vitest";
import { chooseBest, rankProbes } from "../../../src/probes/preview/choose-best.js";

const alone = (...ids: string[]) => ids.map((id) => ({ id, pair: null }));

test("best first; equal ones by id; unknown ones last", () => {
  const ranked = rankProbes([
    { id: "c", separation: 1 },
    { id: "x", separation: Number.NaN },
    { id: "b", separation: 1 },
    { id: "a", separation: -3 },
  ]);
  expect(ranked.map(({ id }) => id)).toEqual(["b", "c", "a", "x"]);
});

test("probes of a pair come together, at their mean, and never one more than asked for", () => {
  const probes = [...alone("a", "b"), { id: "p1", pair: "p" }, { id: "p2", pair: "p" }];
  const scores: Record<string, number> = { a: 2, b: 1, p1: 9, p2: -1 };
  const best = (n: number) => chooseBest(probes, (id) => scores[id]!, n);
  expect(best(4)).toEqual(["p1", "p2", "a", "b"]);
  expect(best(3)).toEqual(["p1", "p2", "a"]);
  // The pair does not fit, so the next ones do.
  expect(best(1)).toEqual(["a"]);
});

test("a pair of which one half is unknown is unknown", () => {
  const probes = [{ id: "p1", pair: "p" }, { id: "p2", pair: "p" }, ...alone("a")];
  expect(chooseBest(probes, (id) => (id === "p2" ? Number.NaN : 1), 3)).toEqual(["a"]);
});

test("whatever the scores: at most n, none twice, none unknown", () => {
  fc.assert(
    fc.property(fc.array(fc.double({ noDefaultInfinity: true }), { maxLength: 30 }), fc.nat(40), (scores, n) => {
      const probes = scores.map((_, index) => ({ id: `p${index}`, pair: index % 3 === 0 ? `q${index % 4}` : null }));
      const chosen = chooseBest(probes, (id) => scores[Number(id.slice(1))]!, n);
      expect(chosen.length).toBeLessThanOrEqual(n);
      expect(new Set(chosen).size).toBe(chosen.length);
      expect(chosen.some((id) => Number.isNaN(scores[Number(id.slice(1))]!))).toBe(false);
    }),
  );
});
