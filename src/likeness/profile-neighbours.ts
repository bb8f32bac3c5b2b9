import type { TraitMeasurement } from "../traits/measurements.js";
import type { LineageTable } from "./lineage.js";
import { bySimilarity, idPlaces } from "./neighbours.js";

/** All other models of a row from the most to the least similar, in view of one group. */
export type Neighbours = (row: number, group: number) => Int32Array;

/** Neighbours by one similarity of answers (models x models), the same for every group. */
export function wordNeighbours(models: readonly string[], similarity: Float64Array): Neighbours {
  const places = idPlaces(models);
  const known = new Map<number, Int32Array>();
  return (row) => {
    const order =
      known.get(row) ?? bySimilarity(row, similarity.subarray(row * models.length, (row + 1) * models.length), places);
    known.set(row, order);
    return order;
  };
}

/**
 * Neighbours by profile: two models are alike if they stand alike towards the references of all vendors but the one of the
 * group in question. Each trait's reference columns are standardised over the reference rows, so no suspect or null model
 * shapes the scale; a row's values over the other vendors' references, missing ones 0, are scaled to length 1; the
 * similarity is the sum over traits of the dot products. A cohort that stands like the suspect towards everybody else has
 * the same era, size and manner, and its mean is what an unrelated model of this kind scores. The vendor of the group is
 * left out, because closeness to it is what is being asked.
 *
 * @param traits the traits to compare by (the core), affinity models x references
 * Cost, for each row that is asked for: models x references x traits, plus a sort for each vendor.
 * Source: adaptive cohort selection by cohort scores (AT- and adaptive Z-norm of speaker verification, Sturim and Reynolds
 * 2005); measured in docs/method.md.
 */
export function profileNeighbours(lineage: LineageTable, traits: readonly TraitMeasurement[]): Neighbours {
  const models = lineage.models.length;
  const width = lineage.references.length;
  const vendorNames = [...new Set(lineage.vendors)];
  const vendorOfGroup = lineage.vendors.map((vendor) => vendorNames.indexOf(vendor));
  const vendors = vendorNames.length;
  // Columns of one vendor side by side: sums over a vendor then stay in a register.
  const columns = vendorNames.flatMap((_, vendor) =>
    [...lineage.references.keys()].filter((place) => vendorOfGroup[lineage.referenceGroup[place]!] === vendor),
  );
  const vendorOf = Int32Array.from(columns, (place) => vendorOfGroup[lineage.referenceGroup[place]!]!);
  const ends = Int32Array.from(vendorNames, (_, vendor) => vendorOf.lastIndexOf(vendor) + 1);
  const standardised = traits.map((trait) => standardise(trait.affinity, lineage.references, models, columns));
  const inverse = standardised.map((values) => inverseLengths(values, vendorOf, vendors, models, width));
  const places = idPlaces(lineage.models);
  const known: (Int32Array | undefined)[] = [];
  const products = new Float64Array(vendors);
  const similarities: (readonly Float64Array[] | undefined)[] = [];
  const computeRow = (row: number): void => {
    const similarity = vendorNames.map(() => new Float64Array(models));
    for (let other = 0; other < models; other += 1) {
      // Likeness is mutual, to the last bit: half of the work is done when the other row was asked for.
      const mutual = similarities[other];
      if (mutual !== undefined) {
        for (let vendor = 0; vendor < vendors; vendor += 1) similarity[vendor]![other] = mutual[vendor]![row]!;
        continue;
      }
      standardised.forEach((values, trait) => {
        const lengths = inverse[trait]!;
        let all = 0;
        let ofRow = row * width;
        let ofOther = other * width;
        for (let vendor = 0; vendor < vendors; vendor += 1) {
          const end = row * width + ends[vendor]!;
          let sum = 0;
          while (ofRow < end) sum += values[ofRow++]! * values[ofOther++]!;
          products[vendor] = sum;
          all += sum;
        }
        for (let vendor = 0; vendor < vendors; vendor += 1)
          similarity[vendor]![other]! +=
            (all - products[vendor]!) * (lengths[row * vendors + vendor]! * lengths[other * vendors + vendor]!);
      });
    }
    similarities[row] = similarity;
    similarity.forEach((ofVendor, vendor) => {
      known[row * vendors + vendor] = bySimilarity(row, ofVendor, places);
    });
  };
  return (row, group) => {
    const place = row * vendors + vendorOfGroup[group]!;
    if (known[place] === undefined) computeRow(row);
    return known[place]!;
  };
}

/**
 * The columns, in the given order, to mean 0 and population sd 1 over the reference rows; missing values, and columns
 * without spread, become 0.
 */
function standardise(
  affinity: Float64Array,
  references: Int32Array,
  models: number,
  columns: readonly number[],
): Float64Array {
  const width = columns.length;
  const out = new Float64Array(models * width);
  columns.forEach((column, place) => {
    const values = Array.from(references, (model) => affinity[model * width + column]!).filter((value) =>
      Number.isFinite(value),
    );
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const sd = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
    if (!(sd > 1e-12 * Math.abs(mean))) return;
    for (let model = 0; model < models; model += 1) {
      const value = affinity[model * width + column]!;
      if (Number.isFinite(value)) out[model * width + place] = (value - mean) / sd;
    }
  });
  return out;
}

/** models x vendors: 1 / length of a row over the references of all other vendors; 0 where that row is empty. */
function inverseLengths(values: Float64Array, vendorOf: Int32Array, vendors: number, models: number, width: number) {
  const inverse = new Float64Array(models * vendors);
  for (let model = 0; model < models; model += 1) {
    const own = inverse.subarray(model * vendors, (model + 1) * vendors);
    let all = 0;
    for (let reference = 0; reference < width; reference += 1) {
      const square = values[model * width + reference]! ** 2;
      own[vendorOf[reference]!]! += square;
      all += square;
    }
    for (let vendor = 0; vendor < vendors; vendor += 1) {
      const rest = all - own[vendor]!;
      // What rounding leaves of an empty rest is no direction.
      own[vendor] = rest > 1e-12 * all ? 1 / Math.sqrt(rest) : 0;
    }
  }
  return inverse;
}
