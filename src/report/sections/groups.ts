import type { Findings, LikelihoodRatio, TeacherFinding } from "../../findings/findings.js";
import { type Block, type Column, listOf, name, type Section, type Text, text, value } from "../document.js";
import {
  countText,
  logText,
  notAvailable,
  probabilityText,
  ratioText,
  resolutionText,
  scoreText,
  shareText,
} from "../numbers.js";
import { ratioSentences } from "../sentences.js";
import { tierMeanings } from "../states.js";
import { sequentialBlocks } from "./sequential.js";

/** The two sides of the question, and what was found for each lineage group. */
export function groupsSection(findings: Findings): Section {
  const blocks: Block[] = [
    { kind: "terms", entries: propositions(findings) },
    groupsTable(findings),
    { kind: "paragraph", text: howToRead(findings), tone: "note" },
    ...ratioTable(findings),
    ...sequentialBlocks(findings),
    ...against(findings),
    tierReasons(findings),
  ];
  return { id: "groups", number: 4, title: "Propositions and lineage groups", blocks };
}

function propositions(findings: Findings): { term: string; text: Text }[] {
  const suspect = name(findings.suspect.model);
  return [
    {
      term: "H1, for a lineage group T",
      text: text`That ${suspect} learned, to an extent seen among students of known teachers, from outputs of T, or of a model whose answers this panel cannot tell from T: a re-host, a version, a student of it.`,
    },
    {
      term: "H0, for the same group",
      text: text`That it did not: ${suspect} behaves like a control model of T, drawn with equal weight for each control family.`,
    },
    {
      term: "None of these",
      text: text`That no listed group is a teacher of ${suspect}; one that is not listed may be.`,
    },
    {
      term: "Not asked here",
      text: text`Whether the endpoint serves a member of T itself. A student differs from its teacher, so that is another question${
        findings.sameChoices?.length ? ", tested in section 9 on choice probes" : ""
      }.`,
    },
  ];
}

const columns: readonly Column[] = [
  { title: "Lineage group" },
  { title: "Score", align: "right" },
  { title: "Rank p", align: "right" },
  { title: "Holm p", align: "right" },
  { title: "Smallest p possible", align: "right" },
  { title: "Control models", align: "right" },
  { title: "Control families", align: "right" },
  { title: "Tier", align: "right" },
  { title: "State" },
];

function groupsTable(findings: Findings): Block {
  const rows = findings.teachers.map((teacher, index) => row(teacher, `/teachers/${index}`));
  return {
    kind: "table",
    caption: "Lineage groups in order of score",
    columns,
    rows,
    emphasised: findings.teachers.flatMap((teacher, index) =>
      findings.attribution.groups.includes(teacher.group) ? [index] : [],
    ),
  };
}

function row(teacher: TeacherFinding, at: string): Text[] {
  const { rank } = teacher;
  return [
    [name(teacher.group)],
    [value(scoreText(teacher.fused), `${at}/fused`)],
    [rank === null ? notAvailable : value(probabilityText(rank.p), `${at}/rank/p`)],
    [rank === null ? notAvailable : value(probabilityText(rank.holm), `${at}/rank/holm`)],
    [rank === null ? notAvailable : value(resolutionText(rank.resolution), `${at}/rank/resolution`)],
    [value(countText(teacher.nullModels), `${at}/nullModels`)],
    [value(countText(teacher.nullFamilies), `${at}/nullFamilies`)],
    [value(String(teacher.tier), `${at}/tier`)],
    [{ state: teacher.state }],
  ];
}

function howToRead(findings: Findings): Text {
  const { threshold05, threshold01, pFamilyWise } = findings.attribution;
  const rank =
    "The rank p-value counts control families: one plus those with a member at or above the suspect, divided by one plus all of them. It cannot be smaller than the value in its own column, however many prompts are asked. Holm p allows for the number of listed groups, so that its smallest value is as many times larger; a group can stand out, which is judged by the highest of all groups, while its own Holm p is not small.";
  if (threshold05 === null) return [rank];
  const familyWise: Text =
    pFamilyWise === null
      ? []
      : text` Over all groups together the family-wise p is ${value(probabilityText(pFamilyWise), "/attribution/pFamilyWise")}.`;
  const stricter: Text =
    threshold01 === null
      ? ["there are too few control families for a 1 % threshold"]
      : text`1 %: ${value(scoreText(threshold01), "/attribution/threshold01")}`;
  return text`${rank} A group stands out when its score is above the family-wise 5 % threshold of ${value(scoreText(threshold05), "/attribution/threshold05")} (${stricter}).${familyWise}${fewFamilies(findings)}`;
}

/** Under 19 control families no score can be shown to be rarer than 5 in 100, whatever stands out. */
function fewFamilies({ attribution: { pFamilyWise }, teachers }: Findings): Text {
  return pFamilyWise === null || pFamilyWise <= 0.05 || !teachers.some(({ standsOut }) => standsOut)
    ? []
    : [
        " It is above 0.05: so few control families cannot keep the promise of 5 in 100, and what stands out does so at this rate only.",
      ];
}

/** Only groups with a likelihood ratio; nothing is printed in its place. */
function ratioTable(findings: Findings): Block[] {
  const rows = findings.teachers.flatMap((teacher, index): Text[][] => {
    const ratio = teacher.likelihoodRatio;
    if (ratio === null) return [];
    const at = `/teachers/${index}/likelihoodRatio`;
    const printed = ratio.atCap
      ? ratio.log10 >= 0
        ? `≥ ${ratioText(ratio.bounds[1], "down")}`
        : `≤ ${ratioText(ratio.bounds[0], "up")}`
      : ratioText(ratio.log10);
    return [
      [
        [name(teacher.group)],
        [value(printed, `${at}/log10`)],
        [value(logText(ratio.log10), `${at}/log10`)],
        [
          value(logText(ratio.interval95[0]), `${at}/interval95/0`),
          " to ",
          value(logText(ratio.interval95[1]), `${at}/interval95/1`),
        ],
        [ratio.checks === undefined ? notAvailable : value(logText(ratio.checks.median), `${at}/checks/median`)],
        [value(logText(ratio.cautious), `${at}/cautious`)],
        [value(logText(ratio.bounds[0]), `${at}/bounds/0`), " to ", value(logText(ratio.bounds[1]), `${at}/bounds/1`)],
        [ratio.atCap ? "yes" : "no"],
        againstAnother(ratio, at),
        [
          ratio.checks === undefined
            ? notAvailable
            : value(shareText(ratio.checks.variance.promptShare), `${at}/checks/variance/promptShare`),
        ],
      ],
    ];
  });
  if (rows.length === 0) return [];
  return [
    {
      kind: "table",
      caption: "Likelihood ratios, where the tier allows one",
      columns: [
        { title: "Lineage group" },
        { title: "Likelihood ratio", align: "right" },
        { title: "log10", align: "right" },
        { title: "Uncertainty interval, log10", align: "right" },
        { title: "Median, log10", align: "right" },
        { title: "Cautious end, log10", align: "right" },
        { title: "Range that can be stated, log10", align: "right" },
        { title: "At cap" },
        { title: "Against the best other teacher, log10" },
        { title: "Share that more prompts could remove", align: "right" },
      ],
      rows,
    },
    {
      kind: "paragraph",
      text: [
        "The uncertainty interval is made of two parts: which prompts were asked, and which families happened to be known. The last column is the first part's share of the variance; more prompts can take away that share and no more. In a simulation 88 of 100 such intervals held the true value instead of 95; how many do for real models is not known.",
      ],
      tone: "note",
    },
    ...crossChecks(findings),
  ];
}

/** The least favourable ratio between two teachers stands beside the one against unrelated models. */
function againstAnother({ alternative }: LikelihoodRatio, at: string): Text {
  if (alternative === undefined || alternative === null) return [notAvailable];
  return text`${value(logText(alternative.log10), `${at}/alternative/log10`)} (${name(alternative.group)})`;
}

/** Where the two ways to fit disagree, the one nearer 0 is stated, and the reader is told. */
function crossChecks(findings: Findings): Block[] {
  return findings.teachers.flatMap(({ group, likelihoodRatio: ratio }, index): Block[] => {
    const check = ratio?.checks?.studentT;
    if (check === undefined || check === null || !check.used) return [];
    const at = `/teachers/${index}/likelihoodRatio/checks/studentT/log10`;
    return [
      {
        kind: "paragraph",
        tone: "note",
        text: text`For ${name(group)} the two ways to fit the calibration differ by more than 0.5 in log10. What is stated is the Student-t value, ${value(logText(check.log10), at)}: it is the one nearer 0.`,
      },
    ];
  });
}

/** Groups that the findings speak against get the same sentences as the others. */
function against(findings: Findings): Block[] {
  const groups = findings.teachers.filter((teacher) => teacher.state === "against");
  if (groups.length === 0) return [];
  return [
    {
      kind: "more",
      summary: `The sentences for groups that the findings speak against (${groups.length})`,
      blocks: [
        {
          kind: "list",
          items: groups.map((teacher): Text => {
            const sentences = ratioSentences(findings, teacher).flatMap((sentence): Text => [" ", ...sentence.text]);
            return text`${name(teacher.group)}:${sentences}`;
          }),
        },
      ],
    },
  ];
}

function tierReasons(findings: Findings): Block {
  const meanings = tierMeanings.map((meaning, tier) => `${tier}: ${meaning}`).join("; ");
  const groupsByReason = new Map<string, TeacherFinding[]>();
  for (const teacher of findings.teachers) {
    const reason = `tier ${teacher.tier}${teacher.tierReasons.length === 0 ? "" : `: ${teacher.tierReasons.join("; ")}`}`;
    groupsByReason.set(reason, [...(groupsByReason.get(reason) ?? []), teacher]);
  }
  const why = [...groupsByReason].map(([reason, teachers]): Text => {
    const groups = teachers.length === findings.teachers.length && teachers.length > 1;
    return text`${groups ? ["All groups"] : listOf(teachers.map((teacher) => name(teacher.group)))}, ${reason}.`;
  });
  return {
    kind: "more",
    summary: "Tiers, and why each group has its own",
    blocks: [
      { kind: "paragraph", text: [`Tiers say what may be said: ${meanings}.`] },
      { kind: "list", items: why },
    ],
  };
}
