import { expect, test } from "vitest";
import type { MockServer } from "../../../bench/mock-server.js";
import { collect } from "../../../src/collection/collect.js";
import { EndpointFailure } from "../../../src/endpoints/endpoint.js";
import { openEndpoint } from "../../../src/endpoints/open-endpoint.js";
import type { Store } from "../../../src/store/store.js";
import { testDependencies, testServer, testStore } from "../collecting.js";
import { fastClock } from "../fast-clock.js";
import { smallPlan } from "../small-plan.js";

const until = async (reached: () => boolean) => {
  while (!reached()) await new Promise((resolve) => setTimeout(resolve, 5));
};

function answersOf(store: Store, model: string): number {
  return store.sqlite.prepare("SELECT count(*) FROM answer WHERE model = ?").pluck().get(model) as number;
}

/** Far more questions than a lane may be ahead of another. */
function twoModels(healthy: MockServer, troubled: MockServer) {
  return smallPlan({ models: 2, probes: 120, baseUrls: [healthy.baseUrl, troubled.baseUrl] });
}

test("a lane that is held up by another goes on when that one is given up because its SDK does not send", async () => {
  const healthy = await testServer();
  const troubled = await testServer();
  const store = await testStore();
  const plan = smallPlan({
    models: 2,
    probes: 60,
    baseUrls: [healthy.baseUrl, troubled.baseUrl],
    limits: { concurrency: 1 },
  });
  // With one worker and eight questions a block: the block of the other lane, and three more.
  const mostAhead = 4 * 8;
  let asked = 0;
  const dependencies = testDependencies({
    async openEndpoint(address, connection) {
      const endpoint = await openEndpoint(address, connection);
      if (address.baseUrl !== troubled.baseUrl) return endpoint;
      return {
        ...endpoint,
        async ask(question, signal) {
          asked += 1;
          if (asked < 3) return endpoint.ask(question, signal);
          await until(() => answersOf(store, "m1") === mostAhead);
          throw new EndpointFailure("no-response", null, "not-sent", "The SDK did not send the request.");
        },
      };
    },
  });
  const summary = await collect(plan, store, dependencies);
  expect(summary.reasons).toEqual(['"m2" was given up: The SDK did not send the request.']);
  expect(healthy.counts.answered).toBe(60);
});

test("an endpoint that asks to wait a day is given up at once; the others go on, and a later run asks its questions", async () => {
  let quota = "used up";
  const healthy = await testServer();
  const troubled = await testServer({
    respond: ({ response }) => {
      if (quota !== "used up") return false;
      response.writeHead(429, { "content-type": "application/json", "retry-after": "86400" });
      response.end('{"error":{"message":"daily quota used up"}}');
      return true;
    },
  });
  const store = await testStore();
  const plan = twoModels(healthy, troubled);
  const summary = await collect(plan, store, testDependencies());
  expect(summary).toMatchObject({ status: "incomplete", answered: 120, exitCode: 3 });
  expect(summary.totals).toMatchObject({ turnedAway: 1, error: 0 });
  expect(summary.reasons).toEqual([
    expect.stringMatching(/^"m2" was given up: it asked to wait 24 hours, .*daily quota used up/),
  ]);
  expect(troubled.counts.requests).toBe(1);
  quota = "whole again";
  const again = await collect(plan, store, testDependencies());
  expect(again).toMatchObject({ status: "complete", answered: 240, requestsOfThisRun: 120 });
});

test("an endpoint that keeps a stated wait of minutes does not hold up the others", async () => {
  const healthy = await testServer();
  const troubled = await testServer({ refuseShare: 1, retryAfter: 3000 });
  const store = await testStore();
  const controller = new AbortController();
  const troubles: string[] = [];
  const progress = {
    update: ({ trouble }: { trouble: readonly { what: string }[] }) => {
      troubles.push(...trouble.map(({ what }) => what));
    },
    end() {},
  };
  const dependencies = testDependencies({ signal: controller.signal, progress });
  const running = collect(twoModels(healthy, troubled), store, dependencies);
  await until(() => answersOf(store, "m1") === 120 && troubles.some((what) => what.startsWith("asked to wait")));
  controller.abort();
  expect(await running).toMatchObject({ status: "interrupted", answered: 120 });
  expect(troubles).toContain("asked to wait, next try in 50 minutes");
  expect(troubled.counts.requests).toBeLessThan(10);
});

test("nor does one that lets nobody in and states no wait; it is given up when a question would be", async () => {
  const healthy = await testServer();
  const troubled = await testServer({ refuseShare: 1 });
  const store = await testStore();
  let answeredMeanwhile = 0;
  const progress = {
    update: ({ trouble }: { trouble: readonly { what: string }[] }) => {
      if (!trouble.some(({ what }) => what.startsWith("stopped"))) answeredMeanwhile = answersOf(store, "m1");
    },
    end() {},
  };
  const dependencies = testDependencies({
    clock: fastClock(200),
    progress,
    retryLimits: { deadlineMs: 600_000 },
  });
  const summary = await collect(twoModels(healthy, troubled), store, dependencies);
  expect(answeredMeanwhile).toBe(120);
  expect(summary.reasons).toEqual([
    expect.stringMatching(/^"m2" was given up: it gave no answer after turning everything away for \d+ minutes/),
  ]);
});
