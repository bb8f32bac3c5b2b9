import type { Authorisation, PlanLimits, PlannedModel } from "./plan.js";
import type { StoppingRule } from "./plan-rules.js";

/** A study file, read, checked and completed with defaults. No secret is in it: keys are named by their variable. */
export interface Study {
  /** Path of the file, as it was given. */
  readonly file: string;
  /** Slug of the title; names the folder under results/. */
  readonly id: string;
  readonly title: string;
  readonly suspect: PlannedModel;
  /** May be empty when references bring the teachers. */
  readonly teachers: readonly PlannedModel[];
  /** May be empty when references bring the controls, or when the file says `controls: []`. */
  readonly controls: readonly PlannedModel[];
  /** Panel folders, relative paths resolved against the study file. */
  readonly references: readonly string[];
  /** Ids of packs that ship, or paths of pack files, resolved against the study file. */
  readonly packs: readonly string[];
  /** Those of `packs` that are sealed, each with the digest that the study names; absent for none. */
  readonly sealedPacks?: readonly { readonly pack: string; readonly digest: string }[];
  /** Null where the file is silent: then a pack's own defaults hold before the general ones. */
  readonly sampling: {
    readonly suspectSamples: number | null;
    readonly referenceSamples: number | null;
    /** A null temperature means the provider's default. */
    readonly temperatures: readonly (number | null)[] | null;
    readonly systemPrompts: readonly (string | null)[];
  };
  readonly limits: PlanLimits;
  readonly stopping: StoppingRule;
  readonly authorisation: Authorisation;
  /** Paths of the files whose digests the authorisation holds once the study is loaded. */
  readonly authorisationFiles: { readonly termsSnapshot: string | null; readonly documents: readonly string[] };
  readonly seed: string;
  readonly synthetic: boolean;
  /** What was assumed and should be shown to the user before anything is asked. */
  readonly notices: readonly string[];
}

/** What holds when a study file is silent; docs/guide.md lists these. */
export const studyDefaults = {
  packs: ["everyday-requests", "random-choices"],
  suspectSamples: 1,
  referenceSamples: 1,
  temperature: 0.7,
  maxTokens: 400,
  requestsPerMinute: 60,
  concurrency: 2,
  seed: "1",
} as const;
