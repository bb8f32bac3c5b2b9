import type { Findings } from "../../findings/findings.js";
import { type Block, name, type Section, type Text, text, value } from "../document.js";
import { logText, notAvailable, scoreText } from "../numbers.js";
import { inRunBlocks } from "./in-run-controls.js";

/** How far the result hangs on single decisions, and the checks that it could have failed. */
export function sensitivitySection(findings: Findings): Section {
  return {
    id: "sensitivity",
    number: 12,
    title: "Sensitivity and falsification",
    blocks: [...sensitivity(findings), ...inRunBlocks(findings), ...falsification(findings)],
  };
}

function sensitivity(findings: Findings): Block[] {
  if (findings.sensitivity.length === 0)
    return [{ kind: "paragraph", text: ["No sensitivity analysis was run for this report."] }];
  const withRatio = findings.sensitivity.some((row) => row.log10Lr !== null);
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
  return [
    { kind: "paragraph", text: [`Everything is computed again with one decision set differently. ${verdict}`] },
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

function falsification(findings: Findings): Block[] {
  if (findings.falsification.length === 0)
    return [{ kind: "paragraph", text: ["No falsification check was run for this report."] }];
  const rows = findings.falsification.map((check, index): Text[] => [
    [check.check],
    [check.passed === null ? "not run" : check.passed ? "passed" : { strong: "failed" }],
    [check.observed === null ? notAvailable : value(scoreText(check.observed), `/falsification/${index}/observed`)],
    [check.expected],
  ]);
  return [
    {
      kind: "paragraph",
      text: text`Checks in which a sound result must vanish or stay as expected.`,
    },
    {
      kind: "table",
      caption: "Falsification checks",
      columns: [{ title: "Check" }, { title: "Result" }, { title: "Observed", align: "right" }, { title: "Expected" }],
      rows,
    },
  ];
}
