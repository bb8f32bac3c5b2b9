import { expect, test } from "vitest";
import { amendPlan, bindPlan, planSha256, readBoundPlan } from "../../src/store/bind-plan.js";
import { movedModels, planChanges } from "../../src/store/plan-changes.js";
import { verifyChain } from "../../src/store/verify-chain.js";
import type { Plan } from "../../src/study/plan.js";
import { smallPlan } from "../collection/small-plan.js";
import { aStore, time } from "./a-store.js";

const plan = smallPlan({ models: 3 });
const withSuspectAt = (address: Partial<Plan["suspect"]["address"]>): Plan => ({
  ...plan,
  suspect: { ...plan.suspect, address: { ...plan.suspect.address, ...address } },
});
const effects = (after: Plan, answered: string[] = []) =>
  planChanges(plan, after, new Set(answered)).map(({ effect }) => effect);

test("what may change, and what that does to a result", () => {
  expect(effects(plan)).toEqual([]);
  expect(effects({ ...plan, limits: { ...plan.limits, usd: 5 } }, ["m1"])).toEqual(["stated"]);
  expect(effects({ ...plan, authorisation: { ...plan.authorisation, note: "renewed" } }, ["m1"])).toEqual(["stated"]);
  expect(effects(withSuspectAt({ model: "right-name" }))).toEqual(["stated"]);
  expect(effects(withSuspectAt({ model: "other" }), ["m1"])).toEqual(["refused"]);
  expect(effects(withSuspectAt({ model: "other" }), ["m2"])).toEqual(["stated"]);
  expect(effects(withSuspectAt({ apiKeyVariable: "OTHER_KEY" }), ["m1"])).toEqual(["stated"]);
  expect(effects(withSuspectAt({ baseUrl: "http://127.0.0.1:10/v1" }), ["m1"])).toEqual(["exploratory"]);
});

test("other questions, other models and other seeds are another study", () => {
  expect(effects({ ...plan, seed: "8" })).toEqual(["refused"]);
  expect(effects({ ...plan, controls: [] })).toEqual(["refused"]);
  expect(effects({ ...plan, suspect: { ...plan.suspect, family: "m2" } })).toEqual(["refused"]);
  expect(effects({ ...plan, sampling: { ...plan.sampling, suspectSamples: 2 } })).toEqual(["refused"]);
});

test("who is asked elsewhere or in another way has moved; another variable for the key moves nobody", () => {
  const moved = (after: Plan) => [...movedModels(plan, after)];
  expect(moved({ ...plan, limits: { ...plan.limits, usd: 5 } })).toEqual([]);
  expect(moved(withSuspectAt({ apiKeyVariable: "OTHER_KEY" }))).toEqual([]);
  expect(moved(withSuspectAt({ baseUrl: "http://127.0.0.1:10/v1" }))).toEqual(["m1"]);
  expect(moved(withSuspectAt({ model: "right-name" }))).toEqual(["m1"]);
  const batched = plan.teachers.map((teacher) => ({ ...teacher, lane: "batch" as const }));
  expect(moved({ ...plan, teachers: batched })).toEqual(["m2"]);
  expect([...movedModels({ ...plan, teachers: batched }, plan)]).toEqual(["m2"]);
});

test("a recorded change is a new version of the plan, with reason, under which the ledger goes on", async () => {
  const store = await aStore();
  bindPlan(store, plan, "test", time);
  const mended = withSuspectAt({ model: "right-name" });
  const { bound, changes } = amendPlan(store, mended, "the name was misspelt", "test", time);
  expect(changes).toEqual([{ effect: "stated", what: expect.stringContaining('"model-1" -> "right-name"') }]);
  expect(bound.plan).toMatchObject({ planVersion: 2, supersedes: planSha256(plan) });
  expect(readBoundPlan(store)).toEqual(bound);
  const entries = store.sqlite.prepare("SELECT jcs FROM ledger ORDER BY seq").pluck().all() as Buffer[];
  expect(entries.map((jcs) => JSON.parse(jcs.toString()) as { kind: string })).toMatchObject([
    { kind: "ledger.open" },
    { kind: "authorisation.recorded" },
    { kind: "plan.frozen", planVersion: 1, supersedes: null },
    { kind: "deviation", reason: "the name was misspelt", supersedes: planSha256(plan), planSha256: bound.planSha256 },
    { kind: "plan.frozen", planVersion: 2, supersedes: planSha256(plan), planSha256: bound.planSha256 },
  ]);
  // The same words again change nothing.
  expect(amendPlan(store, bound.plan, "again", "test", time).changes).toEqual([]);
  expect(store.sqlite.prepare("SELECT count(*) FROM ledger").pluck().get()).toBe(5);
  expect((await verifyChain(store)).faults).toEqual([]);
  expect(() => amendPlan(store, { ...bound.plan, seed: "8" }, "why not", "test", time)).toThrow(
    expect.objectContaining({ code: "PLAN_DIFFERS", happened: expect.stringContaining('seed: "7" -> "8"') }),
  );
});
