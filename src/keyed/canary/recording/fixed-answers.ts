import { TeacherprintError } from "../../../errors.js";
import type { FrozenAnswers } from "../reading/read-collection.js";

/** Of one model's fixed answers, what tells whether others are the same; facts about models are stated anew each time. */
export interface FixedModel
  extends Pick<FrozenAnswers, "model" | "role" | "planned" | "received" | "answeredItems" | "answersSha256"> {
  readonly answers: { readonly packDigestSha256: string };
}

/** What is not as it was fixed. Answers that another pack reads cannot be compared, so the pack is told alone. */
export interface Difference {
  readonly pack: { readonly fixed: string; readonly now: string } | null;
  readonly suspect: { readonly fixed: string; readonly now: string } | null;
  /** Models whose answers differ, are new or are gone. */
  readonly answersOf: readonly string[];
}

/** Null when nothing differs. The order of the models says nothing. */
export function differenceOf(fixed: readonly FixedModel[], now: readonly FixedModel[]): Difference | null {
  const [fixedPack = "", pack = ""] = [fixed, now].map(([one]) => one?.answers.packDigestSha256);
  if (fixedPack !== pack) return { pack: { fixed: fixedPack, now: pack }, suspect: null, answersOf: [] };
  const known = new Map(fixed.map((one) => [one.model, one]));
  const names = new Set(now.map(({ model }) => model));
  const answersOf = [
    ...now.flatMap((one) => (sameAnswers(known.get(one.model), one) ? [] : [one.model])),
    ...fixed.flatMap(({ model }) => (names.has(model) ? [] : [model])),
  ];
  const [fixedSuspect = "", suspectNow = ""] = [fixed, now].map((models) => suspectOf(models));
  const suspect = fixedSuspect === suspectNow ? null : { fixed: fixedSuspect, now: suspectNow };
  return suspect === null && answersOf.length === 0 ? null : { pack: null, suspect, answersOf };
}

function suspectOf(models: readonly FixedModel[]): string | undefined {
  return models.find(({ role }) => role === "suspect")?.model;
}

function sameAnswers(fixed: FixedModel | undefined, now: FixedModel): boolean {
  return (
    fixed !== undefined &&
    fixed.answersSha256 === now.answersSha256 &&
    fixed.answeredItems === now.answeredItems &&
    fixed.received === now.received &&
    fixed.planned === now.planned
  );
}

/**
 * What stands in the way once the key was read, and how to go on. One thing at a time, the widest first.
 * @param where the record, as in "in answers.jsonl.frozen.json on 2026-07-01T10:00:00Z"
 * @param since whether the key was read after that, as a part of a sentence
 */
export function refusalOf(difference: Difference, where: string, since: string): TeacherprintError {
  const { pack, suspect, answersOf } = difference;
  if (pack !== null)
    return new TeacherprintError(
      "CANARY_PACK_ALTERED",
      `The answers that were fixed ${where} were read with another pack (sha256:${pack.fixed}) than this one (sha256:${pack.now}), ${since}.`,
      "Test them with the pack as it was then. Another pack needs answers of its own, fixed before its key is read.",
    );
  if (answersOf.length > 0)
    return new TeacherprintError(
      "CANARY_ANSWERS_CHANGED",
      `The answers of ${answersOf.slice(0, 5).join(", ")}${answersOf.length > 5 ? ` and ${answersOf.length - 5} more models` : ""} are not those that were fixed ${where}, ${since}.`,
      "A test after the key is known would not be blind. Put the answers back as they were.",
    );
  return new TeacherprintError(
    "SUSPECT_FIXED",
    `The suspect that was fixed ${where} is "${suspect?.fixed}", not "${suspect?.now}", ${since}. The answers are the same.`,
    `Give --suspect ${suspect?.fixed}: a suspect that is chosen after the key was read could be chosen by its result.`,
  );
}

/** For a message, where fixing anew is still allowed. */
export function describeDifference({ pack, suspect }: Difference): string {
  if (pack !== null) return "the pack is another one";
  return suspect === null ? "there are other answers" : `the suspect is now "${suspect.now}"`;
}
