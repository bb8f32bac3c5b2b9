import { expect, test } from "vitest";
import { BatchQuestions } from "../../../src/collection/batch/batch-questions.js";
import { schedule } from "../../../src/collection/order/schedule.js";
import { smallPlan } from "../small-plan.js";

test("what comes back goes before what was never asked, and says which call it repeats", () => {
  const slots = schedule(smallPlan({ probes: 2 })).slice(0, 2);
  const [first, second] = [slots[0]!, slots[1]!];
  const questions = new BatchQuestions(slots, (name) => slots.find(({ slot }) => slot === name) ?? null);
  const call = { slot: first.slot, attempt: 1, intent: 7, model: "m1", worstTokens: 1, worstNanoUsd: null };
  const stand = () => [questions.peek(), questions.waitingAgain, questions.triesOf(first.slot)];
  questions.take();
  expect(stand()).toEqual([second, 0, 1]);
  questions.putBack({ ...call, settled: true }, false);
  expect(stand()).toEqual([first, 1, 1]);
  expect(questions.earlier(first.slot)).toEqual({ attempt: 1, intent: 7 });
  questions.take();
  expect(stand()).toEqual([second, 0, 2]);
  // What was not run for want of room does not count as a try.
  questions.putBack({ ...call, settled: true }, true);
  questions.take();
  expect(stand()).toEqual([second, 0, 1]);
  questions.take();
  expect([questions.peek(), questions.earlier(second.slot)]).toEqual([null, null]);
});
