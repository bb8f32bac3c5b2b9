import { TeacherprintError } from "../errors.js";
import { type Clock, nowMs } from "./clock.js";

const pauseMs = 100;
const patienceMs = 60_000;

/**
 * Does `work` as soon as the database is free: another program, a database browser for example, may hold it for a while.
 * After a minute of that the last STORE_BUSY is thrown; every other error at once.
 */
export async function whenFree<T>(clock: Clock, work: () => T): Promise<T> {
  const since = nowMs(clock);
  for (;;) {
    try {
      return work();
    } catch (error) {
      const busy = error instanceof TeacherprintError && error.code === "STORE_BUSY";
      if (!busy || nowMs(clock) - since > patienceMs) throw error;
      await new Promise<void>((resolve) => void clock.after(pauseMs, resolve));
    }
  }
}
