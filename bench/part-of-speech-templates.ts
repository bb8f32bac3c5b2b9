/**
 * Whether sentence templates made with a part-of-speech tagger earn a place: each variant alone and as a sixth member of
 * the core mean, beside `delex4` (templates of word endings) and the five core traits; then whether to include it, chosen
 * with each student family left out in turn. As a measure of what a few students more or less mean, the same for the
 * plain core with one of its own traits counted twice, which adds no information at all.
 * usage: npx tsx bench/part-of-speech-templates.ts <panel folder> [--relations distilled,tuned,variant] [--curve] [--workers 2] [--cache <folder>]
 *
 * The tagger is wink-nlp with its English model. Every suspect is scored without its family. Prints numbers only.
 */
import { parseArgs } from "node:util";
import { buildLineage } from "../src/likeness/lineage.js";
import { scorePanel } from "../src/likeness/score-panel.js";
import { defaultSettings } from "../src/likeness/settings.js";
import { loadPanelFolder } from "../src/panel/load-folder.js";
import type { Relation } from "../src/panel/panel.js";
import { randomStream } from "../src/statistics/random-stream.js";
import { mean } from "../src/statistics/sums.js";
import { measure } from "../src/traits/measure.js";
import { prepare } from "../src/traits/prepare.js";
import type { PreparedPanel } from "../src/traits/prepared-panel.js";
import { openWorkerPool } from "../src/traits/threads/worker-pool.js";
import type { ProfileTrait, StreamId } from "../src/traits/trait.js";
import { promptSubset } from "../src/validation/prompt-subsets.js";
import { curveSteps } from "../src/validation/prompts-curve.js";
import { chosenHeldOut, type GainName, gainOver, type Rate } from "./part-of-speech/choose-held-out.js";
import {
  type JudgedMean,
  type JudgedSystem,
  type Judging,
  judgeMean,
  judgeTrait,
  type Mean,
  wrongVendors,
} from "./part-of-speech/judge-mean.js";
import { tagAnswers } from "./part-of-speech/tag-answers.js";
import { templateStream, templateTrait, templateVariants } from "./part-of-speech/template-streams.js";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    relations: { type: "string", default: "distilled" },
    curve: { type: "boolean", default: false },
    workers: { type: "string", default: "2" },
    cache: { type: "string" },
  },
});
const folder = positionals[0];
if (folder === undefined) throw new Error("usage: part-of-speech-templates.ts <panel folder>");

const core = ["w3pair", "lodWord", "lodOpener", "w3tfidf", "clf"];
const controls = ["length", "releaseDate", "markdownRate"];
const tagged = templateVariants.map(({ id }) => id).filter((id) => id !== "ending4");
const five: Mean = { name: "five", members: core };
const withTemplates = ["delex4", ...tagged].map((id): Mean => ({ name: `five + ${id}`, members: [...core, id] }));
const doubled = core.map((id): Mean => ({ name: `${id} twice`, members: core, weights: new Map([[id, 2]]) }));

const panel = await loadPanelFolder(folder);
const workers = Number(values.workers);
const prepared = await prepareTemplates(
  await prepare(panel, {
    workers,
    cacheFolder: values.cache ?? null,
    seed: "1",
    traits: [...core, "delex4", ...controls],
    progress: (line) => console.error(line),
  }),
);
const measurements = measure(prepared, { prompts: null, blocks: 0 });
const lineage = buildLineage(panel, measurements.models);
const relations = values.relations.split(",") as Relation[];
const judging: Judging = { lineage, likeness: defaultSettings, relations };
const counted = `${relations.length === 1 ? relations[0] : "all"} high`;
console.log(`${panel.name}: ${measurements.models.length} models, ${measurements.prompts.length} prompts; ${counted}`);
checkEndings();

table("alone", "AUC", "hard negatives", "double difference", "teacher first", "found at 5 % / 1 %");
const scores = scorePanel(lineage, measurements, defaultSettings);
for (const id of [...core, "delex4", ...tagged, ...controls]) {
  const { comparison } = judgeTrait(scores, id, judging);
  const own = comparison.relations[counted];
  const found = `${three(own?.perSuspectTpr5)} / ${three(own?.perSuspectTpr1)}`;
  row(id, three(own?.auc), hardest(comparison), doubleDifference(comparison), three(own?.top1), found);
}

const judged = new Map<Mean, JudgedMean>();
for (const one of [five, ...withTemplates, ...doubled]) judged.set(one, judgeMean(measurements, one, judging));
table(
  "mean of",
  "AUC",
  "hard negatives",
  "double difference",
  "teacher first",
  "tuned, variant",
  "found at 5 % / 1 %",
  "Cllr / least",
  "not derived, ratio above 10",
  "wrong vendor, true one absent, 5 % / 1 %",
);
for (const [one, { comparison, cllrMin }] of judged) {
  const own = comparison.relations[counted];
  const alarms = `${comparison.falseAlarms.count ?? "n/a"} of ${comparison.falseAlarms.of}`;
  row(
    one.name,
    three(own?.auc),
    hardest(comparison),
    doubleDifference(comparison),
    three(own?.top1),
    ["tuned", "variant"].map((relation) => three(comparison.relations[`${relation} high`]?.top1)).join(", "),
    `${three(own?.perSuspectTpr5)} / ${three(own?.perSuspectTpr1)}`,
    `${three(own?.cllr)} / ${three(cllrMin)}`,
    alarms,
    wrongVendors(measurements, one, judging).join(" / "),
  );
}

table("gain over five [95 % of redrawn families]", "teacher first", "found at 5 %", "found at 1 %", "AUC", "Cllr");
for (const one of [...withTemplates, ...doubled]) {
  const stream = randomStream("1", `part-of-speech/${one.name}`);
  const { value, intervals } = gainOver(judged.get(one)!, judged.get(five)!, 1000, stream);
  const cell = (name: GainName) => {
    const [low, high] = intervals?.[name] ?? [Number.NaN, Number.NaN];
    return Number.isNaN(value[name]) ? "n/a" : `${signed(value[name])} [${signed(low)}, ${signed(high)}]`;
  };
  row(one.name, ...(["first", "found5", "found1", "auc", "cllr"] as const).map(cell));
}

table("offered beside five", "chosen by", "families that choose it", "held out: teacher first", "found at 5 % / 1 %");
const criteria: readonly (readonly Rate[])[] = [["first", "found5", "found1"], ["found5", "found1", "first"], ["cllr"]];
const hasRatios = judged.get(five)!.trials.some(({ lnRatio }) => Number.isFinite(lnRatio));
for (const offered of [...[...withTemplates, ...doubled].map((one) => [one]), withTemplates]) {
  const among = [five, ...offered];
  for (const by of criteria.filter(([first]) => first !== "cllr" || hasRatios)) {
    const held = chosenHeldOut(
      among.map((one) => judged.get(one)!),
      by,
    );
    const chosen = among
      .map(({ name }, place) => [name, held.choices.filter(([, choice]) => choice === place).length] as const)
      .filter(([, families]) => families > 0)
      .map(([name, families]) => `${name}: ${families}`);
    const name = offered.length === 1 ? offered[0]!.name : "all templates";
    row(name, by[0]!, chosen.join("; "), three(held.first), `${three(held.found5)} / ${three(held.found1)}`);
  }
}

if (values.curve) printCurve();

/** Means over random subsets of the prompts, the same subsets for all. */
function printCurve(): void {
  const known = new Set(measurements.prompts);
  const prompts = panel.prompts.flatMap(({ id }, prompt) => (known.has(id) ? [prompt] : []));
  const compared = [five, ...withTemplates.filter(({ members }) => /^(tag|word)4$/.test(members.at(-1)!)), ...doubled];
  table("prompts (subsets)", "mean of", "AUC", "teacher first", "found at 5 % / 1 %", "Cllr");
  for (const { prompts: count, repeats } of curveSteps.filter((step) => step.prompts < prompts.length)) {
    const runs = Array.from({ length: repeats }, (_, repeat) => {
      const stream = randomStream("1", `part-of-speech/${count}/${repeat}`);
      const subset = measure(prepared, { prompts: promptSubset(panel.prompts, prompts, count, stream), blocks: 0 });
      return compared.map((one) => judgeMean(subset, one, judging).comparison.relations[counted]!);
    });
    compared.forEach(({ name }, place) => {
      const over = (of: (own: (typeof runs)[number][number]) => number | null) =>
        three(mean(runs.map((run) => of(run[place]!) ?? Number.NaN)));
      const found = `${over((own) => own.perSuspectTpr5)} / ${over((own) => own.perSuspectTpr1)}`;
      const cllr = over((own) => own.cllr);
      row(
        `${count} (${repeats})`,
        name,
        over((own) => own.auc),
        over((own) => own.top1),
        found,
        cllr,
      );
    });
  }
}

/** The panel with one more profile trait for each variant. */
async function prepareTemplates(plain: PreparedPanel): Promise<PreparedPanel> {
  const started = process.cpuUsage();
  const answers = tagAnswers(panel, () => {});
  const seconds = process.cpuUsage(started).user / 1e6;
  console.error(`${answers.ids.length} tokens tagged in ${seconds.toFixed(0)} s of processor time`);
  const pool = openWorkerPool(workers);
  const streams = new Map(plain.streams);
  const traits: ProfileTrait[] = [];
  for (const variant of templateVariants) {
    console.error(`counting ${variant.id}`);
    streams.set(variant.id as StreamId, await templateStream(pool, plain.table, answers, variant));
    traits.push(templateTrait(variant));
  }
  await pool.close();
  return { ...plain, streams, traits: [...plain.traits, ...traits] };
}

/** Built here from the same tokens, templates of endings must come out as `delex4`: the variants differ by labels alone. */
function checkEndings(): void {
  const [own, ours] = ["delex4", "ending4"].map(
    (id) => measurements.traits.find(({ trait }) => trait === id)!.affinity,
  );
  const apart = own!.some((value, cell) => !Number.isNaN(value) && !(Math.abs(value - ours![cell]!) < 1e-12));
  if (apart) throw new Error("templates of endings differ from delex4");
}

/** The group with most students. */
function hardest({ hard }: JudgedSystem["comparison"]): string {
  const [most] = Object.entries(hard).sort(([, left], [, right]) => right.derived - left.derived);
  return most === undefined ? "-" : `${three(most[1].auc)} (${most[0]}, ${most[1].derived} against ${most[1].hard})`;
}

function doubleDifference({ doubleDifference: found }: JudgedSystem["comparison"]): string {
  return three(found.distilled);
}

function table(...heads: readonly string[]): void {
  console.log(`\n| ${heads.join(" | ")} |\n|${"---|".repeat(heads.length)}`);
}

function row(...cells: readonly string[]): void {
  console.log(`| ${cells.join(" | ")} |`);
}

function three(value: number | null | undefined): string {
  return value === null || value === undefined || Number.isNaN(value) ? "n/a" : value.toFixed(3);
}

function signed(value: number): string {
  return `${value >= 0 ? "+" : ""}${value.toFixed(3)}`;
}
