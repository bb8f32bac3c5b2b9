/**
 * Mean rank of `own` minus mean rank of `others` (places in `affinities`), where all available affinities are mid-ranked
 * and scaled to 0 .. 1. NaN affinities are left out; NaN if fewer than two values, or none of either side, remain.
 * Ranks are counted, not sorted for: all ranks add up to n (n + 1) / 2, so that only the places outside `others` need one.
 * Cost: values x places outside `others`; this is called for every prompt, trait and control.
 */
export function rankContrast(affinities: ArrayLike<number>, own: readonly number[], others: readonly number[]): number {
  const size = affinities.length;
  const isOther = new Uint8Array(size);
  for (const place of others) isOther[place] = 1;
  let available = 0;
  let ofOthers = 0;
  let rankOfOthers = 0;
  for (let place = 0; place < size; place++) {
    if (Number.isNaN(affinities[place]!)) continue;
    available++;
    if (isOther[place] === 1) ofOthers++;
    else rankOfOthers -= midRank(affinities, place);
  }
  rankOfOthers += (available * (available + 1)) / 2;
  let ofOwn = 0;
  let rankOfOwn = 0;
  for (const place of own) {
    if (!(place < size) || Number.isNaN(affinities[place]!)) continue;
    ofOwn++;
    rankOfOwn += midRank(affinities, place);
  }
  if (available < 2 || ofOwn === 0 || ofOthers === 0) return Number.NaN;
  return (rankOfOwn / ofOwn - rankOfOthers / ofOthers) / (available - 1);
}

/** Rank 1 .. n of one value, equal values sharing the mean of their ranks; NaN counts for nothing. */
function midRank(values: ArrayLike<number>, place: number): number {
  const value = values[place]!;
  let smaller = 0;
  let equal = 0;
  for (let other = 0; other < values.length; other++) {
    if (values[other]! < value) smaller++;
    else if (values[other] === value) equal++;
  }
  return smaller + (equal + 1) / 2;
}
