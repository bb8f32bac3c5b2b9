import { widestBounds } from "../statistics/perfect-separation.js";
import { defaultSettings } from "./settings.js";

/** What is known of a study before its first question; families as `compare` will count them. */
export interface StudyFacts {
  /** Questions whose answers are read as text, and answers that the suspect gives to each. */
  readonly textPrompts: number;
  readonly textSamples: number;
  /** Questions whose answers are choices, and the fewest answers to any of them. */
  readonly choicePrompts: number;
  readonly choiceSamples: number;
  /** Null models and families of the group that has most families, the suspect's family left out. */
  readonly nullModels: number;
  readonly nullFamilies: number;
  /** Families of students with known teachers that the study can calibrate with; 0 without any. */
  readonly studentFamilies: number;
}

export type BestAnswer = "descriptive only" | "rank p-value" | "likelihood ratio";

export interface StudyPower {
  readonly best: BestAnswer;
  /** 1/(G+1): no rank p-value can be smaller, however many questions are asked. */
  readonly smallestP: number;
  /** log10 range that no likelihood ratio can leave; null where none can be given. */
  readonly widestLog10Lr: readonly [number, number] | null;
  /** Whole sentences. */
  readonly advice: readonly string[];
}

const fewest = {
  /** For a likelihood ratio (tier 2). */
  nullFamilies: 20,
  studentFamilies: 8,
  /** Most of the detection; naming the version; no more use. */
  prompts: 100,
  promptsForVersion: 200,
  promptsEnough: 400,
  choiceSamples: 8,
} as const;

/**
 * What a study can say at best and how many questions it needs, from counts alone: families bound the answer, questions
 * only make it likely (`simulatePower` says how likely). Pure. Source: ELUB limits under perfect separation; tiers of docs/method.md.
 */
export function studyPower(facts: StudyFacts): StudyPower {
  const best = bestAnswer(facts);
  return {
    best,
    smallestP: 1 / (facts.nullFamilies + 1),
    widestLog10Lr: best === "likelihood ratio" ? widestBounds(facts.studentFamilies, facts.nullFamilies) : null,
    advice: [...familyAdvice(facts, best), ...promptAdvice(facts), ...sampleAdvice(facts)],
  };
}

function bestAnswer({ nullModels, nullFamilies, studentFamilies }: StudyFacts): BestAnswer {
  const { minNullModels, minNullFamilies } = defaultSettings.normalisation;
  if (nullModels < minNullModels || nullFamilies < minNullFamilies) return "descriptive only";
  if (nullFamilies < fewest.nullFamilies || studentFamilies < fewest.studentFamilies) return "rank p-value";
  return "likelihood ratio";
}

function familyAdvice({ nullFamilies, studentFamilies }: StudyFacts, best: BestAnswer): string[] {
  const { minNullModels, minNullFamilies } = defaultSettings.normalisation;
  if (best === "descriptive only")
    return [
      `Fewer than ${minNullModels} control models or ${minNullFamilies} control families: the findings will be descriptive only. Add controls, or a panel folder under "references".`,
    ];
  const advice: string[] = [];
  if (nullFamilies < fewest.nullFamilies)
    advice.push(
      `${nullFamilies} control families: no likelihood ratio can be given (${fewest.nullFamilies} are needed).`,
    );
  if (studentFamilies < fewest.studentFamilies)
    advice.push(
      `${studentFamilies} families of known students: no likelihood ratio can be given (${fewest.studentFamilies} are needed). A panel folder of known lineage under "references" brings them.`,
    );
  return advice;
}

function promptAdvice({ textPrompts }: StudyFacts): string[] {
  if (textPrompts < fewest.prompts)
    return [
      `${textPrompts} open questions: ${fewest.prompts} give nearly all of the detection, ${fewest.promptsForVersion} to ${fewest.promptsEnough} help to name the version of a teacher.`,
    ];
  if (textPrompts < fewest.promptsForVersion)
    return [
      `${textPrompts} open questions are enough for detection; ${fewest.promptsForVersion} to ${fewest.promptsEnough} help to name the version of a teacher.`,
    ];
  if (textPrompts > fewest.promptsEnough)
    return [
      `${textPrompts} open questions: beyond ${fewest.promptsEnough}, more control families tell more than more questions.`,
    ];
  return [];
}

function sampleAdvice({ textPrompts, textSamples, choicePrompts, choiceSamples }: StudyFacts): string[] {
  const advice: string[] = [];
  if (textPrompts > 0 && textSamples > 1)
    advice.push(
      `${textSamples} answers to each open question: at the same number of requests, more questions tell more than more answers, unless a question has a cost of its own.`,
    );
  if (choicePrompts > 0 && choiceSamples < fewest.choiceSamples)
    advice.push(
      `${choiceSamples} ${choiceSamples === 1 ? "answer" : "answers"} to a choice question: ${fewest.choiceSamples} or more are needed to see a preference.`,
    );
  return advice;
}
