import type { EndpointAddress, Message } from "../endpoints/endpoint.js";
import type { AnswerReader, ModelRole, ProbeKind } from "../panel/panel.js";
import type { PlanRules } from "./plan-rules.js";

/** The study, frozen and digested before the first question. JSON only: no secrets, no absolute paths, no times. */
export interface Plan extends Partial<PlanRules> {
  readonly schema: "teacherprint.plan/v1";
  /** Slug of the title; names the folder under results/. */
  readonly studyId: string;
  readonly title: string;
  readonly toolVersion: string;
  readonly suspect: PlannedModel;
  readonly teachers: readonly PlannedModel[];
  readonly controls: readonly PlannedModel[];
  /** Panels whose stored answers serve as teachers and controls: name and digest. */
  readonly references: readonly { readonly name: string; readonly digest: string }[];
  readonly packs: readonly PlannedPack[];
  readonly sampling: {
    readonly suspectSamples: number;
    readonly referenceSamples: number;
    /** Null means the provider's default. */
    readonly temperatures: readonly (number | null)[];
    readonly systemPrompts: readonly (string | null)[];
  };
  readonly limits: PlanLimits;
  readonly authorisation: Authorisation;
  readonly seed: string;
  /** True when every endpoint is simulated; every output then says SYNTHETIC. */
  readonly synthetic: boolean;
}

export interface PlannedModel {
  readonly id: string;
  readonly role: ModelRole;
  readonly group: string | null;
  readonly vendor: string | null;
  readonly family: string;
  readonly base: string | null;
  readonly released: string | null;
  readonly address: EndpointAddress;
  /** Asked in the provider's batches; absent for live calls. */
  readonly lane?: "batch";
  /** Absent for everything but in-run controls. */
  readonly inRun?: InRunControl;
}

/**
 * A model of known lineage, asked in the same schedule and judged as if it were the suspect: a check of the run. It is in
 * no null cohort. Negative: known to have learned from no listed teacher. Positive: a known student, or a variant, of a group.
 */
export type InRunControl = { readonly kind: "negative" } | { readonly kind: "positive"; readonly group: string };

export interface PlannedPack {
  readonly id: string;
  readonly version: string;
  readonly kind: ProbeKind;
  readonly language: string;
  readonly licence: string;
  readonly digest: string;
  /**
   * Of a sealed pack, how many probes it has: wherever the plan is written or digested, `probes` is then empty, and the
   * digest stands for them. Absent for open packs.
   */
  readonly sealed?: { readonly probes: number };
  readonly probes: readonly PlannedProbe[];
}

export interface PlannedProbe {
  readonly id: string;
  readonly messages: readonly Message[];
  readonly topic: string;
  /** Where it differs from the pack's; a pack of several languages (`mul`) has one on every probe. */
  readonly language?: string;
  readonly answer: AnswerReader | null;
  /** Probes of one pair are edits of one another on purpose. */
  readonly pair?: string;
  /** A pack or probe may fix these; null leaves them to the study. */
  readonly samples: number | null;
  readonly temperature: number | null;
  readonly maxTokens: number;
}

export interface PlanLimits {
  readonly usd: number | null;
  readonly requests: number | null;
  /** Input and output tokens of all requests together; absent or null means no limit. */
  readonly tokens?: number | null;
  readonly requestsPerMinute: number;
  readonly tokensPerMinute: number | null;
  readonly concurrency: number;
}

/** By whose leave the models are asked. Plans of early versions have the first three fields only. Days are UTC, YYYY-MM-DD. */
export interface Authorisation {
  readonly basis: "own-model" | "open-weights-local" | "written-consent" | "public-api-under-terms" | "court-order";
  readonly approvedBy: string;
  readonly note: string;
  readonly scope?: {
    /** Ids of the models that may be asked. */
    readonly endpoints: readonly string[];
    readonly purposes: readonly string[];
    readonly from: string | null;
    readonly until: string | null;
  };
  readonly terms?: {
    readonly name: string;
    readonly version: string;
    readonly date: string;
    readonly snapshot: DocumentDigest;
  } | null;
  readonly counselSignoff?: { readonly name: string; readonly date: string } | null;
  readonly limits?: {
    readonly requests: number | null;
    readonly tokens: number | null;
    readonly requestsPerMinute: number | null;
  };
  readonly conflictsOfInterest?: string | null;
  readonly dataProtectionNote?: string | null;
  /** The last day on which it holds. */
  readonly expiry?: string | null;
  readonly documents?: readonly DocumentDigest[];
}

/** A file that is kept elsewhere: its name without folder, and `sha256:` + hex (null until it was read). */
export interface DocumentDigest {
  readonly name: string;
  readonly sha256: string | null;
}

/** One cell of the schedule: a probe, a model, one sampling setting and one repeat. `slot` is its resume key. */
export interface Slot {
  /** `<model>/<pack>/<probe>/<temperature>/<system prompt index>/<sample>`: the same plan always gives the same slots. */
  readonly slot: string;
  readonly block: number;
  readonly model: string;
  readonly pack: string;
  readonly probe: string;
  readonly sample: number;
  readonly temperature: number | null;
  readonly systemPrompt: string | null;
  /** Where in the schedule a sentinel probe stands; absent for the questions of the study itself. */
  readonly sentinel?: "start" | "middle" | "end";
  /** In which wave it is asked, from 1; absent where every question is asked. */
  readonly wave?: number;
}
