const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** A wait in words, in the unit that a person would give it in: "45 s", "50 minutes", "24 hours", "30 days". */
export function describeWait(milliseconds: number): string {
  if (milliseconds < 2 * minute) return `${Math.ceil(milliseconds / 1000)} s`;
  if (milliseconds < 2 * hour) return `${Math.round(milliseconds / minute)} minutes`;
  if (milliseconds < 2 * day) return `${Math.round(milliseconds / hour)} hours`;
  return `${Math.round(milliseconds / day)} days`;
}
