import { byCodePoint } from "../../panel/code-point-order.js";
import type { Probe } from "../pack.js";

export interface RankedProbe {
  readonly id: string;
  /** Separation of the reference groups; NaN where it is not known. */
  readonly separation: number;
}

/** From the one that separates best; probes whose separation is not known come last, equal ones by id. */
export function rankProbes<Ranked extends RankedProbe>(probes: readonly Ranked[]): Ranked[] {
  const known = (separation: number) => (Number.isNaN(separation) ? Number.NEGATIVE_INFINITY : separation);
  return [...probes].sort((left, right) => {
    const [first, second] = [known(left.separation), known(right.separation)];
    return first === second ? byCodePoint(left.id, right.id) : second - first;
  });
}

/**
 * Ids of the best n probes, best first. Probes of one pair stand or fall together, at the mean of their separations: half of
 * a pair of swapped options would leave a bias towards a side in. A pair that would make n + 1 is passed over. Probes
 * whose separation is not known are never chosen.
 */
export function chooseBest(
  probes: readonly Pick<Probe, "id" | "pair">[],
  separationOf: (id: string) => number,
  n: number,
): string[] {
  const units = new Map<string, string[]>();
  for (const { id, pair } of probes) {
    const key = pair === null ? `probe ${id}` : `pair ${pair}`;
    units.set(key, [...(units.get(key) ?? []), id]);
  }
  const ranked = rankProbes(
    [...units.values()].map((members) => ({
      id: members[0]!,
      members,
      separation: members.reduce((sum, id) => sum + separationOf(id), 0) / members.length,
    })),
  );
  const chosen: string[] = [];
  for (const { members, separation } of ranked)
    if (!Number.isNaN(separation) && chosen.length + members.length <= n) chosen.push(...members);
  return chosen;
}
