import type { CalibrationSettings } from "../likeness/settings.js";
import { singleTeacherStudents } from "../likeness/students.js";
import { doubleDifference, relabelFamilies } from "../statistics/double-difference.js";
import { randomStream } from "../statistics/random-stream.js";
import { mean, standardDeviation } from "../statistics/sums.js";
import type { Check } from "./falsification.js";
import type { SuspectView } from "./suspect-view.js";

const permutations = 30;

/**
 * Groups dealt out anew over the families of students: with labels that mean nothing, double difference must be about one
 * half. Only where the panel has students of two groups in families of their own.
 */
export function permutedLabelsCheck(
  { scores, suspect }: SuspectView,
  rules: Pick<CalibrationSettings, "relations" | "confidence">,
  seed: string,
): Check[] {
  const { lineage } = scores;
  const own = lineage.familyNames[lineage.family[suspect]!]!;
  const students = singleTeacherStudents({ lineage, u: scores.channels.get("core")!.u }, rules).filter(
    ({ family }) => family !== own,
  );
  const observed = doubleDifference(students).value;
  if (observed === null) return [];
  const stream = randomStream(seed, "falsification/labels");
  const permuted = Array.from(
    { length: permutations },
    () => doubleDifference(relabelFamilies(students, stream)).value,
  ).filter((value) => value !== null);
  if (permuted.length === 0) return [];
  const centre = mean(permuted);
  const spread = standardDeviation(permuted, "population");
  return [
    {
      check: `Groups dealt out anew over the families of known students, ${permuted.length} times: mean double difference`,
      // Few families give few different ways of dealing, and an uneven mean: what is asked is "about".
      passed: Math.abs(centre - 0.5) <= Math.max(0.1, 2 * spread),
      observed: centre,
      expected: `about 0.5, give or take ${(2 * spread).toFixed(2)}; with the true labels it is ${observed.toFixed(2)}`,
    },
  ];
}
