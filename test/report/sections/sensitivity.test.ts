import { describe, expect, test } from "vitest";
import type { Findings } from "../../../src/findings/findings.js";
import { renderHtml } from "../../../src/report/html/html.js";
import { renderMarkdown } from "../../../src/report/markdown/markdown.js";
import { loadFindings } from "../load-findings.js";

const tier2 = loadFindings("tier-2-at-cap");
const tier1 = loadFindings("tier-1-stands-out");
const section = (findings: Findings, number: number) =>
  renderMarkdown(findings)
    .split(/^## /m)
    .find((part) => part.startsWith(`${number} `))!;

const [first, ...others] = tier2.teachers;
const withChecks = (changes: Partial<NonNullable<(typeof first & object)["likelihoodRatio"]>>): Findings => ({
  ...tier2,
  teachers: [{ ...first!, likelihoodRatio: { ...first!.likelihoodRatio!, ...changes } }, ...others],
});
const checks = (used: boolean) => ({
  median: 1.21,
  studentT: { log10: 0.31, used },
  variance: { prompts: 0.3, families: 0.1, promptShare: 0.75 },
});

describe("sensitivity", () => {
  test("the table says what is stated, so that changes can be read off it", () => {
    expect(section(tier2, 12)).toContain("As stated, the score is 4.65 and the logarithm +1.45.".replace("+", "\\+"));
  });

  test("rows that could not be made are named with the reason", () => {
    const sensitivityLeftOut = [{ change: "each temperature alone", reason: "the study has one temperature" }];
    expect(section({ ...tier2, sensitivityLeftOut }, 12)).toContain(
      "| each temperature alone | the study has one temperature |",
    );
    expect(section(tier2, 12)).not.toContain("could not be made");
  });

  test("teachers against each other stand in their own table, the least favourable first", () => {
    const teacherAgainstTeacher = {
      group: first!.group,
      others: [
        { group: others[0]!.group, log10: -0.21, atCap: false },
        { group: others[1]!.group, log10: 1.1, atCap: true },
      ],
    };
    const printed = section({ ...tier2, teacherAgainstTeacher }, 12);
    expect(printed).toMatch(
      new RegExp(
        `\\| ${others[0]!.group} \\| \u22120.21 \\| no \\|\n\\| ${others[1]!.group} \\| \\\\\\+1.10 \\| yes \\|`,
      ),
    );
    expect(section({ ...tier2, teacherAgainstTeacher: null }, 12)).not.toContain("One teacher against another");
    expect(section(tier2, 12)).not.toContain("One teacher against another");
  });
});

describe("beside the headline", () => {
  const answerOf = (log10: number, atCap = false) =>
    section(withChecks({ alternative: { group: others[0]!.group, log10, atCap } }), 1);
  const [k, j] = [first!.group, others[0]!.group];

  test("the least favourable other teacher, whichever fits better", () => {
    expect(answerOf(Math.log10(3))).toContain(`the findings fit ${k} 3.0 times better than ${j}`);
    expect(answerOf(-Math.log10(3))).toContain(`the findings fit ${j} 3.0 times better than ${k}`);
    expect(answerOf(1.2, true)).toContain(`the findings fit ${k} 15 times or more better than ${j}`);
  });

  test("nothing where there is none", () => {
    expect(section(tier2, 1)).not.toContain("Between teachers");
    expect(section(withChecks({ alternative: null }), 1)).not.toContain("Between teachers");
    expect(section(tier1, 1)).not.toContain("Between teachers");
  });
});

describe("likelihood ratios", () => {
  test("have median, the other teacher, and the share that more prompts could remove", () => {
    const alternative = { group: others[0]!.group, log10: 0.4, atCap: false };
    const printed = section(withChecks({ checks: checks(false), alternative }), 4);
    expect(printed).toContain("Share that more prompts could remove");
    expect(printed).toMatch(/\\\+1\.21 .*\\\+0\.40 \(northlight-aurora-1\) \| 0\.75 \|/);
    expect(printed).not.toContain("two ways to fit");
  });

  test("the reader is told when the Student-t value is the one that is stated", () => {
    expect(section(withChecks({ checks: checks(true) }), 4)).toContain(
      "What is stated is the Student-t value, \\+0.31: it is the one nearer 0.",
    );
  });

  test("findings of before have dashes there and no made-up numbers", () => {
    expect(section(tier2, 4)).toMatch(/\| n\/a \| n\/a \|/);
  });
});

describe("falsification", () => {
  const shuffled: NonNullable<Findings["shuffledAnswers"]> = {
    group: first!.group,
    prompts: 400,
    traits: [
      { trait: "w3pair", channel: "core", before: 5, after: 0.2, central95: [-1, 2] },
      { trait: "first12", channel: "surface", before: 6, after: 3.5, central95: [-1, 2] },
    ],
    core: { before: 4.79, after: 3.6 },
  };
  const told = (changes: Partial<typeof shuffled>) =>
    section({ ...tier2, shuffledAnswers: { ...shuffled, ...changes } }, 12);

  test("the part of the score that needs no common prompt is told in plain words", () => {
    const printed = told({});
    expect(printed).toContain("Of the score 4.79, 3.60 stays (a share of 0.75)");
    expect(printed).toContain("the suspect's answers to 400 prompts");
    expect(printed).toContain("Outside the range: first twelve words.");
  });

  test("no share where it would make no sense, no note where nothing is outside", () => {
    for (const core of [
      { before: -1, after: -2 },
      { before: 2, after: 2.5 },
      { before: 2, after: -1 },
    ])
      expect(told({ core })).not.toContain("a share of");
    expect(told({ core: { before: null, after: 1 } })).not.toContain("stays");
    expect(told({ traits: [shuffled.traits[0]!] })).not.toContain("Outside the range");
    expect(section({ ...tier2, shuffledAnswers: null }, 12)).not.toContain("dealt out anew");
  });

  test("all of it stands in the HTML report as well", () => {
    const html = renderHtml({ ...tier2, shuffledAnswers: shuffled });
    expect(html).toContain("a share of");
  });
});
