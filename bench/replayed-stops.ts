/**
 * Likelihood ratios after a sequential stop on a panel of known lineages: learned from scores replayed under the same rule,
 * beside those learned from everybody's scores at the number of prompts of the stop, and beside those at all prompts.
 * Every pair of suspect and group is tested as if its group had been the named one, with its own family left out.
 * usage: npx tsx bench/replayed-stops.ts <panel folder> [--orders 5] [--bound 100] [--first 25] [--workers 2]
 */
import { parseArgs } from "node:util";
import { looks as lookNumbers } from "../src/collection/waves/waves.js";
import { calibrationQuality } from "../src/likeness/criteria.js";
import { type Learned, learn } from "../src/likeness/learn.js";
import { buildLineage } from "../src/likeness/lineage.js";
import { type ReplayedLook, replayStops } from "../src/likeness/replayed-stops.js";
import { type Scores, scorePanel } from "../src/likeness/score-panel.js";
import { calibrationSample } from "../src/likeness/scored-trials.js";
import { defaultSettings } from "../src/likeness/settings.js";
import { loadPanelFolder } from "../src/panel/load-folder.js";
import { randomStream } from "../src/statistics/random-stream.js";
import { measure } from "../src/traits/measure.js";
import { prepare } from "../src/traits/prepare.js";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    orders: { type: "string", default: "5" },
    bound: { type: "string", default: "100" },
    first: { type: "string", default: "25" },
    workers: { type: "string", default: "2" },
  },
});
if (positionals[0] === undefined) throw new Error("usage: replayed-stops.ts <panel folder>");
const panel = await loadPanelFolder(positionals[0]);
const prepared = await prepare(panel, {
  workers: Number(values.workers),
  cacheFolder: null,
  seed: "1",
  traits: ["w3pair", "lodWord", "lodOpener", "w3tfidf", "clf", "length", "releaseDate", "markdownRate"],
  progress: (line) => console.error(line),
});
const every = measure(prepared, { prompts: null, blocks: 0 });
const lineage = buildLineage(panel, every.models);
const rules = defaultSettings.calibration;
const usable = panel.prompts.flatMap(({ id }, prompt) => (every.prompts.includes(id) ? [prompt] : []));

for (let order = 1; order <= Number(values.orders); order++) {
  const started = process.cpuUsage();
  const prompts = randomStream(String(order), "bench/replayed-stops").shuffle([...usable]);
  const scored = lookNumbers(Number(values.first), prompts.length).map((count) => {
    const asked = prompts.slice(0, count);
    const measurements = measure(prepared, { prompts: [...asked].sort((a, b) => a - b), blocks: 0 });
    const scores = scorePanel(lineage, measurements, defaultSettings);
    const look: ReplayedLook = { prompts: asked, measurements, u: scores.channels.get("core")!.u };
    return { count, scores, look };
  });
  const last = scored.at(-1)!;
  const sample = calibrationSample(lineage, last.look.u, last.scores.descriptive, rules);
  const wanted = new Set([...sample.derived, ...sample.notDerived].map(({ suspect, group }) => `${suspect} ${group}`));
  const replayed = replayStops(
    prepared,
    lineage,
    scored.map(({ look }) => look),
    Number(values.bound),
    (row, group) => wanted.has(`${lineage.models[row]!} ${lineage.groups[group]!}`),
  );
  console.error(`order ${order}: ${(process.cpuUsage(started).user / 1e6).toFixed(1)} s of processor time`);
  const lookOf = (trial: { suspect: string; group: string }): number =>
    replayed.look[lineage.models.indexOf(trial.suspect) * lineage.groups.length + lineage.groups.indexOf(trial.group)]!;
  const stopped = (trials: readonly { suspect: string; group: string }[]): string =>
    scored.map(({ count }, at) => `${count}: ${trials.filter((trial) => lookOf(trial) === at).length}`).join(", ");
  console.log(`order ${order}, bound ${values.bound}`);
  console.log(`  students end at ${stopped(sample.derived)}; not-derived pairs at ${stopped(sample.notDerived)}`);

  const ofReplay = learnFrom(last.scores, replayed.u);
  show("replayed", ofReplay, ofReplay.ratios);
  const atLooks = scored.map(({ scores, look }) => learnFrom(scores, look.u));
  const ofPlace = (learned: Learned) => ({
    derived: byPair(learned.sample.derived, learned.ratios.derived),
    notDerived: byPair(learned.sample.notDerived, learned.ratios.notDerived),
  });
  const tables = atLooks.map(ofPlace);
  const atStop = (side: "derived" | "notDerived") =>
    Float64Array.from(ofReplay.sample[side], (trial) => tables[lookOf(trial)]![side].get(key(trial)) ?? Number.NaN);
  show("matched at the stop", ofReplay, { derived: atStop("derived"), notDerived: atStop("notDerived") });
  show("all prompts", atLooks.at(-1)!, atLooks.at(-1)!.ratios);
}

function key(trial: { readonly suspect: string; readonly group: string }): string {
  return `${trial.suspect} ${trial.group}`;
}

function byPair(trials: Learned["sample"]["derived"], ratios: Float64Array): Map<string, number> {
  return new Map(trials.map((trial, index) => [key(trial), ratios[index]!]));
}

function learnFrom(scores: Scores, u: Float64Array): Learned {
  const core = scores.channels.get("core")!;
  const learned = learn([{ ...scores, channels: new Map([["core", { ...core, u }]]) }], "core", defaultSettings);
  if (learned === null) throw new Error("this panel knows too few students");
  return learned;
}

function show(name: string, learned: Learned, ratios: Learned["ratios"]): void {
  const quality = calibrationQuality(learned.sample, ratios, learned.calibration.bounds, {
    doubleDifference: null,
    controlDoubleDifferences: new Map(),
  });
  const above = (log10: number): number => ratios.notDerived.filter((value) => value > log10).length;
  const median = [...ratios.derived].sort((a, b) => a - b)[ratios.derived.length >> 1]!;
  console.log(
    `  ${name.padEnd(20)} Cllr ${quality.cllr.toFixed(3)}, minimum ${quality.cllrMin.toFixed(3)}; mean LR of not-derived pairs ${quality.meanLrNotDerived.toFixed(2)} by family; above 10: ${above(1)}, above 100: ${above(2)} of ${ratios.notDerived.length}; median log10 LR of students ${median.toFixed(2)}; students above 10: ${ratios.derived.filter((value) => value > 1).length} of ${ratios.derived.length}`,
  );
}
