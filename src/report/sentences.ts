import type { Findings, TeacherFinding } from "../findings/findings.js";
import { noSupportTerm } from "../findings/verbal-scale.js";
import { listOf, name, type Text, value } from "./document.js";
import { countText, logText, probabilityText, ratioText, scoreText } from "./numbers.js";
import { permittedSentence, type Sentence } from "./permitted-sentences.js";

/** What the findings allow to be said, in the order of the report: the first sentence is the answer. */
export interface Answer {
  readonly headline: Sentence;
  readonly more: readonly Sentence[];
  /** The group that the headline speaks of; null when it speaks of none. */
  readonly group: TeacherFinding | null;
}

/** Pure: the same findings always give the same sentences. */
export function answerOf(findings: Findings): Answer {
  const group = leadingGroup(findings);
  const [headline, ...stated] = resultSentences(findings, group);
  return { headline: headline!, more: [...stated, ...caveats(findings, group)], group };
}

/** The group with the largest score of the set; null when the answer names none. */
export function leadingGroup(findings: Findings): TeacherFinding | null {
  if (findings.attribution.kind !== "set") return null;
  return findings.teachers.find((teacher) => findings.attribution.groups.includes(teacher.group)) ?? null;
}

function resultSentences(findings: Findings, group: TeacherFinding | null): Sentence[] {
  if (findings.attribution.kind === "descriptive-only") return descriptiveSentences(findings);
  if (group === null) {
    const count = value(countText(findings.teachers.length), "/teachers/length");
    return [permittedSentence("T-INCON"), permittedSentence("T-NONE-OUT", { n: count })];
  }
  const rank = rankSentence(findings, group);
  const any = rank === null ? [] : anyGroupSentence(findings, group);
  const set = findings.attribution.groups.length > 1 ? [setSentence(findings)] : [];
  if (group.likelihoodRatio === null)
    return [
      ...(rank === null ? [permittedSentence("T-INCON")] : [rank]),
      ...any,
      ...set,
      withoutRatio("this group", group),
    ];
  const ratio = ratioSentences(findings, group);
  const opening = group.state === "supported" ? [] : [permittedSentence("T-INCON")];
  return [...opening, ...ratio, ...set, ...(rank === null ? [] : [rank]), ...any];
}

const tierLess = /^one tier less: /;
const inRun = /^until explained: /;

/**
 * Either the controls are too few for any rate, or an in-run control failed, or the leading group lost the tier that it had
 * by its controls.
 */
function descriptiveSentences(findings: Findings): Sentence[] {
  const leading = findings.teachers[0];
  const reasons = (kind: RegExp) =>
    (leading?.tierReasons ?? []).filter((reason) => kind.test(reason)).map((reason) => reason.replace(kind, ""));
  const failed = reasons(inRun);
  const lost = reasons(tierLess);
  const few = leading?.tierReasons.some((reason) => reason.includes("needed for a rank p-value")) ?? true;
  const headline =
    few || (failed.length === 0 && lost.length === 0)
      ? permittedSentence("T-DESCRIPTIVE", { S: name(findings.suspect.model) })
      : permittedSentence("T-DESCRIPTIVE-CASE", { reason: (failed.length > 0 ? failed : lost).join("; ") });
  return [
    headline,
    findings.tier === 0 || leading === undefined
      ? withoutRatio("every group", findings)
      : withoutRatio("the leading group", leading),
  ];
}

function caveats(findings: Findings, group: TeacherFinding | null): Sentence[] {
  const metadata =
    group?.notSeparatedFromMetadata === true ? [permittedSentence("T-METADATA", { T: name(group.group) })] : [];
  const fragile = findings.fragile === true && group !== null ? fragileSentence(findings, group) : null;
  return [...metadata, ...(fragile === null ? [] : [fragile]), permittedSentence("T-MEANING")];
}

/** Null when the group has no rank. */
export function rankSentence(findings: Findings, group: TeacherFinding): Sentence | null {
  if (group.rank === null) return null;
  const at = pointerTo(findings, group);
  const families = Math.round(1 / group.rank.resolution) - 1;
  const from = `${at}/rank/resolution`;
  const slots = {
    S: name(findings.suspect.model),
    T: name(group.group),
    G: value(countText(families), from),
    "G+1": value(countText(families + 1), from),
  };
  if (group.rank.largerFamilies === 0) return permittedSentence("T-RANK", slots);
  const largerFrom = `${at}/rank/largerFamilies`;
  return permittedSentence("T-RANK-K", {
    ...slots,
    k: value(countText(group.rank.largerFamilies), largerFrom),
    "k+1": value(countText(group.rank.largerFamilies + 1), largerFrom),
  });
}

/** What a rank is worth of a group that was chosen from several by its score; nothing where only one was in question. */
function anyGroupSentence(findings: Findings, group: TeacherFinding): Sentence[] {
  const { pFamilyWise } = findings.attribution;
  if (pFamilyWise === null || findings.teachers.length < 2) return [];
  const p = value(probabilityText(pFamilyWise), "/attribution/pFamilyWise");
  return [permittedSentence("T-RANK-ANY", { T: name(group.group), p })];
}

/** T-LR or its inverse, interval, cap and term for a group that has a likelihood ratio; no sentence for one without. */
export function ratioSentences(findings: Findings, group: TeacherFinding): Sentence[] {
  const ratio = group.likelihoodRatio;
  if (ratio === null) return [];
  const at = `${pointerTo(findings, group)}/likelihoodRatio`;
  const cap = value(ratioText(ratio.bounds[1], "down"), `${at}/bounds/1`);
  const interval = permittedSentence("T-CI", {
    a: value(ratioText(ratio.interval95[0]), `${at}/interval95/0`),
    b: ratio.interval95[1] >= ratio.bounds[1] ? cap : value(ratioText(ratio.interval95[1]), `${at}/interval95/1`),
    g: value(countText(group.nullFamilies), `${pointerTo(findings, group)}/nullFamilies`),
    cap,
  });
  if (Math.abs(ratio.log10) <= Math.log10(2) + 1e-12) return [permittedSentence("T-NONE"), interval];
  const slots = { S: name(findings.suspect.model), T: name(group.group) };
  const x = value(ratioText(Math.abs(ratio.log10), ratio.atCap ? "down" : "nearest"), `${at}/log10`);
  const floor = value(ratioText(-ratio.bounds[0], "down"), `${at}/bounds/0`);
  const stated =
    ratio.log10 < 0
      ? [permittedSentence("T-LR-INV", { x }), ...(ratio.atCap ? [permittedSentence("T-CAP", { cap: floor })] : [])]
      : ratio.atCap
        ? [permittedSentence("T-LR-CAP", { ...slots, cap })]
        : [permittedSentence("T-LR", { ...slots, x })];
  return [...stated, interval, ...verbalSentence(ratio.verbal, ratio.favours)];
}

function verbalSentence(term: string | null, favours: "derived" | "not-derived" | "neither"): Sentence[] {
  if (term === null || term === noSupportTerm || favours === "neither") return [];
  const [Ha, Hb] = favours === "derived" ? ["H1", "H0"] : ["H0", "H1"];
  return [permittedSentence("T-VERBAL", { term, Ha: Ha!, Hb: Hb! })];
}

function setSentence(findings: Findings): Sentence {
  return permittedSentence("T-SET", { groups: listOf(findings.attribution.groups.map(name)) });
}

function withoutRatio(whose: string, { tier, tierReasons }: Pick<Findings, "tier" | "tierReasons">): Sentence {
  const reason =
    tierReasons.length === 0
      ? "no calibration applies to this study"
      : `${whose} has tier ${tier}: ${tierReasons.join("; ")}`;
  return permittedSentence("T-NOLR", { reason });
}

const removal = /^without /;

/** The largest change that leaving one thing out makes; in log10 of the ratio where there is one, else in the score. */
function fragileSentence(findings: Findings, group: TeacherFinding): Sentence | null {
  const rows = findings.sensitivity
    .map((row, index) => ({ row, index }))
    .filter(({ row }) => row.group === group.group && removal.test(row.change));
  const inLogs = group.likelihoodRatio !== null && rows.some(({ row }) => row.log10Lr !== null);
  const reported = inLogs ? group.likelihoodRatio!.log10 : group.fused;
  if (reported === null) return null;
  const changed = rows
    .map(({ row, index }) => ({ change: row.change, index, after: inLogs ? row.log10Lr : row.fused }))
    .filter((row): row is typeof row & { after: number } => row.after !== null)
    .sort((a, b) => Math.abs(b.after - reported) - Math.abs(a.after - reported))[0];
  if (changed === undefined) return null;
  const at = pointerTo(findings, group);
  const printed = (score: number): Text => (inLogs ? [`${logText(score)} (log10)`] : [scoreText(score)]);
  return permittedSentence("T-FRAGILE", {
    item: changed.change.replace(removal, ""),
    x: value(printed(reported).join(""), inLogs ? `${at}/likelihoodRatio/log10` : `${at}/fused`),
    y: value(printed(changed.after).join(""), `/sensitivity/${changed.index}/${inLogs ? "log10Lr" : "fused"}`),
  });
}

/** JSON pointer of a group's finding. */
export function pointerTo(findings: Findings, group: TeacherFinding): string {
  return `/teachers/${findings.teachers.indexOf(group)}`;
}
