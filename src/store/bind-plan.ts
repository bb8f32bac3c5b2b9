import canonicalize from "canonicalize";
import { TeacherprintError } from "../errors.js";
import type { Plan } from "../study/plan.js";
import { toolVersion } from "../version.js";
import { type Append, appendEntries } from "./append-entry.js";
import { readBlob } from "./blobs.js";
import type { JsonObject } from "./canonical.js";
import { type NamedBlob, nameBlob, sha256Hex } from "./digest.js";
import type { EntryTime } from "./entry.js";
import { listDifferences } from "./list-differences.js";
import { entryFields, readEntries } from "./read-entries.js";
import type { Store } from "./store.js";

/** The plan's digest as ledger entries name it: plain hex, which is also the name of the blob that holds the plan. */
export function planSha256(plan: Plan): string {
  return namedPlan(plan).sha256;
}

/** Plans are frozen, and a large one takes a while to write out. */
const named = new WeakMap<Plan, NamedBlob>();

function namedPlan(plan: Plan): NamedBlob {
  const known = named.get(plan);
  if (known !== undefined) return known;
  const made = nameBlob(Buffer.from(canonicalize(plan)!, "utf8"));
  named.set(plan, made);
  return made;
}

export interface BoundPlan {
  readonly studyId: string;
  readonly planSha256: string;
  readonly plan: Plan;
}

/** The plan that a ledger was made for, or null while it has none. */
export function readBoundPlan(store: Store): BoundPlan | null {
  for (const entry of readEntries(store, ["plan.frozen"])) {
    const digest = String(entryFields(entry).planSha256);
    const bytes = readBlob(store, Buffer.from(digest, "hex"));
    if (bytes === null) {
      throw new TeacherprintError(
        "STORE_DAMAGED",
        `${store.path} names a plan that it does not hold.`,
        "Run `teacherprint collect --check` and restore a backup.",
      );
    }
    const plan = JSON.parse(bytes.toString("utf8")) as Plan;
    return { studyId: plan.studyId, planSha256: digest, plan };
  }
  return null;
}

/**
 * Ties an empty ledger to a plan (entries `ledger.open`, `authorisation.recorded`, `plan.frozen`), or makes sure that
 * it is the one the ledger was made for. Throws STUDY_DIFFERS or PLAN_DIFFERS with the first differences.
 */
export function bindPlan(store: Store, plan: Plan, actor: string, time: EntryTime): BoundPlan {
  const digest = planSha256(plan);
  const known = readBoundPlan(store);
  if (known === null) {
    appendEntries(store, openingEntries(plan, digest, actor, time));
    return { studyId: plan.studyId, planSha256: digest, plan };
  }
  if (known.planSha256 === digest) return known;
  if (known.studyId !== plan.studyId) {
    throw new TeacherprintError(
      "STUDY_DIFFERS",
      `${store.path} belongs to study "${known.studyId}", not to "${plan.studyId}".`,
      "Name the folder of the right study, or choose another results folder.",
    );
  }
  const differences = listDifferences(known.plan, plan, 5);
  throw new TeacherprintError(
    "PLAN_DIFFERS",
    `The plan has changed since ${store.path} was begun: ${differences.join("; ")}.`,
    "Put the study back as it was to go on with it, or give it another title and start a new study.",
  );
}

function openingEntries(plan: Plan, digest: string, actor: string, time: EntryTime): Append[] {
  const entry = (kind: Append["kind"], fields: JsonObject, blobs: readonly (Uint8Array | NamedBlob)[]): Append => ({
    ...time,
    kind,
    actor,
    run: null,
    fields,
    blobs,
  });
  const authorisation = Buffer.from(canonicalize(plan.authorisation)!, "utf8");
  return [
    entry("ledger.open", { study: plan.studyId, tool: `teacherprint/${toolVersion}` }, []),
    entry(
      "authorisation.recorded",
      { authorisationSha256: sha256Hex(authorisation), basis: plan.authorisation.basis },
      [authorisation],
    ),
    entry("plan.frozen", { planSha256: digest }, [namedPlan(plan)]),
  ];
}
