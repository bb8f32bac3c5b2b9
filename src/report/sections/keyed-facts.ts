import type { KeyedFindings } from "../../findings/keyed-findings.js";
import { code, name, type Text, text, value } from "../document.js";
import { countText, probabilityText, scoreText, shareText } from "../numbers.js";
import { powerText } from "../power-text.js";

type Canary = KeyedFindings["canaries"][number];

const testNames: Readonly<Record<Canary["test"], string>> = {
  "binomial-1/D": "exact binomial tail of the hits",
  "poisson-binomial": "exact Poisson-binomial tail of the hits",
  "key-permutation": "rank among decoy keys, graded answers",
  "exposure-rank": "ranks of the planted values",
};

/** What one keyed test rests on, and what came out, entry by entry. */
export function keyedFacts(canary: Canary, at: string): { term: string; text: Text }[] {
  const { answers, decoys } = canary;
  return [
    { term: "Teacher", text: [name(canary.teacher)] },
    {
      term: "Items",
      text: text`${value(countText(canary.items), `${at}/items`)}, ${alternatives(canary.alternatives, `${at}/alternatives`)} alternatives each; what was not answered counts as a miss`,
    },
    {
      term: "Hits",
      text: text`${canary.hits === null ? "n/a" : value(countText(canary.hits), `${at}/hits`)}; ${value(scoreText(canary.expectedHits), `${at}/expectedHits`)} expected without exposure`,
    },
    { term: "Test", text: [`${testNames[canary.test]}, fixed in the pack`] },
    { term: "p", text: [canary.log10P === null ? "none is given" : value(powerText(canary.log10P), `${at}/log10P`)] },
    {
      term: "Counted together",
      text: text`${value(countText(canary.commitments.length), `${at}/commitments/length`)} ${canary.commitments.length === 1 ? "commitment" : "commitments"} of the owner${canary.holm === null ? "" : ", p after Holm "}${canary.holm === null ? "" : smallP(canary.holm, `${at}/holm`)}; held against ${String(canary.alpha)}`,
    },
    ...(decoys === null
      ? []
      : [
          {
            term: "Decoy keys",
            text: text`${value(countText(decoys.atLeast), `${at}/decoys/atLeast`)} of ${value(countText(decoys.count), `${at}/decoys/count`)} give as much or more, p ${smallP(decoys.p, `${at}/decoys/p`)}; hits under them: ${histogram(decoys.hits)}`,
          },
        ]),
    {
      term: "Answered",
      text: text`${value(countText(answers.answeredItems), `${at}/answers/answeredItems`)} items, share ${value(shareText(answers.answeredShare), `${at}/answers/answeredShare`)}; ${value(countText(answers.received), `${at}/answers/received`)} of ${value(countText(answers.planned), `${at}/answers/planned`)} replies`,
    },
    {
      term: "Power",
      text:
        canary.hitsNeeded === null || canary.recallFor90 === null
          ? ["no number of hits would be enough"]
          : text`${value(countText(canary.hitsNeeded), `${at}/hitsNeeded`)} hits are needed; a suspect that took up ${value(canary.recallFor90.toFixed(3), `${at}/recallFor90`)} of the items has them 9 times in 10`,
    },
    ...(answers.sources === undefined
      ? []
      : [
          {
            term: "Asked by",
            text: text`${value(countText(answers.sources.live), `${at}/answers/sources/live`)} replies by this tool, ${value(countText(answers.sources.import), `${at}/answers/sources/import`)} imported, ${value(countText(answers.sources.file), `${at}/answers/sources/file`)} from a file`,
          },
        ]),
    ...(canary.otherTests ?? []).map(({ time, suspect, answersSha256 }) => ({
      term: "Other test with this key",
      text: text`${code(time)}, suspect ${name(suspect)}, answers ${code(`sha256:${answersSha256}`)}`,
    })),
    { term: "Commitment", text: [code(canary.commitment)] },
    ...(canary.anchors ?? [])
      .filter(({ type }) => type !== "none")
      .map(({ type, time, tokenSha256 }) => ({
        term: "Anchor",
        text: text`${type}, ${code(time)}, stated and not checked; ${tokenSha256 === null ? "no token" : "token "}${tokenSha256 === null ? "" : code(`sha256:${tokenSha256}`)}`,
      })),
    ...(canary.beacon.value === undefined || canary.beacon.value === null
      ? []
      : [
          {
            term: "Beacon",
            text: text`${canary.beacon.source}${canary.beacon.round ? ", round " : ""}${canary.beacon.round ? code(canary.beacon.round) : ""}, ${code(canary.beacon.value)}; fixed with the answers, not compared with what was published`,
          },
        ]),
    { term: "Pack", text: [code(canary.packDigest)] },
    { term: "Answers", text: [code(`sha256:${answers.sha256}`)] },
  ];
}

/** A p-value that may be very small. */
export function smallP(p: number, from: string) {
  return value(p < 0.001 ? powerText(Math.log10(p)) : probabilityText(p), from);
}

/** How many values an item can have: one number, or from ... to. */
export function alternatives([least, most]: readonly [number, number], from: string): Text {
  if (least === most) return [value(countText(least), `${from}/0`)];
  return text`${value(countText(least), `${from}/0`)} to ${value(countText(most), `${from}/1`)}`;
}

/** `0: 402, 1: 377, ...`, the long tail in one. */
function histogram(hits: readonly number[]): string {
  return hits.flatMap((count, number) => (count === 0 ? [] : [`${number}: ${countText(count)}`])).join(", ");
}
