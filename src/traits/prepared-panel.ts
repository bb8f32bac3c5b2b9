import type { Panel } from "../panel/panel.js";
import type { ChoiceCounts } from "./choices/choice-counts.js";
import type { FeatureStream } from "./grams/feature-stream.js";
import type { AnswerTable } from "./reading/answer-table.js";
import type { TokenStore } from "./reading/token-store.js";
import type { RefusalShares } from "./refusals/refusal-shares.js";
import type { PairedStyle } from "./styles/paired-style.js";
import type { StreamId, Trait } from "./trait.js";

/** The answers of the table as a paired trait reads them. */
export interface PairedText extends Pick<TokenStore, "ids" | "start"> {
  /** Length of each answer's weighted n-grams at its own prompt. */
  readonly norms: Float64Array;
}

/** Everything that was read from a panel's answers once; `measure` turns it into affinities for any choice of prompts. */
export interface PreparedPanel {
  readonly panel: Panel;
  readonly seed: string;
  /** The traits that were prepared, in the order of the index. */
  readonly traits: readonly Trait[];
  readonly table: AnswerTable;
  /**
   * For paired traits, `format` and `clf`: prompts x models x references (row-major, panel order), NaN where a cell is
   * missing and for a model with itself. The raw material of curves, waves and sequential tests.
   */
  readonly perPrompt: ReadonlyMap<string, Float32Array>;
  /** By paired trait: what it compares, to pair single answers anew. */
  readonly pairedText: ReadonlyMap<string, PairedText>;
  /** prompts x pairs of models: paired word-1-gram cosine of (i, j), i < j, at j (j - 1) / 2 + i. */
  readonly similarity: Float32Array;
  readonly streams: ReadonlyMap<StreamId, FeatureStream>;
  /** By answer of the table: UTF-16 units of raw/1, and 1 where it has a bold span. */
  readonly characters: Int32Array;
  readonly bold: Uint8Array;
  readonly choices: readonly ChoiceCounts[];
  readonly refusals: readonly RefusalShares[];
  /** By trait; only those whose kind of prompts the panel has. */
  readonly styles: ReadonlyMap<string, PairedStyle>;
  /** What could not be prepared, and why. */
  readonly notices: readonly string[];
}
