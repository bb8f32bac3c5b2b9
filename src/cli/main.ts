#!/usr/bin/env node
import { realpathSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { processTerminal } from "./terminal.js";

/** The bin of the package. Everything else is in run-command-line.ts, which tests call directly. */
if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  // A reader that closes early (`| head`) is not a fault.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit();
    throw error;
  });
  // Nor is one of messages (`2>&1 | head`): the work goes on without them.
  process.stderr.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
  const { runCommandLine } = await import("./run-command-line.js");
  process.exitCode = await runCommandLine(process.argv.slice(2), processTerminal());
}
