import type { Findings } from "../../findings/findings.js";
import { type Block, name, type Section, type Text, text, value } from "../document.js";
import { logText, notAvailable, scoreText } from "../numbers.js";
import { falsificationBlocks } from "./falsification.js";
import { inRunBlocks } from "./in-run-controls.js";

/** How far the result hangs on single decisions, and the checks that it could have failed. */
export function sensitivitySection(findings: Findings): Section {
  return {
    id: "sensitivity",
    number: 12,
    title: "Sensitivity and falsification",
    blocks: [
      ...sensitivity(findings),
      ...leftOut(findings),
      ...betweenTeachers(findings),
      ...inRunBlocks(findings),
      ...falsificationBlocks(findings),
    ],
  };
}

function sensitivity(findings: Findings): Block[] {
  if (findings.sensitivity.length === 0)
    return [{ kind: "paragraph", text: ["No sensitivity analysis was run for this report."] }];
  const withRatio = findings.sensitivity.some((row) => row.log10Lr !== null);
  const stated = findings.teachers.find(({ group }) => group === findings.sensitivity[0]!.group);
  const rows = findings.sensitivity.map((row, index): Text[] => [
    [row.change],
    [name(row.group)],
    [value(scoreText(row.fused), `/sensitivity/${index}/fused`)],
    ...(withRatio ? [[value(logText(row.log10Lr), `/sensitivity/${index}/log10Lr`)]] : []),
    [row.topGroup === null ? notAvailable : name(row.topGroup)],
  ]);
  const verdict =
    findings.fragile === null
      ? "Whether a result is fragile is determined only where a likelihood ratio is given."
      : findings.fragile
        ? "The result is fragile: one removal moves the logarithm of the likelihood ratio by more than 0.5, or to the other side."
        : "No single removal moves the logarithm of the likelihood ratio by more than 0.5, or to the other side.";
  const asStated: Text =
    stated === undefined
      ? []
      : text` As stated, the score is ${value(scoreText(stated.fused), `/teachers/${findings.teachers.indexOf(stated)}/fused`)}${
          stated.likelihoodRatio === null
            ? ""
            : text` and the logarithm ${value(logText(stated.likelihoodRatio.log10), `/teachers/${findings.teachers.indexOf(stated)}/likelihoodRatio/log10`)}`
        }.`;
  return [
    {
      kind: "paragraph",
      text: text`Everything is computed again with one decision set differently, for the leading group. ${verdict}${asStated}`,
    },
    {
      kind: "table",
      caption: "What changes when one decision is set differently",
      columns: [
        { title: "Change" },
        { title: "Lineage group" },
        { title: "Score", align: "right" },
        ...(withRatio ? [{ title: "log10 likelihood ratio", align: "right" as const }] : []),
        { title: "First group then" },
      ],
      rows,
    },
  ];
}

/** What a reader might look for in vain. */
function leftOut({ sensitivityLeftOut: rows = [] }: Findings): Block[] {
  if (rows.length === 0) return [];
  return [
    {
      kind: "more",
      summary: `Rows that could not be made here, and why (${rows.length})`,
      blocks: [
        {
          kind: "table",
          caption: "Rows that could not be made",
          columns: [{ title: "Change" }, { title: "Reason" }],
          rows: rows.map(({ change, reason }): Text[] => [[change], [reason]]),
        },
      ],
    },
  ];
}

/** The leading group against each other teacher; only where a likelihood ratio is stated. */
function betweenTeachers({ teacherAgainstTeacher: between }: Findings): Block[] {
  if (between === null || between === undefined) return [];
  if (between.others.length === 0) return [];
  return [
    { kind: "heading", text: "One teacher against another" },
    {
      kind: "paragraph",
      text: text`How much better the findings fit training on ${name(between.group)} than on another group, by the slope of the same calibration. Below 0 the other group fits better. These ratios compare teachers with each other, not with unrelated models, and are cut at the narrower cap of the two groups.`,
    },
    {
      kind: "table",
      caption: "The leading group against each other group, the least favourable first",
      columns: [{ title: "Other group" }, { title: "log10 likelihood ratio", align: "right" }, { title: "At cap" }],
      rows: between.others.map(({ group, log10, atCap }, index): Text[] => [
        [name(group)],
        [value(logText(log10), `/teacherAgainstTeacher/others/${index}/log10`)],
        [atCap ? "yes" : "no"],
      ]),
    },
  ];
}
