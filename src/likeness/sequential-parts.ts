import type { Measurements } from "../traits/measurements.js";
import { pairCanonicalOpenings } from "../traits/pairing/canonical-openings.js";
import type { PreparedPanel } from "../traits/prepared-panel.js";
import type { LineageTable } from "./lineage.js";
import { bySimilarity, idPlaces } from "./neighbours.js";
import { nullModels } from "./null-cohort.js";
import type { ContrastSource } from "./sequential.js";

const mostControls = 30;
/** Name of `first12` on canonical text, which is no trait of its own. */
const openings = "first12/canonical";

/**
 * The affinities that the sequential test reads, prompts x models x references each: shared phrases, canonical openings and
 * the classifier. Traits without a single value (a classifier that could not be trained) are left out.
 */
export function contrastTraits(prepared: PreparedPanel): Map<string, Float32Array> {
  const named = new Map<string, Float32Array>();
  const add = (name: string, values: Float32Array | null | undefined): void => {
    if (values?.some((value) => !Number.isNaN(value))) named.set(name, values);
  };
  add("w3pair", prepared.perPrompt.get("w3pair"));
  add(openings, pairCanonicalOpenings(prepared));
  add("clf", prepared.perPrompt.get("clf"));
  return named;
}

/** What contrasts are made from, without the references that are out. */
export function contrastSource(
  traits: ReadonlyMap<string, Float32Array>,
  lineage: LineageTable,
  isOut: (row: number) => boolean,
): ContrastSource {
  const ranked = [...lineage.references.keys()].filter((place) => !isOut(lineage.references[place]!));
  const vendors = [...new Set(lineage.vendors)];
  const vendorOfGroup = lineage.vendors.map((vendor) => vendors.indexOf(vendor));
  const groupOf = ranked.map((place) => lineage.referenceGroup[place]!);
  const vendorOf = groupOf.map((group) => vendorOfGroup[group]!);
  return {
    affinities: [...traits.values()],
    models: lineage.models.length,
    references: lineage.references.length,
    ranked,
    labels: { groupOf, vendorOf, vendorOfGroup, vendors: vendors.length },
  };
}

export interface ControlsRequest {
  readonly lineage: LineageTable;
  readonly measurements: Measurements;
  /** Row of the suspect, place of the group. */
  readonly suspect: number;
  readonly group: number;
}

/**
 * Rows of the null models of the group whose words are most like the suspect's, 30 at most, most like first; the suspect's
 * family and models that are out have no part.
 */
export function nearestControls(
  { lineage, measurements, suspect, group }: ControlsRequest,
  isOut: (row: number) => boolean,
): number[] {
  const cohort = new Set(
    nullModels(lineage, group, lineage.family[suspect]!).filter((row) => row !== suspect && !isOut(row)),
  );
  const count = lineage.models.length;
  const toSuspect = measurements.similarity.slice(suspect * count, (suspect + 1) * count);
  return [...bySimilarity(suspect, toSuspect, idPlaces(lineage.models))]
    .filter((row) => cohort.has(row))
    .slice(0, mostControls);
}
