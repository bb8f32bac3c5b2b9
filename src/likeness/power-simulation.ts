import { familyWeights } from "../statistics/family-weights.js";
import { sortedQuantile, weightedQuantile } from "../statistics/quantile.js";
import type { RandomStream } from "../statistics/random-stream.js";
import { clampTo } from "./bounds.js";
import { type Calibrator, lnRatio } from "./calibrator.js";
import type { ScoreMove, StoredNull, StoredStudent } from "./stored-scores.js";

/** A share, each family weighing the same. */
export interface Chance {
  readonly value: number;
  /** 2.5 % and 97.5 % quantiles over redrawn families; null with fewer than two. */
  readonly interval95: readonly [number, number] | null;
  readonly families: number;
}

export interface PowerInput {
  readonly students: readonly StoredStudent[];
  readonly nullSuspects: readonly StoredNull[];
  readonly move: ScoreMove;
  /** Calibrators that the student's family had no part in, at least one; taken in turn. */
  readonly calibratorsOf: (family: string) => readonly Calibrator[];
  readonly clip: readonly [number, number];
  /** log10 range of a likelihood ratio in the study. */
  readonly bounds: readonly [number, number];
  /** Families of unrelated suspects that the study's threshold will rest on; 0: it has no threshold, nothing stands out. */
  readonly thresholdFamilies: number;
  /** Groups among which an unrelated suspect's largest score is sought. */
  readonly groups: number;
  /** Simulated studies. */
  readonly draws: number;
}

export interface PowerOutcome {
  /** A student's score for its teacher's group is above the study's 5 % threshold. */
  readonly studentStandsOut: Chance;
  /** An unrelated suspect's largest score is above it. */
  readonly nullStandsOut: Chance;
  /** A student's bounded likelihood ratio is above 1, above 10. */
  readonly ratioAbove1: Chance;
  readonly ratioAbove10: Chance;
}

const intervalDraws = 2000;

/**
 * Simulated studies: each takes one student and one unrelated suspect (families in turn, a random member), a threshold from
 * randomly drawn other families, and adds prompt noise to every score. Families for the threshold are drawn without
 * replacement as long as there are enough, since a sample drawn with replacement misses the extremes that a threshold is
 * made of. Pure: the same input and stream give the same outcome.
 */
export function simulatePower(input: PowerInput, stream: RandomStream): PowerOutcome {
  const { move, groups, draws } = input;
  const students = byFamily(input.students);
  const unrelated = byFamily(input.nullSuspects);
  const names = [...unrelated.keys()];
  const noisy = (score: number): number => (move.noise === 0 ? score : score + move.noise * stream.normal());
  const largest = ({ scores }: StoredNull): number => {
    const seen = scores.length > groups ? stream.shuffle([...scores]).slice(0, groups) : scores;
    let most = Number.NEGATIVE_INFINITY;
    for (const score of seen) most = Math.max(most, noisy(move.unrelated(score)));
    return most;
  };
  const oneOf = <Item>(items: readonly Item[]): Item => items[stream.below(items.length)]!;

  const found = new Tally();
  const falsely = new Tally();
  const above1 = new Tally();
  const above10 = new Tally();
  const turns = turnsOf([...students.keys()], draws);
  const nullTurns = turnsOf(names, draws);
  for (let draw = 0; draw < draws; draw++) {
    const family = turns[draw];
    const ofNull = nullTurns[draw];
    const others = names.filter((name) => name !== family && name !== ofNull);
    const threshold = thresholdOf(drawFamilies(others, input.thresholdFamilies, stream), unrelated, largest);
    if (family !== undefined) {
      const score = noisy(move.student(oneOf(students.get(family)!).score));
      found.add(family, score > threshold);
      const calibrators = input.calibratorsOf(family);
      const fit = calibrators[draw % calibrators.length]!;
      const log10 = clampTo(lnRatio(fit, score, input.clip) / Math.LN10, input.bounds);
      above1.add(family, log10 > 0);
      above10.add(family, log10 > 1);
    }
    if (ofNull !== undefined) falsely.add(ofNull, largest(oneOf(unrelated.get(ofNull)!)) > threshold);
  }
  return {
    studentStandsOut: found.chance(stream),
    nullStandsOut: falsely.chance(stream),
    ratioAbove1: above1.chance(stream),
    ratioAbove10: above10.chance(stream),
  };
}

function byFamily<Item extends { readonly family: string }>(items: readonly Item[]): Map<string, Item[]> {
  const families = new Map<string, Item[]>();
  for (const item of items) families.set(item.family, [...(families.get(item.family) ?? []), item]);
  return families;
}

/** Families in turn, so that each is drawn as often as any other. */
function turnsOf(names: readonly string[], draws: number): (string | undefined)[] {
  return Array.from({ length: draws }, (_, draw) => names[draw % names.length]);
}

function drawFamilies(names: readonly string[], count: number, stream: RandomStream): string[] {
  if (names.length === 0) return [];
  if (count > names.length) return Array.from({ length: count }, () => names[stream.below(names.length)]!);
  const rest = [...names];
  return Array.from({ length: count }, () => rest.splice(stream.below(rest.length), 1)[0]!);
}

/** The level that 5 % of the drawn families pass, each weighing the same; without any, nothing can stand out. */
function thresholdOf(
  drawn: readonly string[],
  unrelated: ReadonlyMap<string, readonly StoredNull[]>,
  largest: (suspect: StoredNull) => number,
): number {
  // A family that is drawn twice counts twice.
  const suspects = drawn.flatMap((name, place) => unrelated.get(name)!.map((suspect) => ({ place, suspect })));
  if (suspects.length === 0) return Number.POSITIVE_INFINITY;
  const weights = familyWeights(suspects.map(({ place }) => place));
  return weightedQuantile(
    suspects.map(({ suspect }) => largest(suspect)),
    weights,
    0.95,
  );
}

class Tally {
  readonly #families = new Map<string, { hits: number; count: number }>();

  add(family: string, hit: boolean): void {
    const one = this.#families.get(family) ?? { hits: 0, count: 0 };
    this.#families.set(family, one);
    one.count += 1;
    if (hit) one.hits += 1;
  }

  chance(stream: RandomStream): Chance {
    const shares = [...this.#families.values()].map(({ hits, count }) => hits / count);
    const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
    const families = shares.length;
    if (families === 0) return { value: 0, interval95: null, families };
    if (families === 1) return { value: shares[0]!, interval95: null, families };
    const redrawn = Float64Array.from({ length: intervalDraws }, () =>
      mean(shares.map(() => shares[stream.below(families)]!)),
    ).sort();
    return {
      value: mean(shares),
      interval95: [sortedQuantile(redrawn, 0.025), sortedQuantile(redrawn, 0.975)],
      families,
    };
  }
}
