import { expect, test } from "vitest";
import { appendEntry } from "../../src/store/append-entry.js";
import { amendPlan, bindPlan } from "../../src/store/bind-plan.js";
import { readDeviations } from "../../src/store/read-deviations.js";
import { smallPlan } from "../collection/small-plan.js";
import { aStore, time } from "./a-store.js";

test("a study that kept to its plan has none", async () => {
  const store = await aStore();
  bindPlan(store, smallPlan(), "test", time);
  expect(readDeviations(store)).toEqual([]);
});

test("a recorded correction is a row a change, with the user's reason", async () => {
  const store = await aStore();
  const plan = smallPlan();
  bindPlan(store, plan, "test", time);
  amendPlan(store, { ...plan, limits: { ...plan.limits, concurrency: 3 } }, "the server is slow", "test", time);
  expect(readDeviations(store)).toEqual([
    {
      recorded: time.wall,
      change: expect.stringContaining("limits.concurrency"),
      reason: "the server is slow",
      effect: "stated",
    },
  ]);
});

test("rules of a newer version of the tool make what follows exploratory", async () => {
  const store = await aStore();
  bindPlan(store, smallPlan(), "test", time);
  const changes = ["analysis.traits: 5 -> 6", "analysis.k: 30 -> 10"];
  appendEntry(store, {
    ...time,
    kind: "deviation",
    actor: "test",
    run: null,
    fields: { what: "rules of a newer version of the tool", tool: "9.0.0", effect: "exploratory", changes },
  });
  expect(readDeviations(store)).toEqual(
    changes.map((change) => ({ recorded: time.wall, change, reason: null, effect: "exploratory" })),
  );
});
