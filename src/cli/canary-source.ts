import type { FrozenAnswers } from "../keyed/canary/reading/read-collection.js";
import type { CanaryResult } from "../keyed/canary/testing/canary-result.js";

/** Where the answers come from: a study's store or a file. They are frozen when this exists, and no key was read. */
export interface CanarySource {
  readonly suspect: string;
  readonly collected: readonly FrozenAnswers[];
  /** RFC 3339. */
  readonly frozenAt: string;
  /** Months in which known models of the suspect's family were published. */
  readonly earlierFamilyModels: readonly string[];
  /** Notes that the key is about to be used; resolves to the RFC 3339 time at which it was used first. */
  revealed(): Promise<string>;
  /** Keeps the result; resolves to the files written. */
  keep(result: CanaryResult): Promise<readonly string[]>;
  close(): void;
}
