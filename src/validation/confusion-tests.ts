import type { SampleRules } from "../likeness/scored-trials.js";
import { singleTeacherStudents } from "../likeness/students.js";
import { doubleDifference, generationChoice, relabelFamilies } from "../statistics/double-difference.js";
import { areaUnderRoc } from "../statistics/ranks.js";
import { mean, standardDeviation } from "../statistics/sums.js";
import type { Drawing } from "./detection.js";
import { familyIntervals } from "./family-intervals.js";
import { countFamilies, positivesOf, type ScoredPanel, scoresOf } from "./scored-trials.js";
import type { DoubleDifferenceReport, GenerationChoiceReport, HardNegatives } from "./validation-schema.js";
import { WeightedSeparation } from "./weighted-separation.js";

/** Tests that release date, length or house format cannot pass by themselves. */

/** Per group: its students against models of the same kind and era with documented other training. */
export function hardNegativesOf(
  scored: ScoredPanel,
  rules: SampleRules,
  { draws, stream }: Drawing,
): Record<string, HardNegatives> {
  const found: Record<string, HardNegatives> = {};
  const allStudents = positivesOf(scored, rules, rules.relations);
  scored.lineage.groups.forEach((name, group) => {
    const students = allStudents.filter((trial) => trial.group === group);
    const negatives = scored.trials.filter(
      (trial) => trial.group === group && trial.truth === "not-derived" && trial.basis === "hard",
    );
    if (students.length === 0 || negatives.length === 0) return;
    const scores = new WeightedSeparation(scoresOf(students), scoresOf(negatives));
    const drawn = familyIntervals(
      {
        derived: students.map((trial) => trial.family),
        notDerived: negatives.map((trial) => trial.family),
        draws,
        stream: stream(`hard/${name}`),
      },
      (derivedTimes, notTimes) => ({ auc: scores.at(derivedTimes, notTimes).auc }),
    );
    found[name] = {
      auc: areaUnderRoc(scoresOf(students), scoresOf(negatives)),
      ci: drawn?.auc ?? null,
      students: students.length,
      studentFamilies: countFamilies(students),
      negatives: negatives.length,
      negativeFamilies: countFamilies(negatives),
    };
  });
  return found;
}

/** Students a of A and b of B: do both fit better with their own teacher than crossed? Every bias of one side cancels. */
export function doubleDifferenceOf(
  scored: ScoredPanel,
  rules: SampleRules,
  { permutations, stream }: Drawing,
): DoubleDifferenceReport {
  const students = singleTeacherStudents(scored, rules);
  const observed = doubleDifference(students);
  const permuted: number[] = [];
  const random = stream("double-difference");
  for (let time = 0; time < permutations; time += 1) {
    const { value } = doubleDifference(relabelFamilies(students, random));
    if (value !== null) permuted.push(value);
  }
  return {
    value: observed.value,
    groupPairs: Object.fromEntries(observed.pairs.map(({ groups, value }) => [groups.join("|"), value])),
    students: observed.students,
    families: observed.families,
    permutedMean: permuted.length === 0 ? null : mean(permuted),
    permutedSd: permuted.length === 0 ? null : standardDeviation(permuted, "population"),
  };
}

/**
 * Is the true group the largest among the groups of its vendor? Among those with documented students, and among all that
 * the panel has of that vendor. The headline is the vendor with most students (equal numbers: the first by name).
 */
export function generationChoiceOf(scored: ScoredPanel, rules: SampleRules): GenerationChoiceReport {
  const { lineage } = scored;
  const students = singleTeacherStudents(scored, rules);
  const taught = new Set(students.map((student) => student.group));
  const vendors = [...new Set(lineage.vendors)].flatMap((vendor) => {
    const all = lineage.groups.filter((_, group) => lineage.vendors[group] === vendor);
    const siblings = all.filter((group) => taught.has(group));
    const value = siblings.length < 2 ? null : generationChoice(students, siblings);
    if (value === null) return [];
    return {
      vendor,
      groups: siblings,
      value,
      chance: 1 / siblings.length,
      students: students.filter((student) => siblings.includes(student.group as string)).length,
      amongAllGroups: generationChoice(students, all),
      allGroups: all.length,
    };
  });
  vendors.sort((left, right) => right.students - left.students || (left.vendor < right.vendor ? -1 : 1));
  return { value: vendors[0]?.value ?? null, chance: vendors[0]?.chance ?? null, vendors };
}
