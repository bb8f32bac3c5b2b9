import type { LineageTable } from "./lineage.js";
import { promptScore, type ReferenceAffinities } from "./prompt-order.js";

/** What is known of prompts before a suspect is asked; affinities are prompts x models x references, one a trait. */
export interface PreviewSource {
  readonly lineage: LineageTable;
  readonly affinities: readonly ArrayLike<number>[];
}

/**
 * How far references resemble their own group's more than others', by references alone: the score by which sequential tests
 * order their prompts (`promptOrder`). Summed over traits: (mean likeness of pairs of one group - that of pairs of different
 * vendors) / spread, doubly centred. NaN where there is no such pair.
 */
export function separation(source: PreviewSource, prompt: number): number {
  return promptScore(affinitiesOf(source, everyPlace(source)), prompt);
}

/** Whether any group has two references: without, no prompt can be scored. */
export function scoringGroups({ lineage }: PreviewSource): number[] {
  return lineage.groups.flatMap((_, group) =>
    [...lineage.referenceGroup].filter((own) => own === group).length >= 2 ? [group] : [],
  );
}

/**
 * What a choice of prompts is worth for a group that had no say in it. For each group with two references: `choose` ranks
 * by all other groups, and the chosen prompts are scored by this group's pairs alone. Means over groups; NaN where none can
 * be left out.
 * @param choose from a score for each prompt, the chosen prompts
 */
export function heldOutSeparation(
  source: PreviewSource,
  prompts: readonly number[],
  choose: (scoreOf: (prompt: number) => number) => readonly number[],
): { groups: number; chosen: number; all: number } {
  const { lineage } = source;
  const sums = { groups: 0, chosen: 0, all: 0 };
  for (const group of scoringGroups(source)) {
    const others = everyPlace(source).filter((place) => lineage.referenceGroup[place] !== group);
    const ranking = affinitiesOf(source, others);
    const scores = new Map(prompts.map((prompt) => [prompt, promptScore(ranking, prompt)]));
    const chosen = choose((prompt) => scores.get(prompt) ?? Number.NaN);
    const own = aloneIn(source, group);
    const [ofChosen, ofAll] = [chosen, prompts].map((list) =>
      finiteMean(list.map((prompt) => promptScore(own, prompt))),
    );
    if (Number.isNaN(ofChosen!) || Number.isNaN(ofAll!)) continue;
    sums.groups += 1;
    sums.chosen += ofChosen!;
    sums.all += ofAll!;
  }
  const { groups, chosen, all } = sums;
  return { groups, chosen: chosen / groups, all: all / groups };
}

/**
 * Whether the separation carries over to models that had no say in it: the chance that a reference leans more towards its
 * own group than a control does that is known not to be derived from it (ties half; families of controls weigh the same;
 * mean over traits and over groups with two references). A model's lean is the mean over the prompts of its likeness to the
 * group's references less that to other vendors' references. .5: controls are as near. NaN without such controls.
 */
export function transferToControls(
  source: PreviewSource,
  prompts: readonly number[],
): { chance: number; controls: number; families: number } {
  const { lineage, affinities } = source;
  const used = new Set<number>();
  const chances = scoringGroups(source).flatMap((group) => {
    const members = [...lineage.references].filter((_, place) => lineage.referenceGroup[place] === group);
    const controls = lineage.models.flatMap((_, model) =>
      lineage.isNull[model * lineage.groups.length + group] === 1 && lineage.ownGroup[model]! < 0 ? [model] : [],
    );
    return affinities.map((affinity) => {
      const leans = (models: readonly number[]) =>
        models
          .map((model) => ({ model, lean: leanOf(lineage, affinity, model, group, prompts) }))
          .filter(({ lean }) => Number.isFinite(lean));
      const present = leans(controls);
      for (const { model } of present) used.add(model);
      return chanceAbove(
        leans(members).map(({ lean }) => lean),
        present.map(({ model, lean }) => ({ lean, family: lineage.family[model]! })),
      );
    });
  });
  return {
    chance: finiteMean(chances),
    controls: used.size,
    families: new Set([...used].map((model) => lineage.family[model])).size,
  };
}

/** Chance that one of the first is above one of the second, ties half, families equal; NaN where either is empty. */
function chanceAbove(own: readonly number[], others: readonly { lean: number; family: number }[]): number {
  const size = new Map<number, number>();
  for (const { family } of others) size.set(family, (size.get(family) ?? 0) + 1);
  let [above, total] = [0, 0];
  for (const { lean, family } of others) {
    const weight = 1 / size.get(family)!;
    for (const mine of own) above += weight * (mine > lean ? 1 : mine === lean ? 0.5 : 0);
    total += weight * own.length;
  }
  return above / total;
}

function leanOf(
  { models, references, referenceGroup, vendors }: LineageTable,
  affinity: ArrayLike<number>,
  model: number,
  group: number,
  prompts: readonly number[],
): number {
  let [sum, answered] = [0, 0];
  for (const prompt of prompts) {
    const from = (prompt * models.length + model) * references.length;
    let [near, nearCount, far, farCount] = [0, 0, 0, 0];
    for (let place = 0; place < references.length; place++) {
      const value = affinity[from + place]!;
      if (Number.isNaN(value)) continue;
      const of = referenceGroup[place]!;
      if (of === group) {
        near += value;
        nearCount += 1;
      } else if (vendors[of] !== vendors[group]) {
        far += value;
        farCount += 1;
      }
    }
    if (nearCount === 0 || farCount === 0) continue;
    sum += near / nearCount - far / farCount;
    answered += 1;
  }
  return sum / answered;
}

const everyPlace = ({ lineage }: PreviewSource): number[] => [...lineage.references.keys()];

function affinitiesOf({ lineage, affinities }: PreviewSource, heard: readonly number[]): ReferenceAffinities {
  return {
    affinities,
    models: lineage.models.length,
    references: lineage.references,
    groupOf: lineage.referenceGroup,
    vendorOf: lineage.vendors,
    heard,
  };
}

/** Every other reference is a group of its own, so that only this group's pairs count as pairs of one group. */
function aloneIn(source: PreviewSource, group: number): ReferenceAffinities {
  const { lineage } = source;
  const places = everyPlace(source);
  return {
    ...affinitiesOf(source, places),
    groupOf: places.map((place) => (lineage.referenceGroup[place] === group ? 0 : place + 1)),
    vendorOf: [lineage.vendors[group]!, ...places.map((place) => lineage.vendors[lineage.referenceGroup[place]!]!)],
  };
}

function finiteMean(values: readonly number[]): number {
  const finite = values.filter(Number.isFinite);
  return finite.reduce((sum, value) => sum + value, 0) / finite.length;
}
