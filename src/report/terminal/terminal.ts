import picocolors from "picocolors";
import type { Findings, TeacherFinding } from "../../findings/findings.js";
import type { Text } from "../document.js";
import { visibleText } from "../exhibits/visible-text.js";
import {
  countText,
  notAvailable,
  probabilityText,
  ratioText,
  resolutionText,
  scoreText,
  shareText,
} from "../numbers.js";
import { permittedSentence } from "../permitted-sentences.js";
import { reportDocument } from "../report-document.js";
import { warnings } from "../sections/answer.js";
import { answerOf } from "../sentences.js";
import { shortenedNames } from "../shortened-names.js";
import { states, tierMeanings } from "../states.js";
import { tierInQuestion } from "../tier-in-question.js";
import { keyedLines } from "./keyed.js";
import { ownChannelNote } from "./own-channels.js";
import { columnsOf, fitted, wrapped } from "./width.js";

export interface TerminalOptions {
  readonly colour: boolean;
  /** Columns; at least 60 are used. */
  readonly width: number;
}

const groupsShown = 8;
const barColumns = 16;
const leastWidth = 60;

type Colours = ReturnType<typeof picocolors.createColors>;

/**
 * The short form for a terminal: answer, first groups, tier, warnings. The whole is in the written reports.
 * @throws TeacherprintError REPORT_LANGUAGE when any prose says more than findings can
 */
export function renderTerminal(findings: Findings, { colour, width }: TerminalOptions): string {
  const document = reportDocument(findings);
  const colours = picocolors.createColors(colour);
  const columns = Math.max(leastWidth, Math.floor(width));
  const answer = answerOf(findings);
  const paragraph = (text: Text, paint = (words: string) => words) =>
    wrapped(words(text), columns - 2).map((line) => `  ${paint(line)}`);
  const synthetic = findings.synthetic ? [colours.bold(words(permittedSentence("T-SYNTHETIC").text)), ""] : [];
  return `${[
    ...synthetic,
    ...wrapped(safe(document.title), columns).map((line) => colours.bold(line)),
    "",
    ...paragraph(answer.headline.text, colours.bold),
    ...answer.more.flatMap((sentence) => paragraph(sentence.text)),
    "",
    ...table(findings, columns, colours),
    "",
    ...footing(findings).flatMap((line) => wrapped(line, columns)),
    ...warnings(findings).flatMap((warning) =>
      wrapped(words(warning), columns - 2).map((line, index) => `${index === 0 ? colours.yellow("! ") : "  "}${line}`),
    ),
    ...[...ownChannelNote(findings), ...exhibitNote(findings)].flatMap((line) => wrapped(line, columns)),
    ...(findings.keyed?.canaries ?? []).flatMap((canary) => [
      "",
      colours.dim("Apart from everything above, and not part of it:"),
      ...keyedLines(canary, columns),
    ]),
  ].join("\n")}\n`;
}

/** Columns after the group's name: score, bar, rank p, likelihood ratio where any, tier, state. */
function table(findings: Findings, columns: number, colours: Colours): string[] {
  const shown = findings.teachers.slice(0, groupsShown);
  if (shown.length === 0) return ["No lineage group could be scored."];
  const withRatio = shown.some((teacher) => teacher.likelihoodRatio !== null);
  const withBar = columns >= 84;
  const withResolution = columns >= 72;
  const rankColumns = withResolution ? 15 : 8;
  const fixedColumns = 2 + 7 + (withBar ? barColumns + 2 : 0) + rankColumns + (withRatio ? 9 : 0) + 6 + 2 + 18;
  const longest = Math.max(13, ...shown.map((teacher) => columnsOf(safe(teacher.group))));
  const nameColumns = Math.max(10, Math.min(longest, columns - fixedColumns));
  const names = shortenedNames(
    shown.map((teacher) => safe(teacher.group)),
    nameColumns,
  );
  const highest = Math.max(0.01, ...shown.map((teacher) => teacher.fused ?? 0));
  const header = [
    `  ${fitted("lineage group", nameColumns)}`,
    fitted("score", 7, "right"),
    withBar ? `  ${fitted("", barColumns)}` : "",
    fitted("rank p", rankColumns, "right"),
    withRatio ? fitted("LR", 9, "right") : "",
    fitted("tier", 6, "right"),
    "  state",
  ].join("");
  const rows = shown.map((teacher) => {
    const line = [
      `${teacher.standsOut ? "◆" : " "} ${fitted(names.get(safe(teacher.group))!, nameColumns)}`,
      fitted(scoreText(teacher.fused), 7, "right"),
      withBar ? `  ${bar(teacher.fused, highest)}` : "",
      fitted(rankText(teacher, withResolution), rankColumns, "right"),
      withRatio ? fitted(ratioCell(teacher), 9, "right") : "",
      fitted(String(teacher.tier), 6, "right"),
      `  ${states[teacher.state].label}`,
    ].join("");
    return findings.attribution.groups.includes(teacher.group) ? colours.bold(line) : line;
  });
  const others = findings.teachers.length - shown.length;
  return [
    colours.dim(header),
    ...rows,
    ...(others > 0
      ? [colours.dim(`  and ${others} more lineage ${others === 1 ? "group" : "groups"} in the report`)]
      : []),
  ];
}

/** With the smallest p that so many families can give, where there is room. */
function rankText({ rank }: TeacherFinding, withResolution: boolean): string {
  if (rank === null) return notAvailable;
  return withResolution ? `${probabilityText(rank.p)} (≥${resolutionText(rank.resolution)})` : probabilityText(rank.p);
}

function ratioCell({ likelihoodRatio: ratio }: TeacherFinding): string {
  if (ratio === null) return notAvailable;
  if (!ratio.atCap) return ratioText(ratio.log10);
  return ratio.log10 >= 0 ? `≥${ratioText(ratio.bounds[1], "down")}` : `≤${ratioText(ratio.bounds[0], "up")}`;
}

const eighths = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

function bar(score: number | null, highest: number): string {
  const length = Math.max(0, ((score ?? 0) / highest) * barColumns);
  const full = Math.floor(length);
  return fitted("█".repeat(full) + eighths[Math.floor((length - full) * 8)]!, barColumns);
}

function footing(findings: Findings): string[] {
  const { attribution, quality } = findings;
  const { tier, best } = tierInQuestion(findings);
  const others = best > tier ? ` (other groups: up to ${best})` : "";
  const threshold =
    attribution.threshold05 === null
      ? []
      : [`A group stands out (◆) above ${scoreText(attribution.threshold05)}, the family-wise 5 % threshold.`];
  return [
    ...threshold,
    `Tier ${tier} of 3: ${tierMeanings[tier]!}${others}. Prompts used: ${countText(quality.promptsUsed)} of ${countText(quality.promptsAsked)}; coverage ${shareText(quality.coverage)}.`,
  ];
}

function exhibitNote({ exhibits }: Findings): string[] {
  if (exhibits.length === 0) return [];
  return [
    `Exhibits are not shown here: ${countText(exhibits.length)} ${exhibits.length === 1 ? "stands" : "stand"} in the written reports.`,
  ];
}

/** Text of a sentence; names lose what could steer a terminal. */
function words(text: Text): string {
  return text
    .map((part) => {
      if (typeof part === "string") return safe(part);
      if ("name" in part) return safe(part.name);
      if ("value" in part) return part.value;
      if ("strong" in part) return safe(part.strong);
      if ("state" in part) return states[part.state].label;
      return safe("code" in part ? part.code : part.quote);
    })
    .join("");
}

function safe(foreign: string): string {
  return visibleText(foreign).replaceAll("\n", " ").replaceAll("\t", " ");
}
