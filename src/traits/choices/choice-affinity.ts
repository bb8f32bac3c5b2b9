export interface ChoiceBackground {
  /** One row of counts for each model of the background, over the seen categories. */
  readonly rows: readonly ArrayLike<number>[];
  /** Family of each row; families weigh the same. */
  readonly families: readonly string[];
  /** Seen categories. */
  readonly categories: number;
}

const epsilon = 0.05;
const strength = 4;
const clip = 2;

/** Background probabilities of the seen categories and, last, of any other; rows without answers do not count. */
export function backgroundShares(background: ChoiceBackground): Float64Array {
  const shares = new Float64Array(background.categories + 1);
  const totals = background.rows.map(sumOf);
  const members = new Map<string, number>();
  background.families.forEach((family, row) => {
    if (totals[row]! > 0) members.set(family, (members.get(family) ?? 0) + 1);
  });
  background.rows.forEach((row, index) => {
    if (totals[index] === 0) return;
    const weight = 1 / (members.get(background.families[index]!)! * members.size * totals[index]!);
    for (let a = 0; a < background.categories; a += 1) shares[a]! += weight * row[a]!;
  });
  return shares.map((share) => backgroundShare(share, background.categories));
}

/** A share of the background among `categories` seen ones, smoothed: `(share + eps/V)/(1 + eps)`, V = categories + 1. */
export function backgroundShare(share: number, categories: number): number {
  return (share + epsilon / (categories + 1)) / (1 + epsilon);
}

/** `clip(ln t - ln bg, +-2)`, t = the teacher's counts, smoothed by four answers of the background. */
export function choiceLogRatios(shares: Float64Array, teacher: ArrayLike<number>): Float64Array {
  const total = sumOf(teacher);
  return shares.map((share, a) => choiceLogRatio(share, teacher[a]!, total));
}

/** The same for one category: its background share, the teacher's count of it, and all answers of the teacher. */
export function choiceLogRatio(share: number, count: number, total: number): number {
  const t = (count + strength * share) / (total + strength);
  return Math.max(-clip, Math.min(clip, Math.log(t) - Math.log(share)));
}

/** Mean log ratio of the suspect's answers. Counts of teacher and suspect end with the unseen category. */
export function choiceAffinity(
  background: ChoiceBackground,
  teacher: ArrayLike<number>,
  suspect: ArrayLike<number>,
): number {
  const ratios = choiceLogRatios(backgroundShares(background), teacher);
  return ratios.reduce((sum, ratio, a) => sum + ratio * suspect[a]!, 0) / sumOf(suspect);
}

function sumOf(counts: ArrayLike<number>): number {
  let sum = 0;
  for (let a = 0; a < counts.length; a += 1) sum += counts[a]!;
  return sum;
}
