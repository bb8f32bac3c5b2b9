import { type Clock, systemClock } from "../../src/collection/clock.js";

/** A clock whose waits pass so many times as fast as the world's. */
export function fastClock(speed: number): Clock {
  const started = process.hrtime.bigint();
  return {
    ...systemClock,
    monotonicNs: () => started + (process.hrtime.bigint() - started) * BigInt(speed),
    after: (milliseconds, action) => systemClock.after(milliseconds / speed, action),
  };
}
