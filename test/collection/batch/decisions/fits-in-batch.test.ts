import fc from "fast-check";
import { expect, test } from "vitest";
import { emptyBatch, fitsInBatch, grown } from "../../../../src/collection/batch/decisions/fits-in-batch.js";

function cut(sizes: readonly number[], limits: { requests: number; bytes: number }): number[][] {
  const batches: number[][] = [];
  let size = emptyBatch;
  for (const bytes of sizes) {
    if (size.requests === 0 || !fitsInBatch(size, bytes, limits)) {
      size = emptyBatch;
      batches.push([]);
    }
    batches.at(-1)!.push(bytes);
    size = grown(size, bytes);
  }
  return batches;
}

test("three questions of 40 bytes in batches of 100 bytes make two batches", () => {
  expect(cut([40, 40, 40], { requests: 10, bytes: 100 })).toEqual([[40, 40], [40]]);
  expect(cut([1, 1, 1, 1, 1], { requests: 2, bytes: 100 })).toEqual([[1, 1], [1, 1], [1]]);
});

test("every question goes in one batch, in order; no batch is empty or over a limit unless one question alone is", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 500 })),
      fc.integer({ min: 1, max: 20 }),
      fc.integer({ min: 1, max: 1000 }),
      (sizes, requests, bytes) => {
        const batches = cut(sizes, { requests, bytes });
        expect(batches.flat()).toEqual(sizes);
        for (const batch of batches) {
          expect(batch.length).toBeGreaterThan(0);
          expect(batch.length).toBeLessThanOrEqual(requests);
          const sum = batch.reduce((total, one) => total + one, 0);
          expect(batch.length === 1 || sum <= bytes).toBe(true);
        }
      },
    ),
  );
});
