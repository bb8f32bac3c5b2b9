import { createHash } from "node:crypto";
import { TeacherprintError } from "../errors.js";
import type { Panel } from "../panel/panel.js";
import { ArtefactCache } from "./cache/artefact-cache.js";
import type { Artefact } from "./cache/artefact-file.js";
import { choiceCounts, isForced } from "./choices/choice-counts.js";
import { formatFeatureCount } from "./format/format-features.js";
import { type FeatureStream, gramStream, tokenStream } from "./grams/feature-stream.js";
import { traits as allTraits } from "./index.js";
import { classify } from "./preparation/classify.js";
import { openerSource } from "./preparation/opener-source.js";
import { pairOpenings } from "./preparation/pair-openings.js";
import { pairStyle } from "./preparation/pair-style.js";
import { readViews, storeOf } from "./preparation/read-views.js";
import { templateSource } from "./preparation/templates.js";
import type { PairedText, PreparedPanel } from "./prepared-panel.js";
import { type AnswerTable, answerTable } from "./reading/answer-table.js";
import type { ViewId } from "./reading/read-answers.js";
import type { TokenStore } from "./reading/token-store.js";
import { type RefusalShares, refusalShares } from "./refusals/refusal-shares.js";
import { sharedFloat32, sharedFloat64 } from "./shared-arrays.js";
import { featureSpread } from "./styles/pair-features.js";
import type { PairedStyle } from "./styles/paired-style.js";
import { promptsOfKind } from "./styles/prompts-of-kind.js";
import { share } from "./threads/share.js";
import { openWorkerPool, type WorkerPool } from "./threads/worker-pool.js";
import type { ClassifierTrait, PairedTrait, StreamId, StyleTrait, Trait } from "./trait.js";

export interface PrepareSettings {
  /** Threads; 1 works in place. No result depends on it. */
  readonly workers: number;
  /** Where features are kept between runs; null keeps none. */
  readonly cacheFolder: string | null;
  readonly seed: string;
  /** Ids of the traits to prepare; all of them when left out. */
  readonly traits?: readonly string[];
  readonly progress?: (line: string) => void;
}

/** Part of every cache key: rises when a view, a token rule, a hash or the layout of an artefact changes. */
const readingVersion = 2;
const promptsPerTask = 32;

/**
 * Reads every answer of a panel once, for any number of measurements. Only `teacher` models are references: no other model
 * enters an IDF, a shared n-gram, or the classifier. Throws UNKNOWN_TRAIT.
 * Cost: tokens, plus prompts x models x references, plus the classifier's training; a second run over the same content
 * reads the cache.
 */
export async function prepare(panel: Panel, settings: PrepareSettings): Promise<PreparedPanel> {
  const traits = chooseTraits(settings.traits).filter((trait) => hasItsKind(panel, trait));
  const pool = openWorkerPool(settings.workers);
  try {
    return await new Preparation(panel, settings, traits, pool).run();
  } finally {
    await pool.close();
  }
}

function chooseTraits(ids: readonly string[] | undefined): readonly Trait[] {
  if (ids === undefined) return allTraits;
  const unknown = ids.find((id) => !allTraits.some((trait) => trait.id === id));
  if (unknown !== undefined) {
    throw new TeacherprintError(
      "UNKNOWN_TRAIT",
      `There is no trait "${unknown}".`,
      `Choose from ${allTraits.map((trait) => trait.id).join(", ")}.`,
    );
  }
  return allTraits.filter((trait) => ids.includes(trait.id));
}

/** Traits of one kind of probes cost nothing where the panel has no such probes: they are not there at all. */
function hasItsKind({ prompts }: Panel, trait: Trait): boolean {
  switch (trait.kind) {
    case "choice":
      return !trait.forced || prompts.some(isForced);
    case "refusals":
      return prompts.some(({ kind }) => kind === "boundary");
    case "style":
      return prompts.some(({ kind }) => kind === trait.reads);
    default:
      return true;
  }
}

class Preparation {
  readonly #table: AnswerTable;
  readonly #cache: ArtefactCache;
  readonly #progress: (line: string) => void;
  readonly #notices: string[] = [];

  constructor(
    readonly panel: Panel,
    readonly settings: PrepareSettings,
    readonly traits: readonly Trait[],
    readonly pool: WorkerPool,
  ) {
    this.#progress = settings.progress ?? (() => {});
    this.#table = answerTable(panel);
    this.#cache = this.#cacheFor(
      panel.models.map((model, index) => [panel.answerDigests[index]!, model.role === "teacher"]),
    );
  }

  async run(): Promise<PreparedPanel> {
    const views = this.#views();
    const artefacts = await this.#read(views);
    const canonical = storeOf(artefacts.get("canonical")!);
    const similarity = await this.#similarity(canonical);
    const perPrompt = new Map<string, Float32Array>();
    const pairedText = new Map<string, PairedText>();
    const streams = new Map<StreamId, FeatureStream>();
    for (const trait of this.traits) {
      if (trait.kind === "paired") {
        const { ids, start } = storeOf(artefacts.get(trait.view)!);
        const { values, norms } = await this.#pair(trait, { ids, start });
        perPrompt.set(trait.id, values);
        pairedText.set(trait.id, { ids, start, norms });
      }
      if (trait.kind === "format") perPrompt.set(trait.id, await this.#format(trait, artefacts.get("format")!));
      if (trait.kind === "classifier") perPrompt.set(trait.id, await this.#classify(trait, canonical));
    }
    for (const trait of this.traits) {
      if (trait.kind === "profile" && !streams.has(trait.stream))
        streams.set(trait.stream, await this.#stream(trait.stream, canonical, artefacts));
    }
    const styles = new Map<string, PairedStyle>();
    for (const trait of this.traits) if (trait.kind === "style") styles.set(trait.id, await this.#style(trait));
    const { characters, bold } = artefacts.get("facts")!.arrays;
    return {
      panel: this.panel,
      seed: this.settings.seed,
      traits: this.traits,
      table: this.#table,
      perPrompt,
      pairedText,
      similarity,
      streams,
      characters: characters as Int32Array,
      bold: bold as Uint8Array,
      choices: this.traits.some((trait) => trait.kind === "choice") ? choiceCounts(this.panel) : [],
      refusals: this.traits.some((trait) => trait.kind === "refusals") ? this.#refusals() : [],
      styles,
      notices: this.#notices,
    };
  }

  #views(): ViewId[] {
    const views = new Set<ViewId>(["canonical", "facts"]);
    for (const trait of this.traits) {
      if (trait.kind === "paired") views.add(trait.view);
      if (trait.kind === "format") views.add("format");
      if (trait.kind === "profile" && trait.stream === "openClose") views.add("openClose");
    }
    return [...views];
  }

  async #read(views: readonly ViewId[]): Promise<Map<ViewId, Artefact>> {
    const missing = views.filter((view) => !this.#cache.has(view));
    if (missing.length > 0) this.#progress(`reading ${this.#table.answers} answers of ${this.#table.models} models`);
    const read = missing.length === 0 ? new Map() : await readViews(this.pool, this.panel, this.#table, missing);
    const artefacts = new Map<ViewId, Artefact>();
    for (const view of views) {
      const artefact = await this.#cache.get(
        view,
        async () => read.get(view) ?? (await readViews(this.pool, this.panel, this.#table, [view])).get(view)!,
      );
      artefacts.set(view, artefact);
    }
    return artefacts;
  }

  async #similarity({ ids, start }: TokenStore): Promise<Float32Array> {
    const { models, prompts } = this.#table;
    return this.#matrix("similarity-1", "comparing every model with every other", async () => {
      const out = sharedFloat32((prompts * models * (models - 1)) / 2);
      await this.pool.run(
        "pairModels",
        this.#promptStretches().map(({ from, to }) => ({ table: this.#table, ids, start, from, to, out })),
      );
      return out;
    });
  }

  async #pair(
    trait: PairedTrait,
    { ids, start }: Pick<TokenStore, "ids" | "start">,
  ): Promise<{ values: Float32Array; norms: Float64Array }> {
    const artefact = await this.#cache.get(`${nameOf(trait)}-with-norms`, async () => {
      this.#progress(`${trait.id}: comparing answers prompt by prompt`);
      const out = this.#perPrompt();
      const norms = sharedFloat64(this.#table.answers);
      await this.pool.run(
        "pairPrompts",
        this.#promptStretches().map(({ from, to }) => ({
          table: this.#table,
          ids,
          start,
          length: trait.length,
          from,
          to,
          out,
          norms,
        })),
      );
      if (trait.view === "opening")
        await pairOpenings(promptsOfKind(this.panel, "opening", null), this.pool, trait, out);
      return { numbers: {}, arrays: { values: out, norms } };
    });
    return { values: artefact.arrays.values as Float32Array, norms: artefact.arrays.norms as Float64Array };
  }

  async #format(trait: Trait, artefact: Artefact): Promise<Float32Array> {
    return this.#matrix(nameOf(trait), `${trait.id}: comparing answers prompt by prompt`, async () => {
      const out = this.#perPrompt();
      const features = artefact.arrays.features as Float32Array;
      const width = formatFeatureCount;
      const spread = featureSpread(this.#table, features, width);
      await this.pool.run(
        "pairFeatures",
        this.#promptStretches().map(({ from, to }) => ({ table: this.#table, width, features, spread, from, to, out })),
      );
      return out;
    });
  }

  async #style(trait: StyleTrait): Promise<PairedStyle> {
    const { panel, prompts } = promptsOfKind(this.panel, trait.reads, trait.languages);
    this.#noteLanguages(
      trait.id,
      this.panel.prompts.filter(({ kind }) => kind === trait.reads).length - prompts.length,
    );
    const digest = createHash("sha256")
      .update(JSON.stringify(panel.prompts.map(({ id }) => id)))
      .digest("hex");
    const values = await this.#matrix(
      `${nameOf(trait)}-${digest.slice(0, 16)}`,
      `${trait.id}: comparing answers to ${prompts.length} prompts`,
      () => pairStyle(panel, this.pool, trait),
    );
    return { prompts, values };
  }

  #refusals(): RefusalShares[] {
    const { prompts } = promptsOfKind(this.panel, "boundary", ["en"]);
    this.#noteLanguages(
      "refusals",
      this.panel.prompts.filter(({ kind }) => kind === "boundary").length - prompts.length,
    );
    return refusalShares(this.panel);
  }

  #noteLanguages(trait: string, leftOut: number): void {
    if (leftOut > 0)
      this.#notices.push(`${trait}: ${leftOut} prompts are not in English and were not read; its phrases are English.`);
  }

  async #classify(trait: ClassifierTrait, { ids, start, hashes }: TokenStore): Promise<Float32Array> {
    const { seed } = this.settings;
    const references = Array.from(this.#table.references, (model) => this.panel.answerDigests[model]!).sort();
    const scores = await this.#matrix(
      `${nameOf(trait)}-${createHash("sha256").update(seed).digest("hex").slice(0, 16)}`,
      `${trait.id}: training on ${references.length} references`,
      () =>
        classify({
          panel: this.panel,
          pool: this.pool,
          answers: { table: this.#table, ids, start, hashes },
          seed,
          epochs: trait.epochs,
          referenceCache: this.#cacheFor([nameOf(trait), seed, trait.epochs, references]),
        }),
    );
    if (references.length > 0 && scores.every(Number.isNaN)) {
      this.#notices.push(
        `${trait.id} is not available: it needs two references with answers on two prompts or more, and features that five of their answers share.`,
      );
    }
    return scores;
  }

  async #stream(id: StreamId, canonical: TokenStore, artefacts: Map<ViewId, Artefact>): Promise<FeatureStream> {
    if (id === "words") return tokenStream(canonical);
    if (id === "openClose") return tokenStream(storeOf(artefacts.get("openClose")!));
    const artefact = await this.#cache.get(`${id}-2`, async () => {
      this.#progress(`counting ${id}`);
      const { size, rank, ids, start, totals } = await this.#grams(id, canonical);
      return { numbers: { size }, arrays: { rank: rank!, ids, start, totals } };
    });
    const { rank, ids, start, totals } = artefact.arrays as Record<"rank" | "ids" | "start" | "totals", Int32Array>;
    return { size: artefact.numbers.size!, rank, ids, start, totals };
  }

  #grams(id: "openers" | "trigrams" | "templates", canonical: TokenStore): Promise<FeatureStream> {
    const { ids, start, candidates } = canonical;
    const everywhere = { ids, start, places: null, placeStart: start, candidates };
    switch (id) {
      case "openers":
        return gramStream(this.pool, this.#table, openerSource(canonical), [1, 2, 3]);
      case "trigrams":
        return gramStream(this.pool, this.#table, everywhere, [3]);
      case "templates":
        return gramStream(this.pool, this.#table, templateSource(this.#table, canonical), [4]);
    }
  }

  async #matrix(name: string, task: string, make: () => Promise<Float32Array>): Promise<Float32Array> {
    const artefact = await this.#cache.get(name, async () => {
      this.#progress(task);
      return { numbers: {}, arrays: { values: await make() } };
    });
    return artefact.arrays.values as Float32Array;
  }

  #perPrompt(): Float32Array {
    const { prompts, models, references } = this.#table;
    return sharedFloat32(prompts * models * references.length);
  }

  #promptStretches(): { from: number; to: number }[] {
    return share(this.#table.prompts, Math.ceil(this.#table.prompts / promptsPerTask));
  }

  #cacheFor(answers: unknown): ArtefactCache {
    const prompts = this.panel.prompts.map(({ id, kind }) => [id, kind]);
    return new ArtefactCache(this.settings.cacheFolder, { readingVersion, prompts, answers }, this.#progress);
  }
}

function nameOf(trait: Trait): string {
  return `${trait.id}-${trait.version}`;
}
