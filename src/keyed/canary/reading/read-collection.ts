import { type CanaryPack, isAccountItem } from "../canary-pack.js";
import { answersDigest, type BlindAnswer, type BlindAnswers, modalIndex } from "./blind-answers.js";
import { readReply } from "./read-reply.js";

/** One reply to one wording of an item. */
export interface CanaryReply {
  readonly item: string;
  /** Place of the wording in the item's `probes`, from 0. */
  readonly wording: number;
  /** Null where there is nothing to read: refused, empty, given up, invalid. */
  readonly text: string | null;
  /** live: asked by this tool. import: brought into a study. file: from a file of answers. */
  readonly source: ReplySource;
}

export type ReplySource = "live" | "import" | "file";
/** How many replies came from where: only of live ones does this tool know that nobody chose them. */
export type ReplySources = Readonly<Record<ReplySource, number>>;

/** What is known of a model that was asked. */
export interface AskedModel {
  readonly model: string;
  readonly role: "suspect" | "teacher" | "control";
  readonly family: string;
  /** `YYYY-MM`, or null when unknown. */
  readonly released: string | null;
  /** Known to have learned from a listed teacher: no negative control. */
  readonly knownStudent?: true;
}

/** One model's answers, frozen: nothing here depends on a key. */
export interface FrozenAnswers extends AskedModel {
  /** Replies that the pack plans, and how many came back. */
  readonly planned: number;
  readonly received: number;
  /** Absent in records of earlier versions. */
  readonly sources?: ReplySources;
  /** Items with at least one reply that can be read, whatever it says. */
  readonly answeredItems: number;
  /** SHA-256 of `answers` in RFC 8785 form. */
  readonly answersSha256: string;
  readonly answers: BlindAnswers;
}

/**
 * Reads the replies of one model, item by item, in the order of the pack. Replies to unknown items are left out.
 * @param planned replies that were to be asked for; a study with several settings asks more than the pack alone
 */
export function readCollection(
  pack: CanaryPack,
  packDigestSha256: string,
  model: AskedModel,
  replies: readonly CanaryReply[],
  planned: number = plannedReplies(pack),
): FrozenAnswers {
  const byItem = new Map<string, CanaryReply[]>();
  for (const reply of replies) byItem.set(reply.item, [...(byItem.get(reply.item) ?? []), reply]);
  const perProbe = pack.analysis.samplesPerProbe;
  let answeredItems = 0;
  let received = 0;
  const sources = { live: 0, import: 0, file: 0 };
  const answers = pack.items.map((item): BlindAnswer => {
    const counts = new Array<number>(item.alphabet.length).fill(0);
    const given = byItem.get(item.id) ?? [];
    received += given.length;
    if (given.some(({ text }) => text !== null)) answeredItems += 1;
    for (const { text, wording, source } of given) {
      sources[source] += 1;
      const index = text === null ? -1 : readReply(text, item, wording);
      if (index >= 0) counts[index]! += 1;
    }
    const modal = modalIndex(counts);
    return item.probes.length * perProbe > 1 ? { id: item.id, modal, counts } : { id: item.id, modal };
  });
  const blind: BlindAnswers = { schema: "teacherprint.canary-answers/v1", packDigestSha256, answers };
  return {
    ...model,
    planned,
    received,
    sources,
    answeredItems,
    answersSha256: answersDigest(blind).toString("hex"),
    answers: blind,
  };
}

/** Replies that the pack asks of each model under one setting. */
export function plannedReplies(pack: CanaryPack): number {
  return pack.items.reduce((sum, item) => sum + item.probes.length, 0) * pack.analysis.samplesPerProbe;
}

/** Items of one scope with what was answered, in the order of the pack. */
export function answersOfScope(pack: CanaryPack, { answers }: BlindAnswers, scope: "global" | "account") {
  return pack.items.flatMap((item, place) =>
    isAccountItem(item) === (scope === "account") ? [{ item, answer: answers[place]! }] : [],
  );
}
