/**
 * How often an unrelated suspect is named when most models of the null cohort answered nothing: invented affinities without
 * any relation, eight vendors, a few control families with answers and forty without. Baseline: all of them count as null
 * models; beside it the rule of `src/likeness/measured-lineage.ts`.
 * usage: npx tsx bench/unmeasured-null-models.ts [--runs 400] [--silent 40] [--seed 1]
 */
import { parseArgs } from "node:util";
import { decideSuspect } from "../src/likeness/decide-suspect.js";
import { buildLineage, type LineageTable } from "../src/likeness/lineage.js";
import { measuredLineage } from "../src/likeness/measured-lineage.js";
import { scorePanel } from "../src/likeness/score-panel.js";
import { defaultSettings } from "../src/likeness/settings.js";
import type { Panel, PanelModel } from "../src/panel/panel.js";
import { randomStream } from "../src/statistics/random-stream.js";
import type { Measurements } from "../src/traits/measurements.js";

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "400" },
    silent: { type: "string", default: "40" },
    seed: { type: "string", default: "1" },
  },
});
const runs = Number(values.runs);
const silent = Number(values.silent);
const vendors = 8;
const traits = ["w3pair", "lodWord", "lodOpener", "w3tfidf", "clf"];
const suspectId = "zz-suspect";

console.log(`${runs} runs, ${silent} control families without answers, seed ${values.seed}`);
console.log("families with answers | named, all counted | named, measured ones counted");
for (const live of [3, 4, 6, 20]) {
  const named = { all: 0, measured: 0 };
  for (let run = 0; run < runs; run++) {
    const { panel, measurements } = world(live, run);
    const lineage = buildLineage(panel, measurements.models);
    if (isNamed(lineage, measurements)) named.all++;
    if (isNamed(measuredLineage(lineage, measurements), measurements)) named.measured++;
  }
  console.log(`${live} | ${(named.all / runs).toFixed(3)} | ${(named.measured / runs).toFixed(3)}`);
}

function isNamed(lineage: LineageTable, measurements: Measurements): boolean {
  const { channels, descriptive } = scorePanel(lineage, measurements, defaultSettings);
  const { attribution } = decideSuspect({
    lineage,
    u: channels.get("core")!.u,
    descriptive,
    row: lineage.models.indexOf(suspectId),
    setWidth: 1,
    settings: defaultSettings,
  });
  return attribution.kind === "set";
}

function world(live: number, run: number): { panel: Panel; measurements: Measurements } {
  const stream = randomStream(values.seed, `unmeasured/${live}/${run}`);
  const teachers = Array.from({ length: vendors }, (_, vendor) => model(`t${vendor}`, "teacher", `group-${vendor}`));
  const controls = Array.from({ length: live + silent }, (_, index) =>
    model(`u${String(index).padStart(2, "0")}`, "control", null),
  );
  const models = [...teachers, ...controls, model(suspectId, "suspect", null)];
  const answered = (row: number): boolean => row < vendors + live || row === models.length - 1;
  const leaning = models.map(() => Array.from({ length: vendors }, () => stream.normal()));
  const measurements: Measurements = {
    models: models.map(({ id }) => id),
    references: [...teachers.keys()],
    prompts: [],
    similarity: new Float64Array(models.length ** 2).fill(0.5),
    excluded: [],
    notices: [],
    traits: traits.map((trait) => ({
      trait,
      version: 1,
      channel: "core",
      withoutBlock: [],
      affinity: Float64Array.from({ length: models.length * vendors }, (_, cell) => {
        const row = Math.floor(cell / vendors);
        const vendor = cell % vendors;
        return answered(row) && row !== vendor ? leaning[row]![vendor]! + 0.6 * stream.normal() : Number.NaN;
      }),
    })),
  };
  const trials = controls.flatMap(({ id }) =>
    teachers.map(({ group }) => ({
      suspect: id,
      group: group!,
      truth: "not-derived" as const,
      relation: null,
      basis: "documented" as const,
      confidence: "high" as const,
    })),
  );
  return { panel: { models, trials } as unknown as Panel, measurements };
}

function model(id: string, role: PanelModel["role"], group: string | null): PanelModel {
  const facts = {
    base: null,
    released: null,
    relation: null,
    parents: [],
    parentModels: [],
    confidence: null,
    note: "",
  };
  return { id, role, group, vendor: `vendor-${id}`, family: id, ...facts };
}
