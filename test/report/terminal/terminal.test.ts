import { expect, test } from "vitest";
import { renderTerminal } from "../../../src/report/terminal/terminal.js";
import { columnsOf } from "../../../src/report/terminal/width.js";
import { fixtureNames, loadFindings } from "../load-findings.js";

test.each(fixtureNames)("%s: no line is wider than the terminal and nothing can steer it", (fixture) => {
  for (const width of [60, 80, 100, 160]) {
    const printed = renderTerminal(loadFindings(fixture), { colour: false, width });
    for (const line of printed.split("\n")) expect(columnsOf(line)).toBeLessThanOrEqual(width);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these must not appear
    expect(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/.exec(printed)).toBeNull();
  }
});

test("colour adds nothing but colour", () => {
  for (const fixture of fixtureNames) {
    const findings = loadFindings(fixture);
    const coloured = renderTerminal(findings, { colour: true, width: 100 });
    expect(coloured).toContain("\u001b[");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the colours
    expect(coloured.replace(/\u001b\[\d+m/g, "")).toBe(renderTerminal(findings, { colour: false, width: 100 }));
  }
});

test("the answer, the first groups and the tier are there", () => {
  const printed = renderTerminal(loadFindings("tier-2-at-cap"), { colour: false, width: 100 });
  expect(printed).toContain("at least 28 times more probable if");
  expect(printed).toMatch(/^◆ northlight-aurora-2 +4\.65 +█+ +0\.036 \(≥1\/28\) +≥28 +2 {2}supported$/m);
  expect(printed).toContain("Tier 2 of 3: bounded likelihood ratio.");
  expect(printed).toContain("Exhibits are not shown here: 2 stand in the written reports.");
});

test("a synthetic result begins with the words that say so", () => {
  const printed = renderTerminal(loadFindings("synthetic"), { colour: false, width: 80 });
  expect(printed.startsWith("SYNTHETIC DATA: not evidence about any real model.\n")).toBe(true);
});

test("a long list of groups is cut with a count", () => {
  const base = loadFindings("none-stands-out");
  const groups = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ ...base.teachers[index % 6]!, group: `group-${index}` }));
  const printed = (count: number) => renderTerminal({ ...base, teachers: groups(count) }, { colour: false, width: 90 });
  expect(printed(29)).toContain("and 21 more lineage groups in the report");
  expect(printed(9)).toContain("and 1 more lineage group in the report");
});

test("versions of a group with a long name are told apart", () => {
  const base = loadFindings("none-stands-out");
  const teachers = base.teachers.map((teacher, index) => ({
    ...teacher,
    group: `northlight-aurora-large-instruct-with-a-long-name-2025-0${index}`,
  }));
  for (const width of [60, 72, 90, 100]) {
    const printed = renderTerminal({ ...base, teachers }, { colour: false, width });
    const rows = [...printed.matchAll(/^. (n\S*…\S*-?0\d) /gm)].map(([, name]) => name);
    expect(new Set(rows).size).toBe(teachers.length);
  }
});

test("warnings are marked by a sign, not by colour alone", () => {
  const base = loadFindings("none-stands-out");
  const printed = renderTerminal(
    { ...base, quality: { ...base.quality, coverage: 0.5, notices: ["One model has two equal answers."] } },
    { colour: false, width: 80 },
  );
  expect(printed).toMatch(/^! Coverage is 0\.50 of the expected answers/m);
  expect(printed).toMatch(/^! One model has two equal answers\.$/m);
});
