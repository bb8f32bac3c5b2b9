import type { Findings } from "../../findings/findings.js";
import { type Block, name, type Section, type Text, text, value } from "../document.js";
import { countText, shareText } from "../numbers.js";
import { roleOf } from "../roles.js";
import { driftBlocks } from "./in-run-controls.js";

const counted = ["expected", "answered", "refused", "truncated", "empty", "invalid", "errors", "missing"] as const;

/** How complete the answers are, and what was left out. */
export function qualitySection(findings: Findings): Section {
  const { quality } = findings;
  const suspects = rowsOf(findings, true);
  const others = rowsOf(findings, false);
  return {
    id: "quality",
    number: 11,
    title: "Quality and coverage",
    blocks: [
      {
        kind: "paragraph",
        text: text`Of ${value(countText(quality.promptsAsked), "/quality/promptsAsked")} prompts ${value(countText(quality.promptsUsed), "/quality/promptsUsed")} were used: those that the suspect answered. The share of its expected answers that can be read is ${value(shareText(quality.coverage), "/quality/coverage")}. Refused and truncated answers are read; empty ones count as present without words; invalid answers and errors count as missing. Mean length is in characters.`,
      },
      ...(suspects.length === 0 ? [] : [table("Answers of the suspect", suspects)]),
      ...(others.length === 0
        ? []
        : [
            {
              kind: "more",
              summary: `Answers of the ${others.length} other models`,
              blocks: [table("Answers of teachers, controls and other models", others)],
            } as const,
          ]),
      ...notices(findings),
      ...driftBlocks(findings),
      { kind: "heading", text: "Left out" },
      ...excluded(findings),
    ],
  };
}

function notices(findings: Findings): Block[] {
  if (findings.quality.notices.length === 0) return [];
  return [
    { kind: "heading", text: "Notices about the data" },
    { kind: "list", items: findings.quality.notices.map((notice): Text => [notice]) },
  ];
}

function rowsOf(findings: Findings, ofSuspect: boolean): Text[][] {
  return findings.quality.models.flatMap((model, index): Text[][] =>
    (model.model === findings.suspect.model) === ofSuspect
      ? [
          [
            [name(model.model)],
            [roleOf(findings, model)],
            ...counted.map((key): Text => [value(countText(model[key]), `/quality/models/${index}/${key}`)]),
            [value(countText(Math.round(model.meanCharacters)), `/quality/models/${index}/meanCharacters`)],
          ],
        ]
      : [],
  );
}

function table(caption: string, rows: readonly Text[][]): Block {
  return {
    kind: "table",
    caption,
    columns: [
      { title: "Model" },
      { title: "Role" },
      ...counted.map((key) => ({ title: `${key[0]!.toUpperCase()}${key.slice(1)}`, align: "right" as const })),
      { title: "Mean length", align: "right" },
    ],
    rows,
  };
}

function excluded(findings: Findings): Block[] {
  const { excluded: models } = findings.quality;
  if (models.length === 0) return [{ kind: "paragraph", text: ["No model was left out."] }];
  return [
    {
      kind: "table",
      caption: "Models left out of the comparison, and why",
      columns: [{ title: "Model" }, { title: "Reason" }],
      rows: models.map((model): Text[] => [[name(model.model)], [model.reason]]),
    },
  ];
}
