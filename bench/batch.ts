import { readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import type { Plan } from "../src/study/plan.js";
import { BenchStudy } from "./collect/run-collection.js";
import { MockBatchServer } from "./mock-batches.js";

/**
 * Measures collection in batches against a local server with answers of 2 KB, a process of its own for each provider:
 * `npm run build && npx tsx bench/batch.ts [--questions 20000] [--provider openai,anthropic,google]`.
 * The batch has ended at the first look, so the wall time holds one wait (5 s) that a real batch makes far longer.
 */
const argument = (name: string) => {
  const place = process.argv.indexOf(`--${name}`);
  return place < 0 ? null : (process.argv[place + 1] ?? "");
};
const questions = Number(argument("questions") ?? 20_000);
const providers = (argument("provider") ?? "openai,anthropic,google").split(",") as (
  | "openai"
  | "anthropic"
  | "google"
)[];

console.log(
  `${cpus().length} cores, load ${loadavg()[0]!.toFixed(1)}, Node ${process.version}, ${questions} questions`,
);
for (const provider of providers) {
  const study = new BenchStudy();
  const server = await new MockBatchServer().start();
  study.plan(server.baseUrl(provider), questions, {});
  const planPath = join(study.folder, "plan.json");
  const plan = JSON.parse(readFileSync(planPath, "utf8")) as Plan;
  const address = { ...plan.suspect.address, provider };
  writeFileSync(planPath, JSON.stringify({ ...plan, suspect: { ...plan.suspect, address, lane: "batch" } }));
  const result = await study.collect();
  // Sentinel probes come on top of the questions.
  const lost = server.counts.billed - result.answered;
  console.log(
    `${provider}: ${result.seconds.toFixed(1)} s, cpu ${result.cpuSeconds.toFixed(1)} s, ${result.maxRssMb.toFixed(0)} MB, ${server.batches.size} batches, ${server.counts.billed} billed, ${lost} lost   [bar < 200 MB, 0 lost]`,
  );
  await server.pause();
  study.remove();
}
