import { describe, expect, test } from "vitest";
import type { Findings } from "../../../src/findings/findings.js";
import type { ChoiceFinding, SameChoices, StyleFinding } from "../../../src/findings/own-channel-schema.js";
import { proseOfBlock } from "../../../src/report/check-language.js";
import type { Block } from "../../../src/report/document.js";
import { renderHtml } from "../../../src/report/html/html.js";
import { renderMarkdown } from "../../../src/report/markdown/markdown.js";
import { choicesSection } from "../../../src/report/sections/choices.js";
import { loadFindings } from "../load-findings.js";

const base = loadFindings("tier-1-stands-out");
const [group, other] = base.teachers.map((teacher) => teacher.group) as [string, string];
const row = {
  group,
  trait: "refusals/1",
  nearestMember: base.teachers[0]!.members[0]!,
  affinity: 0.133,
  score: 3.48,
  prompts: 110,
  note: "no panel calibrates it; shown, not counted",
  nullModels: 37,
  nullFamilies: 32,
  rank: { p: 2 / 33, holm: 0.4, largerFamilies: 1, resolution: 1 / 33 },
  threshold05: 3.1,
  aboveThreshold: true,
};
const style = (channel: StyleFinding["channel"], change: Partial<StyleFinding> = {}): StyleFinding => ({
  ...row,
  channel,
  ...change,
});
const choice = (asked: "free" | "forced", change: Partial<ChoiceFinding> = {}): ChoiceFinding => ({
  ...row,
  asked,
  ...change,
});
const same = (change: Partial<SameChoices> = {}): SameChoices => ({
  group,
  member: row.nearestMember,
  prompts: 60,
  discrepancy: 0.2,
  p: 0.0001,
  detectable: 0.03,
  ...change,
});
const with_ = (change: Partial<Findings>): Findings => ({ ...base, choices: [], ...change });
const headings = (findings: Findings) =>
  choicesSection(findings).blocks.flatMap((block) => (block.kind === "heading" ? [block.text] : []));
const prose = (findings: Findings) =>
  choicesSection(findings)
    .blocks.flatMap((block: Block) => proseOfBlock(block))
    .join("\n");

describe("other kinds of probes in the report", () => {
  test("none asked: one sentence, also for findings of earlier versions", () => {
    const { styles: _styles, sameChoices: _same, ...earlier } = with_({});
    for (const findings of [earlier as Findings, with_({ styles: [], sameChoices: [] })]) {
      const { blocks } = choicesSection(findings);
      expect(blocks).toHaveLength(1);
      expect(prose(findings)).toContain("No choice probes were asked, and none for refusals, reasoning or code.");
    }
  });

  test("each kind has its own heading and table, in one order, and all are said to count for nothing", () => {
    const findings = with_({
      choices: [choice("forced"), choice("free")],
      styles: [style("code"), style("refusals"), style("refusals", { group: other }), style("reasoning")],
    });
    expect(headings(findings)).toEqual(["Free choices", "Forced choices", "Refusals", "Reasoning style", "Code style"]);
    expect(prose(findings)).toContain("Shown, not counted.");
    const tables = choicesSection(findings).blocks.flatMap((block) => (block.kind === "table" ? [block] : []));
    expect(tables.map(({ rows }) => rows.length)).toEqual([1, 1, 2, 1, 1]);
    // Every number points at its own place in the findings.
    const pointers = JSON.stringify(tables[2]).match(/\/styles\/\d+/g)!;
    expect(new Set(pointers)).toEqual(new Set(["/styles/1", "/styles/2"]));
  });

  test("a line has affinity, score, rank p with what it can resolve, controls, and the channel's own threshold", () => {
    const text = renderMarkdown(with_({ styles: [style("refusals")] }));
    expect(text).toContain(`| ${group} | 0.133 | 3.48 | 0.061 | 1/33 | 37 | 32 | yes |`);
    expect(text).toContain("Its own family-wise 5 % line lies at 3.10");
    expect(text).toContain("110 prompts were read. No panel calibrates it; shown, not counted.");
  });

  test("too few control models, and entries of earlier versions: no p, no threshold, n/a", () => {
    const descriptive = { rank: null, threshold05: null, aboveThreshold: null, nullModels: 3, nullFamilies: 2 };
    const text = renderMarkdown(with_({ styles: [style("code", descriptive)] }));
    expect(text).toContain(`| ${group} | 0.133 | 3.48 | n/a | n/a | 3 | 2 | n/a |`);
    expect(text).toContain("descriptive only");
    const early = { group, affinity: null, score: null, prompts: 12, note: "not calibrated" };
    expect(headings(with_({ choices: [early] }))).toEqual(["Free choices"]);
    expect(renderMarkdown(with_({ choices: [early] }))).toContain(
      `| ${group} | n/a | n/a | n/a | n/a | n/a | n/a | n/a |`,
    );
  });

  test("told apart: one sentence for all groups, with the largest p; not told apart: what else would give this", () => {
    const findings = with_({
      sameChoices: [
        same(),
        same({ group: other, p: 0.03 }),
        same({ group: "third", member: "third-1", p: 0.4, discrepancy: -0.01 }),
      ],
    });
    const text = renderMarkdown(findings);
    expect(text).toContain(`differ from those of the nearest member of ${group} and ${other} (largest p 0.030)`);
    expect(text).toContain("a student differs from its teacher, so this says nothing about H1");
    expect(text).toContain(
      `could not be told apart from those of the endpoint labelled third-1 (p = 0.400; smallest detectable difference 0.030); a relay of third-1 would give this result.`,
    );
    expect(text).toContain("tested in section 9 on choice probes");
    expect(renderMarkdown(with_({}))).not.toContain("tested in section 9");
  });

  test("both forms are written, whatever the notes and names hold", () => {
    const hostile = {
      ...loadFindings("hostile"),
      styles: [style("reasoning", { group: "<script>|*x*" })],
      sameChoices: [same()],
    };
    expect(renderHtml(hostile)).not.toContain("<script>|");
    expect(renderMarkdown(hostile)).toContain("Reasoning style");
  });
});
