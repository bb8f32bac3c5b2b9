/** JSON, as a plan may hold it: what other rooms settle and a plan only writes down. */
export type RuleValue = string | number | boolean | null | readonly RuleValue[] | { readonly [key: string]: RuleValue };

/** When collecting ends: when every question was asked, or earlier by the sequential test of one group. */
export type StoppingRule =
  | { readonly rule: "fixed" }
  | {
      readonly rule: "e-process";
      /** The one lineage group that is tested, named beforehand. */
      readonly group: string;
      readonly alpha: number;
      /** What E must reach: 1 / alpha. */
      readonly bound: number;
      /** Looks after so many text probes, then after twice as many, and so on. */
      readonly firstLook: number;
      /** Text probes at most; null is all of the packs. */
      readonly mostProbes: number | null;
      /** Text probes as the packs list them; absent where their order is drawn from the seed. */
      readonly order?: "listed" | undefined;
    };

/** What was settled before the first question beside the questions themselves. Plans of early versions lack it. */
export interface PlanRules {
  /** 1 for the plan that a study begins with; each recorded change makes the next. */
  readonly planVersion: number;
  /** Digest of the plan before this one, or null. */
  readonly supersedes: string | null;
  readonly question: string;
  readonly propositions: readonly { readonly id: string; readonly text: string }[];
  /** Digest of the authorisation record's RFC 8785 form. */
  readonly authorisationSha256: string;
  readonly schedule: { readonly [key: string]: RuleValue };
  readonly analysis: { readonly [key: string]: RuleValue };
  readonly stopping: StoppingRule;
  /** How answers that cannot be used, missing ones and failed requests are treated. */
  readonly exclusion: { readonly [key: string]: RuleValue };
  readonly missing: { readonly [key: string]: RuleValue };
  readonly retry: { readonly [key: string]: RuleValue };
  /** Digests of packs with keyed questions; empty where there are none. */
  readonly keyed: readonly { readonly pack: string; readonly digest: string }[];
  readonly software: { readonly [key: string]: RuleValue };
  /** Authorities that stamp the time; empty where none is used. */
  readonly anchors: readonly string[];
  readonly witness: string | null;
  /** What each kind of later change does to a result. */
  readonly deviationsPolicy: { readonly [change: string]: "stated" | "exploratory" | "refused" };
}
