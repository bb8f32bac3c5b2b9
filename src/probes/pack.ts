import type { AnswerReader, ProbeKind } from "../panel/panel.js";
import type { PackFile } from "./pack-schema.js";

/** A probe pack, read and checked. The order of `probes` is the order of the file. */
export interface Pack {
  /** The name in the file; of a pack in one of its forms, `<pack>#<form>`. */
  readonly id: string;
  readonly version: string;
  readonly title: string;
  readonly description: string;
  readonly kind: ProbeKind;
  /** BCP 47, or `mul` when each probe names its own. */
  readonly language: string;
  readonly licence: string;
  readonly split: "public" | "sealed" | "generated";
  readonly probes: readonly Probe[];
  /** Names of the forms in which it may be asked; empty for a pack that is in one of them. */
  readonly forms: readonly string[];
  /** What the author wrote as defaults; null leaves the choice to the study. */
  readonly defaults: ProbeSampling;
  /** The file as written; the digest is taken over this, so that anyone can recompute it from the file alone. */
  readonly file: PackFile;
}

export interface ProbeSampling {
  readonly samples: number | null;
  readonly temperature: number | null;
  readonly maxTokens: number | null;
}

export interface PackMessage {
  readonly role: "system" | "user" | "assistant";
  readonly content: string;
}

export interface Probe {
  /** Unique in its pack. */
  readonly id: string;
  /** At least one; the last is the user's. */
  readonly messages: readonly PackMessage[];
  /**
   * The same with the options marked (option-marks.ts), for a probe whose options are shuffled by the study's seed; null
   * where their order is fixed. In `messages` the marks are gone and the options stand as written.
   */
  readonly marked: readonly PackMessage[] | null;
  /** `general` when the author named none. */
  readonly topic: string;
  readonly language: string;
  readonly answer: AnswerReader | null;
  /** What this probe itself sets; null leaves it to the pack. */
  readonly sampling: ProbeSampling;
  readonly optionsImplied: boolean;
  readonly pair: string | null;
}
