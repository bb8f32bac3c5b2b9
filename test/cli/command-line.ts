import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { runCommandLine } from "../../src/cli/run-command-line.js";
import type { Terminal } from "../../src/cli/terminal.js";
import type { ExitCode } from "../../src/errors.js";

export interface Said {
  readonly exitCode: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RecordingTerminal extends Terminal {
  readonly said: { stdout: string; stderr: string };
}

/** A terminal that keeps what is written, stdout and stderr apart. */
export function recordingTerminal(changes: Partial<Terminal> = {}): RecordingTerminal {
  const said = { stdout: "", stderr: "" };
  return {
    print: (text) => {
      said.stdout += `${text}\n`;
    },
    note: (text) => {
      said.stderr += `${text}\n`;
    },
    status: () => {
      throw new Error("this terminal cannot overwrite");
    },
    noteIsTerminal: false,
    colour: false,
    width: 100,
    environment: {},
    ...changes,
    said,
  };
}

/** Runs the command line as `main.ts` does. */
export async function commandLine(words: readonly string[], environment: Terminal["environment"] = {}): Promise<Said> {
  const terminal = recordingTerminal({ environment });
  const exitCode = await runCommandLine(words, terminal);
  return { exitCode, ...terminal.said };
}

/** The words after `teacherprint`, as a shell takes a line apart. */
export function shellWords(line: string): string[] {
  const words = execFileSync("sh", ["-c", `printf '%s\\0' ${line}`], { encoding: "utf8" }).split("\0");
  return words.slice(1, -1);
}

/** Says what to do when a test, or a whole file of tests, is over. */
export type Afterwards = (clean: () => void | Promise<void>) => void;

/** A folder that is gone after the test, or whenever `afterwards` cleans up. */
export function testFolder(afterwards: Afterwards = onTestFinished): string {
  const folder = mkdtempSync(join(tmpdir(), "teacherprint-cli-"));
  afterwards(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
