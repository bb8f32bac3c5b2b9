import type { ProbeKind } from "../panel/panel.js";
import type { Channel } from "./measurements.js";
import type { ProfileCounts, ProfileMatrix } from "./profiles/profile-counts.js";
import type { AnswerTable } from "./reading/answer-table.js";

interface TraitIdentity {
  readonly id: string;
  /** Rises with every change that may change a number. */
  readonly version: number;
  readonly channel: Channel;
}

/** Compares answers to the same prompt by the n-grams they share; see pairing/. */
export interface PairedTrait extends TraitIdentity {
  readonly kind: "paired";
  readonly view: "canonical" | "opening";
  readonly length: number;
}

/** Compares answers to the same prompt by the numbers of their format; see format/. */
export interface FormatTrait extends TraitIdentity {
  readonly kind: "format";
}

/** Mean log probability of each reference under a classifier trained on references only; see classifier/. */
export interface ClassifierTrait extends TraitIdentity {
  readonly kind: "classifier";
  readonly epochs: number;
}

/** What profile traits count: words, sentence openers, word 3-grams, opening and closing features, word class 4-grams. */
export type StreamId = "words" | "openers" | "trigrams" | "openClose" | "templates";

/** Compares models by counts of features over all their answers; see profiles/. */
export interface ProfileTrait extends TraitIdentity {
  readonly kind: "profile";
  readonly stream: StreamId;
  /** How many features enter the vocabulary, and by what they are ranked. */
  readonly size: number;
  readonly rankedBy: "prompts" | "frequency";
  /** Writes each model's vector; the affinity is the cosine. `references` alone may set what the vectors are relative to. */
  readonly profile: (counts: ProfileCounts, references: Int32Array, out: ProfileMatrix) => void;
}

export interface ModelFacts {
  /** Mean characters of the used answers; NaN without answers. */
  readonly characters: Float64Array;
  /** Share of the used answers with a bold span; NaN without answers. */
  readonly bold: Float64Array;
  /** Months since year 0; NaN when unknown. */
  readonly released: Float64Array;
}

/** A control that reads no language at all. */
export interface FactTrait extends TraitIdentity {
  readonly kind: "facts";
  readonly affinity: (facts: ModelFacts, model: number, reference: number) => number;
}

/** Compares categories of answers to `choice` prompts; see choices/. */
export interface ChoiceTrait extends TraitIdentity {
  readonly kind: "choice";
  /** True reads the prompts that belong to a pair of edits, false the others. */
  readonly forced: boolean;
}

/** Compares whether and how models refuse `boundary` prompts; see refusals/. */
export interface RefusalTrait extends TraitIdentity {
  readonly kind: "refusals";
}

/** Compares answers to prompts of one kind by numbers read from each; see styles/. */
export interface StyleTrait extends TraitIdentity {
  readonly kind: "style";
  readonly reads: ProbeKind;
  readonly features: StyleReaderId;
  /** Languages of the prompts that are read; null = all. */
  readonly languages: readonly string[] | null;
}

export type StyleReaderId = "reasoning" | "code";

export type Trait =
  | PairedTrait
  | FormatTrait
  | ClassifierTrait
  | ProfileTrait
  | FactTrait
  | ChoiceTrait
  | RefusalTrait
  | StyleTrait;

/** The prompts and models that one measurement uses. */
export interface Selection {
  readonly table: AnswerTable;
  /** 1 for each prompt that counts. */
  readonly used: Uint8Array;
  /** Model indices of the references that take part, in panel order. */
  readonly references: Int32Array;
}
