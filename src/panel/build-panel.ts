import { TeacherprintError } from "../errors.js";
import { byCodePoint } from "./code-point-order.js";
import { answersDigest, panelDigest } from "./digest.js";
import { answersInOtherScript } from "./other-script.js";
import type { Answer, AnswerStatus, LineageGroup, Panel, PanelModel, PanelPrompt, Trial } from "./panel.js";
import { splitReasoning } from "./reasoning.js";
import { modelsWithSameAnswers } from "./same-answers.js";

export interface CollectedAnswer {
  readonly prompt: string;
  readonly sample: number;
  /** As it came; a leading reasoning block may still be in it. */
  readonly text: string;
  /** What the collector knows; `ok` answers are still checked for emptiness and unclosed reasoning. */
  readonly status: AnswerStatus;
}

export interface PanelParts {
  readonly name: string;
  readonly description: string;
  readonly language: string;
  readonly synthetic: boolean;
  readonly models: readonly PanelModel[];
  readonly prompts: readonly PanelPrompt[];
  readonly trials: readonly Trial[];
  readonly answers: ReadonlyMap<string, readonly CollectedAnswer[]>;
  readonly notices: readonly string[];
}

/**
 * The one place where a Panel is made, whether its answers come from a folder, a store or both.
 * Models, prompts and answers are put into code point order, so that no later result depends on the order of files or rows.
 * Two answers under one prompt and sample number: with the same text one is kept, otherwise the later one becomes a further
 * sample; both are noted. Throws PANEL_DUPLICATE_MODEL, PANEL_DUPLICATE_PROMPT.
 */
export function buildPanel(parts: PanelParts): Panel {
  const models = [...parts.models].sort((left, right) => byCodePoint(left.id, right.id));
  const prompts = [...parts.prompts].sort((left, right) => byCodePoint(left.id, right.id));
  refuseDuplicates(models, "model", "PANEL_DUPLICATE_MODEL", parts.name);
  refuseDuplicates(prompts, "prompt", "PANEL_DUPLICATE_PROMPT", parts.name);
  const promptIndex = new Map(prompts.map((prompt, index) => [prompt.id, index]));
  const notices = [...parts.notices];
  const answers = models.map((model) => {
    const { kept, unknownPrompts, repeated, renumbered } = arrange(parts.answers.get(model.id) ?? [], promptIndex);
    if (repeated > 0)
      notices.push(`${model.id}: ${repeated} answers stand twice with the same text; one of each was kept.`);
    if (renumbered > 0) {
      notices.push(
        `${model.id}: ${renumbered} answers share prompt and sample number with another; they count as further samples.`,
      );
    }
    if (unknownPrompts > 0)
      notices.push(`${model.id}: ${unknownPrompts} answers to prompts that the panel does not list were left out.`);
    if (kept.length === 0) notices.push(`${model.id}: no answers.`);
    return kept;
  });
  notices.push(...noticesOfAnswers(models, prompts, answers, parts.language));
  const answerDigests = answers.map((list) => answersDigest(list, prompts));
  const trials = [...parts.trials].sort(
    (left, right) => byCodePoint(left.suspect, right.suspect) || byCodePoint(left.group, right.group),
  );
  return {
    name: parts.name,
    description: parts.description,
    language: parts.language,
    synthetic: parts.synthetic,
    digest: panelDigest({ ...parts, models, prompts, trials }, answerDigests),
    models,
    prompts,
    answers,
    answerDigests,
    trials,
    notices,
  };
}

function noticesOfAnswers(
  models: readonly PanelModel[],
  prompts: readonly PanelPrompt[],
  answers: readonly (readonly Answer[])[],
  language: string,
): string[] {
  return [
    ...modelsWithSameAnswers(answers).map(({ first, second, same, common }) => {
      const [one, other] = [models[first]!, models[second]!];
      const counted =
        one.family === other.family
          ? "they are of one family"
          : "they count as two families unless the panel says otherwise";
      return `${one.id} and ${other.id} gave the same answer to ${same} of ${common} prompts: perhaps one model under two names; ${counted}.`;
    }),
    ...models.flatMap(({ id }, model) => {
      const other = answersInOtherScript(answers[model]!, prompts, language);
      return 10 * other < answers[model]!.length || other === 0
        ? []
        : [
            `${id}: ${other} of ${answers[model]!.length} answers are written in another script than that of their question's language; nothing was validated on such answers.`,
          ];
    }),
  ];
}

/** The lineage groups of a panel, in code point order of their ids; a group's vendor is that of its first member. */
export function lineageGroups(panel: Panel): LineageGroup[] {
  const members = new Map<string, number[]>();
  panel.models.forEach((model, index) => {
    if (model.role !== "teacher" || model.group === null) return;
    members.set(model.group, [...(members.get(model.group) ?? []), index]);
  });
  return [...members]
    .sort(([left], [right]) => byCodePoint(left, right))
    .map(([id, indices]) => ({ id, vendor: panel.models[indices[0]!]!.vendor ?? id, members: indices }));
}

function arrange(collected: readonly CollectedAnswer[], promptIndex: ReadonlyMap<string, number>) {
  const listed: Answer[] = [];
  for (const answer of collected) {
    const prompt = promptIndex.get(answer.prompt);
    if (prompt !== undefined) listed.push({ prompt, sample: answer.sample, ...readable(answer) });
  }
  listed.sort(byPlaceThenText);
  const kept: Answer[] = [];
  let repeated = 0;
  let renumbered = 0;
  let previous: Answer | null = null;
  for (const answer of listed) {
    const samePlace = previous !== null && previous.prompt === answer.prompt && previous.sample === answer.sample;
    if (samePlace && previous!.text === answer.text) {
      repeated += 1;
      continue;
    }
    previous = answer;
    if (samePlace) renumbered += 1;
    kept.push(answer);
  }
  if (renumbered > 0) numberSamples(kept);
  return { kept, unknownPrompts: collected.length - listed.length, repeated, renumbered };
}

function numberSamples(answers: Answer[]): void {
  let sample = 0;
  answers.forEach((answer, index) => {
    sample = index > 0 && answers[index - 1]!.prompt === answer.prompt ? sample + 1 : 0;
    answers[index] = { ...answer, sample };
  });
}

/** Text as the last key makes the numbering of repeats independent of the order of lines. */
function byPlaceThenText(left: Answer, right: Answer): number {
  if (left.prompt !== right.prompt) return left.prompt - right.prompt;
  if (left.sample !== right.sample) return left.sample - right.sample;
  return left.text === right.text ? 0 : byCodePoint(left.text, right.text);
}

function readable(answer: CollectedAnswer): { text: string; status: AnswerStatus } {
  if (answer.status === "error" || answer.status === "invalid") return { text: "", status: answer.status };
  const split = splitReasoning(answer.text);
  if (!split.closed) return { text: "", status: "invalid" };
  if (split.text.trim() === "") return { text: "", status: answer.status === "refused" ? "refused" : "empty" };
  return { text: split.text, status: answer.status };
}

function refuseDuplicates(
  items: readonly { readonly id: string }[],
  what: string,
  code: Uppercase<string>,
  panel: string,
): void {
  const twice = items.find((item, index) => index > 0 && items[index - 1]!.id === item.id);
  if (twice !== undefined) {
    throw new TeacherprintError(
      code,
      `Panel "${panel}" has two entries for the ${what} "${twice.id}".`,
      "Keep one of them.",
    );
  }
}
