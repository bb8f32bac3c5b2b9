import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { systemClock } from "../../src/collection/clock.js";

const day = 86_400_000;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("a wait that is longer than a timer can hold is waited to its end, and ends once", () => {
  let calls = 0;
  systemClock.after(60 * day, () => {
    calls += 1;
  });
  vi.advanceTimersByTime(60 * day - 1);
  expect(calls).toBe(0);
  vi.advanceTimersByTime(1);
  expect(calls).toBe(1);
  expect(vi.getTimerCount()).toBe(0);
});

test("such a wait can be called off in each of its parts", () => {
  for (const after of [1, 30, 59]) {
    const cancel = systemClock.after(60 * day, () => expect.unreachable());
    vi.advanceTimersByTime(after * day);
    cancel();
    expect(vi.getTimerCount()).toBe(0);
  }
});

test("a wait without end never ends, and one of no length ends at the next turn", () => {
  let calls = 0;
  const cancel = systemClock.after(Number.POSITIVE_INFINITY, () => expect.unreachable());
  systemClock.after(0, () => {
    calls += 1;
  });
  vi.advanceTimersByTime(365 * day);
  expect(calls).toBe(1);
  cancel();
  expect(vi.getTimerCount()).toBe(0);
});
