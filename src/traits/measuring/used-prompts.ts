import type { ProbeKind } from "../../panel/panel.js";
import type { PreparedPanel } from "../prepared-panel.js";
import { type AnswerTable, isPresent, isTextKind } from "../reading/answer-table.js";

/**
 * 1 for each used prompt: those that text traits read, those of which only the beginning of an answer is read, and those
 * that the choice traits read.
 */
export interface UsedPrompts {
  readonly text: Uint8Array;
  readonly opening: Uint8Array;
  readonly choice: Uint8Array;
}

const maximumMissing = 0.2;
/** Shares of the models that must have answered a prompt: the first one that leaves half of the common prompts. */
const answeredBy = [0.95, 0.9, 0.8, 0.7, 0.6, 0.5];

/**
 * The chosen prompts by kind; without a choice, those that were widely answered. Text prompts that less than half of the
 * models answered are not used: a study that adds a pack to stored references would otherwise lose them for lack of coverage.
 * The first `counted` models are those that count (default: all).
 */
export function choosePrompts(
  prepared: PreparedPanel,
  chosen: readonly number[] | null,
  counted: number = prepared.table.models,
): UsedPrompts {
  const { panel, table } = prepared;
  const wanted = chosen === null ? null : new Set(chosen);
  const pick = (isKind: (kind: ProbeKind) => boolean, samples: Uint8Array): number[] => {
    const prompts = panel.prompts.flatMap(({ kind }, prompt) => (isKind(kind) ? [prompt] : []));
    return wanted === null
      ? widelyAnswered(prompts, samples, table.models)
      : prompts.filter((prompt) => wanted.has(prompt));
  };
  const mask = (picked: readonly number[]): Uint8Array => {
    const flags = new Uint8Array(table.prompts);
    for (const prompt of picked) flags[prompt] = 1;
    return flags;
  };
  const ofKind = (kind: ProbeKind) => mask(pick((own) => own === kind, answeredOfKind(prepared, kind)));
  const text = pick(isTextKind, table.samples);
  const common = text.filter((prompt) => 2 * modelsAnswering(table, prompt, counted) >= counted);
  return {
    text: mask(common.length === 0 ? text : common),
    opening: ofKind("opening"),
    choice: ofKind("choice"),
  };
}

/** How many chosen text prompts are not used, because less than half of the models answered them. */
export function rarelyAnswered({ panel }: PreparedPanel, chosen: readonly number[] | null, used: UsedPrompts): number {
  return (chosen ?? []).filter((prompt) => isTextKind(panel.prompts[prompt]!.kind) && used.text[prompt] === 0).length;
}

function modelsAnswering({ samples, models }: AnswerTable, prompt: number, counted: number): number {
  return samples
    .subarray(prompt * models, prompt * models + counted)
    .reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0);
}

/**
 * Prompts that 95 % of the models answered; in a patchy panel, where less than half of the common prompts would be left, the
 * first lower share that leaves half. Models that miss over 20 % of the prompts that half of the models answered are not
 * counted: one that stopped early would otherwise take its missing prompts away from everybody.
 */
function widelyAnswered(prompts: readonly number[], samples: Uint8Array, models: number): number[] {
  const all = Array.from({ length: models }, (_, model) => model);
  const answeredShare = (prompt: number, among: readonly number[]) =>
    among.filter((model) => samples[prompt * models + model]! > 0).length / among.length;
  const common = prompts.filter((prompt) => answeredShare(prompt, all) >= 0.5);
  const steady = all.filter((model) => {
    const missing = common.filter((prompt) => samples[prompt * models + model] === 0).length;
    return common.length > 0 && missing <= maximumMissing * common.length;
  });
  if (steady.length === 0) return [];
  const shares = common.map((prompt) => answeredShare(prompt, steady));
  const asked = answeredBy.find((least) => 2 * shares.filter((share) => share >= least).length >= common.length) ?? 0.5;
  return common.filter((_, place) => shares[place]! >= asked);
}

/** Models that miss over 20 % of the used prompts, with the reason. */
export function lowCoverage(table: AnswerTable, used: Uint8Array): { model: number; reason: string }[] {
  const prompts = [...used.keys()].filter((prompt) => used[prompt] === 1);
  const found: { model: number; reason: string }[] = [];
  for (let model = 0; model < table.models; model += 1) {
    const answered = prompts.filter((prompt) => table.samples[prompt * table.models + model]! > 0).length;
    if (prompts.length - answered <= maximumMissing * prompts.length) continue;
    found.push({
      model,
      reason: `answered ${answered} of the ${prompts.length} used prompts; more than 20 % are missing`,
    });
  }
  return found;
}

/** prompts x models: 1 where a model answered a prompt of this kind. */
function answeredOfKind({ panel, table }: PreparedPanel, kind: ProbeKind): Uint8Array {
  const samples = new Uint8Array(table.prompts * table.models);
  panel.answers.forEach((answers, model) => {
    for (const answer of answers)
      if (panel.prompts[answer.prompt]!.kind === kind && isPresent(answer))
        samples[answer.prompt * table.models + model] = 1;
  });
  return samples;
}
