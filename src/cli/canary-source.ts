import type { FrozenAnswers } from "../keyed/canary/reading/read-collection.js";
import type { FixedTerms } from "../keyed/canary/recording/fixed-terms.js";
import type { CanaryResult } from "../keyed/canary/testing/canary-result.js";

/** Where the answers come from: a study's store or a file. They are frozen when this exists, and no key was read. */
export interface CanarySource {
  readonly suspect: string;
  readonly collected: readonly FrozenAnswers[];
  /** RFC 3339. */
  readonly frozenAt: string;
  /** Months in which known models of the suspect's family were published. */
  readonly earlierFamilyModels: readonly string[];
  /** Fixed with the answers. */
  readonly terms: FixedTerms;
  /** Whether the key was used on these answers before. */
  readonly used: boolean;
  /** Notes that the key is about to be used under these terms; resolves to the RFC 3339 time of its first use. */
  revealed(terms: FixedTerms): Promise<string>;
  /** Keeps the result; resolves to the files written. */
  keep(result: CanaryResult): Promise<readonly string[]>;
  close(): void;
}
