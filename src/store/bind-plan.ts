import canonicalize from "canonicalize";
import { TeacherprintError } from "../errors.js";
import type { Plan } from "../study/plan.js";
import { shownPlan } from "../study/shown-plan.js";
import { toolVersion } from "../version.js";
import { type Append, appendEntries } from "./append-entry.js";
import { readBatches } from "./batches.js";
import { readBlob } from "./blobs.js";
import type { JsonObject } from "./canonical.js";
import { type NamedBlob, nameBlob } from "./digest.js";
import type { EntryTime } from "./entry.js";
import { listDifferences } from "./list-differences.js";
import { modelsWithAnswers, movedModels, type PlanChange, planChanges } from "./plan-changes.js";
import { entryFields, readEntries } from "./read-entries.js";
import type { Store } from "./store.js";

/** The plan's digest as ledger entries name it: plain hex, which is also the name of the blob that holds the plan. */
export function planSha256(plan: Plan): string {
  return namedPlan(plan).sha256;
}

/** Plans are frozen, and a large one takes a while to write out. */
const named = new WeakMap<Plan, NamedBlob>();

/** The RFC 8785 bytes of the plan as it is written down, with their digest. */
export function namedPlan(plan: Plan): NamedBlob {
  const known = named.get(plan);
  if (known !== undefined) return known;
  const made = nameBlob(Buffer.from(canonicalize(shownPlan(plan))!, "utf8"));
  named.set(plan, made);
  return made;
}

export interface BoundPlan {
  readonly studyId: string;
  readonly planSha256: string;
  readonly plan: Plan;
}

/** The plan that a ledger stands under, with all recorded changes, or null while it has none. */
export function readBoundPlan(store: Store): BoundPlan | null {
  const last = [...readEntries(store, ["plan.frozen"])].at(-1);
  if (last === undefined) return null;
  const digest = String(entryFields(last).planSha256);
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

/**
 * Ties an empty ledger to a plan (entries `ledger.open`, `authorisation.recorded`, `plan.frozen`), or makes sure that
 * it is the one the ledger was made for. Throws STUDY_DIFFERS or PLAN_DIFFERS with the first differences.
 */
export function bindPlan(store: Store, plan: Plan, actor: string, time: EntryTime): BoundPlan {
  const digest = planSha256(plan);
  const known = readBoundPlan(store);
  if (known === null) {
    appendEntries(store, openingEntries(plan, actor, time));
    return { studyId: plan.studyId, planSha256: digest, plan };
  }
  // The plan that was handed in has the questions of sealed packs, too.
  if (known.planSha256 === digest) return { ...known, plan };
  if (known.studyId !== plan.studyId) {
    throw new TeacherprintError(
      "STUDY_DIFFERS",
      `${store.path} belongs to study "${known.studyId}", not to "${plan.studyId}".`,
      "Name the folder of the right study, or choose another results folder.",
    );
  }
  const differences = listDifferences(known.plan, shownPlan(plan), 5);
  throw new TeacherprintError(
    "PLAN_DIFFERS",
    `The plan has changed since ${store.path} was begun: ${differences.join("; ")}.`,
    'Put the study back as it was to go on with it. A corrected address, limit or authorisation can be recorded: `teacherprint collect <study> --amend "why it changed"`. Anything else is a new study, under another title.',
  );
}

/**
 * Records a change of the plan (entries `deviation`, `authorisation.recorded` where that changed, `plan.frozen`); nothing
 * when there is none. Answers and their slots stay. Throws PLAN_DIFFERS or STUDY_DIFFERS for changes that make another study,
 * BATCH_OPEN for one that would leave the answers of a batch where nobody fetches them.
 */
export function amendPlan(
  store: Store,
  plan: Plan,
  reason: string,
  actor: string,
  time: EntryTime,
): { readonly bound: BoundPlan; readonly changes: readonly PlanChange[] } {
  const known = readBoundPlan(store);
  if (known === null || known.planSha256 === planSha256(plan) || known.studyId !== plan.studyId)
    return { bound: bindPlan(store, plan, actor, time), changes: [] };
  const changes = planChanges(known.plan, shownPlan(plan), modelsWithAnswers(store));
  const refused = changes.filter(({ effect }) => effect === "refused");
  if (refused.length > 0) {
    throw new TeacherprintError(
      "PLAN_DIFFERS",
      `What changed since ${store.path} was begun cannot be recorded as a correction: ${refused.map(({ what }) => what).join("; ")}.`,
      "Put that back as it was, or give the study another title and start a new one.",
    );
  }
  refuseMovingAway(store, known.plan, plan);
  const next: Plan = { ...plan, planVersion: (known.plan.planVersion ?? 1) + 1, supersedes: known.planSha256 };
  const entry = entryMaker(actor, time);
  const fields = {
    what: "plan changed",
    reason,
    changes: changes.map(({ what, effect }) => ({ what, effect })),
    supersedes: known.planSha256,
    planSha256: planSha256(next),
  };
  const authorised = canonicalize(known.plan.authorisation) === canonicalize(plan.authorisation);
  appendEntries(store, [
    entry("deviation", fields, []),
    ...(authorised ? [] : [authorisationEntry(next, entry)]),
    frozenEntry(next, entry),
  ]);
  return { bound: { studyId: next.studyId, planSha256: planSha256(next), plan: next }, changes };
}

/** Who is asked elsewhere can no longer fetch what waits in a batch, and its questions would be asked by nobody. */
function refuseMovingAway(store: Store, before: Plan, after: Plan): void {
  const moved = movedModels(before, after);
  const left = readBatches(store, true).filter(({ model, open }) => open > 0 && moved.has(model));
  if (left.length === 0) return;
  const known = left.map(({ id, name }) => id ?? name);
  const whose = [...new Set(left.map(({ model }) => `"${model}"`))].join(", ");
  const what = left.length === 1 ? `batch ${known[0]} is` : `batches ${known.join(", ")} are`;
  throw new TeacherprintError(
    "BATCH_OPEN",
    `The address and lane of ${whose} cannot change while ${what} open: the answers would never be fetched.`,
    `Put the address and lane back as they were and collect until the answers are here. Or give up what is open, to be asked again and perhaps billed twice: \`teacherprint collect <study> --amend "why" --give-up ${known.join(" ")}\`.`,
  );
}

type EntryMaker = (kind: Append["kind"], fields: JsonObject, blobs: readonly (Uint8Array | NamedBlob)[]) => Append;

function entryMaker(actor: string, time: EntryTime): EntryMaker {
  return (kind, fields, blobs) => ({ ...time, kind, actor, run: null, fields, blobs });
}

function openingEntries(plan: Plan, actor: string, time: EntryTime): Append[] {
  const entry = entryMaker(actor, time);
  return [
    entry("ledger.open", { study: plan.studyId, tool: `teacherprint/${toolVersion}` }, []),
    authorisationEntry(plan, entry),
    frozenEntry(plan, entry),
  ];
}

function authorisationEntry(plan: Plan, entry: EntryMaker): Append {
  const { sha256, bytes } = nameBlob(Buffer.from(canonicalize(plan.authorisation)!, "utf8"));
  return entry(
    "authorisation.recorded",
    { authorisationSha256: sha256, basis: plan.authorisation.basis, expiry: plan.authorisation.expiry ?? null },
    [{ sha256, bytes }],
  );
}

function frozenEntry(plan: Plan, entry: EntryMaker): Append {
  const { planVersion = 1, supersedes = null } = plan;
  return entry("plan.frozen", { planSha256: planSha256(plan), planVersion, supersedes }, [namedPlan(plan)]);
}
