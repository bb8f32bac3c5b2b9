import { describe, expect, test } from "vitest";
import type { Findings } from "../../../src/findings/findings.js";
import type { DriftFinding, InRunFinding } from "../../../src/findings/in-run-schema.js";
import { renderHtml } from "../../../src/report/html/html.js";
import { renderMarkdown } from "../../../src/report/markdown/markdown.js";
import { driftBlocks, inRunBlocks, inRunWarnings } from "../../../src/report/sections/in-run-controls.js";
import { answerOf } from "../../../src/report/sentences.js";
import { renderTerminal } from "../../../src/report/terminal/terminal.js";
import { loadFindings } from "../load-findings.js";

const fixture = loadFindings("tier-1-stands-out");
const base: Findings = { ...fixture, study: { ...fixture.study, source: "study" } };
const group = base.teachers[0]!.group;
const negative: InRunFinding = {
  model: "known-other",
  kind: "negative",
  group: null,
  passed: true,
  explanation: "no group stands out",
  score: 0.4,
  threshold05: 2.9,
  standing: [],
  set: [],
};
const positive: InRunFinding = {
  ...negative,
  model: "known-student",
  kind: "positive",
  group,
  explanation: `${group} is in its set`,
  score: 5.1,
  standing: [group],
  set: [group, base.teachers[1]!.group],
};
const withControls = (inRunControls: InRunFinding[], changes: Partial<Findings> = {}): Findings => ({
  ...base,
  inRunControls,
  ...changes,
});

describe("in-run controls in the report", () => {
  test("passed: a table, and no warning", () => {
    const findings = withControls([negative, positive]);
    expect(inRunWarnings(findings)).toEqual([]);
    const text = renderMarkdown(findings);
    expect(text).toContain("unrelated (negative)");
    expect(text).toMatch(/known-student.*passed.*is in its set: .* and /);
    expect(text).not.toContain("The study names no");
  });

  test("failed: on the first page, in the table, in the headline, and in the terminal", () => {
    const explanation = `it stands out towards ${group}`;
    const reason = `the negative in-run control known-other was judged wrongly: ${explanation}`;
    const findings = withControls([{ ...negative, passed: false, explanation }, positive], {
      tier: 0,
      tierReasons: [`until explained: ${reason}`],
      attribution: { ...base.attribution, kind: "descriptive-only", groups: [] },
      teachers: base.teachers.map((teacher) => ({
        ...teacher,
        tier: 0,
        tierReasons: [`until explained: ${reason}`],
        standsOut: false,
        state: "descriptive-only" as const,
        rank: null,
      })),
    });
    const { headline } = answerOf(findings);
    expect(headline.id).toBe("T-DESCRIPTIVE-CASE");
    expect(headline.text.join("")).toBe(`The findings are descriptive only: ${reason}.`);
    const html = renderHtml(findings);
    const answer = html.slice(html.indexOf('id="answer"'), html.indexOf('id="meaning"'));
    expect(answer).toContain("Until that is explained, every group has tier 0 (section 12).");
    expect(html).toContain("<strong>failed</strong>");
    expect(renderTerminal(findings, { colour: false, width: 100 })).toContain("judged wrongly");
  });

  test("not judged: said so", () => {
    const findings = withControls([{ ...negative, passed: null, explanation: "it has no answer that can be read" }]);
    expect(inRunWarnings(findings)).toHaveLength(1);
    const text = renderMarkdown(findings);
    expect(text).toContain("not judged");
    expect(text).toContain("The study names no positive one.");
  });

  test("a study without any says that it has none; a panel and older findings say nothing", () => {
    expect(renderMarkdown(withControls([]))).toContain("this run has no check of its own");
    expect(inRunBlocks(base)).toEqual([]);
    expect(inRunBlocks({ ...withControls([]), study: { ...base.study, source: "panel" } })).toEqual([]);
  });
});

describe("drift in the report", () => {
  const drift = (model: string, p: number | null): DriftFinding => ({
    model,
    probes: 10,
    statistic: 0.12,
    p,
    changed: p !== null && p < 0.01,
  });
  const withDrift = (...list: DriftFinding[]): Findings => ({ ...base, quality: { ...base.quality, drift: list } });

  test("none: the smallest p is named", () => {
    const text = renderMarkdown(withDrift(drift("steady", 0.4), drift("other", 0.03), drift("odd", null)));
    expect(text).toMatch(/Of 3 models with such probes none answered them differently .*smallest p 0\.03.*other/);
  });

  test("some: they are listed with what it costs", () => {
    const text = renderMarkdown(withDrift(drift("steady", 0.4), drift("moved", 0.0005)));
    expect(text).toContain("drift of a teacher from its own group");
    expect(text).toMatch(/moved *\| *10 *\| *0\.12/);
    expect(text).not.toMatch(/steady *\|/);
  });

  test("not testable, and not asked", () => {
    expect(renderMarkdown(withDrift())).toContain("Drift could not be tested");
    expect(driftBlocks(base)).toEqual([]);
  });
});
