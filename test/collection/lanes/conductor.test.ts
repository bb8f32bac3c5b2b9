import { expect, test } from "vitest";
import { collect } from "../../../src/collection/collect.js";
import { testDependencies, testServer, testStore } from "../collecting.js";
import { smallPlan } from "../small-plan.js";

test("what the last reply says of a new model behind the name is written before the run is closed", async () => {
  const server = await testServer({
    respond: ({ number, answer }) => {
      answer("text", number === 2 ? { model: "another-model" } : {});
      return true;
    },
  });
  const store = await testStore();
  const plan = smallPlan({ baseUrl: server.baseUrl, probes: 2, limits: { concurrency: 1 } });
  expect((await collect(plan, store, testDependencies())).status).toBe("complete");
  // Read in the very moment in which a caller may close the database.
  const kinds = store.sqlite.prepare("SELECT kind FROM ledger ORDER BY seq").pluck().all();
  expect(kinds.slice(-3)).toEqual(["exchange.reply", "deviation", "run.close"]);
});
