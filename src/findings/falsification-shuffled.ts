import { nullModels } from "../likeness/null-cohort.js";
import { type Scores, scorePanel } from "../likeness/score-panel.js";
import type { LikenessSettings } from "../likeness/settings.js";
import type { PanelPrompt } from "../panel/panel.js";
import { familyWeights } from "../statistics/family-weights.js";
import { weightedQuantile } from "../statistics/quantile.js";
import { type RandomStream, randomStream } from "../statistics/random-stream.js";
import type { Measurements } from "../traits/measurements.js";
import { pairElsewhere } from "../traits/pairing/pair-elsewhere.js";
import type { PreparedPanel } from "../traits/prepared-panel.js";
import { isTextKind } from "../traits/reading/answer-table.js";
import type { PairedTrait } from "../traits/trait.js";
import type { Check } from "./falsification.js";
import type { ShuffledAnswers } from "./sensitivity-schema.js";
import { finiteOrNull, type SuspectView } from "./suspect-view.js";
import { traitNameWithId } from "./trait-names.js";

export interface ShuffleInput {
  readonly prepared: PreparedPanel;
  readonly view: SuspectView;
  readonly settings: LikenessSettings;
  /** Places of the prompts that the suspect answered. */
  readonly answered: readonly number[];
  /** Place of the leading group. */
  readonly group: number;
  readonly seed: string;
}

/**
 * The suspect's answers dealt out anew among prompts of the same topic, so that each stands beside answers to another
 * question. Traits that compare answers prompt by prompt are measured again for the suspect's row; all others, and all other
 * models, stay. What is left of the score does not come from answers to the same prompt. Null where the suspect answered
 * fewer than two prompts, or no such trait was prepared.
 */
export function shuffledAnswers(input: ShuffleInput): ShuffledAnswers | null {
  const { prepared, view, settings, answered, group, seed } = input;
  const { lineage } = view.scores;
  const prompts = answered.filter(
    (prompt) =>
      isTextKind(prepared.panel.prompts[prompt]!.kind) &&
      prepared.table.samples[prompt * prepared.table.models + view.suspect]! > 0,
  );
  if (prompts.length < 2) return null;
  const source = dealtElsewhere(
    prompts.map((prompt) => prepared.panel.prompts[prompt]!.topic),
    randomStream(seed, "falsification/answers"),
  ).map((place) => prompts[place]!);
  const paired = prepared.traits.filter((trait): trait is PairedTrait => trait.kind === "paired");
  const moved = new Map<string, Float64Array>();
  for (const trait of paired) {
    const row = pairElsewhere({ prepared, trait, model: view.suspect, prompts, source });
    if (row !== null) moved.set(trait.id, row);
  }
  if (moved.size === 0) return null;
  const wanted = view.measurements.traits.filter(({ trait, channel }) => channel === "core" || moved.has(trait));
  const measurements = withRows({ ...view.measurements, traits: wanted }, moved, view.suspect);
  const shuffled = scorePanel(lineage, measurements, settings, [view.suspect]);
  const traits = [...moved.keys()].flatMap((id): ShuffledAnswers["traits"] => {
    const before = traitColumn(view.scores, id, group);
    const after = traitColumn(shuffled, id, group);
    const nulls = nullModels(lineage, group, lineage.family[view.suspect]!).filter((row) =>
      Number.isFinite(before(row)),
    );
    if (nulls.length === 0) return [];
    const weights = familyWeights(nulls.map((row) => lineage.family[row]!));
    const at = (q: number) => weightedQuantile(nulls.map(before), weights, q);
    return [
      {
        trait: id,
        channel: wanted.find(({ trait }) => trait === id)!.channel === "core" ? "core" : "surface",
        before: finiteOrNull(before(view.suspect)),
        after: finiteOrNull(after(view.suspect)),
        central95: [at(0.025) + 0, at(0.975) + 0],
      },
    ];
  });
  const fused = (scores: Scores) =>
    finiteOrNull(scores.channels.get("core")!.u[view.suspect * lineage.groups.length + group]!);
  return {
    group: lineage.groups[group]!,
    prompts: prompts.filter((prompt, place) => source[place] !== prompt).length,
    traits,
    core: { before: fused(view.scores), after: fused(shuffled) },
  };
}

/** The checks that the shuffled answers make: each paired trait must fall among the null models. */
export function shuffledChecks(shuffled: ShuffledAnswers | null): Check[] {
  return (shuffled?.traits ?? []).map(({ trait, channel, before, after, central95: [low, high] }) => ({
    check: `The suspect's answers dealt out anew among prompts of the same topic: score on ${traitNameWithId(trait)}`,
    // Fixed openings need no common prompt, and the surface channel is no part of the score.
    counts: channel === "core",
    passed: after === null ? null : after >= low && after <= high,
    observed: after,
    expected:
      `from ${low.toFixed(2)} to ${high.toFixed(2)}, as the central 95 % of control models; it was ${before === null ? "not available" : before.toFixed(2)}`.replaceAll(
        "-",
        "\u2212",
      ),
  }));
}

/**
 * For each place another place of the same topic; a topic that has one place joins the other such topics, or, if it is the
 * only one, the first larger topic. One cycle a topic, so that none stays where it was.
 * @param topics topic of each place, two places or more
 */
export function dealtElsewhere(topics: readonly PanelPrompt["topic"][], stream: RandomStream): number[] {
  const byTopic = new Map<string, number[]>();
  topics.forEach((topic, place) => {
    byTopic.set(topic, [...(byTopic.get(topic) ?? []), place]);
  });
  const large = [...byTopic.values()].filter((places) => places.length > 1);
  const alone = [...byTopic.values()].filter((places) => places.length === 1).flat();
  if (alone.length > 1) large.push(alone);
  else if (alone.length === 1) large[0]!.push(...alone);
  const source = new Array<number>(topics.length);
  for (const places of large) {
    const order = stream.shuffle([...places]);
    order.forEach((place, index) => {
      source[place] = order[(index + 1) % order.length]!;
    });
  }
  return source;
}

/** The measurements with other affinities in one row; what was not available stays so. */
function withRows(measurements: Measurements, rows: ReadonlyMap<string, Float64Array>, model: number): Measurements {
  const width = measurements.references.length;
  return {
    ...measurements,
    traits: measurements.traits.map((trait) => {
      const row = rows.get(trait.trait);
      if (row === undefined) return trait;
      const affinity = trait.affinity.slice();
      row.forEach((value, place) => {
        const cell = model * width + place;
        if (Number.isFinite(affinity[cell]!)) affinity[cell] = value;
      });
      return { ...trait, affinity, withoutBlock: [] };
    }),
  };
}

function traitColumn(scores: Scores, id: string, group: number): (row: number) => number {
  const u = scores.traits.find(({ trait }) => trait === id)!.u;
  return (row) => u[row * scores.lineage.groups.length + group]!;
}
