import type { BatchSearch, BatchView } from "../../../endpoints/batches.js";

export type SearchDecision =
  | { readonly kind: "adopt"; readonly view: BatchView }
  /** It was never made: ask for it, with the same questions. */
  | { readonly kind: "submit" }
  | { readonly kind: "search-again" };

/**
 * What to do about a batch that was asked for and whose id was never learned. It is made a second time only when it is
 * certain that it was not made the first: no list shows it, nothing that is still running could be it, and the list has
 * had time to show what was made.
 *
 * @param sinceAskedMs by the wall clock; negative when that was set back
 */
export function decideSearch(search: BatchSearch, sinceAskedMs: number, settleMs: number): SearchDecision {
  if (search.found !== null) return { kind: "adopt", view: search.found };
  if (search.perhaps || sinceAskedMs < settleMs) return { kind: "search-again" };
  return { kind: "submit" };
}
