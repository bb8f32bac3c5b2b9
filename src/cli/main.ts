#!/usr/bin/env node
import { realpathSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { guardStreams } from "./guard-streams.js";
import { processTerminal } from "./terminal.js";

/** The bin of the package. Everything else is in run-command-line.ts, which tests call directly. */
if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  guardStreams();
  const { runCommandLine } = await import("./run-command-line.js");
  process.exitCode = await runCommandLine(process.argv.slice(2), processTerminal());
}
