import { cllr } from "../../src/statistics/cllr.js";
import type { RandomStream } from "../../src/statistics/random-stream.js";
import { mean } from "../../src/statistics/sums.js";
import { familyIntervals, type Interval } from "../../src/validation/family-intervals.js";
import { WeightedSeparation } from "../../src/validation/weighted-separation.js";
import type { JudgedSystem, JudgedTrial } from "./judge-mean.js";

export const rates = ["first", "found5", "found1", "cllr"] as const;
export type Rate = (typeof rates)[number];

const studentsOf = (system: JudgedSystem) => system.trials.filter(({ student }) => student);
const othersOf = (system: JudgedSystem) => system.trials.filter(({ student }) => !student);

/**
 * Each student family is left out in turn; the system that is best for all other families is chosen, and what it gives
 * the family that was left out is counted. The first system of the list wins ties: it is what one would have without
 * the choice.
 * @param by rates in order of weight: teacher first, then found at 5 %, ...; `cllr` is better when smaller
 */
export function chosenHeldOut(systems: readonly JudgedSystem[], by: readonly Rate[]) {
  const families = [...new Set(studentsOf(systems[0]!).map(({ family }) => family))];
  const choices = families.map((family) => {
    const values = systems.map((system) => by.map((rate) => valueOfRate(system, rate, (other) => other !== family)));
    return values.reduce((best, value, place) => (isBetter(value, values[best]!) ? place : best), 0);
  });
  const chosen = studentsOf(systems[0]!).map((_, place): JudgedTrial => {
    const family = studentsOf(systems[0]!)[place]!.family;
    return studentsOf(systems[choices[families.indexOf(family)]!]!)[place]!;
  });
  return {
    choices: families.map((family, place) => [family, choices[place]!] as const),
    first: mean(chosen.map(({ first }) => first)),
    found5: mean(chosen.map(({ found5 }) => found5)),
    found1: mean(chosen.map(({ found1 }) => found1)),
  };
}

/** Larger is better; Cllr with its sign turned. */
function valueOfRate(system: JudgedSystem, rate: Rate, counts: (family: string) => boolean): number {
  const students = studentsOf(system).filter(({ family }) => counts(family));
  if (rate !== "cllr") return mean(students.map((trial) => trial[rate]));
  const others = othersOf(system).filter(({ family }) => counts(family));
  return -cllr(ratiosOf(students), ratiosOf(others));
}

function isBetter(value: readonly number[], than: readonly number[]): boolean {
  for (const [place, one] of value.entries()) {
    if (one > than[place]! + 1e-12) return true;
    if (!(one > than[place]! - 1e-12)) return false;
  }
  return false;
}

const ratiosOf = (trials: readonly JudgedTrial[]) =>
  trials.map(({ lnRatio }) => lnRatio).filter((value) => Number.isFinite(value));

/** What a system gains over another, with 95 % intervals from redrawn families, the same families for both. */
export function gainOver(system: JudgedSystem, base: JudgedSystem, draws: number, stream: RandomStream) {
  const gains = (studentTimes: ArrayLike<number>, otherTimes: ArrayLike<number>) => {
    const [here, there] = [system, base].map((one) => weightedRates(one, studentTimes, otherTimes));
    const names = Object.keys(here!) as (keyof typeof here)[];
    return Object.fromEntries(names.map((name) => [name, here![name] - there![name]])) as Record<GainName, number>;
  };
  const students = studentsOf(system).map(({ family }) => family);
  const others = othersOf(system).map(({ family }) => family);
  const once = (count: number) => new Float64Array(count).fill(1);
  const value = gains(once(students.length), once(others.length));
  const intervals = familyIntervals({ derived: students, notDerived: others, draws, stream }, gains);
  return { value, intervals: intervals as Readonly<Record<GainName, Interval | null>> | null };
}

export type GainName = Rate | "auc";

function weightedRates(system: JudgedSystem, studentTimes: ArrayLike<number>, otherTimes: ArrayLike<number>) {
  const [students, others] = [studentsOf(system), othersOf(system)];
  const share = (of: (trial: JudgedTrial) => number) => {
    let [sum, weight] = [0, 0];
    students.forEach((trial, place) => {
      sum += studentTimes[place]! * of(trial);
      weight += studentTimes[place]!;
    });
    return sum / weight;
  };
  const scores = (trials: readonly JudgedTrial[]) => trials.map(({ score }) => score);
  const finitePlaces = (trials: readonly JudgedTrial[]) =>
    [...trials.keys()].filter((place) => Number.isFinite(trials[place]!.lnRatio));
  const [ofStudents, ofOthers] = [finitePlaces(students), finitePlaces(others)];
  return {
    first: share(({ first }) => first),
    found5: share(({ found5 }) => found5),
    found1: share(({ found1 }) => found1),
    auc: new WeightedSeparation(scores(students), scores(others)).at(studentTimes, otherTimes).auc,
    cllr: cllr(
      ofStudents.map((place) => students[place]!.lnRatio),
      ofOthers.map((place) => others[place]!.lnRatio),
      {
        derived: ofStudents.map((place) => studentTimes[place]!),
        notDerived: ofOthers.map((place) => otherTimes[place]!),
      },
    ),
  };
}
