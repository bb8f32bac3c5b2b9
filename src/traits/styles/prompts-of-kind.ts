import type { Panel, ProbeKind } from "../../panel/panel.js";

/** Whether a prompt is in one of these languages; a prompt without a language of its own is in the panel's. */
export function inLanguages(panel: Panel, prompt: number, languages: readonly string[] | null): boolean {
  if (languages === null) return true;
  const language = (panel.prompts[prompt]!.language ?? panel.language).toLowerCase();
  return languages.some((known) => language === known || language.startsWith(`${known}-`));
}

/** The part of a panel that asks prompts of one kind in these languages, with the places of its prompts in the whole. */
export function promptsOfKind(
  panel: Panel,
  kind: ProbeKind,
  languages: readonly string[] | null,
): { readonly panel: Panel; readonly prompts: Int32Array } {
  const prompts = Int32Array.from(panel.prompts.keys()).filter(
    (prompt) => panel.prompts[prompt]!.kind === kind && inLanguages(panel, prompt, languages),
  );
  const place = new Map([...prompts].map((prompt, index) => [prompt, index]));
  return {
    prompts,
    panel: {
      ...panel,
      prompts: [...prompts].map((prompt) => panel.prompts[prompt]!),
      answers: panel.answers.map((answers) =>
        answers.flatMap((answer) => {
          const prompt = place.get(answer.prompt);
          return prompt === undefined ? [] : [{ ...answer, prompt }];
        }),
      ),
    },
  };
}
