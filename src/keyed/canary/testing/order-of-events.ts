/** When each step of the protocol took place, as stated or recorded: RFC 3339 or a day; null where nobody says. */
export interface EventTimes {
  readonly committed: string | null;
  readonly plantedFrom: string | null;
  readonly plantedTo: string | null;
  /** `YYYY-MM` of the suspect. */
  readonly released: string | null;
  readonly frozenAt: string | null;
  readonly keyReadAt: string | null;
}

/**
 * What cannot be: commitment, planting, the suspect's publication, its fixed answers and the reading of the key must follow
 * one another. Whole sentences, one for each pair that stands the wrong way round; without any the order may have been kept.
 */
export function brokenOrder(times: EventTimes): string[] {
  const { committed, plantedFrom, plantedTo, released, frozenAt, keyReadAt } = times;
  const broken: string[] = [];
  const planting = plantedFrom ?? plantedTo;
  if (committed !== null && planting !== null && isBefore(planting, committed))
    broken.push(
      `Planting ${plantedFrom === null ? "ended" : "began"} at ${planting}, before the commitment of ${committed}: the order of events that the test rests on was not kept.`,
    );
  if (plantedFrom !== null && plantedTo !== null && isBefore(plantedTo, plantedFrom))
    broken.push(`Planting is said to end at ${plantedTo}, before it began at ${plantedFrom}.`);
  if (frozenAt === null) return broken;
  if (committed !== null && isBefore(frozenAt, committed))
    broken.push(
      `The key was committed at ${committed}, after the answers were fixed (${frozenAt}): it could have been chosen to fit them.`,
    );
  if (plantedFrom !== null && isBefore(frozenAt, plantedFrom))
    broken.push(
      `Planting began at ${plantedFrom}, after the answers were fixed (${frozenAt}): they cannot show what was planted later.`,
    );
  if (released !== null && released > latestMonthOf(frozenAt))
    broken.push(
      `The suspect is said to be published in ${released}, after its answers were fixed (${frozenAt}); for a model that was asked before it was public, the month counts in which it could first be asked.`,
    );
  if (keyReadAt !== null && isBefore(keyReadAt, frozenAt))
    broken.push(
      `The key was read at ${keyReadAt}, before the answers were fixed (${frozenAt}): the test was not blind.`,
    );
  return broken;
}

const dayLength = "2026-01-01".length;

/** Whether one event came before another. Where one of them is known to the day, the same day leaves it open. */
export function isBefore(earlier: string, later: string): boolean {
  if (earlier.length > dayLength && later.length > dayLength) return Date.parse(earlier) < Date.parse(later);
  return dayOf(earlier) < dayOf(later);
}

function dayOf(time: string): string {
  return time.length > dayLength ? new Date(time).toISOString().slice(0, dayLength) : time;
}

/** The month that it was then where the day begins first, 14 hours before UTC. */
function latestMonthOf(time: string): string {
  return new Date(Date.parse(time) + 14 * 3_600_000).toISOString().slice(0, "2026-01".length);
}
