import type { Panel } from "../../panel/panel.js";
import { ArtefactCache } from "../cache/artefact-cache.js";
import { type AnswerTable, answerTable } from "../reading/answer-table.js";
import { sharedFloat32 } from "../shared-arrays.js";
import { share } from "../threads/share.js";
import type { WorkerPool } from "../threads/worker-pool.js";
import type { Trait } from "../trait.js";

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

/** What the steps of one preparation share. */
export interface Preparation {
  readonly panel: Panel;
  readonly table: AnswerTable;
  readonly pool: WorkerPool;
  readonly seed: string;
  readonly progress: (line: string) => void;
  /** Of everything that depends on all answers. */
  readonly cache: ArtefactCache;
  /** Of what depends on this content and on the prompts alone. */
  readonly cacheFor: (content: unknown) => ArtefactCache;
  /** The steps add to them. */
  readonly notices: string[];
}

/** Part of every cache key: rises when a view, a token rule, a hash or the layout of an artefact changes. */
const readingVersion = 2;
const promptsPerTask = 32;

export function openPreparation(panel: Panel, settings: PrepareSettings, pool: WorkerPool): Preparation {
  const { seed, cacheFolder, progress = () => {} } = settings;
  const prompts = panel.prompts.map(({ id, kind }) => [id, kind]);
  const cacheFor = (content: unknown) =>
    new ArtefactCache(cacheFolder, { readingVersion, prompts, answers: content }, progress);
  return {
    panel,
    table: answerTable(panel),
    pool,
    seed,
    progress,
    cache: cacheFor(panel.models.map((model, index) => [panel.answerDigests[index]!, model.role === "teacher"])),
    cacheFor,
    notices: [],
  };
}

/** The kept matrix of this name, or a new one; `task` is what the user reads while it is made. */
export async function keptMatrix(
  { cache, progress }: Preparation,
  name: string,
  task: string,
  make: () => Promise<Float32Array>,
): Promise<Float32Array> {
  const artefact = await cache.get(name, async () => {
    progress(task);
    return { numbers: {}, arrays: { values: await make() } };
  });
  return artefact.arrays.values as Float32Array;
}

/** Name under which a trait's part is kept. */
export function nameOf(trait: Trait): string {
  return `${trait.id}-${trait.version}`;
}

/** Memory for prompts x models x references that threads can write. */
export function cellsOf({ prompts, models, references }: AnswerTable): Float32Array {
  return sharedFloat32(prompts * models * references.length);
}

/** Prompts cut into stretches, one a task. */
export function promptStretches({ prompts }: Pick<AnswerTable, "prompts">): { from: number; to: number }[] {
  return share(prompts, Math.ceil(prompts / promptsPerTask));
}
