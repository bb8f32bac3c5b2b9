import { basename } from "node:path";
import type { DocumentFault } from "../probes/document/faults.js";
import type { WrittenAuthorisation } from "./authorisation-schema.js";
import type { Authorisation, PlanLimits } from "./plan.js";

/**
 * The authorisation record of a study with every default written out: it covers all models of the study, for this study,
 * without a last day. Digests of files are null until `digestDocuments` has read them. Faults are added to `faults`.
 */
export function readAuthorisation(
  written: WrittenAuthorisation | undefined,
  models: readonly string[],
  synthetic: boolean,
  faults: DocumentFault[],
): Authorisation | null {
  if (written === undefined && !synthetic) {
    faults.push({
      place: ["authorisation"],
      found: "the study does not say why the suspect may be asked.",
      fix: 'Add "authorisation" with "basis" (for example own-model) and "approvedBy".',
    });
    return null;
  }
  const given = written ?? simulation;
  if (!synthetic) faults.push(...missingParts(given));
  faults.push(...scopeFaults(given, models));
  const { scope, terms, limits } = given;
  return {
    basis: given.basis,
    approvedBy: given.approvedBy,
    note: given.note ?? "",
    scope: {
      endpoints: scope?.endpoints ?? [...models],
      purposes: scope?.purposes ?? ["this study"],
      from: scope?.from ?? null,
      until: scope?.until ?? null,
    },
    terms:
      terms === undefined
        ? null
        : {
            name: terms.name,
            version: terms.version,
            date: terms.date,
            snapshot: { name: basename(terms.snapshot), sha256: null },
          },
    counselSignoff: given.counselSignoff ?? null,
    limits: {
      requests: limits?.requests ?? null,
      tokens: limits?.tokens ?? null,
      requestsPerMinute: limits?.requestsPerMinute ?? null,
    },
    conflictsOfInterest: given.conflictsOfInterest ?? null,
    dataProtectionNote: given.dataProtectionNote ?? null,
    expiry: given.expiry ?? null,
    documents: (given.documents ?? []).map((path) => ({ name: basename(path), sha256: null })),
  };
}

const simulation: WrittenAuthorisation = {
  basis: "own-model",
  approvedBy: "simulation",
  note: "Simulated models only.",
};

/** What some bases need besides a name. */
function missingParts({ basis, terms, counselSignoff }: WrittenAuthorisation): DocumentFault[] {
  const faults: DocumentFault[] = [];
  const needs = (part: string, fix: string) =>
    faults.push({ place: ["authorisation", part], found: `the basis ${basis} needs this field.`, fix });
  if (basis === "public-api-under-terms" && terms === undefined)
    needs(
      "terms",
      'Add "terms" with "name", "version", "date" and "snapshot", the path of the copy that you keep: terms { name: "Example API terms", version: "3", date: "2026-10-01", snapshot: ./terms.html }.',
    );
  if ((basis === "public-api-under-terms" || basis === "court-order") && counselSignoff === undefined)
    needs("counselSignoff", 'Add "counselSignoff" with "name" and "date": counsel decides whether this may be done.');
  return faults;
}

function scopeFaults({ scope }: WrittenAuthorisation, models: readonly string[]): DocumentFault[] {
  const faults: DocumentFault[] = [];
  const place = ["authorisation", "scope"];
  if (scope?.endpoints !== undefined) {
    const unknown = scope.endpoints.findIndex((id) => !models.includes(id));
    if (unknown >= 0)
      faults.push({
        place: [...place, "endpoints", unknown],
        found: `no model of the study has the id "${scope.endpoints[unknown]}".`,
        fix: `Use ids of this study: ${models.join(", ")}.`,
      });
    const left = models.filter((id) => !scope.endpoints!.includes(id));
    if (left.length > 0)
      faults.push({
        place: [...place, "endpoints"],
        found: `the study asks ${left.join(", ")}, which the authorisation does not cover.`,
        fix: "Have the approval extended and add them here, or take them out of the study.",
      });
  }
  if (scope?.from !== undefined && scope.until !== undefined && scope.until < scope.from)
    faults.push({ place: [...place, "until"], found: 'it lies before "from".', fix: "Correct one of the two." });
  return faults;
}

/** The stricter of a study's own limits and those of its authorisation. */
export function withinAuthorisation(limits: PlanLimits, approved: Authorisation["limits"]): PlanLimits {
  const least = (own: number | null | undefined, most: number | null | undefined): number | null =>
    own == null ? (most ?? null) : most == null ? own : Math.min(own, most);
  const { tokens: own, ...others } = limits;
  const tokens = least(own, approved?.tokens);
  return {
    ...others,
    ...(tokens === null ? {} : { tokens }),
    requests: least(limits.requests, approved?.requests),
    requestsPerMinute: Math.min(limits.requestsPerMinute, approved?.requestsPerMinute ?? Number.POSITIVE_INFINITY),
  };
}
