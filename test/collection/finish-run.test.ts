import Sqlite from "better-sqlite3";
import { expect, onTestFinished, test } from "vitest";
import { systemClock } from "../../src/collection/clock.js";
import { collect } from "../../src/collection/collect.js";
import { testDependencies, testServer, testStore } from "./collecting.js";
import { smallPlan } from "./small-plan.js";

test("a database that is held when the last answer is in is waited for: the run is closed and told", async () => {
  const server = await testServer();
  const store = await testStore();
  const other = new Sqlite(store.path);
  onTestFinished(() => void other.close());
  // All lanes are done when the progress line ends first; the run is closed after that.
  let held = false;
  const end = () => {
    if (!held) other.exec("BEGIN IMMEDIATE");
    held = true;
  };
  const after = (milliseconds: number, action: () => void) => {
    if (other.inTransaction) other.exec("ROLLBACK");
    return systemClock.after(milliseconds, action);
  };
  const progress = { update() {}, end };
  const dependencies = testDependencies({ progress, clock: { ...systemClock, after } });
  const summary = await collect(smallPlan({ baseUrl: server.baseUrl }), store, dependencies);
  expect(held).toBe(true);
  expect(summary).toMatchObject({ status: "complete", runStatus: "completed", answered: 5 });
  const last = store.sqlite.prepare("SELECT kind FROM ledger ORDER BY seq DESC LIMIT 1").pluck().get();
  expect(last).toBe("run.close");
});
