/** More than the newest batch of an account and the request for another one are apart, and what clocks are put back by. */
const slackMs = 24 * 3_600_000;

/**
 * Reads a list of batches, newest first, as far back as the one that is looked for may stand. The list's own times judge
 * that: its newest entry is no later than the provider's present, and of our clock only the time since the batch was planned
 * is used, so that it may be wrong by days.
 *
 * @param plannedAgoMs since the batch was planned
 * @returns takes the times of a page's batches, in milliseconds since 1970 and NaN where unknown; true when all that follow are too old
 * @example
 * const isPast = listHorizon(60_000);
 * isPast([Date.parse("2026-01-03T00:00Z"), Date.parse("2026-01-02T12:00Z")]); // => false
 * isPast([Date.parse("2026-01-01T12:00Z")]); // => true, over a day older than the newest
 */
export function listHorizon(plannedAgoMs: number): (createdMs: readonly number[]) => boolean {
  let newest = Number.NEGATIVE_INFINITY;
  return (createdMs) => {
    const known = createdMs.filter((time) => !Number.isNaN(time));
    for (const time of known) newest = Math.max(newest, time);
    const oldest = known.at(-1);
    return oldest !== undefined && oldest < newest - plannedAgoMs - slackMs;
  };
}
