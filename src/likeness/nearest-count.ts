/** The one of these numbers of prompts (ascending) that is nearest by ratio; of two as near the smaller. */
export function nearestCount(prompts: number, counts: readonly number[]): number {
  const distance = (count: number): number => Math.abs(Math.log(count / prompts));
  return counts.reduce((nearest, count) => (distance(count) < distance(nearest) ? count : nearest));
}
