import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import type { Plan, PlanLimits } from "../../src/study/plan.js";

export interface Measured {
  /** Wall time of the whole command, process start included. */
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly maxRssMb: number;
}

export interface MeasuredCollection extends Measured {
  readonly status: string;
  readonly answered: number;
  readonly attempts: number;
  readonly orphans: number;
  /** Median of the recorded times of answered calls. */
  readonly latencyP50Ms: number;
  readonly clientLimited: number;
}

const dist = process.env.TEACHERPRINT_DIST ?? new URL("../../dist", import.meta.url).pathname;
const program = (name: string) => new URL(name, import.meta.url).pathname;

export function plainFetch(baseUrl: string, count: number, concurrency: number): Promise<Measured & { p50: number }> {
  return runNode([program("./plain-fetch.mjs"), baseUrl, String(count), String(concurrency)]);
}

/** A study of one model in a folder of its own. */
export class BenchStudy {
  readonly folder = mkdtempSync(join(tmpdir(), "teacherprint-bench-"));
  readonly storePath = join(this.folder, "study.db");
  readonly logPath = join(this.folder, "server.log");
  readonly #planPath = join(this.folder, "plan.json");

  plan(baseUrl: string, questions: number, limits: Partial<PlanLimits>): void {
    writeFileSync(this.#planPath, JSON.stringify(benchPlan(baseUrl, questions, limits)));
  }

  arguments(): string[] {
    return [program("./collect-once.mjs"), this.#planPath, this.storePath, dist];
  }

  async collect(): Promise<MeasuredCollection> {
    const run = await runNode<Omit<MeasuredCollection, "latencyP50Ms" | "clientLimited">>(this.arguments());
    return { ...run, ...this.#recorded(this.storePath) };
  }

  /** The same by the command line itself: half of the questions to each of two models, half of the workers each. */
  async collectByCommand(baseUrl: string, questions: number, concurrency: number): Promise<MeasuredCollection> {
    const probes = Array.from({ length: questions / 2 }, (_, index) => ({
      id: `q${index}`,
      prompt: `Say something about the number ${index}.`,
      topic: "numbers",
    }));
    writeFileSync(join(this.folder, "pack.json"), JSON.stringify({ ...benchPack, probes }));
    const study = join(this.folder, "study.json");
    writeFileSync(study, JSON.stringify(benchStudy(baseUrl, concurrency / 2)));
    const results = join(this.folder, "results");
    const started = performance.now();
    const child = spawn(process.execPath, [join(dist, "cli", "main.js"), "collect", study, "--results", results], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    let said = "";
    child.stderr.on("data", (piece: Buffer) => {
      said += piece.toString("utf8");
    });
    const peak = watchMemory(child.pid!);
    await new Promise((resolve) => child.on("close", resolve));
    const seconds = (performance.now() - started) / 1000;
    if (child.exitCode !== 0) throw new Error(said);
    const path = join(results, "Bench", "study.db");
    const storePath = existsSync(path) ? path : join(results, "bench", "study.db");
    const database = new Sqlite(storePath, { readonly: true });
    const answered = database.prepare("SELECT count(*) FROM answer WHERE status = 'ok'").pluck().get() as number;
    const attempts = database.prepare("SELECT count(*) FROM exchange").pluck().get() as number;
    database.close();
    const counts = {
      status: "complete",
      answered,
      attempts,
      orphans: 0,
      cpuSeconds: peak().cpuSeconds,
      maxRssMb: peak().mb,
    };
    return { seconds, ...counts, ...this.#recorded(storePath) };
  }

  #recorded(storePath: string): { latencyP50Ms: number; clientLimited: number } {
    const database = new Sqlite(storePath, { readonly: true });
    const times = database
      .prepare("SELECT total_us FROM exchange WHERE status = 200 ORDER BY total_us")
      .pluck()
      .all() as number[];
    const limited = database.prepare("SELECT sum(client_limited) FROM exchange").pluck().get() as number;
    database.close();
    return { latencyP50Ms: (times[times.length >> 1] ?? 0) / 1000, clientLimited: limited };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Peak memory and processor time of a process as the system counts them, looked at until it ends (Linux). */
function watchMemory(pid: number): () => { mb: number; cpuSeconds: number } {
  let mb = 0;
  let cpuSeconds = 0;
  const look = () => {
    try {
      mb = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? mb * 1024) / 1024;
      const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]!.split(" ");
      cpuSeconds = (Number(fields[11]) + Number(fields[12])) / 100;
    } catch {
      clearInterval(timer);
    }
  };
  const timer = setInterval(look, 20);
  return () => {
    clearInterval(timer);
    return { mb, cpuSeconds };
  };
}

const benchPack = {
  id: "bench",
  version: "1.0.0",
  title: "Bench",
  description: "Bench",
  kind: "open-ended",
  language: "en",
  licence: "CC0-1.0",
  split: "public",
  defaults: { samples: 1, temperature: 0.7, maxTokens: 600 },
};

function benchStudy(baseUrl: string, concurrency: number): object {
  const model = (id: string) => ({ id, endpoint: "openai-compatible", model: id, baseUrl, vendor: "bench" });
  return {
    title: "Bench",
    suspect: model("model-1"),
    teachers: [{ ...model("model-2"), group: "bench" }],
    controls: [],
    packs: ["./pack.json"],
    limits: { requestsPerMinute: 1_000_000, concurrency },
    authorisation: { basis: "own-model", approvedBy: "bench" },
    synthetic: true,
    seed: 1,
  };
}

async function runNode<T>(args: string[]): Promise<T & Measured> {
  const started = performance.now();
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  let output = "";
  child.stdout.on("data", (piece: Buffer) => {
    output += piece.toString("utf8");
  });
  await new Promise((resolve) => child.on("close", resolve));
  const seconds = (performance.now() - started) / 1000;
  return { ...(JSON.parse(output) as T & Measured), seconds };
}

/** At most 1,000 probes; larger studies ask each of them several times, as real ones do. */
function benchPlan(baseUrl: string, questions: number, limits: Partial<PlanLimits>): Plan {
  const probes = Math.min(questions, 1000);
  return {
    schema: "teacherprint.plan/v1",
    studyId: "bench",
    title: "Bench",
    toolVersion: "0.0.0",
    suspect: {
      id: "suspect",
      role: "suspect",
      group: null,
      vendor: null,
      family: "bench",
      base: null,
      released: null,
      address: { provider: "openai-compatible", model: "model-1", baseUrl, apiKeyVariable: null },
    },
    teachers: [],
    controls: [],
    references: [],
    packs: [
      {
        id: "bench",
        version: "1.0.0",
        kind: "open-ended",
        language: "en",
        licence: "CC0-1.0",
        digest: `sha256:${"0".repeat(64)}`,
        probes: Array.from({ length: probes }, (_, index) => ({
          id: `q${index}`,
          messages: [{ role: "user" as const, content: `Say something about the number ${index}.` }],
          topic: "numbers",
          answer: null,
          samples: questions / probes,
          temperature: null,
          maxTokens: 600,
        })),
      },
    ],
    sampling: { suspectSamples: 1, referenceSamples: 1, temperatures: [0.7], systemPrompts: [null] },
    limits: {
      usd: null,
      requests: null,
      requestsPerMinute: 10_000_000,
      tokensPerMinute: null,
      concurrency: 20,
      ...limits,
    },
    authorisation: { basis: "own-model", approvedBy: "bench", note: "" },
    seed: "1",
    synthetic: true,
  };
}
