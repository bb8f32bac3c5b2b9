import type { RandomStream } from "./random-stream.js";
import { mean } from "./sums.js";

/** A student with one documented teacher, and its score for every group (`NaN` or absent = not available). */
export interface Student {
  readonly family: string | number;
  readonly group: string | number;
  readonly score: (group: string | number) => number;
}

export interface DoubleDifference {
  /** Mean over pairs of groups; null if no two students can be compared. */
  readonly value: number | null;
  /** Success for each pair of groups (in ascending order), averaged over family pairs. */
  readonly pairs: readonly { readonly groups: readonly [string | number, string | number]; readonly value: number }[];
  readonly students: number;
  readonly families: number;
}

function ascending(a: string | number, b: string | number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * For students a of A and b of B, different families: success if u(a,A) + u(b,B) > u(a,B) + u(b,A), tie one half.
 * Averaged inside (family, family, A, B), then over family pairs of {A, B}, then over {A, B}. Every effect of a student
 * alone (its length, its era) and of a teacher alone cancels. Chance is one half.
 */
export function doubleDifference(students: readonly Student[]): DoubleDifference {
  const cells = new Map<string | number, Map<string | number, Map<string, number[]>>>();
  for (let first = 0; first < students.length; first++)
    for (let second = first + 1; second < students.length; second++) {
      let a = students[first]!;
      let b = students[second]!;
      if (a.group === b.group || a.family === b.family) continue;
      if (ascending(a.group, b.group) > 0) [a, b] = [b, a];
      const own = a.score(a.group) + b.score(b.group);
      const crossed = a.score(b.group) + b.score(a.group);
      if (!Number.isFinite(own) || !Number.isFinite(crossed)) continue;
      // Sums of the same four numbers in another order may differ in the last bit: that is a tie, not a success.
      const difference = own - crossed;
      const tie = Math.abs(difference) <= 1e-12 * Math.max(1, Math.abs(own));
      const ofA = cells.get(a.group) ?? new Map<string | number, Map<string, number[]>>();
      cells.set(a.group, ofA);
      const ofPair = ofA.get(b.group) ?? new Map<string, number[]>();
      ofA.set(b.group, ofPair);
      const families = JSON.stringify([a.family, b.family]);
      ofPair.set(families, [...(ofPair.get(families) ?? []), tie ? 0.5 : difference > 0 ? 1 : 0]);
    }
  const pairs = [...cells]
    .sort(([a], [b]) => ascending(a, b))
    .flatMap(([groupA, ofA]) =>
      [...ofA]
        .sort(([a], [b]) => ascending(a, b))
        .map(([groupB, ofPair]) => ({
          groups: [groupA, groupB] as const,
          value: mean([...ofPair.keys()].sort().map((key) => mean(ofPair.get(key)!))),
        })),
    );
  return {
    value: pairs.length === 0 ? null : mean(pairs.map((pair) => pair.value)),
    pairs,
    students: students.length,
    families: new Set(students.map((student) => student.family)).size,
  };
}

/** The same students with the groups of families dealt out anew: what double difference gives when labels mean nothing. */
export function relabelFamilies(students: readonly Student[], stream: RandomStream): Student[] {
  const groupOf = new Map<string | number, string | number>();
  for (const { family, group } of students) if (!groupOf.has(family)) groupOf.set(family, group);
  const families = [...groupOf.keys()];
  const dealt = stream.shuffle([...groupOf.values()]);
  const place = new Map(families.map((family, index) => [family, dealt[index]!]));
  return students.map((student) => ({ ...student, group: place.get(student.family)! }));
}

/**
 * Share of students whose own group scores highest among `candidates` (ties share the success): mean inside a family,
 * then over the families of a group, then over groups. Null without students. Chance is 1/candidates.
 */
export function generationChoice(
  students: readonly Student[],
  candidates: readonly (string | number)[],
): number | null {
  const groups = new Map<string | number, Map<string | number, number[]>>();
  for (const student of students) {
    if (!candidates.includes(student.group)) continue;
    const scores = candidates.map((group) => student.score(group)).filter((score) => Number.isFinite(score));
    const own = student.score(student.group);
    if (!Number.isFinite(own) || scores.length < 2) continue;
    const largest = Math.max(...scores);
    const success = own === largest ? 1 / scores.filter((score) => score === largest).length : 0;
    const families = groups.get(student.group) ?? new Map<string | number, number[]>();
    groups.set(student.group, families);
    families.set(student.family, [...(families.get(student.family) ?? []), success]);
  }
  if (groups.size === 0) return null;
  return mean(
    [...groups].sort(([a], [b]) => ascending(a, b)).map(([, families]) => mean([...families.values()].map(mean))),
  );
}
