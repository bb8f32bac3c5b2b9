/** What the traits room hands to likeness/: raw affinities, nothing normalised. */

/**
 * Channels of one kind of probes, each with its own null. No calibration on real lineages covers them: they are shown
 * beside the wording and count for nothing in it.
 */
export const ownChannels = ["choice", "forcedChoice", "refusals", "reasoning", "code"] as const;
export type OwnChannel = (typeof ownChannels)[number];

/** Channels are never averaged with one another. */
export const channels = ["core", "surface", ...ownChannels, "supporting", "metadata"] as const;
export type Channel = (typeof channels)[number];

export interface TraitMeasurement {
  /** For example `w3pair`. */
  readonly trait: string;
  readonly version: number;
  readonly channel: Channel;
  /** models x references, row-major; NaN = not available (a model to itself, no common prompt). */
  readonly affinity: Float64Array;
  /** One matrix like `affinity` a left-out block of prompts (delete-one-block jackknife); empty when not asked for. */
  readonly withoutBlock: readonly Float64Array[];
}

export interface Measurements {
  /** Model ids, in panel order. */
  readonly models: readonly string[];
  /** Indices into `models` of the references, in panel order. */
  readonly references: readonly number[];
  /** Ids of the prompts that were used. */
  readonly prompts: readonly string[];
  /** models x models mean paired word-1-gram cosine over the used prompts: picks the matched null models. Diagonal NaN. */
  readonly similarity: Float64Array;
  readonly traits: readonly TraitMeasurement[];
  /** Models left out because over 20 % of the used prompts are missing, with the reason. */
  readonly excluded: readonly { readonly model: string; readonly reason: string }[];
  /** Traits that could not be measured at all, and why; for the user. */
  readonly notices: readonly string[];
}
