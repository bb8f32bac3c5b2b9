import { failedCriteria } from "../likeness/criteria.js";
import type { Learned } from "../likeness/learn.js";
import { cohortSize } from "../likeness/null-cohort.js";
import type { Scores } from "../likeness/score-panel.js";
import { type Deduction, tierOf } from "../likeness/tier.js";
import type { Validation } from "./validation-schema.js";

export interface TierInput {
  readonly scores: Scores;
  /** Null where no likelihood ratio can be calibrated on this panel. */
  readonly learned: Learned | null;
  readonly language: string;
  readonly prompts: number;
  /** Derived pairs of the headline. */
  readonly pairs: number;
}

/** Derived pairs from which a stratum counts as validated. */
const validatedFrom = 10;
const neededPrompts = 50;

/** What may be said about each group to a suspect that answers this panel's prompts, and was not part of it. */
export function tiersOf({ scores, learned, language, prompts, pairs }: TierInput): Validation["tiers"] {
  const { lineage } = scores;
  return Object.fromEntries(
    lineage.groups.map((name, group) => {
      const { models, families } = cohortSize(lineage, group);
      const own = learned?.calibration.bounds.groups.get(name);
      const studentFamiliesOfGroup = own?.studentFamilies ?? 0;
      const reasons: (readonly [Deduction, boolean])[] = [
        ["language", !language.toLowerCase().startsWith("en")],
        ["few-prompts", prompts < neededPrompts],
        ["no-known-student", studentFamiliesOfGroup === 0],
        ["metadata", learned?.separation.get(name)?.notSeparatedFromMetadata === true],
      ];
      const { tier, reasons: why } = tierOf({
        nullModels: models,
        nullFamilies: families,
        calibration:
          learned === null
            ? null
            : {
                nullFamilies: own?.nullFamilies ?? 0,
                studentFamilies: learned.calibration.studentFamilies,
                studentFamiliesOfGroup,
                criteriaFailed: failedCriteria(learned.quality, name),
                stratumValidated: pairs >= validatedFrom,
              },
        inRunFailures: [],
        deductions: reasons.flatMap(([name, applies]) => (applies ? [name] : [])),
      });
      return [name, { tier, reasons: [...why] }];
    }),
  );
}
