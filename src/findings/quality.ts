import type { Answer, Panel } from "../panel/panel.js";
import type { ModelQuality } from "./findings.js";

/**
 * Counts of what came back from each model; `expected` = answered (refused and truncated ones are read) + empty + invalid
 * + errors + missing.
 * @param expectedAnswers answers that the plan asks of a model, by id; of other models one a prompt is expected
 */
export function modelQuality(panel: Panel, expectedAnswers: ReadonlyMap<string, number>): ModelQuality[] {
  return panel.models.map((model, index) => {
    const answers = panel.answers[index]!;
    const unasked = panel.prompts.length - new Set(answers.map((answer) => answer.prompt)).size;
    const expected = Math.max(expectedAnswers.get(model.id) ?? answers.length + unasked, answers.length);
    const count = (status: Answer["status"]) => answers.filter((answer) => answer.status === status).length;
    const read = answers.filter(isReadable);
    // What was cut on purpose is whole, and its length is that of the limit, not of the model's answers.
    const isWhole = ({ prompt }: Answer) => panel.prompts[prompt]!.kind !== "opening";
    const measured = read.some(isWhole) ? read.filter(isWhole) : read;
    return {
      model: model.id,
      role: model.role,
      expected,
      answered: read.length,
      refused: count("refused"),
      truncated: answers.filter((answer) => answer.status === "truncated" && isWhole(answer)).length,
      empty: count("empty"),
      invalid: count("invalid"),
      errors: count("error"),
      missing: expected - answers.length,
      meanCharacters:
        measured.length === 0 ? 0 : measured.reduce((sum, answer) => sum + answer.text.length, 0) / measured.length,
    };
  });
}

/** Answers whose text the traits read. */
export function isReadable(answer: Answer): boolean {
  return answer.status === "ok" || answer.status === "refused" || answer.status === "truncated";
}
