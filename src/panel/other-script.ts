import type { Answer, PanelPrompt } from "./panel.js";

const latin = /\p{Script=Latin}/u;

/** Letters in which a language is written; languages that are not listed are not checked. */
const lettersOf: Readonly<Record<string, RegExp>> = {
  ...Object.fromEntries(
    ["en", "es", "de", "fr", "it", "pt", "nl", "sv", "pl", "tr", "id"].map((language) => [language, latin]),
  ),
  zh: /\p{Script=Han}/u,
  ja: /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u,
  ko: /\p{Script=Hangul}/u,
  ru: /\p{Script=Cyrillic}/u,
  ar: /\p{Script=Arabic}/u,
  hi: /\p{Script=Devanagari}/u,
};

/** The beginning of an answer shows its script. */
const lookedAt = 200;
const letter = /\p{L}/gu;
const beyondLatin = /[\u0250-\u1dff\u1f00-\u1fff\u2c00-\u{10ffff}]/u;

/**
 * How many of a model's answers are, in the first 200 characters, mostly in letters of another script than that of the
 * question's language (the prompt's own, otherwise the panel's). Answers without letters do not count.
 */
export function answersInOtherScript(
  answers: readonly Answer[],
  prompts: readonly Pick<PanelPrompt, "language">[],
  panelLanguage: string,
): number {
  return answers.filter(({ prompt, text }) => {
    const language = (prompts[prompt]!.language ?? panelLanguage).toLowerCase().split("-")[0]!;
    const own = lettersOf[language];
    if (own === undefined) return false;
    const beginning = text.slice(0, lookedAt);
    // Nearly all answers end here, and looking up the script of each letter takes its time.
    if (own === latin && !beyondLatin.test(beginning)) return false;
    const letters = beginning.match(letter) ?? [];
    const foreign = letters.filter((one) => !own.test(one)).length;
    return 2 * foreign > letters.length;
  }).length;
}
