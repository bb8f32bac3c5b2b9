/** The Panel: models x prompts x samples of answers, with what is known of the models' lineage (docs/method.md, section 1). */

export type ModelRole = "suspect" | "teacher" | "control";
export type Confidence = "high" | "medium" | "low";

export interface PanelModel {
  readonly id: string;
  /** `teacher` models are the references of their lineage group; the others only ever serve as suspects or null models. */
  readonly role: ModelRole;
  /** Lineage group, for teachers only. */
  readonly group: string | null;
  readonly vendor: string | null;
  readonly base: string | null;
  /** Cluster of models that are not independent of one another; the unit of every error rate. */
  readonly family: string;
  /** `YYYY-MM`, or null when unknown. */
  readonly released: string | null;
  readonly relation: string | null;
  readonly parents: readonly string[];
  readonly parentModels: readonly string[];
  readonly confidence: Confidence | null;
  readonly note: string;
}

export const probeKinds = [
  "open-ended",
  "opening",
  "choice",
  "boundary",
  "reasoning",
  "code",
  "rare-knowledge",
  "identity",
  "canary",
  "watermark",
] as const;
/**
 * What a prompt is for; decides which traits read its answers. Answers of kind `opening` are cut after a few words on
 * purpose: only how they begin is read.
 */
export type ProbeKind = (typeof probeKinds)[number];

/** How the answer to a `choice` probe becomes a category. */
export type AnswerReader =
  | { readonly type: "one-of"; readonly options: readonly string[] }
  | { readonly type: "integer"; readonly min: number; readonly max: number }
  | { readonly type: "word" };

export interface PanelPrompt {
  readonly id: string;
  readonly text: string;
  readonly topic: string;
  readonly kind: ProbeKind;
  readonly answer: AnswerReader | null;
  /** Language of the question where it is known and the panel has several; absent otherwise. */
  readonly language?: string;
  /** Prompts of one pair are edits of one another on purpose: near-boundary decisions, read by a trait of their own. */
  readonly pair?: string;
}

/** `ok`, `refused` and `truncated` answers are read by traits; `empty` is present without features; the others are missing. */
export type AnswerStatus = "ok" | "refused" | "truncated" | "empty" | "invalid" | "error";

export interface Answer {
  /** Index into `Panel.prompts`. */
  readonly prompt: number;
  readonly sample: number;
  /** The visible answer; hidden reasoning and leading think blocks are already removed. */
  readonly text: string;
  readonly status: AnswerStatus;
}

export type Truth = "derived" | "not-derived";
export type Relation = "distilled" | "tuned" | "variant";
export type Basis = "documented" | "released-before-teacher" | "assumed" | "hard";

export interface Trial {
  readonly suspect: string;
  readonly group: string;
  readonly truth: Truth;
  /** Only derived trials have one. */
  readonly relation: Relation | null;
  readonly basis: Basis;
  readonly confidence: Confidence;
}

export interface Panel {
  readonly name: string;
  readonly description: string;
  readonly language: string;
  /** `sha256:` + hex over the panel's facts and answers; the same content has the same digest wherever it lies. */
  readonly digest: string;
  readonly models: readonly PanelModel[];
  readonly prompts: readonly PanelPrompt[];
  /** Ordered by prompt, then sample; one list a model, in the order of `models`. */
  readonly answers: readonly (readonly Answer[])[];
  /** Digest of each model's answers, in the order of `models`; the key under which measured features are cached. */
  readonly answerDigests: readonly string[];
  readonly trials: readonly Trial[];
  /** True where any answer comes from simulated models; every output then says SYNTHETIC. */
  readonly synthetic: boolean;
  /** What was noticed while loading and must be shown to the user. */
  readonly notices: readonly string[];
}

/** A lineage group: the references of one teacher, of one vendor. */
export interface LineageGroup {
  readonly id: string;
  readonly vendor: string;
  /** Indices into `Panel.models`. */
  readonly members: readonly number[];
}
