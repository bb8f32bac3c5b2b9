import type { FusionSettings } from "./settings.js";

/** One trait's matrix to be fused; NaN = not available. */
export interface FusedPart {
  readonly trait: string;
  readonly values: Float64Array;
}

/** How many of so many traits must be available for a fused score. */
export function traitsNeeded(named: number, minimumShare: number): number {
  return Math.max(1, Math.ceil(named * minimumShare - 1e-9));
}

/**
 * Weighted mean of the available traits, cell by cell; NaN where fewer than `minimumShare` of the `named` traits are
 * available. Traits with weight 0 are neither needed nor counted.
 */
export function fuse(
  parts: readonly FusedPart[],
  named: readonly string[],
  { weights, minimumShare }: FusionSettings,
  length: number,
): Float64Array {
  const weightOf = (trait: string): number => weights.get(trait) ?? 1;
  const wanted = named.filter((trait) => weightOf(trait) > 0);
  const used = parts.filter((part) => wanted.includes(part.trait));
  const needed = traitsNeeded(wanted.length, minimumShare);
  const fused = new Float64Array(length).fill(Number.NaN);
  for (let cell = 0; cell < length; cell++) {
    let count = 0;
    let sum = 0;
    let weight = 0;
    for (const { trait, values } of used) {
      const value = values[cell]!;
      if (!Number.isFinite(value)) continue;
      count++;
      sum += weightOf(trait) * value;
      weight += weightOf(trait);
    }
    if (count >= needed) fused[cell] = sum / weight;
  }
  return fused;
}
