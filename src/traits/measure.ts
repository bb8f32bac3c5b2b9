import { randomStream } from "../statistics/random-stream.js";
import { type ChoiceCounts, isForced } from "./choices/choice-counts.js";
import { measureChoices } from "./choices/measure-choices.js";
import type { Measurements, TraitMeasurement } from "./measurements.js";
import { meanPerPrompt } from "./measuring/mean-per-prompt.js";
import { meanSimilarity } from "./measuring/mean-similarity.js";
import { measureFacts } from "./measuring/measure-facts.js";
import { measureRefusalTrait, measureStyle } from "./measuring/measure-own-kind.js";
import { measureProfile } from "./measuring/measure-profile.js";
import { choosePrompts, lowCoverage, rarelyAnswered, type UsedPrompts } from "./measuring/used-prompts.js";
import type { PreparedPanel } from "./prepared-panel.js";
import type { ChoiceTrait, Selection, Trait } from "./trait.js";

export interface MeasureSelection {
  /**
   * Indices of the panel's prompts to use; null for those that at least 95 % of the models answered, models of low
   * coverage not counted.
   */
  readonly prompts: readonly number[] | null;
  /**
   * How many models, from the first, are counted where it matters how many answered a prompt; all when absent. Laundered
   * copies come after the models that they are copies of, and must not change which prompts are used.
   */
  readonly counted?: number;
  /** Blocks of the delete-one-block jackknife; 0 for none. Fewer are made where there are fewer prompts. */
  readonly blocks: number;
}

/**
 * Raw affinities over a choice of prompts. Vocabularies, IDF and backgrounds are those of the chosen prompts; only the
 * classifier and the scales of `format` and `delex4` come from the whole library. In the jackknife the vocabulary stays that
 * of all chosen prompts, while its counts, IDF and backgrounds follow each block that is left out.
 * A model missing over 20 % of the used prompts is excluded: its row is NaN, and, if it is a reference, its column too.
 * Fast enough to be called for every point of a curve. Pure: same preparation and selection, same bits.
 */
export function measure(prepared: PreparedPanel, selection: MeasureSelection): Measurements {
  const { panel, table } = prepared;
  const used = choosePrompts(prepared, selection.prompts, selection.counted);
  const excluded = lowCoverage(table, used.text);
  const out = new Set(excluded.map(({ model }) => model));
  const active: Selection = { table, used: used.text, references: table.references.filter((model) => !out.has(model)) };
  const blocks = jackknifeBlocks(prepared, used, selection.blocks);
  const traits = prepared.traits.map((trait): TraitMeasurement => {
    const matrices = measureTrait(prepared, trait, active, used, blocks);
    for (const matrix of matrices) maskUnavailable(matrix, table.references, table.models, out);
    const { id, version, channel } = trait;
    return { trait: id, version, channel, affinity: matrices[0]!, withoutBlock: matrices.slice(1) };
  });
  return {
    models: panel.models.map((model) => model.id),
    references: [...table.references],
    prompts: panel.prompts.flatMap(({ id }, prompt) =>
      used.text[prompt] || used.opening[prompt] || used.choice[prompt] ? [id] : [],
    ),
    similarity: meanSimilarity(prepared.similarity, table, used.text, out),
    traits,
    excluded: excluded.map(({ model, reason }) => ({ model: panel.models[model]!.id, reason })),
    notices: [...prepared.notices, ...rarelyAnsweredNotice(rarelyAnswered(prepared, selection.prompts, used))],
  };
}

function rarelyAnsweredNotice(count: number): string[] {
  return count === 0
    ? []
    : [
        `${count} prompts were answered by less than half of the models; the traits that compare wording leave them out.`,
      ];
}

/** Affinities with all used prompts, then without each block. */
function measureTrait(
  prepared: PreparedPanel,
  trait: Trait,
  active: Selection,
  used: UsedPrompts,
  blocks: readonly UsedPrompts[],
): Float64Array[] {
  const { table } = prepared;
  const width = table.references.length;
  switch (trait.kind) {
    case "paired":
    case "format":
    case "classifier": {
      const values = prepared.perPrompt.get(trait.id)!;
      const read =
        trait.kind === "paired" && trait.view === "opening" ? textAndOpening : ({ text }: UsedPrompts) => text;
      return meanPerPrompt(values, table.models * width, read(used), blocks.map(read));
    }
    case "profile":
      return measureProfile(
        trait,
        prepared.streams.get(trait.stream)!,
        active,
        blocks.map((block) => block.text),
      );
    case "facts":
      return [used, ...blocks.map((block) => without(used, block))].map(({ text }) =>
        measureFacts(trait, prepared, text),
      );
    case "choice":
      return [used, ...blocks.map((block) => without(used, block))].map(({ choice }) =>
        measureChoices(prepared.panel, choicesOf(prepared, trait), choice, table.references),
      );
    case "refusals":
      return [used, ...blocks.map((block) => without(used, block))].map(({ text }) =>
        measureRefusalTrait(prepared, text),
      );
    case "style":
      return measureStyle(
        trait,
        prepared,
        used.text,
        blocks.map((block) => block.text),
      );
  }
}

function choicesOf({ panel, choices }: PreparedPanel, { forced }: ChoiceTrait): ChoiceCounts[] {
  return choices.filter(({ prompt }) => isForced(panel.prompts[prompt]!) === forced);
}

/** A short answer begins like a long one, so who reads beginnings reads both. */
function textAndOpening({ text, opening }: UsedPrompts): Uint8Array {
  return text.map((flag, prompt) => flag | opening[prompt]!);
}

/** Prompts of each block: shuffled by the seed, then dealt out; text, opening and choice prompts apart. */
function jackknifeBlocks(prepared: PreparedPanel, used: UsedPrompts, wanted: number): UsedPrompts[] {
  const listed = (mask: Uint8Array) => [...mask.keys()].filter((prompt) => mask[prompt] === 1);
  const text = listed(used.text);
  const opening = listed(used.opening);
  const choice = listed(used.choice);
  const count = Math.min(wanted, Math.max(text.length, opening.length, choice.length));
  if (count < 2) return [];
  const stream = (kind: string) => randomStream(prepared.seed, `traits/jackknife/${kind}`);
  const deal = (prompts: number[], kind: string) => {
    const masks = Array.from({ length: count }, () => new Uint8Array(used.text.length));
    stream(kind)
      .shuffle(prompts)
      .forEach((prompt, place) => {
        masks[place % count]![prompt] = 1;
      });
    return masks;
  };
  const choices = deal(choice, "choice");
  const openings = deal(opening, "opening");
  return deal(text, "text").map((mask, block) => ({ text: mask, opening: openings[block]!, choice: choices[block]! }));
}

function without(used: UsedPrompts, block: UsedPrompts): UsedPrompts {
  return {
    text: used.text.map((flag, prompt) => flag & ~block.text[prompt]!),
    opening: used.opening.map((flag, prompt) => flag & ~block.opening[prompt]!),
    choice: used.choice.map((flag, prompt) => flag & ~block.choice[prompt]!),
  };
}

/** A model towards itself, and excluded models as row and column. */
function maskUnavailable(matrix: Float64Array, references: Int32Array, models: number, out: ReadonlySet<number>): void {
  const width = references.length;
  references.forEach((reference, place) => {
    for (let model = 0; model < models; model += 1)
      if (model === reference || out.has(model) || out.has(reference)) matrix[model * width + place] = Number.NaN;
  });
}
