import type { Panel } from "../panel/panel.js";
import { choiceCounts } from "./choices/choice-counts.js";
import type { FeatureStream } from "./grams/feature-stream.js";
import { chosenTraits } from "./preparation/chosen-traits.js";
import { compareFormats } from "./preparation/compare-formats.js";
import { featureStream } from "./preparation/feature-streams.js";
import { keptClassification } from "./preparation/kept-classification.js";
import { keptViews } from "./preparation/kept-views.js";
import { compareStyles, readRefusals } from "./preparation/own-kinds.js";
import { pairAllModels, pairAnswers } from "./preparation/pair-answers.js";
import { openPreparation, type Preparation, type PrepareSettings } from "./preparation/preparation.js";
import { storeOf } from "./preparation/read-views.js";
import type { PairedText, PreparedPanel } from "./prepared-panel.js";
import type { PairedStyle } from "./styles/paired-style.js";
import { openWorkerPool } from "./threads/worker-pool.js";
import type { StreamId, Trait } from "./trait.js";

export type { PrepareSettings } from "./preparation/preparation.js";

/**
 * Reads every answer of a panel once, for any number of measurements. Only `teacher` models are references: no other model
 * enters an IDF, a shared n-gram, or the classifier. Throws UNKNOWN_TRAIT.
 * Cost: tokens, plus prompts x models x references, plus the classifier's training; a second run over the same content
 * reads the cache.
 */
export async function prepare(panel: Panel, settings: PrepareSettings): Promise<PreparedPanel> {
  const traits = chosenTraits(panel, settings.traits);
  const pool = openWorkerPool(settings.workers);
  try {
    return await prepareTraits(openPreparation(panel, settings, pool), traits);
  } finally {
    await pool.close();
  }
}

async function prepareTraits(preparation: Preparation, traits: readonly Trait[]): Promise<PreparedPanel> {
  const { panel, table, seed, notices } = preparation;
  const views = await keptViews(preparation, traits);
  const canonical = storeOf(views.get("canonical")!);
  const similarity = await pairAllModels(preparation, canonical);
  const perPrompt = new Map<string, Float32Array>();
  const pairedText = new Map<string, PairedText>();
  const streams = new Map<StreamId, FeatureStream>();
  const styles = new Map<string, PairedStyle>();
  for (const trait of traits) {
    if (trait.kind === "paired") {
      const store = storeOf(views.get(trait.view)!);
      const { values, norms } = await pairAnswers(preparation, trait, store);
      perPrompt.set(trait.id, values);
      pairedText.set(trait.id, { ids: store.ids, start: store.start, norms });
    }
    if (trait.kind === "format")
      perPrompt.set(trait.id, await compareFormats(preparation, trait, views.get("format")!));
    if (trait.kind === "classifier") perPrompt.set(trait.id, await keptClassification(preparation, trait, canonical));
  }
  for (const trait of traits) {
    if (trait.kind === "profile" && !streams.has(trait.stream))
      streams.set(trait.stream, await featureStream(preparation, trait.stream, views));
  }
  for (const trait of traits) if (trait.kind === "style") styles.set(trait.id, await compareStyles(preparation, trait));
  const { characters, bold } = views.get("facts")!.arrays;
  return {
    panel,
    seed,
    traits,
    table,
    perPrompt,
    pairedText,
    similarity,
    streams,
    characters: characters as Int32Array,
    bold: bold as Uint8Array,
    choices: traits.some((trait) => trait.kind === "choice") ? choiceCounts(panel) : [],
    refusals: traits.some((trait) => trait.kind === "refusals") ? readRefusals(preparation) : [],
    styles,
    notices,
  };
}
