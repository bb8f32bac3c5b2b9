import { existsSync, rmSync } from "node:fs";
import { ExitCode } from "../errors.js";

const lookEveryMs = 1000;

/**
 * Runs work that Ctrl-C can stop: the first asks it to end cleanly, the second ends the process at once. What is recorded
 * stays recorded either way. A terminal that closes, and a file at `stopFile` for whoever has none, do what the first does.
 */
export async function interruptible<T>(
  note: (text: string) => void,
  stopFile: string,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  // One that was left from an earlier stop must not stop this run.
  rmSync(stopFile, { force: true });
  let asked = false;
  const stop = (why: string) => {
    if (controller.signal.aborted) return;
    note(why);
    controller.abort();
  };
  const watch = setInterval(() => {
    if (controller.signal.aborted || !existsSync(stopFile)) return;
    asked = true;
    stop("Stopping, as the file named stop asks: calls under way may end, nothing new is sent.");
  }, lookEveryMs);
  const onSignal = () => {
    if (asked) process.exit(ExitCode.interrupted);
    asked = true;
    stop("Stopping: calls under way may end, nothing new is sent. Press Ctrl-C again to stop at once.");
  };
  // A closing terminal says so several times over, from the shell and from the kernel: nobody asks to stop at once with it.
  const onHangUp = () => stop("Stopping, as the terminal is gone: calls under way may end, nothing new is sent.");
  process.on("SIGINT", onSignal);
  process.on("SIGTERM", onSignal);
  process.on("SIGHUP", onHangUp);
  try {
    return await work(controller.signal);
  } finally {
    clearInterval(watch);
    rmSync(stopFile, { force: true });
    process.off("SIGINT", onSignal);
    process.off("SIGTERM", onSignal);
    process.off("SIGHUP", onHangUp);
  }
}
