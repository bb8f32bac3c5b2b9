import type { Findings, LineUp, TeacherFinding } from "../../findings/findings.js";
import { asMarkup, type Block, type FigureBlock, name, type Section, type Text, text, value } from "../document.js";
import { type LineUpInput, lineUpFigure } from "../figures/line-up.js";
import { exempt } from "../markup.js";
import { scoreText } from "../numbers.js";
import { metadataBeside } from "./metadata.js";

/** Rows of the first figure; the other groups follow in a second one, so that a large panel stays readable. */
const rowsShown = 10;

/** Where the suspect stands towards each teacher among all controls. */
export function lineUpSection(findings: Findings): Section {
  const rows = findings.teachers.flatMap((teacher) => {
    const lineUp = findings.lineUp.find((candidate) => candidate.group === teacher.group);
    return lineUp === undefined ? [] : [{ teacher, lineUp }];
  });
  const shown = rows.slice(0, rowsShown);
  const others = rows.slice(rowsShown);
  const otherGroups = rows.map(({ teacher }) => teacher.group);
  const domain = rows.flatMap(({ lineUp }) => [
    ...lineUp.controls.map((control) => control.score),
    ...(lineUp.suspect === null ? [] : [lineUp.suspect]),
  ]);
  const shared = { domain, otherGroups };
  const blocks: Block[] =
    rows.length === 0
      ? [{ kind: "paragraph", text: ["No group could be scored, so there is no line-up."] }]
      : [
          lineUpBlock(findings, shown, "line-up", shared),
          ...metadataBeside(findings),
          ...(others.length === 0
            ? []
            : [
                {
                  kind: "more",
                  summary:
                    others.length === 1 ? "The other lineage group" : `The other ${others.length} lineage groups`,
                  blocks: [lineUpBlock(findings, others, "line-up-others", shared)],
                } as const,
              ]),
        ];
  return { id: "line-up", number: 3, title: "The suspect among all controls", blocks };
}

type Row = { readonly teacher: TeacherFinding; readonly lineUp: LineUp };

/** @param shared axis and names, the same in all figures of the section */
function lineUpBlock(
  findings: Findings,
  rows: readonly Row[],
  id: string,
  shared: Pick<LineUpInput, "domain" | "otherGroups">,
): FigureBlock {
  const { threshold05, threshold01 } = findings.attribution;
  const leading = rows[0]!;
  const description = text`${rows.length === 1 ? "One strip, for one lineage group." : `${rows.length} strips, one a lineage group, in order of score.`} ${describeRow(findings, leading)}`;
  const input: LineUpInput = {
    id,
    suspect: findings.suspect.model,
    rows: rows.map(({ teacher, lineUp }) => ({
      group: teacher.group,
      state: teacher.state,
      standsOut: teacher.standsOut,
      suspect: lineUp.suspect,
      controls: lineUp.controls,
    })),
    ...shared,
    threshold05,
    threshold01,
    title: ["Where ", exempt(findings.suspect.model), " stands among the control models"],
    description: asMarkup(description),
  };
  return {
    kind: "figure",
    id,
    caption: caption(findings),
    description,
    wide: lineUpFigure({ ...input, id: `${id}-wide` }, "wide"),
    narrow: lineUpFigure({ ...input, id: `${id}-narrow` }, "narrow"),
  };
}

function describeRow(findings: Findings, { teacher, lineUp }: Row): Text {
  const at = `/teachers/${findings.teachers.indexOf(teacher)}`;
  const higher = lineUp.controls.filter((control) => lineUp.suspect !== null && control.score >= lineUp.suspect);
  return text`First is ${name(teacher.group)}: the suspect scores ${value(scoreText(teacher.fused), `${at}/fused`)}, and ${String(higher.length)} of ${String(lineUp.controls.length)} control models score as high or higher.`;
}

function caption(findings: Findings): Text {
  const { threshold05, threshold01 } = findings.attribution;
  const marks = text`Diamond: ${name(findings.suspect.model)}. Filled dots: the highest member of each control family, the one that counts in the rank. Hollow dots: other members of the families.`;
  const lines =
    threshold05 === null
      ? [" No threshold is drawn: there are too few control families."]
      : threshold01 === null
        ? [" Dashed line: the 5 % threshold for the highest of all groups."]
        : [" Dashed and dotted lines: the 5 % and 1 % thresholds for the highest of all groups."];
  return [...marks, ...lines];
}
