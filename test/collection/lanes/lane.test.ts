import { expect, onTestFinished, test } from "vitest";
import { systemClock } from "../../../src/collection/clock.js";
import { Conductor } from "../../../src/collection/lanes/conductor.js";
import type { Lane } from "../../../src/collection/lanes/lane.js";
import { openLane, type RunHost } from "../../../src/collection/lanes/open-lane.js";
import { modelsOf, schedule } from "../../../src/collection/order/schedule.js";
import { prepareRun } from "../../../src/collection/prepare-run.js";
import { LoopLag } from "../../../src/collection/recording/loop-lag.js";
import { testDependencies, testServer, testStore } from "../collecting.js";
import { smallPlan } from "../small-plan.js";

test("what was chosen is what is taken: no question is lost when the other lanes move in the same moment", async () => {
  let healthy = true;
  const server = await testServer({
    respond: ({ response }) => {
      if (healthy) return false;
      response.writeHead(500, { "content-type": "text/plain" });
      response.end("oops");
      return true;
    },
  });
  const store = await testStore();
  const dependencies = testDependencies({ retryLimits: { firstPauseMs: 1 } });
  const plan = smallPlan({ baseUrl: server.baseUrl, probes: 6, limits: { concurrency: 1 } });
  const slots = schedule(plan);
  const task = { plan, models: modelsOf(plan), slots, purpose: "collect" };
  const prepared = await prepareRun(task, store, new Map(), dependencies);
  onTestFinished(() => prepared.close());

  // The real run around the lane, but for its clock, which stands still, and for what it says of the other lanes.
  const conductor = new Conductor(prepared, dependencies);
  let now = 0;
  let asked = 0;
  let mayTakeBlock = () => true;
  const host = new Proxy(conductor as RunHost, {
    get(run, name) {
      if (name === "now") return () => now;
      if (name === "after") return () => () => undefined;
      if (name === "mayTakeBlock") return () => mayTakeBlock();
      if (name === "wakeOthers") return () => undefined;
      const value = run[name as keyof RunHost];
      return typeof value === "function" ? value.bind(run) : value;
    },
  });
  const lag = new LoopLag(systemClock);
  onTestFinished(() => lag.stop());
  const lane = openLane(prepared.seats[0]!, { prepared, dependencies, host, lag }) as Lane;
  const count = (what: string) => store.sqlite.prepare(`SELECT count(${what}`).pluck().get() as number;
  const outcomes = () => count("outcome) FROM exchange");
  const answers = () => count("*) FROM answer");
  const sendNext = async () => {
    now += 120_000;
    asked += 1;
    lane.pump();
    while (outcomes() < asked) await new Promise((resolve) => setTimeout(resolve, 2));
  };

  await sendNext();
  healthy = false;
  for (let failures = 0; failures < 3; failures += 1) await sendNext();
  // An outage: one question that failed is due, a fresh one goes before it, as long as the other lanes let it.
  expect(lane.waitingAgain).toBe(1);
  healthy = true;
  let readings = 0;
  mayTakeBlock = () => {
    readings += 1;
    return readings === 1;
  };
  await sendNext();
  mayTakeBlock = () => true;
  while (answers() < 6) await sendNext();
  expect(server.counts.requests).toBe(9);
  lane.pump();
  await lane.done;
});
