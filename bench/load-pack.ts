import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkPack } from "../src/probes/check/check-packs.js";
import { loadPack } from "../src/probes/load-pack.js";
import { packDigest } from "../src/probes/pack-digest.js";
import { randomStream } from "../src/statistics/random-stream.js";

/** Loading, digesting and checking a pack of 10,000 probes: `npx tsx bench/load-pack.ts`. Bar: loading under 100 ms. */
const random = randomStream("bench", "load-pack");
const words = Array.from({ length: 4000 }, (_, index) => `word${index.toString(36)}`);
const probes = Array.from({ length: 10_000 }, (_, index) => ({
  id: `p-${index}`,
  prompt: Array.from({ length: 18 }, () => words[random.below(words.length)]).join(" "),
  topic: `topic-${index % 20}`,
}));
const facts = { id: "large", version: "1.0.0", title: "Large", description: "For the bench.", kind: "open-ended" };
const folder = await mkdtemp(join(tmpdir(), "teacherprint-bench-"));
const path = join(folder, "large.json");
await writeFile(
  path,
  JSON.stringify({ ...facts, language: "en", licence: "CC0-1.0", split: "public", probes }, null, 1),
);

async function timed(name: string, work: () => unknown): Promise<void> {
  const runs: { wall: number; processor: number }[] = [];
  for (let run = 0; run < 7; run += 1) {
    const started = performance.now();
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    // Processor time stands beside the wall clock because other work on the machine stretches only the latter.
    runs.push({ wall: performance.now() - started, processor: (user + system) / 1000 });
  }
  const first = `${runs[0]!.wall.toFixed(0)} ms (${runs[0]!.processor.toFixed(0)} ms of processor)`;
  const median = (values: number[]) => values.sort((a, b) => a - b)[3]!.toFixed(0);
  const wall = median(runs.map((run) => run.wall));
  const processor = median(runs.map((run) => run.processor));
  console.log(`${name}: median ${wall} ms (${processor} ms of processor), first ${first}`);
}

await timed("load 10,000 probes", () => loadPack(path));
const pack = await loadPack(path);
await timed("digest of 10,000 probes", () => packDigest(pack));
await timed("check 10,000 probes", () => checkPack(path));
await rm(folder, { recursive: true });
