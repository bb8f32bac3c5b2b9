import type { Findings } from "../findings/findings.js";

/** Tier of what the answer names, with its place in the findings; `best` is that of the best covered group. */
export interface TierInQuestion {
  readonly tier: number;
  readonly path: string;
  readonly best: number;
}

/** The lowest tier among the named groups; where none is named, the best of all groups. */
export function tierInQuestion({ attribution, teachers, tier }: Findings): TierInQuestion {
  const named = teachers.flatMap((teacher, place) =>
    attribution.groups.includes(teacher.group) ? [{ tier: teacher.tier, path: `/teachers/${place}/tier` }] : [],
  );
  const lowest = named.sort((left, right) => left.tier - right.tier)[0] ?? { tier, path: "/tier" };
  return { ...lowest, best: tier };
}
