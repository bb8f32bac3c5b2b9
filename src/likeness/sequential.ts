import { lnEProcessAgainstAll } from "../statistics/e-process.js";
import { type PlaceLabels, rankContrasts } from "../statistics/rank-contrasts.js";

/** Per-prompt affinities of some traits, and which groups the references belong to. */
export interface ContrastSource {
  /** One a trait: prompts x models x references, row-major; NaN = missing. */
  readonly affinities: readonly ArrayLike<number>[];
  readonly models: number;
  readonly references: number;
  /** Places of the references that are ranked: all but those left out of the comparison. */
  readonly ranked: readonly number[];
  /** Groups and vendors of the ranked places. */
  readonly labels: PlaceLabels;
}

/**
 * Groups x prompts: by how much a model leans towards each group, as the mean over traits of the rank contrast (mean scaled
 * mid-rank, 0 .. 1, of the group's references less that of other vendors'). -1 .. 1; NaN where any trait is missing.
 * The contrast cancels how near a model is to everybody: strong unrelated models are nearer to a teacher than weak
 * students are.
 */
export function promptContrasts(source: ContrastSource, model: number, prompts: readonly number[]): Float64Array {
  const { affinities, models, references, ranked, labels } = source;
  const groups = labels.vendorOfGroup.length;
  const contrastsOf = rankContrasts(labels);
  const row = new Float64Array(ranked.length);
  const ofTrait = new Float64Array(groups);
  const contrasts = new Float64Array(groups * prompts.length);
  prompts.forEach((prompt, at) => {
    const from = (prompt * models + model) * references;
    for (const affinity of affinities) {
      for (let place = 0; place < row.length; place++) row[place] = affinity[from + ranked[place]!]!;
      contrastsOf(row, ofTrait);
      for (let group = 0; group < groups; group++) contrasts[group * prompts.length + at]! += ofTrait[group]!;
    }
  });
  // Without a trait 0 / 0, which is no number either.
  return contrasts.map((sum) => sum / affinities.length);
}

/** Suspect less control at each prompt, cut to -1 .. 1; 0 where either is missing, which leaves E as it was. */
export function contrastDifferences(suspect: ArrayLike<number>, control: ArrayLike<number>): Float64Array {
  const differences = new Float64Array(suspect.length);
  for (let prompt = 0; prompt < differences.length; prompt++) {
    const difference = suspect[prompt]! - control[prompt]!;
    if (!Number.isNaN(difference)) differences[prompt] = Math.max(-1, Math.min(1, difference));
  }
  return differences;
}

/** Numbers of prompts after which the test may be looked at: 25, 50, 100, 200, 400 ... and when all are answered. */
export function waves(prompts: number): number[] {
  const looks: number[] = [];
  for (let look = 25; look < prompts; look *= 2) looks.push(look);
  return prompts > 0 ? [...looks, prompts] : looks;
}

export interface SequentialTest {
  /** ln E against the least favourable control after each look. */
  readonly looks: readonly { readonly prompts: number; readonly lnE: number }[];
  /** Prompts of the first look at which E was at or above the bound; null if there was none, which means nothing. */
  readonly stoppedAfter: number | null;
  /** After the last prompt; 0 where there was none. */
  readonly lnE: number;
  /** Pairs of prompt and control without a difference. */
  readonly missing: number;
}

/**
 * The sequential test against every control at once: stop at the first wave at which the smallest E is at or above `bound`.
 * If the suspect is exchangeable with one of the controls at each prompt given all earlier ones, the bound is ever reached
 * with probability 1/bound at most, however often and whenever one looks (Waudby-Smith and Ramdas 2024).
 * Contrasts are in the order in which the prompts are asked, -1 .. 1, NaN = missing. Not a likelihood ratio.
 * Throws RangeError without controls or for a bound below 1.
 */
export function sequentialTest(
  suspect: ArrayLike<number>,
  controls: readonly ArrayLike<number>[],
  bound: number,
): SequentialTest {
  if (controls.length === 0) throw new RangeError("a sequential test needs a control");
  if (!(bound >= 1)) throw new RangeError(`the bound ${bound} is below 1`);
  const path = lnEProcessAgainstAll(controls.map((control) => contrastDifferences(suspect, control)));
  const looks = waves(path.length).map((prompts) => ({ prompts, lnE: path[prompts - 1]! }));
  const stopped = looks.find(({ lnE }) => lnE >= Math.log(bound));
  let missing = 0;
  for (const control of controls)
    for (let prompt = 0; prompt < suspect.length; prompt++)
      if (Number.isNaN(suspect[prompt]! - control[prompt]!)) missing++;
  return { looks, stoppedAfter: stopped?.prompts ?? null, lnE: looks.at(-1)?.lnE ?? 0, missing };
}
