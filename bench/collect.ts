import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { randomStream } from "../src/statistics/random-stream.js";
import type { PlanLimits } from "../src/study/plan.js";
import { BenchStudy, type MeasuredCollection, plainFetch } from "./collect/run-collection.js";
import { type MockOptions, startMockServer } from "./mock-server.js";

/**
 * Measures collection against a local server that answers with 2 KB after 50 ms, beside plain fetch in the same run:
 * `npm run build && npx tsx bench/collect.ts [--runs 3] [--only name,name] [--large]`.
 */
const argument = (name: string) => {
  const place = process.argv.indexOf(`--${name}`);
  return place < 0 ? null : (process.argv[place + 1] ?? "");
};
const runs = Number(argument("runs") ?? 3);
const only = argument("only")?.split(",") ?? null;
const large = process.argv.includes("--large");
const questions = 1000;

interface Case {
  readonly name: string;
  readonly server?: MockOptions;
  readonly limits: Partial<PlanLimits>;
  readonly questions?: number;
  readonly baseline?: number;
  /** Run the command line itself, process start and reading of the study included. */
  readonly command?: boolean;
  readonly bar: string;
}

const cases: Case[] = [
  { name: "20 at once", limits: { concurrency: 20 }, baseline: 20, bar: "<= 3.2 s, < 150 MB, p50 45 to 55 ms" },
  {
    name: "whole command, 20 at once",
    limits: { concurrency: 20 },
    baseline: 20,
    command: true,
    bar: "<= 3.2 s, < 150 MB",
  },
  { name: "100 at once", limits: { concurrency: 100 }, baseline: 100, bar: "<= 2.5 s, p50 <= 200 ms" },
  {
    name: "429 on 20 %, Retry-After 1",
    server: { refuseShare: 0.2, retryAfter: 1 },
    limits: { concurrency: 20 },
    bar: "<= 8 s, 0 lost",
  },
  { name: "429 on 20 %, no header", server: { refuseShare: 0.2 }, limits: { concurrency: 20 }, bar: "<= 10 s, 0 lost" },
  { name: "500 on every 10th", server: { failEvery: 10 }, limits: { concurrency: 20 }, bar: "<= 10 s, 0 lost" },
  {
    name: "50/s, 49/s declared, 100 at once",
    server: { perSecond: 50 },
    limits: { concurrency: 100, requestsPerMinute: 2940 },
    bar: "0 turned away, <= 23 s",
  },
  {
    name: "50/s, undeclared, 20 at once",
    server: { perSecond: 50 },
    limits: { concurrency: 20 },
    bar: "<= 20 turned away, <= 26 s",
  },
  {
    name: "50/s, undeclared, 100 at once",
    server: { perSecond: 50 },
    limits: { concurrency: 100 },
    bar: "<= 100 turned away, <= 26 s",
  },
];
if (large) {
  cases.push({ name: "memory at 20000", limits: { concurrency: 50 }, questions: 20_000, bar: "< 200 MB" });
  cases.push({ name: "memory at 100000", limits: { concurrency: 50 }, questions: 100_000, bar: "< 200 MB" });
}

console.log(
  `${cpus().length} cores, load ${loadavg()[0]!.toFixed(1)}, Node ${process.version}, ${questions} questions, ${runs} runs, median`,
);
for (const one of cases) {
  if (only !== null && !only.some((name) => one.name.startsWith(name))) continue;
  await measure(one);
}
if (only === null || only.includes("kill")) await killed();

async function measure(one: Case): Promise<void> {
  const count = one.questions ?? questions;
  const times = one.questions === undefined ? runs : 1;
  const results: (MeasuredCollection & {
    refused: number;
    failed: number;
    plain: number | null;
    plainP50: number | null;
    plainCpu: number | null;
    load: number;
  })[] = [];
  for (let run = 0; run < times; run += 1) {
    const study = new BenchStudy();
    const server = await startMockServer({ latencyMs: 50, ...one.server, seed: `run-${run}`, logPath: study.logPath });
    const load = loadavg()[0]!;
    const plain = one.baseline === undefined ? null : await plainFetch(server.baseUrl, count, one.baseline);
    const before = { ...server.counts };
    study.plan(server.baseUrl, count, one.limits);
    const result =
      one.command === true
        ? await study.collectByCommand(server.baseUrl, count, one.limits.concurrency!)
        : await study.collect();
    results.push({
      ...result,
      refused: server.counts.refused - before.refused,
      failed: server.counts.failed - before.failed,
      plain: plain?.seconds ?? null,
      plainP50: plain?.p50 ?? null,
      plainCpu: plain?.cpuSeconds ?? null,
      load,
    });
    await server.close();
    study.remove();
  }
  const middle = <K extends keyof (typeof results)[number]>(key: K) =>
    results.map((result) => Number(result[key])).sort((a, b) => a - b)[results.length >> 1]!;
  const plain =
    results[0]!.plain === null
      ? ""
      : `; plain fetch ${middle("plain").toFixed(2)} s, ratio ${(middle("seconds") / middle("plain")).toFixed(2)}, its p50 ${middle("plainP50").toFixed(0)} ms, its cpu ${middle("plainCpu").toFixed(2)} s`;
  const lost = Math.max(...results.map((result) => count - Math.min(count, result.answered)));
  console.log(
    `${one.name}: ${middle("seconds").toFixed(2)} s, cpu ${middle("cpuSeconds").toFixed(2)} s, ${middle("maxRssMb").toFixed(0)} MB, p50 ${middle("latencyP50Ms").toFixed(1)} ms (${middle("clientLimited")} client-limited), ${middle("attempts")} requests, ${middle("refused")} turned away, ${middle("failed")} failed, ${lost} lost${plain}; load ${middle("load").toFixed(1)}   [bar ${one.bar}]`,
  );
}

/** kill -9 ten times at random moments, then to the end: what was repeated, what shows, what the server saw. */
async function killed(): Promise<void> {
  const study = new BenchStudy();
  const server = await startMockServer({ latencyMs: 50, logPath: study.logPath });
  study.plan(server.baseUrl, questions, { concurrency: 20 });
  const random = randomStream("bench", "kill");
  let kills = 0;
  for (; kills < 10; kills += 1) {
    const before = server.counts.requests;
    const child = spawn(process.execPath, study.arguments(), { stdio: ["ignore", "ignore", "inherit"] });
    const ended = once(child, "exit");
    const until = before + 20 + random.below(100);
    while (server.counts.requests < until && child.exitCode === null)
      await new Promise((resolve) => setTimeout(resolve, 1));
    child.kill("SIGKILL");
    await ended;
  }
  const result = await study.collect();
  const seen = readFileSync(study.logPath, "utf8").trim().split("\n").length;
  console.log(
    `kill -9 ${kills} times: ${result.answered} of ${questions} answered, ${result.attempts} requests in rows, ${seen} seen by the server, ${result.orphans} orphans (at most ${kills * 20})   [bar 0 lost, repeats <= parallelism a kill, each visible]`,
  );
  await server.close();
  study.remove();
}
