import { expect, test } from "vitest";
import { type Clock, systemClock } from "../../../src/collection/clock.js";
import { collect } from "../../../src/collection/collect.js";
import { readBatches } from "../../../src/store/batches.js";
import { verifyChain } from "../../../src/store/verify-chain.js";
import type { Plan } from "../../../src/study/plan.js";
import { testServer, testStore } from "../collecting.js";
import { smallPlan } from "../small-plan.js";
import { batchDependencies, batchPlan, batchProviders, batchServer, entriesOf } from "./batch-collecting.js";

const lastDay = "2030-06-30";
const clockAt = (day: string): Clock => {
  const from = systemClock.wall().getTime();
  const start = Date.parse(`${day}T12:00:00Z`);
  return { ...systemClock, wall: () => new Date(start + systemClock.wall().getTime() - from) };
};
const inTime = clockAt(lastDay);
const tooLate = clockAt("2030-07-01");

const until = (plan: Plan): Plan => ({ ...plan, authorisation: { ...plan.authorisation, expiry: lastDay } });

/** Two models, one in batches; collects in time until the batch is at the provider, then is interrupted. */
async function interrupted(
  provider: (typeof batchProviders)[number],
  liveModels: 0 | 1,
  keyVariable: string | null = null,
) {
  const server = await batchServer({ looksUntilDone: 1_000_000 });
  const live = await testServer({ latencyMs: 1_000_000 });
  const all = smallPlan({ baseUrl: live.baseUrl, models: 1 + liveModels, probes: 6, keyVariable });
  const plan = until({ ...all, suspect: batchPlan(server, provider, { probes: 6 }).suspect });
  const store = await testStore();
  const controller = new AbortController();
  const running = collect(
    plan,
    store,
    batchDependencies({
      clock: inTime,
      environment: { OTHER_KEY: "x-other-key" },
      signal: controller.signal,
      graceMs: 0,
    }),
  );
  while (server.counts.look < 1) await new Promise((resolve) => setTimeout(resolve, 5));
  controller.abort();
  expect(await running).toMatchObject({ status: "interrupted", answered: 0, refusal: null });
  server.options = {};
  return { server, live, plan, store };
}

test.each(batchProviders)(
  "%s: results that are paid for are fetched after the last day, and nothing is asked",
  async (provider) => {
    const { server, live, plan, store } = await interrupted(provider, 1);
    const sent = { live: live.counts.requests, upload: server.counts.upload, create: server.counts.create };
    const summary = await collect(plan, store, batchDependencies({ clock: tooLate }));
    expect(summary).toMatchObject({
      status: "incomplete",
      answered: 6,
      planned: 12,
      requestsOfThisRun: 0,
      exitCode: 2,
    });
    expect(summary.refusal).toMatchObject({
      code: "AUTHORISATION_EXPIRED",
      happened: expect.stringContaining(
        `ended on ${lastDay} (today is 2030-07-01, UTC); 6 questions have no answer, and none of them was asked.`,
      ),
      fix: expect.stringContaining("--amend"),
    });
    expect({ live: live.counts.requests, upload: server.counts.upload, create: server.counts.create }).toEqual(sent);
    expect(server.counts).toMatchObject({ cancel: 0, billed: 6 });
    expect(readBatches(store, true)).toEqual([]);
    expect(entriesOf(store, "run.open").at(-1)).toMatchObject({ purpose: expect.stringContaining("fetch") });
    expect(entriesOf(store, "exchange.reply").filter(({ fault }) => fault === null)).toHaveLength(6);
    expect(await verifyChain(store)).toMatchObject({ faults: [] });
    // Now nothing paid for is left, and the error stands alone as before.
    const runs = entriesOf(store, "run.open").length;
    await expect(collect(plan, store, batchDependencies({ clock: tooLate }))).rejects.toMatchObject({
      code: "AUTHORISATION_EXPIRED",
      happened: expect.stringContaining("nothing was sent"),
    });
    expect(entriesOf(store, "run.open")).toHaveLength(runs);
  },
);

test("fetching needs the keys of those alone who have something to fetch", async () => {
  const { live, plan, store } = await interrupted("google", 1, "OTHER_KEY");
  const sent = live.counts.requests;
  const summary = await collect(plan, store, batchDependencies({ clock: tooLate }));
  expect(summary).toMatchObject({ answered: 6, planned: 12, exitCode: 2 });
  expect(summary.models.map(({ model }) => model)).toEqual(["m1"]);
  expect(summary.reasons).toEqual(["the last day of the authorisation was reached"]);
  expect(live.counts.requests).toBe(sent);
});

test("when what is fetched is all that was missing the study is complete, and no error is left", async () => {
  const { server, plan, store } = await interrupted("openai", 0);
  const summary = await collect(plan, store, batchDependencies({ clock: tooLate }));
  expect(summary).toMatchObject({ status: "complete", answered: 6, refusal: null, exitCode: 0 });
  expect(server.counts).toMatchObject({ create: 1, billed: 6 });
});

test("what came back without an answer is not asked again after the last day", async () => {
  const { server, plan, store } = await interrupted("anthropic", 0);
  server.options = { item: ({ index }) => (index < 2 ? { notRun: "expired" } : {}) };
  const summary = await collect(plan, store, batchDependencies({ clock: tooLate }));
  expect(summary).toMatchObject({ status: "incomplete", answered: 4, exitCode: 2 });
  expect(summary.refusal!.happened).toContain("2 questions have no answer");
  expect(server.counts.create).toBe(1);
});

test("a batch that was written down and never handed in stays so after the last day, within a run and between runs", async () => {
  const server = await batchServer({
    respond: ({ what, response }) => {
      if (what === "list" || what === "look" || what === "download") return false;
      response.writeHead(503, { "content-type": "application/json" }).end("{}");
      return true;
    },
  });
  const plan = until(batchPlan(server, "openai", { probes: 6 }));
  const store = await testStore();
  // The upload fails until the day is over.
  let days = 0;
  const turning: Clock = { ...systemClock, wall: () => (days++ < 200 ? inTime.wall() : tooLate.wall()) };
  const first = await collect(plan, store, batchDependencies({ clock: turning }));
  expect(first).toMatchObject({ status: "incomplete", answered: 0, exitCode: 3 });
  expect(first.reasons.join()).toMatch(/a batch of 6 questions \(.*\) is written down and was not handed in/);
  server.options = {};
  await expect(collect(plan, store, batchDependencies({ clock: tooLate }))).rejects.toMatchObject({
    code: "AUTHORISATION_EXPIRED",
  });
  expect(server.counts.create).toBe(0);
  // Renewed, it is handed in as it was written down.
  const renewed = await collect(plan, store, batchDependencies({ clock: inTime }));
  expect(renewed).toMatchObject({ status: "complete", answered: 6 });
  expect(server.counts).toMatchObject({ create: 1, billed: 6 });
});

test("a batch whose id was never learned is looked for after the last day, and not made a second time", async () => {
  for (const made of [true, false]) {
    const server = await batchServer({
      respond: ({ what, response, carryOn }) => {
        if (what !== "create") return false;
        // The connection breaks, before or after the provider has made it.
        response.socket?.destroy();
        if (made) carryOn();
        return true;
      },
    });
    const plan = until(batchPlan(server, "openai", { probes: 3 }));
    const store = await testStore();
    const controller = new AbortController();
    const running = collect(plan, store, batchDependencies({ clock: inTime, signal: controller.signal, graceMs: 0 }));
    while (server.counts.create < 1) await new Promise((resolve) => setTimeout(resolve, 2));
    controller.abort();
    await running;
    const creates = server.counts.create;
    server.options = {};
    const summary = await collect(plan, store, batchDependencies({ clock: tooLate }));
    expect(server.counts.create).toBe(creates);
    expect(summary).toMatchObject(made ? { status: "complete", answered: 3 } : { answered: 0, exitCode: 2 });
  }
});

test("who only fetches asks nobody anything: no confirmation of a number of questions is needed for it", async () => {
  const server = await batchServer({ looksUntilDone: 1_000_000 });
  const small = batchPlan(server, "anthropic", { probes: 1001, suspectSamples: 3 });
  const address = { ...small.suspect.address, baseUrl: "https://batches.example" };
  const plan = until({ ...small, suspect: { ...small.suspect, address } });
  const store = await testStore();
  const controller = new AbortController();
  const toServer: typeof fetch = (input, init) =>
    fetch(String(input instanceof Request ? input.url : input).replace(address.baseUrl, server.origin), init);
  const common = { contact: "lab@example.org", fetch: toServer };
  const running = collect(
    plan,
    store,
    batchDependencies({
      ...common,
      clock: inTime,
      signal: controller.signal,
      graceMs: 0,
      asks: ({ probe }) => probe === "q1",
    }),
  );
  while (server.counts.look < 1) await new Promise((resolve) => setTimeout(resolve, 5));
  controller.abort();
  await running;
  server.options = {};
  await expect(collect(plan, store, batchDependencies({ ...common, clock: inTime }))).rejects.toMatchObject({
    code: "REQUESTS_UNCONFIRMED",
  });
  const nobody = batchDependencies({ fetch: toServer, clock: tooLate });
  await expect(collect(plan, store, nobody)).rejects.toMatchObject({ code: "CONTACT_MISSING" });
  const summary = await collect(plan, store, batchDependencies({ ...common, clock: tooLate }));
  expect(summary).toMatchObject({ status: "incomplete", exitCode: 2, requestsOfThisRun: 0 });
  expect(summary.answered).toBeGreaterThanOrEqual(3);
  expect(summary.refusal!.code).toBe("AUTHORISATION_EXPIRED");
});
