import type { Findings } from "../../findings/findings.js";
import { traitName } from "../../findings/trait-names.js";
import { asMarkup, type Block, type Column, name, type Section, type Text, text, value } from "../document.js";
import { type MetadataComparisonInput, metadataComparisonFigure } from "../figures/metadata-comparison.js";
import { scoreText } from "../numbers.js";
import { foldedTable } from "./folded-table.js";

const groupsShown = 8;

/** A line for every detection figure: what length, date and markdown alone would have named. */
export function metadataBeside(findings: Findings): Block[] {
  if (findings.metadataControls.length === 0) return [];
  const entries = findings.metadataControls.map((control, index) => ({
    term: traitName(control.control),
    text:
      control.bestGroup === null
        ? (["no group"] as Text)
        : ([name(control.bestGroup), " ", bestScore(findings, index)] as Text),
  }));
  return [
    {
      kind: "paragraph",
      text: ["The same scoring on facts that carry no wording would put first:"],
      tone: "note",
    },
    { kind: "facts", entries },
  ];
}

function bestScore(findings: Findings, index: number) {
  const control = findings.metadataControls[index]!;
  const at = control.scores.findIndex((score) => score.group === control.bestGroup);
  return value(scoreText(control.scores[at]?.score ?? null), `/metadataControls/${index}/scores/${at}/score`);
}

/** What length, release date and markdown rate reach by themselves, beside the scores of the wording. */
export function metadataSection(findings: Findings): Section {
  const blocks: Block[] =
    findings.metadataControls.length === 0
      ? [{ kind: "paragraph", text: ["No metadata control could be computed."] }]
      : [
          {
            kind: "paragraph",
            text: [
              "Models of one period and house style resemble each other without any training on one another's outputs. These controls score only that: mean answer length, release date, share of answers with bold type. A finding is worth more where the wording scores higher than they do.",
            ],
          },
          figureOf(findings),
          ...tableOf(findings),
        ];
  return { id: "metadata", number: 6, title: "Metadata controls", blocks };
}

function figureOf(findings: Findings): Block {
  const shown = findings.teachers.slice(0, groupsShown);
  const rows = shown.map((teacher) => ({
    group: teacher.group,
    scores: [
      { name: "wording (fused)", score: teacher.fused },
      ...findings.metadataControls.map((control) => ({
        name: traitName(control.control).toLowerCase(),
        score: scoreOf(control, teacher.group),
      })),
    ],
  }));
  const leading = rows[0];
  const description: Text =
    leading === undefined
      ? ["No group could be scored."]
      : text`${String(rows.length)} groups in order of the fused score. Towards ${name(leading.group)}: ${leading.scores.map((score) => `${score.name} ${scoreText(score.score)}`).join(", ")}.`;
  const input = (form: "wide" | "narrow"): MetadataComparisonInput => ({
    id: `metadata-comparison-${form}`,
    rows,
    title: "Scores of the wording beside scores of metadata alone",
    description: asMarkup(description),
  });
  return {
    kind: "figure",
    id: "metadata-comparison",
    caption: [
      "Diamond: the fused score of the wording. Square, triangle and ring: what one metadata fact gives by itself, normalised in the same way.",
    ],
    description,
    wide: metadataComparisonFigure(input("wide"), "wide"),
    narrow: metadataComparisonFigure(input("narrow"), "narrow"),
  };
}

function tableOf(findings: Findings): Block[] {
  const columns: Column[] = [
    { title: "Lineage group" },
    { title: "Fused", align: "right" },
    ...findings.metadataControls.map((control): Column => ({ title: traitName(control.control), align: "right" })),
    { title: "Wording separated from metadata" },
  ];
  const rows = findings.teachers.map((teacher, index): Text[] => [
    [name(teacher.group)],
    [value(scoreText(teacher.fused), `/teachers/${index}/fused`)],
    ...findings.metadataControls.map((control, at): Text => {
      const place = control.scores.findIndex((score) => score.group === teacher.group);
      return place < 0
        ? ["n/a"]
        : [value(scoreText(control.scores[place]!.score), `/metadataControls/${at}/scores/${place}/score`)];
    }),
    [teacher.notSeparatedFromMetadata === null ? "not tested" : teacher.notSeparatedFromMetadata ? "no" : "yes"],
  ]);
  return foldedTable(
    { kind: "table", caption: "Fused score and metadata controls by lineage group", columns, rows },
    (count) => `The same for the other ${count} groups`,
  );
}

function scoreOf(control: Findings["metadataControls"][number], group: string): number | null {
  return control.scores.find((score) => score.group === group)?.score ?? null;
}
