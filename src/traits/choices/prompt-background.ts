/** Who serves as background on one prompt, with the shares of each category summed family by family. */
export interface PromptBackground {
  /** Families with an answer. */
  readonly families: number;
  /** Sum over families of their mean shares, by category. */
  readonly shares: Float64Array;
  /** Models that chose each category. */
  readonly users: Int32Array;
  /** The part of each family, by its number. */
  readonly ofFamily: ReadonlyMap<number, { readonly shares: Float64Array; readonly users: Int32Array }>;
}

/**
 * Adds up the models of a background once, so that each suspect's own background is a difference: the whole without the
 * suspect's family.
 * @param counts models x categories
 * @param family of each model, as a number
 */
export function promptBackground(
  counts: Int32Array,
  categories: number,
  cohort: readonly number[],
  family: Int32Array,
): PromptBackground {
  const members = new Map<number, number[]>();
  for (const model of cohort) {
    const row = counts.subarray(model * categories, (model + 1) * categories);
    if (!row.some((count) => count > 0)) continue;
    members.set(family[model]!, [...(members.get(family[model]!) ?? []), model]);
  }
  const whole = { shares: new Float64Array(categories), users: new Int32Array(categories) };
  const ofFamily = new Map<number, { shares: Float64Array; users: Int32Array }>();
  for (const [number, models] of members) {
    const own = { shares: new Float64Array(categories), users: new Int32Array(categories) };
    for (const model of models) {
      const row = counts.subarray(model * categories, (model + 1) * categories);
      const total = row.reduce((sum, count) => sum + count, 0);
      for (let a = 0; a < categories; a += 1) {
        own.shares[a]! += row[a]! / total / models.length;
        if (row[a]! > 0) own.users[a]! += 1;
      }
    }
    for (let a = 0; a < categories; a += 1) {
      whole.shares[a]! += own.shares[a]!;
      whole.users[a]! += own.users[a]!;
    }
    ofFamily.set(number, own);
  }
  return { families: members.size, ...whole, ofFamily };
}
