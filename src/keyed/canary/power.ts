import { hitsNeeded, lnHitsTail } from "./testing/exact-tests.js";

export interface PowerRow {
  /** p-value that is to be reached. */
  readonly threshold: number;
  /** Null when even a hit on every item is not enough. */
  readonly hits: number | null;
  /** Share of items that the suspect must have taken up for 90 % power; null when none is enough. */
  readonly recallFor90: number | null;
  /** Power at the shares of `powerRecalls`. */
  readonly power: readonly number[];
}

export const powerThresholds = [1e-3, 1e-6, 1e-9] as const;
export const powerRecalls = [0.05, 0.1, 0.2] as const;

/**
 * What these items could show if a suspect has taken up a share of them: P(hit) = share + (1 - share) / alternatives,
 * items independent, computed exactly. Whether a share survives training is an assumption, not a result.
 */
export function canaryPower(alternatives: readonly number[]): PowerRow[] {
  return powerThresholds.map((threshold) => {
    const needed = hitsNeeded(alternatives, threshold);
    if (needed > alternatives.length) return { threshold, hits: null, recallFor90: null, power: [0, 0, 0] };
    return {
      threshold,
      hits: needed,
      recallFor90: recallFor(0.9, needed, alternatives),
      power: powerRecalls.map((recall) => powerAt(recall, needed, alternatives)),
    };
  });
}

/** Probability of `hits` or more when a share `recall` of the items was taken up. */
export function powerAt(recall: number, hits: number, alternatives: readonly number[]): number {
  // The tail of hits with unequal chances takes the chances as alternatives: 1 / (1 / chance).
  return Math.exp(
    lnHitsTail(
      hits,
      alternatives.map((count) => 1 / (recall + (1 - recall) / count)),
    ),
  );
}

/** Smallest share of items taken up that gives this power. */
export function recallFor(power: number, hits: number, alternatives: readonly number[]): number {
  let low = 0;
  let high = 1;
  for (let step = 0; step < 40; step++) {
    const middle = (low + high) / 2;
    if (powerAt(middle, hits, alternatives) < power) low = middle;
    else high = middle;
  }
  return high;
}

/**
 * How often the suspect has an excess and no control is noticed, when planted values have leaked and all of them took up
 * the same share.
 * @param gate level at which controls are judged, after Holm
 */
export function unnoticedLeak(
  recall: number,
  alternatives: readonly number[],
  alpha: number,
  gate: number,
  controls: number,
): number {
  // A p of exactly the level counts as reached; the smallest of several counts when it is below level / number.
  const reach = (level: number) => powerAt(recall, hitsNeeded(alternatives, level * (1 + 1e-12)), alternatives);
  return reach(alpha) * (1 - reach(gate / controls)) ** controls;
}
