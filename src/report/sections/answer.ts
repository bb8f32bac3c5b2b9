import type { Findings } from "../../findings/findings.js";
import { type Block, name, type Section, type Text, text, value } from "../document.js";
import { countText, ratioText, shareText } from "../numbers.js";
import { type Answer, answerOf, pointerTo } from "../sentences.js";
import { states, tierMeanings } from "../states.js";
import { tierInQuestion } from "../tier-in-question.js";
import { inRunWarnings } from "./in-run-controls.js";

const noticesShown = 2;

/** The answer in permitted sentences, and beside it what a reader needs before believing it. */
export function answerSection(findings: Findings): Section {
  const answer = answerOf(findings);
  return {
    id: "answer",
    number: 1,
    title: "The answer",
    blocks: [
      { kind: "paragraph", text: stateOf(findings, answer), tone: "note" },
      { kind: "sentence", id: answer.headline.id, text: answer.headline.text, headline: true },
      ...answer.more.map((sentence): Block => ({ kind: "sentence", id: sentence.id, text: sentence.text })),
      { kind: "facts", entries: [...nextBest(findings, answer), ...facts(findings)] },
      ...warnings(findings).map((words): Block => ({ kind: "paragraph", text: words, tone: "warning" })),
    ],
  };
}

function stateOf(findings: Findings, answer: Answer): Text {
  if (findings.attribution.kind === "descriptive-only") return [{ state: "descriptive-only" }];
  if (answer.group === null) return [{ state: "inconclusive" }, ", no lineage group stands out"];
  return [{ state: answer.group.state }, ": ", name(answer.group.group)];
}

/** A ratio against unrelated models says nothing about a second teacher: the least favourable one stands beside it. */
function nextBest(findings: Findings, { group }: Answer): { term: string; text: Text }[] {
  const other = group?.likelihoodRatio?.alternative;
  if (group === null || other === null || other === undefined) return [];
  const at = `${pointerTo(findings, group)}/likelihoodRatio/alternative/log10`;
  const printed = value(ratioText(Math.abs(other.log10), other.atCap ? "down" : "nearest"), at);
  const [better, worse] = other.log10 < 0 ? [other.group, group.group] : [group.group, other.group];
  return [
    {
      term: "Between teachers",
      text: text`the findings fit ${name(better)} ${printed} times ${other.atCap ? "or more " : ""}better than ${name(worse)}`,
    },
  ];
}

function facts(findings: Findings): { term: string; text: Text }[] {
  const { suspect, quality } = findings;
  const { tier, path, best } = tierInQuestion(findings);
  const families = findings.teachers.map((teacher) => teacher.nullFamilies);
  const fewest = families.indexOf(Math.min(...families));
  const most = families.indexOf(Math.max(...families));
  const range: Text =
    families.length === 0
      ? ["n/a"]
      : families[fewest] === families[most]
        ? [value(countText(families[most]!), `/teachers/${most}/nullFamilies`)]
        : [
            value(countText(families[fewest]!), `/teachers/${fewest}/nullFamilies`),
            " to ",
            value(countText(families[most]!), `/teachers/${most}/nullFamilies`),
          ];
  return [
    { term: "Suspect", text: [name(suspect.model)] },
    {
      term: "Prompts used",
      text: text`${value(countText(quality.promptsUsed), "/quality/promptsUsed")} of ${value(countText(quality.promptsAsked), "/quality/promptsAsked")}`,
    },
    {
      term: "Answers of the suspect",
      text: text`${value(countText(suspect.answers), "/suspect/answers")}, coverage ${value(shareText(quality.coverage), "/quality/coverage")}`,
    },
    { term: "Control families", text: range },
    {
      term: "Compared",
      text: text`${value(countText(findings.teachers.length), "/teachers/length")} lineage groups; models left out: ${value(countText(quality.excluded.length), "/quality/excluded/length")}`,
    },
    {
      term: "Tier",
      text: text`${value(String(tier), path)} of 3: ${tierMeanings[tier]!}${best > tier ? [" (other groups: up to ", value(String(best), "/tier"), ")"] : ""}`,
    },
  ];
}

/** What a hurried reader must not miss; the sections hold the details. */
export function warnings(findings: Findings): Text[] {
  const coverage = findings.quality.coverage;
  const failed = findings.falsification.filter((check) => check.passed === false && check.counts !== false);
  const impossible = findings.teachers.filter((teacher) => teacher.state === "impossible");
  return [
    ...inRunWarnings(findings),
    ...(coverage < 0.95
      ? [
          text`Coverage is ${value(shareText(coverage), "/quality/coverage")} of the expected answers: what is missing could change the picture (section 11).`,
        ]
      : []),
    ...(failed.length > 0 ? [text`Failed checks: ${failed.map((check) => check.check).join("; ")} (section 12).`] : []),
    ...(findings.calibration !== null && findings.calibration.mismatch.length > 0
      ? [text`The calibration differs from this study in: ${findings.calibration.mismatch.join("; ")}.`]
      : []),
    ...(impossible.length > 0
      ? [
          text`${String(impossible.length)} of the listed groups ${impossible.length === 1 ? "was" : "were"} published after the suspect; ${impossible.length === 1 ? "its" : "their"} scores (${states.impossible.label}) only serve as controls.`,
        ]
      : []),
    ...shortNotices(findings.quality.notices),
  ];
}

/** A few are shown at once; many would bury the answer. */
function shortNotices(notices: readonly string[]): Text[] {
  if (notices.length <= noticesShown) return notices.map((notice) => [notice]);
  return [
    text`${value(countText(notices.length), "/quality/notices/length")} notices about the data stand in section 11.`,
  ];
}
