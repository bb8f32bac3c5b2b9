import { expect, test } from "vitest";
import { type Clock, systemClock } from "../../../src/collection/clock.js";
import { collect } from "../../../src/collection/collect.js";
import { readDeviations } from "../../../src/store/read-deviations.js";
import type { Store } from "../../../src/store/store.js";
import { verifyChain } from "../../../src/store/verify-chain.js";
import { testDependencies, testServer, testStore } from "../collecting.js";
import { smallPlan } from "../small-plan.js";

const day = 86_400_000;

/** A wall clock that is so many days behind. */
const behind = (days: number): Clock => ({ ...systemClock, wall: () => new Date(Date.now() - days * day) });

function kindsOf(store: Store): string[] {
  return store.sqlite.prepare("SELECT kind FROM ledger ORDER BY seq").pluck().all() as string[];
}

const recorded = (store: Store) => readDeviations(store).map(({ change, effect }) => `${change} (${effect})`);

test("a clock that is right says nothing", async () => {
  const server = await testServer();
  const store = await testStore();
  const summary = await collect(smallPlan({ baseUrl: server.baseUrl }), store, testDependencies());
  expect(summary.notices.join()).not.toContain("clock");
  expect(recorded(store)).toEqual([]);
});

test("a clock years back on resume: everything is asked, and both signs of it are told and recorded once", async () => {
  const server = await testServer();
  const store = await testStore();
  const plan = smallPlan({ baseUrl: server.baseUrl });
  const asks = ({ probe }: { probe: string }) => probe === "q1";
  const { host } = new URL(server.baseUrl);
  await collect(plan, store, testDependencies({ asks }));
  const summary = await collect(plan, store, testDependencies({ clock: behind(1095) }));
  expect(summary).toMatchObject({ status: "complete", answered: 5 });
  expect(summary.notices.filter((notice) => notice.includes("clock"))).toEqual([
    expect.stringContaining("1095 days before the last entry of the ledger"),
    expect.stringContaining(`1095 days behind that of ${host}`),
  ]);
  expect(recorded(store)).toEqual([
    "clock of the collecting computer: a run begins 1095 days before the last entry of the ledger (stated)",
    `clock of the collecting computer 1095 days behind that of ${host} (stated)`,
  ]);
  expect(kindsOf(store).at(-1)).toBe("run.close");
  expect(await verifyChain(store)).toMatchObject({ faults: [] });
});

test("the next run with the same clock says it again, and the record has it already", async () => {
  const server = await testServer();
  const store = await testStore();
  const plan = smallPlan({ baseUrl: server.baseUrl });
  const first = (probe: string) => probe === "q1";
  const clock = behind(30);
  await collect(plan, store, testDependencies({ clock, asks: ({ probe }) => first(probe) }));
  const summary = await collect(plan, store, testDependencies({ clock }));
  expect(summary.notices.join()).toContain("30 days behind");
  expect(recorded(store)).toHaveLength(1);
});

test("a run that has nothing to ask still has its sign in the record before it is closed", async () => {
  const server = await testServer();
  const store = await testStore();
  const plan = smallPlan({ baseUrl: server.baseUrl, probes: 1 });
  await collect(plan, store, testDependencies());
  await collect(plan, store, testDependencies({ clock: behind(2) }));
  expect(kindsOf(store).slice(-2)).toEqual(["deviation", "run.close"]);
});
