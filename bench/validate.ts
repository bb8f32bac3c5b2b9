/**
 * Wall time and peak memory of whole `validate` runs without cache, beside another program on the same panel in the same
 * run. Linux only (memory is read from /proc). Build first.
 * usage: npm run build && npx tsx bench/validate.ts <panel folder> [--baseline "<command that reads the panel>"]
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { traits } from "../src/traits/index.js";

const { values, positionals } = parseArgs({ allowPositionals: true, options: { baseline: { type: "string" } } });
const folder = positionals[0];
if (folder === undefined) throw new Error("usage: npx tsx bench/validate.ts <panel folder> [--baseline command]");

interface Run {
  readonly seconds: number;
  readonly megabytes: number;
}

/** Resident memory of a process and all its descendants, in megabytes. */
function residentTree(root: number): number {
  const parentOf = new Map<number, number>();
  const resident = new Map<number, number>();
  for (const name of readdirSync("/proc").filter((entry) => /^\d+$/.test(entry))) {
    try {
      const status = readFileSync(`/proc/${name}/status`, "utf8");
      parentOf.set(Number(name), Number(/^PPid:\s+(\d+)/m.exec(status)?.[1] ?? 0));
      resident.set(Number(name), Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0));
    } catch {
      // It ended between the listing and the reading.
    }
  }
  const belongs = (pid: number): boolean => pid === root || (parentOf.has(pid) && belongs(parentOf.get(pid)!));
  return [...resident].reduce((sum, [pid, size]) => (belongs(pid) ? sum + size : sum), 0) / 1024;
}

async function run(command: string, args: readonly string[], shell = false): Promise<Run> {
  const start = performance.now();
  const child = spawn(command, args, { stdio: ["ignore", "ignore", "ignore"], shell });
  let megabytes = 0;
  const watch = setInterval(() => {
    megabytes = Math.max(megabytes, residentTree(child.pid!));
  }, 100);
  const [code] = await once(child, "exit");
  clearInterval(watch);
  if (code !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${code}`);
  return { seconds: (performance.now() - start) / 1000, megabytes };
}

const core = traits.filter(({ channel }) => channel === "core").map(({ id }) => id);
const tool = (...options: string[]) =>
  run(process.execPath, ["dist/cli/main.js", "validate", folder, "--json", "--no-cache", "--workers", "2", ...options]);
const shown = ({ seconds, megabytes }: Run) => `${seconds.toFixed(1)} s, ${megabytes.toFixed(0)} MB`;

console.log(`${cpus().length} cores, load ${loadavg()[0]!.toFixed(1)}, Node ${process.version}, ${folder}`);
const five = await tool("--quick", "--traits", core.join(","));
console.log(`validate, ${core.length} core traits, --quick: ${shown(five)}`);
const everything = await tool();
console.log(`validate, everything: ${shown(everything)}`);
if (values.baseline !== undefined) {
  const other = await run(values.baseline, [], true);
  console.log(
    `baseline: ${shown(other)}; ratio ${(other.seconds / five.seconds).toFixed(2)} against the core traits, ` +
      `${(other.seconds / everything.seconds).toFixed(2)} against everything`,
  );
}
console.log(`load at the end ${loadavg()[0]!.toFixed(1)}`);
