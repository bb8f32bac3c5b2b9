/**
 * What measuring costs against the number of models, prompts and answers: processor time of all threads, on random parts of a
 * panel. Profiles must grow no faster than the answers; traits that compare pairs grow with models times references.
 * usage: npx tsx bench/cost.ts <panel folder> [--repeats 2] [--workers 1]
 */
import { parseArgs } from "node:util";
import { loadPanelFolder } from "../src/panel/load-folder.js";
import { randomStream } from "../src/statistics/random-stream.js";
import { measure } from "../src/traits/measure.js";
import { prepare } from "../src/traits/prepare.js";
import { panelPart } from "./panel-part.js";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { repeats: { type: "string", default: "2" }, workers: { type: "string", default: "1" } },
});
if (positionals[0] === undefined) throw new Error("usage: cost.ts <panel folder>");
const whole = await loadPanelFolder(positionals[0]);
const systems = {
  profiles: ["lodWord", "lodOpener", "w3tfidf"],
  pairs: ["w3pair", "first12"],
  classifier: ["clf"],
};
const random = randomStream("1", "bench/cost");
const models = random.shuffle(whole.models.map(({ id }) => id));
const prompts = random.shuffle(whole.prompts.map(({ id }) => id));
const parts = [
  ...[0.25, 0.5, 1].map((share) => ({ models: share, prompts: 1 })),
  ...[0.125, 0.25, 0.5].map((share) => ({ models: 1, prompts: share })),
];
console.log("models  references  prompts  answers   seconds of processor time (per 1,000 answers)");
for (const part of parts) {
  const kept = new Set(models.slice(0, Math.round(part.models * models.length)));
  const asked = new Set(prompts.slice(0, Math.round(part.prompts * prompts.length)));
  const panel = panelPart(
    whole,
    ({ id }) => kept.has(id),
    ({ id }) => asked.has(id),
  );
  const answers = panel.answers.reduce((sum, one) => sum + one.length, 0);
  const references = panel.models.filter(({ role, group }) => role === "teacher" && group !== null).length;
  const costs: string[] = [];
  for (const [name, traits] of Object.entries(systems)) {
    let least = Number.POSITIVE_INFINITY;
    for (let repeat = 0; repeat < Number(values.repeats); repeat++) {
      const from = process.cpuUsage();
      const prepared = await prepare(panel, { workers: Number(values.workers), cacheFolder: null, seed: "1", traits });
      measure(prepared, { prompts: null, blocks: 0 });
      const { user, system } = process.cpuUsage(from);
      least = Math.min(least, (user + system) / 1e6);
    }
    costs.push(`${name} ${least.toFixed(1)} (${((1000 * least) / answers).toFixed(3)})`);
  }
  const counts = [panel.models.length, references, panel.prompts.length, answers].map((count) =>
    String(count).padStart(6),
  );
  console.log(`${counts.join("    ")}   ${costs.join("   ")}`);
}
