/** Which group, and which vendor, each place of a row of affinities belongs to; numbers from 0. */
export interface PlaceLabels {
  readonly groupOf: ArrayLike<number>;
  readonly vendorOf: ArrayLike<number>;
  /** Vendor of each group. */
  readonly vendorOfGroup: ArrayLike<number>;
  readonly vendors: number;
}

/**
 * Rank contrasts of all groups at once, as a function that is called for every prompt, trait and model: mean mid-rank of the
 * group's places less that of all places of other vendors, ranks scaled to 0 .. 1 over the available affinities (NaN = left
 * out). Written into `out`, one a group; NaN where fewer than two values, or none of either side, are there.
 */
export function rankContrasts(labels: PlaceLabels): (affinities: ArrayLike<number>, out: Float64Array) => void {
  const { groupOf, vendorOf, vendorOfGroup } = labels;
  const sorted = new Int32Array(groupOf.length);
  const groups = tally(vendorOfGroup.length);
  const vendors = tally(labels.vendors);
  return (affinities, out) => {
    const available = sortedPlaces(affinities, sorted);
    for (const counts of [groups, vendors]) {
      counts.count.fill(0);
      counts.sum.fill(0);
    }
    for (let from = 0; from < available; ) {
      let to = from + 1;
      while (to < available && affinities[sorted[to]!] === affinities[sorted[from]!]) to++;
      const rank = (from + 1 + to) / 2;
      for (let at = from; at < to; at++) {
        const place = sorted[at]!;
        groups.count[groupOf[place]!]! += 1;
        groups.sum[groupOf[place]!]! += rank;
        vendors.count[vendorOf[place]!]! += 1;
        vendors.sum[vendorOf[place]!]! += rank;
      }
      from = to;
    }
    const total = (available * (available + 1)) / 2;
    for (let group = 0; group < out.length; group++) {
      const vendor = vendorOfGroup[group]!;
      const others = available - vendors.count[vendor]!;
      const own = groups.count[group]!;
      out[group] =
        available < 2 || own === 0 || others === 0
          ? Number.NaN
          : (groups.sum[group]! / own - (total - vendors.sum[vendor]!) / others) / (available - 1);
    }
  };
}

/** Places with a value, smallest first, by insertion: rows are short and there are hundreds of thousands of them. */
function sortedPlaces(affinities: ArrayLike<number>, sorted: Int32Array): number {
  let available = 0;
  for (let place = 0; place < affinities.length; place++) {
    const value = affinities[place]!;
    if (Number.isNaN(value)) continue;
    let at = available++;
    for (; at > 0 && affinities[sorted[at - 1]!]! > value; at--) sorted[at] = sorted[at - 1]!;
    sorted[at] = place;
  }
  return available;
}

function tally(size: number): { readonly count: Float64Array; readonly sum: Float64Array } {
  return { count: new Float64Array(size), sum: new Float64Array(size) };
}
