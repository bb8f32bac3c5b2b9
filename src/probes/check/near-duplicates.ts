import { wordSet } from "./measure-text.js";

export interface ProbeText {
  readonly text: string;
  /** Texts of one non-null family are edits of one another on purpose. */
  readonly family: string | null;
}

export interface NearDuplicate {
  /** Indices into the texts, `second` after `first`. */
  readonly first: number;
  readonly second: number;
  readonly shared: number;
  /** Different words of the shorter text and of both together. */
  readonly shorter: number;
  readonly together: number;
}

/** Jaccard index from which two prompts are near-duplicates. */
const alike = 0.65;
/** Share of the shorter prompt's words that the longer one holds. */
const contained = 0.85;
/** Below this many words, containment says little ("Tell me a story"). */
const leastContained = 6;

/**
 * Pairs of texts that share nearly all their words, in order of `second`, then `first`.
 * Words are compared as sets; candidates come from each text's rarest words, so that time grows with the number of pairs
 * that share a rare word and not with all pairs.
 */
export function nearDuplicates(texts: readonly ProbeText[]): NearDuplicate[] {
  const { sets, holders } = rankWords(texts.map(({ text }) => wordSet(text)));
  const pairs: NearDuplicate[] = [];
  const comparedWith = new Int32Array(texts.length).fill(-1);
  sets.forEach((words, index) => {
    // Both measures need at least 65 % of the smaller set, so a pair shares one of any 36 % of the smaller set's words.
    const looked = words.length - Math.ceil(alike * words.length) + 1;
    for (const word of words.subarray(0, looked)) {
      for (const other of holders[word]!) {
        if (comparedWith[other] === index || !isPartner(sets, index, other)) continue;
        comparedWith[other] = index;
        const { family } = texts[index]!;
        if (family !== null && family === texts[other]!.family) continue;
        const [first, second] = index < other ? [index, other] : [other, index];
        const found = compare(words, sets[other]!);
        if (found !== null) pairs.push({ first, second, ...found });
      }
    }
  });
  return pairs.sort((a, b) => a.second - b.second || a.first - b.first);
}

/** Each pair is met once: from its smaller set, or from the earlier of two equally large ones. */
function isPartner(sets: readonly Int32Array[], index: number, other: number): boolean {
  const difference = sets[other]!.length - sets[index]!.length;
  return difference > 0 || (difference === 0 && other > index);
}

/** Words as numbers, the rarest lowest; each set in rising order, and for each word the texts that hold it. */
function rankWords(wordSets: readonly ReadonlySet<string>[]): { sets: Int32Array[]; holders: number[][] } {
  const counts = new Map<string, number>();
  for (const words of wordSets) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const byRarity = [...counts].sort(([a, countA], [b, countB]) => countA - countB || (a < b ? -1 : 1));
  const ranks = new Map(byRarity.map(([word], rank) => [word, rank]));
  const holders: number[][] = byRarity.map(() => []);
  const sets = wordSets.map((words, index) => {
    const ranked = Int32Array.from(words, (word) => ranks.get(word)!).sort();
    for (const rank of ranked) holders[rank]!.push(index);
    return ranked;
  });
  return { sets, holders };
}

/** `smaller` has at most as many words as `larger`; both are sorted. */
function compare(smaller: Int32Array, larger: Int32Array) {
  let shared = 0;
  let missing = 0;
  const mayMiss = smaller.length - Math.ceil(alike * smaller.length);
  for (let at = 0, inLarger = 0; at < smaller.length; at += 1) {
    while (inLarger < larger.length && larger[inLarger]! < smaller[at]!) inLarger += 1;
    if (larger[inLarger] === smaller[at]) shared += 1;
    else {
      missing += 1;
      if (missing > mayMiss) return null;
    }
  }
  const together = smaller.length + larger.length - shared;
  return isNearDuplicate(shared, smaller.length, larger.length) ? { shared, shorter: smaller.length, together } : null;
}

/** Whether two texts are near-duplicates: from the number of different words that they share and that each has. */
export function isNearDuplicate(shared: number, words: number, otherWords: number): boolean {
  const shorter = Math.min(words, otherWords);
  const isContained = shorter >= leastContained && shared / shorter >= contained;
  return shared > 0 && (isContained || shared / (words + otherWords - shared) >= alike);
}
