import { expect, test } from "vitest";
import { type AwaitedBatch, type LaneState, nextStep } from "../../../../src/collection/batch/decisions/next-step.js";
import { randomStream } from "../../../../src/statistics/random-stream.js";

const atProvider = (nextAt: number): AwaitedBatch => ({ nextAt, id: "batch_1", askedMs: 1, settled: false });
const writtenDown = (nextAt: number): AwaitedBatch => ({ nextAt, id: null, askedMs: null, settled: false });

const state = (changes: Partial<LaneState<AwaitedBatch>>): LaneState<AwaitedBatch> => ({
  batches: [],
  questionsLeft: true,
  maySpend: true,
  budgetWaits: false,
  resumeAt: 0,
  oneByOne: false,
  ...changes,
});

test("what is due comes first, then what may be handed in, then the wait for the earliest", () => {
  const batches = [atProvider(70), atProvider(30)];
  expect(nextStep(state({ batches }), 30)).toEqual({ kind: "attend", batch: batches[1] });
  expect(nextStep(state({ batches }), 10)).toEqual({ kind: "hand-in" });
  expect(nextStep(state({ batches, questionsLeft: false }), 10)).toEqual({ kind: "wait", milliseconds: 20 });
  expect(nextStep(state({ batches, oneByOne: true }), 10.5)).toEqual({ kind: "wait", milliseconds: 20 });
  expect(nextStep(state({ questionsLeft: false }), 10)).toEqual({ kind: "end" });
});

test("a refused batch is followed by a smaller one at the stated moment", () => {
  const refused = state({ resumeAt: 40, oneByOne: true });
  expect(nextStep(refused, 39.2)).toEqual({ kind: "wait", milliseconds: 1 });
  expect(nextStep(refused, 40)).toEqual({ kind: "hand-in" });
});

test("calls in flight are waited for a second at a time where the budget has no room", () => {
  expect(nextStep(state({ budgetWaits: true }), 5)).toEqual({ kind: "wait", milliseconds: 1000 });
  expect(nextStep(state({ budgetWaits: true, batches: [atProvider(25)] }), 5)).toEqual({
    kind: "wait",
    milliseconds: 20,
  });
});

test("nothing may be spent: only what is at the provider is attended to, and the next plan ends the sending", () => {
  const batches = [writtenDown(0), atProvider(60)];
  expect(nextStep(state({ batches, maySpend: false, questionsLeft: false }), 50)).toEqual({
    kind: "wait",
    milliseconds: 10,
  });
  expect(nextStep(state({ batches: [writtenDown(0)], maySpend: false, questionsLeft: false }), 50)).toEqual({
    kind: "end",
  });
  const heldUp = { batches: [writtenDown(0)], maySpend: false, oneByOne: true, resumeAt: 90 };
  expect(nextStep(state(heldUp), 50)).toEqual({ kind: "hand-in" });
});

test("every wait ends, and at its end something is done or the budget is asked again", () => {
  const random = randomStream("7", "next step");
  let waits = 0;
  for (let round = 0; round < 20_000; round += 1) {
    const coin = () => random.double() < 0.5;
    const time = () => Math.floor(random.double() * 80) / 4;
    const batches = Array.from({ length: Math.floor(random.double() * 3) }, () =>
      coin() ? atProvider(time()) : writtenDown(time()),
    );
    const one = state({
      batches,
      questionsLeft: coin(),
      maySpend: coin(),
      budgetWaits: coin(),
      resumeAt: time(),
      oneByOne: coin(),
    });
    const now = time();
    const step = nextStep(one, now);
    if (step.kind !== "wait") continue;
    waits += 1;
    expect(step.milliseconds).toBeGreaterThanOrEqual(1);
    expect(step.milliseconds).toBeLessThanOrEqual(1000);
    expect(nextStep({ ...one, budgetWaits: false }, now + step.milliseconds).kind).not.toBe("wait");
  }
  expect(waits).toBeGreaterThan(1000);
});
