import type { Panel } from "../../panel/panel.js";
import { backgroundShare, choiceLogRatio } from "./choice-affinity.js";
import type { ChoiceCounts } from "./choice-counts.js";
import { type PromptBackground, promptBackground } from "./prompt-background.js";

/** Fewer answers than this of model or reference say too little about a distribution. */
export const minimumChoices = 8;

/**
 * Affinities of all models to the references, models x references; NaN where no prompt has enough answers of both.
 * Cost: prompts x models x references x categories that the model chose.
 */
export function measureChoices(
  panel: Panel,
  choices: readonly ChoiceCounts[],
  used: Uint8Array,
  references: Int32Array,
): Float64Array {
  const width = references.length;
  const models = panel.models.length;
  const sums = new Float64Array(models * width);
  const prompts = new Int32Array(sums.length);
  const cohorts = cohortsOf(panel, references);
  const family = familyNumbers(panel);
  for (const { prompt, categories, counts } of choices) {
    if (used[prompt] !== 1) continue;
    const size = categories.length;
    const rows = panel.models.map((_, model) => counts.subarray(model * size, (model + 1) * size));
    const answered = rows.map((row) => row.reduce((sum, count) => sum + count, 0));
    const backgrounds = new Map<readonly number[], PromptBackground>();
    references.forEach((reference, place) => {
      if (answered[reference]! < minimumChoices) return;
      const cohort = cohorts[place]!;
      const whole = backgrounds.get(cohort) ?? promptBackground(counts, size, cohort, family);
      backgrounds.set(cohort, whole);
      for (let model = 0; model < models; model += 1) {
        if (model === reference || answered[model]! < minimumChoices) continue;
        const value = affinityOn(whole, family[model]!, rows[reference]!, rows[model]!);
        if (Number.isNaN(value)) continue;
        sums[model * width + place]! += value;
        prompts[model * width + place]! += 1;
      }
    });
  }
  return sums.map((sum, cell) => (prompts[cell] === 0 ? Number.NaN : sum / prompts[cell]!));
}

/**
 * Null models of each reference's group, and references of other groups: who the choices are compared with. References of
 * one group share one list.
 */
function cohortsOf(panel: Panel, references: Int32Array): (readonly number[])[] {
  const isReference = new Set(references);
  const known = new Map<string | null, readonly number[]>();
  return Array.from(references, (reference) => {
    const { group } = panel.models[reference]!;
    const ready = known.get(group);
    if (ready !== undefined) return ready;
    const nulls = new Set(
      panel.trials.flatMap((trial) => (trial.group === group && trial.truth === "not-derived" ? [trial.suspect] : [])),
    );
    const cohort = panel.models.flatMap((model, index) =>
      nulls.has(model.id) || (isReference.has(index) && model.group !== group) ? [index] : [],
    );
    known.set(group, cohort);
    return cohort;
  });
}

function familyNumbers(panel: Panel): Int32Array {
  const numbers = new Map<string, number>();
  return Int32Array.from(panel.models, ({ family }) => {
    const number = numbers.get(family) ?? numbers.size;
    numbers.set(family, number);
    return number;
  });
}

/** Formula of `choiceAffinity` for one cell, the suspect's family taken out of the background; NaN without a background. */
function affinityOn(whole: PromptBackground, family: number, teacher: Int32Array, suspect: Int32Array): number {
  const own = whole.ofFamily.get(family);
  const families = whole.families - (own === undefined ? 0 : 1);
  if (families === 0) return Number.NaN;
  const users = (a: number) => whole.users[a]! - (own?.users[a] ?? 0);
  // A category that neither background nor teacher uses is unseen, whatever the suspect says.
  let seen = 0;
  let teacherTotal = 0;
  for (let a = 0; a < teacher.length; a += 1) {
    teacherTotal += teacher[a]!;
    if (teacher[a]! > 0 || users(a) > 0) seen += 1;
  }
  let sum = 0;
  let total = 0;
  for (let a = 0; a < suspect.length; a += 1) {
    const count = suspect[a]!;
    if (count === 0) continue;
    // Without users the share is 0, which a difference of sums may miss by a rounding.
    const share = users(a) === 0 ? 0 : (whole.shares[a]! - (own?.shares[a] ?? 0)) / families;
    total += count;
    sum += count * choiceLogRatio(backgroundShare(share, seen), teacher[a]!, teacherTotal);
  }
  return sum / total;
}
