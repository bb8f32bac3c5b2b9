import { createHash } from "node:crypto";
import type { Answer, PanelModel, PanelPrompt, Trial } from "./panel.js";

/** Digest of one model's answers: prompt ids, samples, statuses and texts, in panel order. */
export function answersDigest(answers: readonly Answer[], prompts: readonly PanelPrompt[]): string {
  const hash = createHash("sha256");
  for (const answer of answers) {
    hash.update(
      `${prompts[answer.prompt]!.id}\0${answer.sample}\0${answer.status}\0${Buffer.byteLength(answer.text)}\0`,
    );
    hash.update(answer.text);
  }
  return hash.digest("hex");
}

export interface DigestedFacts {
  readonly name: string;
  readonly language: string;
  readonly synthetic: boolean;
  readonly models: readonly PanelModel[];
  readonly prompts: readonly PanelPrompt[];
  readonly trials: readonly Trial[];
}

/**
 * Digest of a whole panel from its facts and its models' answer digests. English and real answers are what is left unsaid,
 * so that panels digested by earlier versions keep their digests.
 */
export function panelDigest(panel: DigestedFacts, answerDigests: readonly string[]): string {
  const { name, language, synthetic, models, prompts, trials } = panel;
  const facts = JSON.stringify({
    name,
    ...(language === "en" ? {} : { language }),
    ...(synthetic ? { synthetic } : {}),
    models,
    prompts,
    trials,
    answerDigests,
  });
  return `sha256:${createHash("sha256").update(facts).digest("hex")}`;
}
