/**
 * How the method does on panels that are smaller and otherwise composed than the one it was developed on: random parts of a
 * panel of known lineages, with some of its families, lineage groups and prompts left out, each validated by itself.
 * usage: npx tsx bench/part-panels.ts <panel folder> [--draws 10] [--keep 0.6] [--prompts 200] [--workers 2] [--seed 1]
 */
import { parseArgs } from "node:util";
import { loadPanelFolder } from "../src/panel/load-folder.js";
import type { Panel } from "../src/panel/panel.js";
import { type RandomStream, randomStream } from "../src/statistics/random-stream.js";
import { validatePanel } from "../src/validation/validate-panel.js";
import { fullValidation, quickValidation } from "../src/validation/validation-settings.js";
import { panelPart } from "./panel-part.js";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    draws: { type: "string", default: "10" },
    keep: { type: "string", default: "0.6" },
    prompts: { type: "string", default: "200" },
    workers: { type: "string", default: "2" },
    seed: { type: "string", default: "1" },
  },
});
if (positionals[0] === undefined) throw new Error("usage: part-panels.ts <panel folder>");
const whole = await loadPanelFolder(positionals[0]);
const keep = Number(values.keep);
const sum = {
  students: 0,
  first: 0,
  found: 0,
  unrelated: 0,
  named: 0,
  pairs: 0,
  above10: 0,
  stated: 0,
  statedAbove10: 0,
};
for (let draw = 1; draw <= Number(values.draws); draw++) {
  const panel = partOf(whole, randomStream(values.seed, `part-panels/${draw}`));
  const found = await validatePanel(panel, {
    ...fullValidation,
    ...quickValidation,
    permutations: 0,
    workers: Number(values.workers),
    traits: ["w3pair", "lodWord", "lodOpener", "w3tfidf", "clf"],
  });
  const derived = found.trials.filter(
    ({ truth, relation, confidence }) => truth === "derived" && relation === "distilled" && confidence === "high",
  );
  const not = found.trials.filter(({ truth, basis }) => truth === "not-derived" && basis !== "assumed");
  const first = derived.filter(({ rank }) => rank === 1).length;
  const standing = derived.filter(({ standsOut05 }) => standsOut05 === true).length;
  const above = not.filter(({ log10Lr }) => log10Lr !== null && log10Lr > 1).length;
  const { suspects } = found.suspectLevel.falseAttribution;
  const passed = found.criteria.passed;
  console.log(
    `draw ${draw}: ${found.panel.models} models, ${found.panel.groups} groups (${found.panel.descriptiveGroups.length} descriptive), ${found.panel.prompts} prompts; teacher first ${first}, stands out ${standing} of ${derived.length}; unrelated suspects named ${suspects.wrong} of ${suspects.of}; LR above 10 for ${above} of ${not.length} not-derived pairs; criteria ${passed ? "passed" : found.criteria.failed.join(", ")}; tier ${found.tier}; Cllr ${found.calibration?.cllr?.toFixed(3) ?? "none"}`,
  );
  sum.students += derived.length;
  sum.first += first;
  sum.found += standing;
  sum.unrelated += suspects.of;
  sum.named += suspects.wrong;
  sum.pairs += not.length;
  sum.above10 += above;
  if (found.tier >= 2) {
    sum.stated += not.length;
    sum.statedAbove10 += above;
  }
}
const share = (part: number, of: number): string => `${part} of ${of} (${((100 * part) / of).toFixed(1)} %)`;
console.log(
  `all: teacher first ${share(sum.first, sum.students)}, stands out ${share(sum.found, sum.students)}; unrelated suspects named ${share(sum.named, sum.unrelated)}; LR above 10 for ${share(sum.above10, sum.pairs)} not-derived pairs, where a ratio may be stated ${sum.stated === 0 ? "none" : share(sum.statedAbove10, sum.stated)}`,
);

/** Some families (references stay or go with their group), some groups and some prompts. */
function partOf(panel: Panel, random: RandomStream): Panel {
  const drawn = <Item>(items: readonly Item[], count: number): Set<Item> =>
    new Set(random.shuffle([...items]).slice(0, count));
  const groups = [
    ...new Set(panel.models.flatMap(({ group, role }) => (role === "teacher" && group !== null ? [group] : []))),
  ];
  const families = [...new Set(panel.models.map(({ family }) => family))];
  const keptGroups = drawn(groups, Math.round(keep * groups.length));
  const keptFamilies = drawn(families, Math.round(keep * families.length));
  const prompts = drawn(
    panel.prompts.map(({ id }) => id),
    Number(values.prompts),
  );
  return panelPart(
    panel,
    ({ role, group, family }) =>
      role === "teacher" && group !== null ? keptGroups.has(group) : keptFamilies.has(family),
    ({ id }) => prompts.has(id),
  );
}
