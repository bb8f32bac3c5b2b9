import { existsSync, rmSync } from "node:fs";
import { ExitCode } from "../errors.js";

const lookEveryMs = 1000;

/**
 * Runs work that Ctrl-C can stop: the first asks it to end cleanly, the second ends the process at once. What is recorded
 * stays recorded either way. A file at `stopFile` does what the first Ctrl-C does, for whoever has no terminal.
 */
export async function interruptible<T>(
  note: (text: string) => void,
  stopFile: string,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  // One that was left from an earlier stop must not stop this run.
  rmSync(stopFile, { force: true });
  const watch = setInterval(() => {
    if (controller.signal.aborted || !existsSync(stopFile)) return;
    note("Stopping, as the file named stop asks: calls under way may end, nothing new is sent.");
    controller.abort();
  }, lookEveryMs);
  const onSignal = () => {
    if (controller.signal.aborted) process.exit(ExitCode.interrupted);
    note("Stopping: calls under way may end, nothing new is sent. Press Ctrl-C again to stop at once.");
    controller.abort();
  };
  process.on("SIGINT", onSignal);
  process.on("SIGTERM", onSignal);
  try {
    return await work(controller.signal);
  } finally {
    clearInterval(watch);
    rmSync(stopFile, { force: true });
    process.off("SIGINT", onSignal);
    process.off("SIGTERM", onSignal);
  }
}
