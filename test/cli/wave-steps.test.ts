import { expect, test } from "vitest";
import { collectInWaves, describeLook } from "../../src/cli/collect-in-waves.js";
import type { CollectionSummary } from "../../src/collection/collection-summary.js";
import { schedule } from "../../src/collection/order/schedule.js";
import type { Look } from "../../src/collection/waves/look-record.js";
import { smallPlan } from "../collection/small-plan.js";

const rule = { rule: "e-process", group: "group", alpha: 0.01, bound: 100, firstLook: 25, mostProbes: null } as const;
const plan = { ...smallPlan({ models: 2, probes: 60 }), stopping: rule };
const look = (wave: number, decision: Look["decision"]): Look => ({
  wave,
  probes: [25, 50, 60][wave - 1]!,
  group: "group",
  lnE: decision === "stop" ? 5 : 1,
  bound: 100,
  controls: 1,
  missing: 0,
  decision,
});
const complete = {
  status: "complete",
  limitReached: false,
  models: [],
  requestsOfThisRun: 1,
  orphansFound: 0,
  notices: [],
};

/** Runs the steps with what each asking and each look would bring, and tells what was done. */
async function steps(summaries: object[], decisions: Look["decision"][], known: Look[] = []) {
  const done: string[] = [];
  const summary = await collectInWaves(plan, {
    ask: async (asks) => {
      done.push(`ask ${schedule(plan).filter(asks).length}`);
      return { ...complete, ...summaries.shift() } as unknown as CollectionSummary;
    },
    known,
    look: async ({ number }) => look(number, decisions.shift()!),
    record: ({ wave, decision }) => void done.push(`record ${wave} ${decision}`),
    note: () => undefined,
  });
  return { done, summary };
}

test("without a stop all waves are asked, with a look after each", async () => {
  const { done, summary } = await steps([{}, {}, {}, {}], ["go on", "go on", "go on"]);
  expect(done).toEqual([
    "ask 50",
    "record 1 go on",
    "ask 100",
    "record 2 go on",
    "ask 120",
    "record 3 go on",
    "ask 120",
  ]);
  expect(summary.requestsOfThisRun).toBe(4);
});

test("a stop is written down, and nothing of later waves is asked", async () => {
  expect((await steps([{}, {}], ["stop"])).done).toEqual(["ask 50", "record 1 stop", "ask 50"]);
});

test("looks of earlier runs stand: no wave is looked at twice", async () => {
  const { done } = await steps([{}, {}], ["stop"], [look(1, "go on")]);
  expect(done).toEqual(["ask 100", "record 2 stop", "ask 100"]);
  expect((await steps([{}], [], [look(1, "go on"), look(2, "stop")])).done).toEqual(["ask 100"]);
});

test("an interruption, a limit and a suspect that cannot be asked end it without a look; a lost control does not", async () => {
  const given = (model: string) => ({ status: "incomplete", models: [{ model, stopped: "HTTP 404" }] });
  for (const end of [
    { status: "interrupted" },
    { status: "incomplete", limitReached: true },
    given("m1"),
    { status: "incomplete" },
  ])
    expect((await steps([end], [])).done).toEqual(["ask 50"]);
  expect((await steps([given("m2"), given("m2")], ["stop"])).done).toEqual(["ask 50", "record 1 stop", "ask 50"]);
});

test("a look is told in words, and going on is said to mean nothing", () => {
  expect(describeLook(look(1, "go on"))).toContain("Not reaching the bound means nothing");
  expect(describeLook(look(2, "stop"))).toMatch(
    /After 50 text questions the sequential test has reached its bound \(E = 1\.5e\+2/,
  );
  expect(describeLook({ ...look(1, "go on"), lnE: null })).toContain("cannot be done yet");
});
