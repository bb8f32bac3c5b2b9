import { isatty } from "node:tty";
import { ExitCode } from "../errors.js";

/**
 * What becomes of a process whose stdout or stderr fails. A reader of results that closes early (`| head`) is no fault. Results
 * that have no room are one, told in words. Messages are never worth more than the work: it goes on without them.
 */
export function guardStreams(): void {
  process.stdout.on("error", ({ code = "unknown fault" }: NodeJS.ErrnoException) => {
    if (code === "EPIPE") process.exit();
    // The terminal is gone: what runs is recorded, and may end.
    if (code === "EIO") return;
    process.stderr.write(
      `The output could not be written${code === "ENOSPC" ? ": the disk is full" : ""} (${code}).\nFree some disk space or send it elsewhere, and run the same command again. [OUTPUT_NOT_WRITTEN]\n`,
    );
    process.exit(ExitCode.badInput);
  });
  process.stderr.on("error", () => undefined);
  endWithLostTerminal();
}

/**
 * Node gives terminals their settings back when it ends, and aborts with a core dump where one is gone by then. Ending by the
 * signal that says so, after everything is closed, comes before that.
 */
function endWithLostTerminal(): void {
  const terminals = [0, 1, 2].filter((stream) => isatty(stream));
  process.on("exit", () => {
    if (terminals.some((stream) => !isatty(stream))) process.kill(process.pid, "SIGHUP");
  });
}
