import { describe, expect, test } from "vitest";
import type { Findings } from "../../../src/findings/findings.js";
import { findingsSchema } from "../../../src/findings/findings.js";
import { keyedFindings } from "../../../src/findings/keyed-findings.js";
import type { CanaryResult } from "../../../src/keyed/canary/testing/canary-result.js";
import { judgeCanaries } from "../../../src/keyed/canary/testing/judge-canaries.js";
import { renderHtml } from "../../../src/report/html/html.js";
import { renderMarkdown } from "../../../src/report/markdown/markdown.js";
import { reportDocument } from "../../../src/report/report-document.js";
import { keyedLines } from "../../../src/report/terminal/keyed.js";
import { renderTerminal } from "../../../src/report/terminal/terminal.js";
import { answersOf, controls, factsOf, inventedPack, suspect } from "../../keyed/canary/judged.js";
import { fixtureNames, loadFindings } from "../load-findings.js";

const pack = inventedPack();
const others = controls.map((control) => answersOf(pack, control, { global: 0 }));
const judge = (learned: number, change: Parameters<typeof factsOf>[1] = {}, released = suspect.released) =>
  judgeCanaries(
    pack,
    [answersOf(pack, { ...suspect, released }, { global: learned, account: 9, cluster: "north" }), ...others],
    "acme",
    factsOf(pack, change),
  );

const results: Readonly<Record<string, CanaryResult>> = {
  excess: judge(30, { accountClusters: ["north", "south"], commitments: ["aa", "bb", pack.commitment.value] }),
  "no-excess": judge(0, { earlierFamilyModel: null }),
  "control-only": judge(30, {}, "2025-01"),
  withheld: judge(30, { earlierFamilyModel: true }),
  "control-excess": judgeCanaries(
    pack,
    [answersOf(pack, suspect, { global: 30 }), answersOf(pack, controls[0]!, { global: 30 })],
    "acme",
    factsOf(pack),
  ),
  "not-evaluated": judgeCanaries(
    pack,
    [{ ...answersOf(pack, suspect, { global: 30 }), answeredItems: 2 }, ...others],
    "acme",
    factsOf(pack),
  ),
};

const base = loadFindings("tier-1-stands-out");
const withResult = (result: CanaryResult, of: Findings = base): Findings => ({ ...of, keyed: keyedFindings([result]) });
const terminal = (findings: Findings) => renderTerminal(findings, { colour: false, width: 100 });

test.each(Object.entries(results))("%s is drawn in every form, and passes the language check", (state, result) => {
  expect(result.state).toBe(state);
  const findings = findingsSchema.parse(JSON.parse(JSON.stringify(withResult(result))));
  expect(findings.keyed!.canaries[0]).toEqual(result);
  const html = renderHtml(findings);
  expect(html).toContain('<section id="keyed"');
  expect(html).toContain('href="#keyed"');
  expect(renderMarkdown(findings)).toContain("## 15 Keyed tests");
  expect(terminal(findings)).toContain("Apart from everything above, and not part of it:");
});

describe("what is said", () => {
  const section = (result: CanaryResult) => {
    const markdown = renderMarkdown(withResult(result));
    return markdown.slice(markdown.indexOf("## 15 Keyed tests")).replaceAll("\\", "");
  };

  test("an excess: the permitted sentence with its numbers, and the route", () => {
    const words = section(results.excess!);
    expect(words).toContain("(exact, over the committed key; 60 items, 20 alternatives each)");
    expect(words).toContain("it does not identify the route");
    expect(words).toContain("3 commitments of the owner, p after Holm");
    expect(words).toContain("says that text served to this cluster");
  });

  test("no excess: not that nothing was used", () => {
    const words = section(results["no-excess"]!);
    expect(words).toContain("this does not show that no outputs of a-teacher were used in training");
    expect(words).toContain("There is no beacon");
  });

  test("replies that this tool did not ask for are told beside the p-value, in every form", () => {
    const asked = results.excess!;
    expect(section(asked)).not.toContain("asked for by this tool");
    const imported = { ...asked, answers: { ...asked.answers, sources: { live: 0, import: 80, file: 0 } } };
    const mixed = {
      ...asked,
      answers: { ...asked.answers, sources: { live: 79, import: 0, file: 1 } },
      controls: asked.controls.map((control) => ({ ...control, sources: { live: 0, import: 0, file: 80 } })),
    };
    expect(section(imported)).toContain(
      "None of the suspect's 80 replies was asked for by this tool: 80 were imported",
    );
    expect(section(imported)).toContain("could have written the planted values into them");
    expect(section(mixed)).toContain("only 79 were asked for by this tool: 0 were imported, 1 read from a file");
    expect(section(mixed)).toContain("160 replies of the other models were not asked");
    expect(keyedLines(imported, 100).join(" ")).toContain("None of the suspect's 80 replies");
    const { sources: _, ...earlier } = asked.answers;
    expect(section({ ...asked, answers: earlier })).not.toContain("by this tool,");
  });

  test("two tests of one pack: both are shown, and each says so", () => {
    const both = { ...base, keyed: keyedFindings([results["no-excess"]!, results.excess!]) };
    const words = renderMarkdown(both);
    expect(words).toContain("tested 2 times on this study");
    expect(words).toContain("this is number 1.");
    expect(words).toContain("this is number 2.");
    expect(renderHtml(both)).toContain("No p-value here counts the others.");
    expect(section(results.excess!)).not.toContain("times on this study");
  });

  test.each(["control-only", "withheld", "control-excess", "not-evaluated"])("%s: no sentence on the key", (state) => {
    const words = section(results[state]!);
    expect(words).not.toContain("If the suspect had no exposure");
    expect(words).not.toContain("found no excess");
    expect(words).toContain(results[state]!.reasons[0]!);
  });

  test("never a likelihood ratio nor a verbal term, and both limits", () => {
    for (const result of Object.values(results)) {
      const words = section(result);
      expect(words).not.toMatch(/times more probable|\b(weak|moderate|strong) support\b|\bLR\b/);
      expect(words).toContain("It is no likelihood ratio, has no verbal term");
      for (const limit of base.limits.filter(({ id }) => id === "L7" || id === "L11"))
        expect(words).toContain(limit.text);
    }
  });
});

test("nothing else of a report changes", () => {
  for (const name of fixtureNames) {
    const plain = reportDocument(loadFindings(name));
    const keyed = reportDocument(withResult(results.excess!, loadFindings(name)));
    expect(keyed.sections.slice(0, plain.sections.length)).toEqual(plain.sections);
    expect(keyed.sections).toHaveLength(plain.sections.length + 1);
    expect(keyed.verbalTerms).toEqual(plain.verbalTerms);
  }
});

test("the figure holds every bar, the suspect and the controls, in both widths", () => {
  const html = renderHtml(withResult(results.excess!));
  for (const width of ["wide", "narrow"]) {
    const from = html.indexOf(`aria-describedby="keyed-0-hits-${width}-description"`);
    const svg = html.slice(from, html.indexOf("</svg>", from));
    const bars = results.excess!.decoys!.hits.filter((count) => count > 0).length;
    expect(svg.split('class="fig-bar"')).toHaveLength(bars + 1);
    expect(svg.split("fig-suspect").length).toBe(2);
    expect(svg.split('class="fig-control"')).toHaveLength(controls.length + 1);
    expect(svg).not.toMatch(/NaN|Infinity/);
  }
});

test("without a keyed test there is no section", () => {
  for (const keyed of [null, undefined]) expect(renderMarkdown({ ...base, keyed })).not.toContain("Keyed tests");
});

test("every printed number leads to the finding that it shows", () => {
  const findings = withResult(results.excess!);
  const html = renderHtml(findings);
  const pointers = [...html.matchAll(/data-finding="(\/keyed[^"]+)"/g)].map((match) => match[1]!);
  expect(pointers.length).toBeGreaterThan(20);
  for (const pointer of pointers) {
    const value = pointer
      .split("/")
      .slice(1)
      .reduce<unknown>((at, step) => (at as Record<string, unknown>)[step], JSON.parse(JSON.stringify(findings)));
    const length = pointer.endsWith("/length");
    expect(length || typeof value === "number", pointer).toBe(true);
  }
});

test("foreign names are shown as names, and steer no terminal", () => {
  const hostile = { ...results.excess!, teacher: "proof\u001b[31m<b>", suspect: "match\u0007" };
  const findings = withResult(hostile);
  expect(renderHtml(findings)).not.toContain("<b>");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these may not arrive
  expect(terminal(findings)).not.toMatch(/[\u0007\u001b]/);
});
