import type { Findings } from "../../findings/findings.js";
import { visibleText } from "../exhibits/visible-text.js";
import { probabilityText, scoreText } from "../numbers.js";
import { type OwnChannel, type OwnChannelRow, ownChannelsOf } from "../own-channels.js";

const groupsNamed = 3;

/** What the kinds of probes with a channel of their own say, in one paragraph; nothing where none was asked. */
export function ownChannelNote(findings: Findings): string[] {
  const channels = ownChannelsOf(findings);
  if (channels.length === 0) return [];
  const above = channels.filter((channel) => groupsAbove(channel).length > 0);
  const below = channels.filter((channel) => !above.includes(channel) && channel.rows.some(isCompared));
  const few = channels.filter((channel) => !channel.rows.some(isCompared));
  return [
    [
      "Other kinds of probes, shown and not counted (section 9 of the written reports):",
      ...above.map(
        (channel) => `${channel.title}: above the 5 % line of this kind ${listed(groupsAbove(channel).map(named))}.`,
      ),
      ...(below.length === 0 ? [] : [`${titles(below)}: no group above ${lineOf(below)}.`]),
      ...(few.length === 0 ? [] : [`${titles(few)}: too few control models for a line, descriptive only.`]),
    ].join(" "),
  ];
}

function isCompared({ row }: OwnChannelRow): boolean {
  return row.aboveThreshold != null;
}

/** Largest score first. */
function groupsAbove({ rows }: OwnChannel): OwnChannelRow["row"][] {
  return rows
    .flatMap(({ row }) => (row.aboveThreshold === true ? [row] : []))
    .sort((a, b) => (b.score ?? 0) - (a.score ?? 0));
}

function named({ group, score, rank }: OwnChannelRow["row"]): string {
  const p = rank == null ? "" : `, rank p ${probabilityText(rank.p)}`;
  return `${visibleText(group).replaceAll(/[\n\t]/g, " ")} (score ${scoreText(score)}${p})`;
}

function listed(groups: readonly string[]): string {
  const others = groups.length - groupsNamed;
  return `${groups.slice(0, groupsNamed).join(", ")}${others > 0 ? ` and ${others} more` : ""}`;
}

/** "Free choices, refusals": the first alone begins a sentence. */
function titles(channels: readonly OwnChannel[]): string {
  const names = channels.map(({ title }) => title).join(", ");
  return names.slice(0, 1) + names.slice(1).toLowerCase();
}

function lineOf(channels: readonly OwnChannel[]): string {
  return channels.length === 1 ? "the 5 % line of this kind" : "the 5 % line of its kind";
}
