import { expect, test } from "vitest";
import type { MockExchange } from "../../../bench/mock-server.js";
import { collect } from "../../../src/collection/collect.js";
import { testDependencies, testServer, testStore } from "../collecting.js";
import { fastClock } from "../fast-clock.js";
import { smallPlan } from "../small-plan.js";

const clock = fastClock(200);

function send({ response }: MockExchange, type: string, body: string): true {
  response.writeHead(200, { "content-type": type });
  response.end(body);
  return true;
}

const breakages = {
  "cut-off JSON": (exchange: MockExchange) =>
    send(exchange, "application/json", '{"id":"chatcmpl-1","choices":[{"message":{"content":"The ans'),
  "an HTML page": (exchange: MockExchange) => send(exchange, "text/html", "<!doctype html><title>Sign in</title>"),
};

test.each(Object.entries(breakages))(
  "an endpoint that breaks in the middle and sends %s is asked a few times more and given up; what it was not asked is asked by the next run",
  async (what, breakIt) => {
    const sound = 55;
    const concurrency = 4;
    let broken = true;
    const store = await testStore();
    const answers = () => store.sqlite.prepare("SELECT count(*) FROM answer").pluck().get() as number;
    const server = await testServer({
      respond: (exchange) => {
        if (!broken || exchange.number <= sound) return false;
        // A good answer that comes later is a sign of health.
        const breakOnceAnswered = () =>
          answers() < sound ? void setTimeout(breakOnceAnswered, 5) : void breakIt(exchange);
        breakOnceAnswered();
        return true;
      },
    });
    const plan = smallPlan({ baseUrl: server.baseUrl, probes: 220, limits: { concurrency } });
    const summary = await collect(plan, store, testDependencies({ clock }));
    // Three replies show it, the other workers have one each under way then, and six probes follow.
    expect(server.counts.requests).toBeLessThanOrEqual(sound + 3 + (concurrency - 1) + 6);
    expect(summary).toMatchObject({ status: "incomplete", answered: sound, exitCode: 3 });
    expect(summary.totals).toMatchObject({ invalid: 0, error: 0 });
    expect(summary.reasons).toEqual([
      expect.stringMatching(
        new RegExp(
          `^"m1" was given up: its replies to \\d+ questions in a row could not be read; the last time it sent ${what}: `,
        ),
      ),
    ]);
    broken = false;
    const again = await collect(plan, store, testDependencies({ clock }));
    expect(again).toMatchObject({ status: "complete", answered: 220, requestsOfThisRun: 220 - sound });
  },
);

test("an endpoint that recovers while it rests answers the rest, and the rest costs no question its tries", async () => {
  let pages = 0;
  const server = await testServer({
    respond: (exchange) => {
      if (exchange.number <= 10 || pages >= 8) return false;
      pages += 1;
      return breakages["an HTML page"](exchange);
    },
  });
  const store = await testStore();
  const plan = smallPlan({ baseUrl: server.baseUrl, probes: 40, limits: { concurrency: 2 } });
  const troubles: string[] = [];
  const progress = {
    update: ({ trouble }: { trouble: readonly { what: string }[] }) => {
      troubles.push(...trouble.map(({ what }) => what));
    },
    end() {},
  };
  // Rests of seconds, so that a loaded machine still shows its progress in one of them.
  const summary = await collect(plan, store, testDependencies({ clock: fastClock(40), progress }));
  expect(summary).toMatchObject({ status: "complete", answered: 40, requestsOfThisRun: 48 });
  expect(troubles).toContainEqual(expect.stringMatching(/^no readable answer, next try in \d+ s$/));
});

test("questions that are never readable are given up alone, also when only they are left", async () => {
  const seen = new Set<string>();
  const odd = new Set<string>();
  const server = await testServer({
    respond: (exchange) => {
      const { body } = exchange;
      if (!seen.has(body)) {
        seen.add(body);
        if (seen.size % 8 === 2) odd.add(body);
      }
      return odd.has(body) && breakages["an HTML page"](exchange);
    },
  });
  const store = await testStore();
  const plan = smallPlan({ baseUrl: server.baseUrl, probes: 40, limits: { concurrency: 2 } });
  const summary = await collect(plan, store, testDependencies({ clock }));
  expect(summary).toMatchObject({ status: "incomplete", answered: 35, exitCode: 3 });
  expect(summary.models[0]!.stopped).toBe(null);
  expect(summary.totals).toMatchObject({ invalid: 5, attempts: 35 + 5 * 6 });
});
