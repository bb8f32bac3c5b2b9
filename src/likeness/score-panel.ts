import type { Channel, Measurements, TraitMeasurement } from "../traits/measurements.js";
import { doublyCentred } from "./few-null-models.js";
import { fuse } from "./fuse.js";
import { type GroupScores, groupMaximum } from "./group-maximum.js";
import type { LineageTable } from "./lineage.js";
import { matchedZ } from "./matched-z.js";
import { cohortSize } from "./null-cohort.js";
import { type Neighbours, profileNeighbours, wordNeighbours } from "./profile-neighbours.js";
import type { LikenessSettings } from "./settings.js";
import { tNorm } from "./t-norm.js";

export interface TraitScores extends GroupScores {
  readonly trait: string;
  readonly version: number;
  readonly channel: Channel;
  /** models x references: normalised score against each reference, before the group's maximum. */
  readonly members: Float64Array;
  /** models x references: 1 where T-norm was applied. */
  readonly tApplied: Uint8Array;
}

export interface ChannelScores extends GroupScores {
  readonly channel: Channel;
  /** The traits that the channel's score may use, whether measured or not. */
  readonly traits: readonly string[];
}

/** How the scores of a group were made. */
export type GroupMethod = "matched" | "double-centring";

/** Normalised scores of a panel; matrices as in LineageTable. Rows that were not asked for are NaN. */
export interface Scores {
  readonly lineage: LineageTable;
  readonly methods: readonly GroupMethod[];
  /** Groups with too small a null cohort: similarities only, no p, no LR, no part in thresholds or attribution. */
  readonly descriptive: readonly boolean[];
  readonly traits: readonly TraitScores[];
  readonly channels: ReadonlyMap<Channel, ChannelScores>;
}

/** Channels whose traits are fused; supporting traits and metadata controls stand alone. */
const fusedChannels: readonly Channel[] = ["core", "surface", "choice"];

/**
 * Raw affinities into scores: matched Z, T-norm, best member of the group, mean over the traits of a channel. Metadata
 * controls go the same way as traits. The family of each model is out of every statistic that its own row is measured by.
 * `rows`: only these models are scored (default: all); the null statistics are the same either way. `neighbours`: those of
 * these measurements and settings, where they are known already; labels have no part in them.
 * Pure; the cost is traits x rows x references x models. Throws Error if measurements and lineage do not belong together.
 */
export function scorePanel(
  lineage: LineageTable,
  measurements: Measurements,
  settings: LikenessSettings,
  rows: readonly number[] = measurements.models.map((_, row) => row),
  neighbours: Neighbours = chooseNeighbours(lineage, measurements, settings),
): Scores {
  checkAligned(lineage, measurements);
  const { normalisation, fusion } = settings;
  const descriptive = lineage.groups.map((_, group) => {
    const { models, families } = cohortSize(lineage, group);
    return models < normalisation.minNullModels || families < normalisation.minNullFamilies;
  });
  const methods = descriptive.map((few): GroupMethod => (few ? "double-centring" : normalisation.method));

  const traits = measurements.traits.map((measured): TraitScores => {
    const { values, applied } = normalise(lineage, measured, rows, methods, neighbours, settings);
    return {
      trait: measured.trait,
      version: measured.version,
      channel: measured.channel,
      members: values,
      tApplied: applied,
      ...groupMaximum(lineage, values, rows),
    };
  });

  const channels = new Map<Channel, ChannelScores>();
  for (const channel of fusedChannels) {
    const measured = traits.filter((trait) => trait.channel === channel);
    const named = fusion.traits.get(channel) ?? measured.map((trait) => trait.trait);
    if (measured.length === 0) continue;
    const { u, members } = fuseChannel(measured, named, settings, lineage);
    // The group's score is the mean of each trait's best member; the nearest member is the best on the mean of the traits.
    channels.set(channel, { channel, traits: named, u, nearest: groupMaximum(lineage, members, rows).nearest });
  }
  return { lineage, methods, descriptive, traits, channels };
}

/** Which models stand like which: by the core traits that are fused. Worked out row by row, when a row is asked for. */
export function chooseNeighbours(
  lineage: LineageTable,
  measurements: Measurements,
  { normalisation, fusion }: LikenessSettings,
): Neighbours {
  const named = fusion.traits.get("core");
  const core = measurements.traits.filter(
    (trait) => trait.channel === "core" && (named === undefined || named.includes(trait.trait)),
  );
  return normalisation.cohort === "profile" && core.length > 0
    ? profileNeighbours(lineage, core)
    : wordNeighbours(lineage.models, measurements.similarity);
}

function fuseChannel(
  measured: readonly TraitScores[],
  named: readonly string[],
  { fusion }: LikenessSettings,
  lineage: LineageTable,
): { u: Float64Array; members: Float64Array } {
  const of = (matrix: (trait: TraitScores) => Float64Array, columns: number): Float64Array =>
    fuse(
      measured.map((trait) => ({ trait: trait.trait, values: matrix(trait) })),
      named,
      fusion,
      lineage.models.length * columns,
    );
  return {
    u: of((trait) => trait.u, lineage.groups.length),
    members: of((trait) => trait.members, lineage.references.length),
  };
}

function normalise(
  lineage: LineageTable,
  { affinity }: TraitMeasurement,
  rows: readonly number[],
  methods: readonly GroupMethod[],
  neighbours: Neighbours,
  { normalisation }: LikenessSettings,
): { values: Float64Array; applied: Uint8Array } {
  const cells = affinity.length;
  const references = lineage.references.length;
  let values: Float64Array = new Float64Array(cells).fill(Number.NaN);
  let applied = new Uint8Array(cells);
  if (methods.includes("matched")) {
    const z = matchedZ(lineage, { affinity, rows }, neighbours, normalisation.near);
    if (normalisation.tNorm) {
      const normed = tNorm(lineage, z, rows, normalisation.minOtherVendor);
      values = normed.values;
      applied = new Uint8Array(normed.applied);
    } else values = z;
  }
  if (methods.includes("double-centring")) {
    const plain = doublyCentred(lineage, { affinity, rows });
    for (const row of rows)
      for (let reference = 0; reference < references; reference++) {
        if (methods[lineage.referenceGroup[reference]!] === "matched") continue;
        values[row * references + reference] = plain[row * references + reference]!;
        applied[row * references + reference] = 0;
      }
  }
  return { values, applied };
}

/** Traits of a channel that one model has a score for: what the calibration must be refitted with if it is not all. */
export function availableTraits(scores: Scores, channel: Channel, row: number): string[] {
  const groups = scores.lineage.groups.length;
  const named = scores.channels.get(channel)?.traits ?? [];
  return named.filter((name) => {
    const trait = scores.traits.find((candidate) => candidate.trait === name && candidate.channel === channel);
    return (
      trait !== undefined && scores.lineage.groups.some((_, group) => !Number.isNaN(trait.u[row * groups + group]!))
    );
  });
}

/** The measurements as they are without one block of prompts (the similarity, which only picks null models, stays). */
export function withoutBlock(measurements: Measurements, block: number): Measurements {
  return {
    ...measurements,
    traits: measurements.traits.map((trait) => ({
      ...trait,
      affinity: trait.withoutBlock[block] ?? trait.affinity,
      withoutBlock: [],
    })),
  };
}

function checkAligned(lineage: LineageTable, measurements: Measurements): void {
  const same =
    lineage.models.length === measurements.models.length &&
    lineage.models.every((id, row) => id === measurements.models[row]) &&
    lineage.references.length === measurements.references.length &&
    measurements.references.every((row, place) => row === lineage.references[place]);
  if (!same)
    throw new Error("lineage and measurements list different models: build the lineage for measurements.models");
}
