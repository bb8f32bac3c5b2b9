import { buildLineage } from "../../likeness/lineage.js";
import { measuredLineage } from "../../likeness/measured-lineage.js";
import { type Scores, scorePanel } from "../../likeness/score-panel.js";
import type { Panel } from "../../panel/panel.js";
import { randomStream } from "../../statistics/random-stream.js";
import { measure } from "../../traits/measure.js";
import type { Channel, Measurements } from "../../traits/measurements.js";
import { prepare } from "../../traits/prepare.js";
import { promptSubset } from "../prompt-subsets.js";
import { usedPrompts } from "../used-prompts.js";
import type { CalibratingSettings } from "./make-calibration.js";

export interface ScoredSubsets {
  /** On all prompts in use. */
  readonly all: Scores;
  readonly prompts: number;
  /** By number of prompts: one set of scores for each random choice. Only numbers below that of all prompts. */
  readonly subsets: ReadonlyMap<number, readonly Scores[]>;
}

/** Scores of one panel on all its prompts and on random choices of fewer, everything made again from each choice. */
export async function scoreSubsets(
  panel: Panel,
  channels: readonly Channel[],
  settings: CalibratingSettings,
): Promise<ScoredSubsets> {
  const { seed, likeness, progress } = settings;
  const prepared = await prepare(panel, settings);
  const prompts = usedPrompts(panel, prepared, null, seed);
  const lineage = buildLineage(panel);
  const scored = (measurements: Measurements) =>
    scorePanel(measuredLineage(lineage, measurements), measurements, likeness);
  const needed = { ...prepared, traits: prepared.traits.filter(({ channel }) => channels.includes(channel)) };
  const all = scored(measure(prepared, { prompts, blocks: 0 }));
  const subsets = new Map<number, Scores[]>();
  for (const { prompts: count, repeats } of settings.steps) {
    if (count >= prompts.length) continue;
    progress(`${panel.name}: ${count} prompts`);
    subsets.set(
      count,
      Array.from({ length: repeats }, (_, repeat) => {
        const stream = randomStream(seed, `calibration/prompts/${count}/${repeat}`);
        const chosen = promptSubset(panel.prompts, prompts, count, stream);
        return scored(measure(needed, { prompts: chosen, blocks: 0 }));
      }),
    );
  }
  return { all, prompts: prompts.length, subsets };
}
