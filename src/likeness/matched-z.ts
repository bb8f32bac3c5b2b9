import type { LineageTable } from "./lineage.js";
import type { Neighbours } from "./profile-neighbours.js";
import { type NearRule, nearCount } from "./settings.js";

/** A matrix of one trait, models x references, and which of its rows are wanted. */
export interface TraitMatrix {
  readonly affinity: Float64Array;
  readonly rows: readonly number[];
}

/**
 * Matched Z: `Z[i][j] = (A[i][j] - mean of A[c][j] over near) / sd of A[c][j] over all of C`, where C are the null models
 * of j's group with a value, without the family of i, and `near` those of C that answer most like i. The mean comes from
 * the similar ones so that era and style cancel, the (population) standard deviation from all of them because that of a
 * few is too unsteady. NaN where C is empty or has no spread. Cost: rows x references x models.
 *
 * Source: Z-norm with a cohort chosen by similarity (adaptive Z-norm of speaker verification; Mariethoz and Bengio 2005).
 */
export function matchedZ(
  lineage: LineageTable,
  { affinity, rows }: TraitMatrix,
  neighbours: Neighbours,
  near: NearRule,
): Float64Array {
  const models = lineage.models.length;
  const references = lineage.references.length;
  const groups = lineage.groups.length;
  const { family } = lineage;
  const z = new Float64Array(models * references).fill(Number.NaN);
  const serves = new Uint8Array(models);
  const column = new Float64Array(models);
  for (let reference = 0; reference < references; reference++) {
    const group = lineage.referenceGroup[reference]!;
    const cohort: number[] = [];
    for (let row = 0; row < models; row++) {
      const value = affinity[row * references + reference]!;
      column[row] = value;
      serves[row] = lineage.isNull[row * groups + group] === 1 && Number.isFinite(value) ? 1 : 0;
      if (serves[row] === 1) cohort.push(row);
    }
    const spreads = spreadsWithoutFamily(cohort, column, family);
    for (const row of rows) {
      const value = column[row]!;
      const own = family[row]!;
      const { count, sd } = spreads(own);
      if (!Number.isFinite(value) || count === 0 || !(sd > 0)) continue;
      const wanted = Math.min(nearCount(near, count), count);
      const order = neighbours(row, group);
      let taken = 0;
      let sum = 0;
      for (let place = 0; taken < wanted; place++) {
        const other = order[place]!;
        if (serves[other] === 0 || family[other] === own) continue;
        sum += column[other]!;
        taken++;
      }
      z[row * references + reference] = (value - sum / taken) / sd;
    }
  }
  return z;
}

interface Spread {
  readonly count: number;
  readonly sd: number;
}

/** Size and population standard deviation of a cohort without one family; each family computed once. */
function spreadsWithoutFamily(
  cohort: readonly number[],
  column: Float64Array,
  family: Int32Array,
): (without: number) => Spread {
  // By family; the last place is for families that have nobody in the cohort.
  const families = family.reduce((most, one) => Math.max(most, one), -1) + 1;
  const present = new Uint8Array(families);
  for (const row of cohort) present[family[row]!] = 1;
  const known: (Spread | undefined)[] = new Array(families + 1);
  return (without) => {
    const key = present[without] === 1 ? without : families;
    known[key] ??= spreadWithout(key, cohort, column, family);
    return known[key];
  };
}

function spreadWithout(without: number, cohort: readonly number[], column: Float64Array, family: Int32Array): Spread {
  let count = 0;
  let sum = 0;
  for (const row of cohort)
    if (family[row] !== without) {
      count++;
      sum += column[row]!;
    }
  const mean = sum / count;
  let squares = 0;
  for (const row of cohort) if (family[row] !== without) squares += (column[row]! - mean) ** 2;
  const sd = count === 0 ? Number.NaN : Math.sqrt(squares / count);
  // Equal values may leave a spread of rounding alone.
  return { count, sd: sd > 1e-12 * Math.abs(mean) ? sd : 0 };
}
