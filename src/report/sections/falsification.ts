import type { Findings } from "../../findings/findings.js";
import { traitName } from "../../findings/trait-names.js";
import { type Block, type Text, text, value } from "../document.js";
import { countText, notAvailable, scoreText, shareText } from "../numbers.js";

/** Checks that a sound result must pass, and what is left of the score when answers no longer stand at their prompts. */
export function falsificationBlocks(findings: Findings): Block[] {
  if (findings.falsification.length === 0)
    return [{ kind: "paragraph", text: ["No falsification check was run for this report."] }];
  const rows = findings.falsification.map((check, index): Text[] => [
    [check.check],
    [check.passed === null ? "not run" : check.passed ? "passed" : { strong: "failed" }],
    [check.observed === null ? notAvailable : value(scoreText(check.observed), `/falsification/${index}/observed`)],
    [check.expected],
  ]);
  return [
    { kind: "heading", text: "Falsification" },
    {
      kind: "paragraph",
      text: [
        "Checks in which a sound result must vanish or stay as expected. Chance alone fails one of them now and then.",
      ],
    },
    {
      kind: "table",
      caption: "Falsification checks",
      columns: [{ title: "Check" }, { title: "Result" }, { title: "Observed", align: "right" }, { title: "Expected" }],
      rows,
    },
    ...shuffled(findings),
  ];
}

/** Which part of the score needs answers to the same prompt, in plain words. */
function shuffled({ shuffledAnswers: found }: Findings): Block[] {
  if (found === null || found === undefined) return [];
  const outside = found.traits.filter(
    ({ after, central95: [low, high] }) => after !== null && (after < low || after > high),
  );
  const { before, after } = found.core;
  const prompts = value(countText(found.prompts), "/shuffledAnswers/prompts");
  const survives: Text =
    before === null || after === null
      ? []
      : text` Of the score ${value(scoreText(before), "/shuffledAnswers/core/before")}, ${value(scoreText(after), "/shuffledAnswers/core/after")} stays${
          before > 0 && after >= 0 && after <= before ? ` (a share of ${shareText(after / before)})` : ""
        }: that part comes from words, phrases and manner that the suspect has whatever it is asked.`;
  return [
    {
      kind: "paragraph",
      text: text`In the check with answers dealt out anew, the suspect's answers to ${prompts} prompts stood beside teachers' answers to another prompt of the same topic. Traits that compare answers prompt by prompt must then fall among control models; the other traits do not see the difference.${survives}`,
    },
    ...(outside.length === 0
      ? []
      : [
          {
            kind: "paragraph",
            tone: "note",
            text: [
              `Outside the range: ${outside.map(({ trait }) => traitName(trait).toLowerCase()).join(", ")}. Such a trait also measures something that needs no common prompt, for example fixed openings or the length of answers, so its score does not rest on like answers to the same prompt alone.`,
            ],
          } as const,
        ]),
  ];
}
