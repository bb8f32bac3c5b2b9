import { expect, test } from "vitest";
import type { Block, Inline, Value } from "../../src/report/document.js";
import * as numbers from "../../src/report/numbers.js";
import { reportDocument } from "../../src/report/report-document.js";
import { fixtureNames, loadFindings } from "./load-findings.js";

test("sections keep their numbers, which permitted sentences point to", () => {
  const sections = reportDocument(loadFindings("tier-2-at-cap")).sections;
  expect(sections.map((section) => section.number)).toEqual(sections.map((_, index) => index + 1));
  expect(sections[3]!.title).toContain("Propositions");
  expect(sections[12]!.title).toContain("scale");
});

test.each(fixtureNames)("%s: every number is that of the findings it points to", (fixture) => {
  const findings = loadFindings(fixture);
  const values = allInlines(reportDocument(findings).sections.flatMap((section) => section.blocks)).filter(
    (inline): inline is Value => typeof inline === "object" && "value" in inline,
  );
  expect(values.length).toBeGreaterThan(100);
  for (const { value, from } of values) {
    const found = resolve(findings, from);
    expect(formsOf(found, from), `${from} = ${String(found)}`).toContain(value.replace(" (log10)", ""));
  }
});

test.each(fixtureNames)("%s: no number stands in a number column without its source", (fixture) => {
  const blocks = flat(reportDocument(loadFindings(fixture)).sections.flatMap((section) => section.blocks));
  for (const block of blocks) {
    if (block.kind !== "table") continue;
    for (const row of block.rows)
      row.forEach((cell, index) => {
        if (block.columns[index]?.align !== "right") return;
        for (const part of cell) if (typeof part === "string") expect(part).not.toMatch(/\d/);
      });
  }
});

test("rows have as many cells as there are columns", () => {
  for (const fixture of fixtureNames)
    for (const block of flat(reportDocument(loadFindings(fixture)).sections.flatMap((section) => section.blocks)))
      if (block.kind === "table") for (const row of block.rows) expect(row).toHaveLength(block.columns.length);
});

test("the scale is printed only where a likelihood ratio is given", () => {
  const captions = (fixture: (typeof fixtureNames)[number]) =>
    flat(reportDocument(loadFindings(fixture)).sections.flatMap((section) => section.blocks)).flatMap((block) =>
      block.kind === "table" ? [block.caption] : [],
    );
  expect(captions("tier-2-at-cap").some((caption) => caption.startsWith("Terms for"))).toBe(true);
  expect(captions("tier-1-stands-out").some((caption) => caption.startsWith("Terms for"))).toBe(false);
  expect(captions("tier-1-stands-out").some((caption) => caption.startsWith("Likelihood"))).toBe(false);
});

test("metadata controls stand beside both detection figures", () => {
  const sections = reportDocument(loadFindings("tier-1-stands-out")).sections;
  for (const id of ["line-up", "traits"]) {
    const facts = sections.find((section) => section.id === id)!.blocks.filter((block) => block.kind === "facts");
    expect(facts[0]?.entries.map((entry) => entry.term)).toEqual(["Answer length", "Release date", "Markdown rate"]);
  }
});

test("warnings name low coverage, failed checks, mismatch and notices", () => {
  const base = loadFindings("tier-2-at-cap");
  const document = reportDocument({
    ...base,
    quality: { ...base.quality, coverage: 0.61, notices: ["The panel has two models with equal answers."] },
    falsification: [{ check: "answers permuted", passed: false, observed: 3.2, expected: "inside the control values" }],
    calibration: { ...base.calibration!, mismatch: ["language"] },
  });
  const warned = document.sections[0]!.blocks.filter((block) => block.kind === "paragraph" && block.tone === "warning");
  expect(warned).toHaveLength(4);
});

test("many notices are counted in the answer and listed in section 11", () => {
  const base = loadFindings("none-stands-out");
  const notices = Array.from({ length: 9 }, (_, index) => `Model ${index} has an empty answer.`);
  const { sections } = reportDocument({ ...base, quality: { ...base.quality, notices } });
  expect(JSON.stringify(sections[0])).not.toContain("Model 3");
  expect(JSON.stringify(sections[0])).toContain("/quality/notices/length");
  expect(JSON.stringify(sections[10])).toContain("Model 3 has an empty answer.");
});

test("a report has one suspect, whatever the panel calls its other models", () => {
  const base = loadFindings("tier-1-stands-out");
  const models = base.quality.models.map((model) => ({
    ...model,
    role: model.role === "control" ? "suspect" : model.role,
  }));
  const nearestModels = base.nearestModels.map((model) => ({ ...model, role: "suspect" }));
  const { sections } = reportDocument({ ...base, nearestModels, quality: { ...base.quality, models } });
  const tables = flat([...sections[6]!.blocks, ...sections[10]!.blocks]).filter((block) => block.kind === "table");
  const suspects = tables.flatMap((table) =>
    table.rows.filter((row) => row.some((cell) => cell.includes("suspect"))).map((row) => row[0]![0]),
  );
  expect(suspects).toEqual([{ name: base.suspect.model }]);
});

test("a long table is folded and loses no row", () => {
  const base = loadFindings("none-stands-out");
  const teachers = Array.from({ length: 29 }, (_, index) => ({
    ...base.teachers[index % 6]!,
    group: `group-${index}`,
  }));
  const { sections } = reportDocument({ ...base, teachers });
  const named = flat(sections[4]!.blocks)
    .filter((block) => block.kind === "table")
    .filter((table) => table.caption.startsWith("Core traits"))
    .flatMap((table) => table.rows.map((row) => row[0]![0]));
  expect(named).toEqual(teachers.map((teacher) => ({ name: teacher.group })));
});

test("one group that does not fit into the first line-up is not called groups", () => {
  const base = loadFindings("none-stands-out");
  const summaries = (groups: number) => {
    const teachers = Array.from({ length: groups }, (_, index) => ({ ...base.teachers[0]!, group: `group-${index}` }));
    const lineUp = teachers.map(({ group }) => ({ ...base.lineUp[0]!, group }));
    const { sections } = reportDocument({ ...base, teachers, lineUp });
    return sections[2]!.blocks.flatMap((block) => (block.kind === "more" ? [block.summary] : []));
  };
  expect(summaries(11)).toEqual(["The other lineage group"]);
  expect(summaries(12)).toEqual(["The other 2 lineage groups"]);
});

test("a group above the threshold that the answer does not name is mentioned", () => {
  const base = loadFindings("tier-1-stands-out");
  const { sections } = reportDocument({
    ...base,
    attribution: { ...base.attribution, groups: [base.teachers[0]!.group] },
  });
  expect(JSON.stringify(sections[1])).toContain("Also above the threshold");
  expect(JSON.stringify(reportDocument(base).sections[1])).not.toContain("Also above the threshold");
});

function flat(blocks: readonly Block[]): Block[] {
  return blocks.flatMap((block) => {
    if (block.kind === "more") return [block, ...flat(block.blocks)];
    if (block.kind === "columns") return [block, ...flat(block.columns.flat())];
    return [block];
  });
}

function allInlines(blocks: readonly Block[]): Inline[] {
  return flat(blocks).flatMap((block): readonly Inline[] => {
    switch (block.kind) {
      case "paragraph":
      case "sentence":
        return block.text;
      case "list":
        return block.items.flat();
      case "terms":
      case "facts":
        return block.entries.flatMap((entry) => entry.text);
      case "table":
        return block.rows.flat(2);
      case "figure":
        return [...block.caption, ...block.description];
      default:
        return [];
    }
  });
}

function resolve(document: unknown, pointer: string): unknown {
  return pointer
    .slice(1)
    .split("/")
    .reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], document);
}

/** How a finding may be printed; what it is decides, so that a wrong pointer shows. */
function formsOf(found: unknown, from: string): string[] {
  if (found === null) return ["n/a"];
  const number = found as number;
  if (from.endsWith("/rank/resolution")) {
    const all = Math.round(1 / number);
    return [numbers.resolutionText(number), numbers.countText(all), numbers.countText(all - 1)];
  }
  if (from.endsWith("/rank/p") || from.endsWith("/rank/holm") || from.endsWith("/pFamilyWise"))
    return [numbers.probabilityText(number)];
  if (from.includes("/likelihoodRatio/") || from.endsWith("/log10Lr")) {
    const ratios = (["nearest", "down", "up"] as const).flatMap((round) => [
      numbers.ratioText(number, round),
      numbers.ratioText(-number, round),
      // A capped value prints its bound.
      numbers.ratioText(Math.abs(number), round),
    ]);
    return [numbers.logText(number), ...ratios, ...ratios.flatMap((ratio) => [`≥ ${ratio}`, `≤ ${ratio}`])];
  }
  if (from.endsWith("/largerFamilies")) return [numbers.countText(number), numbers.countText(number + 1)];
  if (Number.isInteger(number) && !/\/(score|fused|surface|affinity|observed)$/.test(from))
    return [numbers.countText(number), numbers.shareText(number)];
  return [
    numbers.scoreText(number),
    numbers.scoreText(number, 3),
    numbers.shareText(number),
    numbers.countText(Math.round(number)),
  ];
}
