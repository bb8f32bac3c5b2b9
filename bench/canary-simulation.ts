/**
 * Size and power of the canary test by simulation: `npx tsx bench/canary-simulation.ts [keys]`.
 * Size: suspects that learned nothing, with arbitrary fixed habits, under many random keys. Power: suspects that took up a
 * share of the items (the dose). Says nothing about how large that share is after real training.
 */

import { powerAt, unnoticedLeak } from "../src/keyed/canary/power.js";
import { biasedSuspects, simulateKeys } from "../src/keyed/canary/simulation.js";
import { hitsNeeded, lnHitsTail } from "../src/keyed/canary/testing/exact-tests.js";
import { leakAlpha } from "../src/keyed/canary/testing/state-of-result.js";

const keys = Number(process.argv[2] ?? 4000);
const seed = "canary-bench";
const designs: readonly (readonly [name: string, alternatives: readonly number[]])[] = [
  ["64 items, 16 alternatives", new Array<number>(64).fill(16)],
  ["200 items, 100 alternatives", new Array<number>(200).fill(100)],
  ["128 items, 4 to 100 alternatives", Array.from({ length: 128 }, (_, item) => [4, 16, 64, 100][item % 4]!)],
];
const percent = (share: number) => `${(100 * share).toFixed(2)} %`;

console.log(`False alarms over ${keys} keys\n`);
console.log("| design | suspect | at 5 % | at 1 % | at 0.1 % | mean hits | attainable at 1 % |");
console.log("|---|---|---|---|---|---|---|");
for (const [name, alternatives] of designs) {
  const attainable = Math.exp(lnHitsTail(hitsNeeded(alternatives, 0.01), alternatives));
  for (const suspect of biasedSuspects(seed)) {
    const [five, one, tenth] = [0.05, 0.01, 0.001].map((alpha) =>
      simulateKeys(suspect, alternatives, alpha, keys, seed),
    );
    console.log(
      `| ${name} | ${suspect.name} | ${percent(five!.rejected / keys)} | ${percent(one!.rejected / keys)} | ${percent(tenth!.rejected / keys)} | ${one!.meanHits.toFixed(2)} | ${percent(attainable)} |`,
    );
  }
}

console.log(
  `\nPower at p < 1e-6 against the share of items taken up, over ${keys} keys (computed exactly in brackets)\n`,
);
const doses = [0, 0.02, 0.05, 0.08, 0.1, 0.15, 0.2, 0.3];
console.log(`| design | ${doses.join(" | ")} |`);
console.log(`|---|${doses.map(() => "---").join("|")}|`);
for (const [name, alternatives] of designs) {
  const needed = hitsNeeded(alternatives, 1e-6);
  const favourite = biasedSuspects(seed)[2]!;
  const cells = doses.map((learned) => {
    const { rejected } = simulateKeys({ ...favourite, learned }, alternatives, 1e-6, keys, seed);
    return `${(rejected / keys).toFixed(3)} (${powerAt(learned, needed, alternatives).toFixed(3)})`;
  });
  console.log(`| ${name} | ${cells.join(" | ")} |`);
}

console.log(
  "\nLeaked values, taken up alike by the suspect and two controls: P(excess, and no control noticed), computed\n",
);
const leaked = [0.01, 0.02, 0.03, 0.04, 0.05, 0.08, 0.12];
console.log(`| design | controls judged at | ${leaked.join(" | ")} |`);
console.log(`|---|---|${leaked.map(() => "---").join("|")}|`);
for (const [name, alternatives] of designs)
  for (const gate of [0.001, leakAlpha]) {
    const cells = leaked.map((recall) => percent(unnoticedLeak(recall, alternatives, 0.001, gate, 2)));
    console.log(`| ${name} | ${percent(gate)} | ${cells.join(" | ")} |`);
  }
