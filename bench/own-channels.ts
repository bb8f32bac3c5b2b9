/**
 * What a trait of one kind of probes reaches on a panel of known lineages, beside the metadata controls and the core.
 * usage: npx tsx bench/own-channels.ts <panel folder> --trait reasoningStyle|codeStyle|refusals [--prompts <regular expression>] [--workers 2]
 *
 * The panel's prompts (those whose text fits the expression) are taken for the kind of probes that the trait reads; the
 * core and the controls read the same prompts. Every suspect is scored without its family. Reads answers, copies none.
 */
import { parseArgs } from "node:util";
import { buildLineage } from "../src/likeness/lineage.js";
import { scorePanel } from "../src/likeness/score-panel.js";
import { defaultSettings } from "../src/likeness/settings.js";
import { buildPanel } from "../src/panel/build-panel.js";
import { loadPanelFolder } from "../src/panel/load-folder.js";
import type { Panel, ProbeKind, Relation } from "../src/panel/panel.js";
import { randomStream } from "../src/statistics/random-stream.js";
import { areaUnderRoc } from "../src/statistics/ranks.js";
import { measure } from "../src/traits/measure.js";
import { prepare } from "../src/traits/prepare.js";
import { doubleDifferenceOf } from "../src/validation/confusion-tests.js";
import { detectionOf } from "../src/validation/detection.js";
import { negativesOf, positivesOf, scorePlacedTrials, scoresOf } from "../src/validation/scored-trials.js";

const kindOf: Readonly<Record<string, ProbeKind>> = {
  reasoningStyle: "reasoning",
  codeStyle: "code",
  refusals: "boundary",
};
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    trait: { type: "string", default: "reasoningStyle" },
    prompts: { type: "string", default: "" },
    workers: { type: "string", default: "2" },
  },
});
const kind = kindOf[values.trait];
if (positionals[0] === undefined || kind === undefined)
  throw new Error("usage: own-channels.ts <panel folder> --trait reasoningStyle|codeStyle|refusals");

const panel = ofKind(await loadPanelFolder(positionals[0]), kind, new RegExp(values.prompts, "i"));
const core = ["w3pair", "lodWord", "lodOpener", "w3tfidf", "clf"];
const controls = ["length", "releaseDate", "markdownRate"];
const started = process.cpuUsage();
const prepared = await prepare(panel, {
  workers: Number(values.workers),
  cacheFolder: null,
  seed: "1",
  traits: [...core, "format", values.trait, ...controls],
  progress: (line) => console.error(line),
});
const measurements = measure(prepared, { prompts: null, blocks: 0 });
console.error(`${(process.cpuUsage(started).user / 1e6).toFixed(1)} s of processor time`);
const lineage = buildLineage(panel, measurements.models);
const scores = scorePanel(lineage, measurements, defaultSettings);
console.log(`${measurements.prompts.length} prompts, ${panel.models.length} models`);

const systems = [
  ...scores.traits.filter(({ trait }) => [values.trait, "format", ...controls].includes(trait)),
  { trait: "core mean", u: scores.channels.get("core")!.u },
];
const rules = defaultSettings.calibration;
const relations: readonly Relation[] = ["distilled", "tuned", "variant"];
const drawing = { draws: 1000, permutations: 0, stream: (purpose: string) => randomStream("1", purpose) };
for (const { trait, u } of systems) {
  const scored = scorePlacedTrials(lineage, u);
  const all = areaUnderRoc(scoresOf(positivesOf(scored, rules, relations)), scoresOf(negativesOf(scored, rules)));
  const parts = relations.flatMap((relation) => {
    const found = detectionOf(scored, relation, rules, drawing);
    if (found === null) return [];
    const [low, high] = found.ci?.auc ?? [Number.NaN, Number.NaN];
    const rate = (value: number | null | undefined) => value?.toFixed(3) ?? "n/a";
    return `${relation} (${found.pairs} of ${found.families}) AUC ${rate(found.auc)} [${rate(low)}, ${rate(high)}] top-1 ${rate(found.top1)}`;
  });
  const double = doubleDifferenceOf(scored, rules, drawing)?.value?.toFixed(3) ?? "n/a";
  console.log(`${trait.padEnd(14)} all: AUC ${all.toFixed(3)}; ${parts.join("; ")}; double difference ${double}`);
}

function ofKind(whole: Panel, kindOfPrompts: ProbeKind, wanted: RegExp): Panel {
  const prompts = whole.prompts
    .filter(({ text }) => wanted.test(text))
    .map((prompt) => ({ ...prompt, kind: kindOfPrompts }));
  const kept = new Set(prompts.map(({ id }) => id));
  const answers = whole.models.map(({ id }, model) => {
    const own = whole.answers[model]!.map((answer) => ({ ...answer, prompt: whole.prompts[answer.prompt]!.id }));
    return [id, own.filter(({ prompt }) => kept.has(prompt))] as const;
  });
  return buildPanel({ ...whole, prompts, answers: new Map(answers), notices: [] });
}
