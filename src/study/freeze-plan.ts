import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import { TeacherprintError } from "../errors.js";
import type { Pack, Probe } from "../probes/pack.js";
import { packDigest } from "../probes/pack-digest.js";
import { withOptionsShuffled } from "./option-order.js";
import type { Plan, PlannedPack, PlannedProbe } from "./plan.js";
import type { PlanRules } from "./plan-rules.js";
import { shownPlan } from "./shown-plan.js";
import { type Study, studyDefaults } from "./study.js";

export interface ReferenceDigest {
  readonly name: string;
  /** `sha256:` + hex. */
  readonly digest: string;
}

/**
 * The study as it will be run: packs in full, references by digest, every default written out. Pure: the same study, packs,
 * references and tool version give the same plan, byte for byte in RFC 8785 form. No secret, path or time is in it.
 * Throws TeacherprintError PLAN_AMBIGUOUS when two packs or two references share a name.
 */
export function freezePlan(
  study: Study,
  packs: readonly Pack[],
  references: readonly ReferenceDigest[],
  toolVersion: string,
  rules?: FrozenRules,
): Plan {
  requireDistinct(
    "packs",
    "id",
    packs.map((pack) => pack.id),
  );
  requireDistinct(
    "references",
    "name",
    references.map((reference) => reference.name),
  );
  const { sampling } = study;
  return {
    schema: "teacherprint.plan/v1",
    studyId: study.id,
    title: study.title,
    toolVersion,
    suspect: study.suspect,
    teachers: study.teachers,
    controls: study.controls,
    references: references.map(({ name, digest }) => ({ name, digest })),
    packs: packs.map((pack) => planPack(pack, sampling, study)),
    sampling: {
      suspectSamples: sampling.suspectSamples ?? studyDefaults.suspectSamples,
      referenceSamples: sampling.referenceSamples ?? studyDefaults.referenceSamples,
      temperatures: sampling.temperatures ?? [studyDefaults.temperature],
      systemPrompts: sampling.systemPrompts,
    },
    limits: study.limits,
    authorisation: study.authorisation,
    seed: study.seed,
    synthetic: study.synthetic,
    ...(rules === undefined
      ? {}
      : {
          ...rules,
          planVersion: 1,
          supersedes: null,
          question: study.title,
          authorisationSha256: digestOf(study.authorisation),
          stopping: study.stopping,
          keyed: packs
            .filter(({ kind }) => kind === "canary" || kind === "watermark")
            .map((pack) => ({ pack: pack.id, digest: packDigest(pack) })),
        }),
  };
}

/** What the study itself does not say, settled by the rooms that use it. */
export type FrozenRules = Omit<
  PlanRules,
  "planVersion" | "supersedes" | "question" | "authorisationSha256" | "stopping" | "keyed"
>;

function digestOf(value: unknown): string {
  return createHash("sha256").update(canonicalize(value)!, "utf8").digest("hex");
}

/** `sha256:` and the digest of the plan's RFC 8785 form, as it is written down. */
export function planDigest(plan: Plan): string {
  return `sha256:${digestOf(shownPlan(plan))}`;
}

/** Kinds whose sampling is part of the measurement: a distribution over categories needs its samples at its temperature. */
const kindsThatFixSampling: readonly string[] = ["choice", "canary", "watermark"];

function planPack(pack: Pack, sampling: Study["sampling"], { seed, sealedPacks = [] }: Study): PlannedPack {
  const fixed = kindsThatFixSampling.includes(pack.kind);
  const studySetsSamples = sampling.suspectSamples !== null || sampling.referenceSamples !== null;
  // A study that says something about text probes overrides what their pack only suggests.
  const packSamples = fixed || !studySetsSamples ? pack.defaults.samples : null;
  const packTemperature = fixed || sampling.temperatures === null ? pack.defaults.temperature : null;
  const digest = packDigest(pack);
  const isSealed = pack.split === "sealed" || sealedPacks.some((sealed) => sealed.digest === digest);
  return {
    id: pack.id,
    version: pack.version,
    kind: pack.kind,
    language: pack.language,
    licence: pack.licence,
    digest,
    ...(isSealed ? { sealed: { probes: pack.probes.length } } : {}),
    probes: withOptionsShuffled(pack, seed).map((probe) => planProbe(probe, pack, packSamples, packTemperature)),
  };
}

function planProbe(probe: Probe, pack: Pack, packSamples: number | null, packTemperature: number | null): PlannedProbe {
  return {
    id: probe.id,
    messages: probe.messages.map(({ role, content }) => ({ role, content })),
    topic: probe.topic,
    ...(probe.language === pack.language ? {} : { language: probe.language }),
    answer: probe.answer,
    ...(probe.pair === null ? {} : { pair: probe.pair }),
    samples: probe.sampling.samples ?? packSamples,
    temperature: probe.sampling.temperature ?? packTemperature,
    maxTokens: probe.sampling.maxTokens ?? pack.defaults.maxTokens ?? studyDefaults.maxTokens,
  };
}

function requireDistinct(field: string, what: string, names: readonly string[]): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice === undefined) return;
  throw new TeacherprintError(
    "PLAN_AMBIGUOUS",
    `The study's ${field} hold two with the ${what} "${twice}".`,
    `Remove one, or change its ${what}.`,
  );
}
