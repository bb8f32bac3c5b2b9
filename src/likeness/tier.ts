/**
 * Reasons that take one tier away each; the text is what the report prints. A comparison learns from its own panel, so its
 * prompts and reference groups are always those of its calibration.
 */
export const deductions = {
  language: "the language is not English or differs from the calibration panel's",
  "release-date": "the suspect was released more than 18 months outside the range of the calibration students",
  decoding: "the study asks under a system prompt or at several temperatures, which the calibration students were not",
  "no-known-student": "no student of this group is known in the calibration panel",
  "few-prompts": "fewer than 50 prompts were used",
  drift: "the suspect or a teacher of this group answered differently as the collection went on (p < .01)",
  metadata: "length, release date or markdown rate alone separates this group as well as the traits do",
  laundering: "the surface traits are below their null median although the core traits stand out",
} as const;
export type Deduction = keyof typeof deductions;

/** How a tier's reason begins when an in-run control failed. */
export const inRunReason = "until explained: ";

export interface TierFacts {
  /** Null cohort of the group in question, without the suspect's own family. */
  readonly nullModels: number;
  readonly nullFamilies: number;
  /** Null families of this group, and student families, in the calibration sample; null without a calibration. */
  readonly calibration: {
    readonly nullFamilies: number;
    /** Student families of any group. */
    readonly studentFamilies: number;
    /** Student families of the group in question. */
    readonly studentFamiliesOfGroup: number;
    /** Names of the quality criteria that were not met; empty = passed. */
    readonly criteriaFailed: readonly string[];
    /** Whether the stratum of the case (relation, language, prompts) was validated. */
    readonly stratumValidated: boolean;
  } | null;
  /** Why there is none, if for another reason than too few known lineages. */
  readonly withoutCalibration?: string | undefined;
  /** How models of known lineage were judged wrongly in the same run; empty when none was. */
  readonly inRunFailures: readonly string[];
  readonly deductions: readonly Deduction[];
}

export interface Tier {
  readonly tier: 0 | 1 | 2 | 3;
  /** Why not higher, in plain words. */
  readonly reasons: readonly string[];
}

const noCalibration = "no calibration on known lineages turns its score into a likelihood ratio";
const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;
const families = (count: number): string => counted(count, "null family", "null families");
const students = (count: number): string => counted(count, "student family", "student families");

/**
 * How much may be said about one group (docs/method.md, tiers): 0 similarities only; 1 rank p-value and set-valued answer;
 * 2 bounded likelihood ratio; 3 the same for a validated stratum. Counted in independent families.
 */
export function tierOf(facts: TierFacts): Tier {
  const { tier, reasons } = beforeDeductions(facts);
  const taken = facts.deductions.map((name) => `one tier less: ${deductions[name]}`);
  return { tier: Math.max(0, tier - taken.length) as Tier["tier"], reasons: [...reasons, ...taken] };
}

function beforeDeductions(facts: TierFacts): Tier {
  const { nullModels, nullFamilies, calibration, inRunFailures } = facts;
  const zero: string[] = inRunFailures.map((failure) => `${inRunReason}${failure}`);
  if (nullFamilies < 5) zero.push(`${families(nullFamilies)} (5 are needed for a rank p-value)`);
  if (nullModels < 20)
    zero.push(`${counted(nullModels, "null model", "null models")} (20 are needed for a rank p-value)`);
  if (zero.length > 0) return { tier: 0, reasons: zero };

  if (calibration === null) return { tier: 1, reasons: [facts.withoutCalibration ?? noCalibration] };
  const one: string[] = [];
  const usable = Math.min(nullFamilies, calibration.nullFamilies);
  if (usable < 20) one.push(`${families(usable)} (20 are needed for a likelihood ratio)`);
  if (calibration.studentFamilies < 8)
    one.push(`${students(calibration.studentFamilies)} (8 are needed for a likelihood ratio)`);
  for (const name of calibration.criteriaFailed) one.push(`the calibration does not meet a criterion: ${name}`);
  if (one.length > 0) return { tier: 1, reasons: one };

  const two: string[] = [];
  if (usable < 60) two.push(`${families(usable)} (60 are needed for tier 3)`);
  if (calibration.studentFamilies < 20) two.push(`${students(calibration.studentFamilies)} (20 are needed for tier 3)`);
  if (calibration.studentFamiliesOfGroup < 3)
    two.push(`${students(calibration.studentFamiliesOfGroup)} of this group (3 are needed for tier 3)`);
  if (!calibration.stratumValidated) two.push("the stratum of this case is not validated");
  return two.length > 0 ? { tier: 2, reasons: two } : { tier: 3, reasons: [] };
}
