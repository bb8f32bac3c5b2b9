import type { Plan, PlannedModel } from "../study/plan.js";
import { listDifferences } from "./list-differences.js";
import type { Store } from "./store.js";

/** What a change does to a result: it is stated, or what it touches becomes exploratory, or it is another study. */
export type ChangeEffect = "stated" | "exploratory" | "refused";

export interface PlanChange {
  /** `limits.usd: 1 -> 5`. */
  readonly what: string;
  readonly effect: ChangeEffect;
}

/**
 * How a study's plan was changed since it was begun. Limits, the authorisation, the variable of a key and the address of an
 * endpoint that has answered nothing may change: no answer can have been the reason. The same model at another base URL may
 * go on, marked exploratory. Everything else asks other questions, or asks others. Pure.
 */
export function planChanges(before: Plan, after: Plan, answered: ReadonlySet<string>): PlanChange[] {
  const changes: PlanChange[] = [];
  const note = (effect: ChangeEffect, what: readonly string[]) =>
    void changes.push(...what.map((line) => ({ what: line, effect })));
  note("stated", inPlace("limits", before.limits, after.limits));
  note("stated", inPlace("authorisation", before.authorisation, after.authorisation));
  const earlier = new Map(modelsIn(before).map((model) => [model.id, model]));
  const mended = (model: PlannedModel): PlannedModel => {
    const old = earlier.get(model.id);
    if (old === undefined || old.role !== model.role) return model;
    const effect = effectOfAddress(old, model, answered.has(model.id));
    if (effect === null) return model;
    note(effect, inPlace(model.id, pick(old), pick(model)));
    return withAddressOf(old, model);
  };
  const rest: Plan = {
    ...after,
    limits: before.limits,
    authorisation: before.authorisation,
    ...("authorisationSha256" in before ? { authorisationSha256: before.authorisationSha256! } : {}),
    suspect: mended(after.suspect),
    teachers: after.teachers.map(mended),
    controls: after.controls.map(mended),
  };
  note("refused", listDifferences(before, rest, 5));
  return changes;
}

/** What belongs to where a model is asked; `vendor` is read off the address where the study does not state it. */
const addressFields = ["address", "vendor", "lane"] as const;

function effectOfAddress(old: PlannedModel, model: PlannedModel, hasAnswered: boolean): ChangeEffect | null {
  if (areEqual(pick(old), pick(model))) return null;
  if (!hasAnswered) return "stated";
  const { apiKeyVariable: _, baseUrl, ...who } = old.address;
  const { apiKeyVariable: __, baseUrl: baseUrlNow, ...whoNow } = model.address;
  if (!areEqual(who, whoNow) || old.vendor !== model.vendor) return "refused";
  return baseUrl === baseUrlNow ? "stated" : "exploratory";
}

function withAddressOf(old: PlannedModel, model: PlannedModel): PlannedModel {
  const { lane: _, ...rest } = model;
  return { ...rest, ...pick(old) };
}

function pick(model: PlannedModel): Partial<PlannedModel> {
  return Object.fromEntries(addressFields.flatMap((field) => (field in model ? [[field, model[field]]] : [])));
}

function areEqual(before: object, after: object): boolean {
  return listDifferences(before, after, 1).length === 0;
}

function inPlace(place: string, before: object, after: object): string[] {
  return listDifferences({ [place]: before }, { [place]: after }, 5);
}

function modelsIn(plan: Plan): PlannedModel[] {
  return [plan.suspect, ...plan.teachers, ...plan.controls];
}

/**
 * Models that the change asks elsewhere, as another model or in another way. The variable of a key alone moves nobody: what
 * waits at a provider is fetched with a new key as with the old one.
 */
export function movedModels(before: Plan, after: Plan): Set<string> {
  const earlier = new Map(modelsIn(before).map((model) => [model.id, whereAsked(model)]));
  const moved = modelsIn(after).filter((model) => {
    const old = earlier.get(model.id);
    return old !== undefined && !areEqual(old, whereAsked(model));
  });
  return new Set(moved.map(({ id }) => id));
}

function whereAsked({ address, lane }: PlannedModel): object {
  const { apiKeyVariable: _, ...at } = address;
  return lane === undefined ? { at } : { at, lane };
}

/** Models of which the ledger holds an answer, live or imported. */
export function modelsWithAnswers(store: Store): Set<string> {
  const rows = store.sqlite
    .prepare("SELECT DISTINCT model FROM answer WHERE status IN ('ok','refused','truncated','empty')")
    .pluck()
    .all() as string[];
  return new Set(rows);
}
