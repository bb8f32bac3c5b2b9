import { expect, test } from "vitest";
import type { Clock } from "../../src/collection/clock.js";
import { whenFree } from "../../src/collection/when-free.js";
import { TeacherprintError } from "../../src/errors.js";

/** Time passes only while somebody waits. */
function waitingClock() {
  let now = 0;
  const clock: Clock = {
    wall: () => new Date(now),
    monotonicNs: () => BigInt(now) * 1_000_000n,
    after(milliseconds, action) {
      now += milliseconds;
      queueMicrotask(action);
      return () => undefined;
    },
  };
  return { clock, waited: () => now };
}

const busy = new TeacherprintError("STORE_BUSY", "busy.", "wait.");

/** Fails so many times, then gives a value. */
function failing(times: number, error: unknown) {
  let left = times;
  return () => {
    left -= 1;
    if (left >= 0) throw error;
    return "done";
  };
}

test("what finds the database busy is done when it is free", async () => {
  const { clock } = waitingClock();
  expect(await whenFree(clock, failing(5, busy))).toBe("done");
});

test("a database that is never free is waited for a minute", async () => {
  const { clock, waited } = waitingClock();
  await expect(whenFree(clock, failing(1e6, busy))).rejects.toBe(busy);
  expect(waited()).toBeGreaterThanOrEqual(60_000);
  expect(waited()).toBeLessThan(61_000);
});

test("any other fault is told at once", async () => {
  const { clock, waited } = waitingClock();
  const full = new TeacherprintError("STORE_DISK_FULL", "full.", "free some.");
  await expect(whenFree(clock, failing(1, full))).rejects.toBe(full);
  expect(waited()).toBe(0);
});
