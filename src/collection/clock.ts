import type { EntryTime } from "../store/entry.js";

/** Time as the collector sees it. Durations come from the monotonic clock alone: the wall clock may jump. */
export interface Clock {
  wall(): Date;
  monotonicNs(): bigint;
  /** Calls `action` once after `milliseconds`; the result cancels it. */
  after(milliseconds: number, action: () => void): () => void;
}

/** Node's timers hold no more (24.8 days): one that is set for longer goes off at once. */
const longestTimerMs = 2 ** 31 - 1;

export const systemClock: Clock = {
  wall: () => new Date(),
  monotonicNs: () => process.hrtime.bigint(),
  after(milliseconds, action) {
    let timer: NodeJS.Timeout;
    const wait = (left: number) => {
      timer =
        left > longestTimerMs
          ? setTimeout(() => wait(left - longestTimerMs), longestTimerMs)
          : setTimeout(action, left);
    };
    wait(milliseconds);
    return () => clearTimeout(timer);
  },
};

/** Both times of an entry, read at once. */
export function timeNow(clock: Clock): EntryTime {
  return { wall: clock.wall().toISOString(), monoNs: clock.monotonicNs().toString() };
}

/** Monotonic milliseconds, with fractions. */
export function nowMs(clock: Clock): number {
  return Number(clock.monotonicNs()) / 1e6;
}
