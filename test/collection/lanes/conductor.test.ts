import { expect, test } from "vitest";
import { collect } from "../../../src/collection/collect.js";
import type { ProgressSnapshot } from "../../../src/collection/progress/progress.js";
import { testDependencies, testServer, testStore } from "../collecting.js";
import { fastClock } from "../fast-clock.js";
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

test("progress counts answers as answers, and what was given up beside them", async () => {
  const server = await testServer({
    respond: ({ number, response }) => {
      if (number % 5 !== 0) return false;
      response.writeHead(400, { "content-type": "application/json" });
      response.end('{"error":{"message":"flagged"}}');
      return true;
    },
  });
  const store = await testStore();
  const plan = smallPlan({ baseUrl: server.baseUrl, probes: 16, limits: { concurrency: 1 } });
  const seen: ProgressSnapshot[] = [];
  const progress = { update: (snapshot: ProgressSnapshot) => void seen.push(snapshot), end() {} };
  const summary = await collect(plan, store, testDependencies({ clock: fastClock(500), progress }));
  expect(summary).toMatchObject({ answered: 13, totals: { error: 3, attempts: 16 } });
  expect(Math.max(...seen.map(({ answered }) => answered))).toBeLessThanOrEqual(13);
  expect(seen.some(({ givenUp }) => givenUp > 0)).toBe(true);
  for (const { answered, givenUp, total } of seen) expect(answered + givenUp).toBeLessThanOrEqual(total);
});
