import { sentenceStarts } from "../../src/text/sentences.js";
import { wordClass } from "../../src/text/word-classes.js";
import { type FeatureStream, gramStream, tokenStream } from "../../src/traits/grams/feature-stream.js";
import { logOddsProfile } from "../../src/traits/profiles/log-odds.js";
import type { AnswerTable } from "../../src/traits/reading/answer-table.js";
import { byKey } from "../../src/traits/reading/token-store.js";
import { sharedInt32, shareInt32 } from "../../src/traits/shared-arrays.js";
import type { WorkerPool } from "../../src/traits/threads/worker-pool.js";
import type { ProfileTrait, StreamId } from "../../src/traits/trait.js";
import { partsOfSpeech, type TaggedAnswers } from "./tag-answers.js";

/** What stands in a template for a token, and which stretches of labels are counted. */
export interface TemplateVariant {
  readonly id: string;
  /** `tag`: every token; `word`: the 300 most frequent words stay; `ending`: they stay, others become a class of ending. */
  readonly labels: "tag" | "word" | "ending";
  /** Lengths of the n-grams; null counts whole sentences. */
  readonly lengths: readonly number[] | null;
}

/** Fixed before the first of them was measured. */
export const templateVariants: readonly TemplateVariant[] = [
  { id: "ending4", labels: "ending", lengths: [4] },
  { id: "tag4", labels: "tag", lengths: [4] },
  { id: "word4", labels: "word", lengths: [4] },
  { id: "word5", labels: "word", lengths: [5] },
  { id: "word3to5", labels: "word", lengths: [3, 4, 5] },
  { id: "sentence", labels: "tag", lengths: null },
];

const keptWords = 300;

/** Everything but the labels is as in `delex4`: log-odds profile, 30 000 features kept. */
export function templateTrait({ id }: TemplateVariant): ProfileTrait {
  return {
    id,
    version: 1,
    channel: "supporting",
    kind: "profile",
    stream: id as StreamId,
    size: 30_000,
    rankedBy: "prompts",
    profile: logOddsProfile,
  };
}

export async function templateStream(
  pool: WorkerPool,
  table: AnswerTable,
  answers: TaggedAnswers,
  { labels, lengths }: TemplateVariant,
): Promise<FeatureStream> {
  if (lengths === null) return sentenceStream(table, answers);
  const named = labelTokens(table, answers, labels);
  const start = shareInt32(answers.start);
  const source = { ids: named.ids, start, places: null, placeStart: start, candidates: named.size };
  return gramStream(pool, table, source, lengths);
}

/** One label a token, numbered in code point order. */
function labelTokens(
  table: AnswerTable,
  { start, words, ids, tags }: TaggedAnswers,
  labels: TemplateVariant["labels"],
) {
  const tagNames = partsOfSpeech.map((tag) => `<${tag}>`);
  const keep = labels === "tag" ? new Set<string>() : mostFrequent(table, start, ids, words);
  const faces = words.map((word) => (labels === "ending" ? wordClass(word, keep) : keep.has(word) ? word : null));
  const names = [...new Set([...faces.filter((face) => face !== null), ...tagNames])].sort(byKey);
  const numberOf = new Map(names.map((name, number) => [name, number]));
  const ofWord = Int32Array.from(faces, (face) => (face === null ? -1 : numberOf.get(face)!));
  const ofTag = Int32Array.from(tagNames, (name) => numberOf.get(name)!);
  const labelled = sharedInt32(ids.length);
  for (let token = 0; token < ids.length; token += 1) {
    const own = ofWord[ids[token]!]!;
    labelled[token] = own < 0 ? ofTag[tags[token]!]! : own;
  }
  return { ids: labelled, size: names.length };
}

function mostFrequent(
  table: AnswerTable,
  start: Int32Array,
  ids: Int32Array,
  words: readonly string[],
): ReadonlySet<string> {
  const counts = new Int32Array(words.length);
  for (const model of table.references) {
    const end = start[table.modelStart[model + 1]!]!;
    for (let token = start[table.modelStart[model]!]!; token < end; token += 1) counts[ids[token]!]! += 1;
  }
  const order = [...counts.keys()]
    .filter((word) => counts[word]! > 0)
    .sort((left, right) => counts[right]! - counts[left]! || byKey(words[left]!, words[right]!));
  return new Set(order.slice(0, keptWords).map((word) => words[word]!));
}

/** Whole sentences (sent/1) as one feature each: the parts of speech of all their tokens. */
function sentenceStream(table: AnswerTable, { start, words, ids, tags }: TaggedAnswers): FeatureStream {
  const found = new Map<string, { user: number; shared: boolean }>();
  const sentences: string[] = [];
  const ends = [0];
  for (let answer = 0; answer < table.answers; answer += 1) {
    const [first, last] = [start[answer]!, start[answer + 1]!];
    const opened = sentenceStarts(Array.from(ids.subarray(first, last), (word) => words[word]!));
    const reference = table.referenceOf[table.model[answer]!]!;
    opened.forEach((from, place) => {
      const stretch = tags.subarray(first + from, first + (opened[place + 1] ?? last - first));
      const template = Buffer.from(stretch).toString("latin1");
      const known = found.get(template);
      if (known === undefined) found.set(template, { user: reference, shared: false });
      else if (reference >= 0 && known.user < 0) known.user = reference;
      else if (reference >= 0 && known.user !== reference) known.shared = true;
      sentences.push(template);
    });
    ends.push(sentences.length);
  }
  const shared = [...found.keys()].filter((template) => found.get(template)!.shared).sort(byKey);
  const numberOf = new Map(shared.map((template, number) => [template, number]));
  return tokenStream({
    ids: shareInt32(sentences.map((template) => numberOf.get(template) ?? shared.length)),
    start: shareInt32(ends),
    candidates: shared.length,
    wordUnits: new Uint16Array(),
    hashes: new Int32Array(),
  });
}
