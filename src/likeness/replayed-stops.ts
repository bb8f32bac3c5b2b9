import { lnEAtEnd } from "../statistics/e-process.js";
import type { Measurements } from "../traits/measurements.js";
import type { PreparedPanel } from "../traits/prepared-panel.js";
import type { LineageTable } from "./lineage.js";
import { contrastDifferences, promptContrasts } from "./sequential.js";
import { contrastSource, contrastTraits, nearestControls } from "./sequential-parts.js";

/** One look at the test, as if the study had ended there. */
export interface ReplayedLook {
  /** Places of the text prompts asked so far, in the order in which they are asked. */
  readonly prompts: readonly number[];
  /** Measured on these prompts alone. */
  readonly measurements: Measurements;
  /** Core scores on these prompts, models x groups. */
  readonly u: Float64Array;
}

export interface ReplayedStops {
  /** Scores at the look at which each pair's collection would have ended, models x groups; NaN where it cannot be known. */
  readonly u: Float64Array;
  /** Place of that look, models x groups; -1 where it cannot be known. */
  readonly look: Int16Array;
  /** models x groups: 1 where the test reached its bound there. */
  readonly reached: Uint8Array;
}

/**
 * What the sequential rule of a study would have done with models that answered everything: for each pair of model and
 * group, as if that group had been the named one, the first look at which E against every control is at or above the bound,
 * or the last look. A likelihood ratio that is learned from scores at the replayed looks holds after a stop
 * (docs/method.md, optional stopping); one learned from scores at any fixed number does not.
 * A model that lacks too many answers of any look has none.
 * `wanted` says which pairs are needed. Pure. Cost: prompts x traits x models x references, and for each wanted pair about
 * as many e-processes as it takes to find a control that does not reach the bound.
 */
export function replayStops(
  prepared: PreparedPanel,
  lineage: LineageTable,
  looks: readonly ReplayedLook[],
  bound: number,
  wanted: (row: number, group: number) => boolean,
): ReplayedStops {
  const groups = lineage.groups.length;
  const u = new Float64Array(lineage.models.length * groups).fill(Number.NaN);
  const look = new Int16Array(u.length).fill(-1);
  const reached = new Uint8Array(u.length);
  const last = looks.at(-1);
  if (last === undefined) return { u, look, reached };
  const outAt = looks.map(({ measurements }) => new Set(measurements.excluded.map(({ model }) => model)));
  const contrasts = groupContrasts(prepared, lineage, last);
  const lnBound = Math.log(bound);

  const endOf = (row: number, group: number): { at: number; reached: boolean } => {
    const own = contrasts(row, group);
    for (const [at, { prompts, measurements }] of looks.entries()) {
      const isOut = (other: number): boolean => outAt[at]!.has(lineage.models[other]!);
      const controls = nearestControls({ lineage, measurements, suspect: row, group }, isOut);
      const asked = own.subarray(0, prompts.length);
      const isReached = (control: number): boolean =>
        lnEAtEnd(contrastDifferences(asked, contrasts(control, group))) >= lnBound;
      if (controls.length > 0 && controls.every(isReached)) return { at, reached: true };
    }
    return { at: looks.length - 1, reached: false };
  };

  for (let row = 0; row < lineage.models.length; row++) {
    if (outAt.some((out) => out.has(lineage.models[row]!))) continue;
    for (let group = 0; group < groups; group++) {
      if (!wanted(row, group)) continue;
      const end = endOf(row, group);
      const cell = row * groups + group;
      u[cell] = looks[end.at]!.u[cell]!;
      look[cell] = end.at;
      reached[cell] = end.reached ? 1 : 0;
    }
  }
  return { u, look, reached };
}

/** By model and group: by how much the model leans towards the group at each prompt of the last look. */
function groupContrasts(
  prepared: PreparedPanel,
  lineage: LineageTable,
  { prompts, measurements }: ReplayedLook,
): (row: number, group: number) => Float64Array {
  const out = new Set(measurements.excluded.map(({ model }) => model));
  const source = contrastSource(contrastTraits(prepared), lineage, (row) => out.has(lineage.models[row]!));
  const known = new Map<number, Float64Array>();
  return (row, group) => {
    const contrasts = known.get(row) ?? promptContrasts(source, row, prompts);
    known.set(row, contrasts);
    return contrasts.subarray(group * prompts.length, (group + 1) * prompts.length);
  };
}
