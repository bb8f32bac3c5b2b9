export type SentinelPlace = "start" | "middle" | "end";

/** Times a sentinel is asked at each place: two, so that answers can be compared within a place and between places. */
export const sentinelRepeats = 2;

const smallestPlan = 2000;
const mostSentinels = 10;
const fewestSentinels = 4;
const largestShare = 0.05;
const places = 3;

/** The same numbers, as a plan writes them down. */
export const sentinelRules = {
  smallestPlan,
  mostSentinels,
  fewestSentinels,
  largestShare,
  places,
  sentinelRepeats,
} as const;

/**
 * Which probes are asked again at start, middle and end: up to ten, evenly spread over the plan, adding at most a
 * twentieth to it. None for plans under 2,000 questions, where they would cost more than they tell.
 */
export function chooseSentinels<T>(probes: readonly T[], models: number, total: number): T[] {
  if (total < smallestPlan || models === 0) return [];
  const affordable = Math.floor((total * largestShare) / (places * sentinelRepeats * models));
  const count = Math.min(mostSentinels, affordable, probes.length);
  if (count < fewestSentinels) return [];
  return Array.from({ length: count }, (_, index) => probes[Math.floor(((index + 0.5) * probes.length) / count)]!);
}
