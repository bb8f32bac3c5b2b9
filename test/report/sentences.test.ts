import { expect, test } from "vitest";
import type { Findings } from "../../src/findings/findings.js";
import type { Text } from "../../src/report/document.js";
import { answerOf, leadingGroup, rankSentence, ratioSentences } from "../../src/report/sentences.js";
import { type FixtureName, fixtureNames, loadFindings } from "./load-findings.js";

const words = (text: Text) =>
  text
    .map((part) => (typeof part === "string" ? part : "name" in part ? part.name : "value" in part ? part.value : "?"))
    .join("");

const expected: Readonly<Record<FixtureName, readonly string[]>> = {
  "tier-1-stands-out": ["T-RANK", "T-RANK-ANY", "T-SET", "T-NOLR", "T-MEANING"],
  "none-stands-out": ["T-INCON", "T-NONE-OUT", "T-MEANING"],
  "descriptive-only": ["T-DESCRIPTIVE", "T-NOLR", "T-MEANING"],
  "tier-2-at-cap": ["T-LR-CAP", "T-CI", "T-VERBAL", "T-RANK", "T-RANK-ANY", "T-MEANING"],
  synthetic: ["T-RANK", "T-RANK-ANY", "T-NOLR", "T-MEANING"],
  hostile: ["T-RANK", "T-RANK-ANY", "T-SET", "T-NOLR", "T-MEANING"],
};

test.each(fixtureNames)("%s states its sentences in order", (fixture) => {
  const { headline, more } = answerOf(loadFindings(fixture));
  expect([headline, ...more].map((sentence) => sentence.id)).toEqual(expected[fixture]);
});

test("enough controls and another reason: the reason is the headline, not the controls", () => {
  const few = loadFindings("descriptive-only");
  const taken = ["no calibration", "one tier less: fewer than 50 prompts were used"];
  const findings: Findings = {
    ...few,
    teachers: few.teachers.map((teacher) => ({ ...teacher, nullFamilies: 14, nullModels: 30, tierReasons: taken })),
    tierReasons: taken,
  };
  const { headline, more } = answerOf(findings);
  expect([headline, ...more].map(({ id }) => id)).toEqual(["T-DESCRIPTIVE-CASE", "T-NOLR", "T-MEANING"]);
  expect(words(headline.text)).toBe("The findings are descriptive only: fewer than 50 prompts were used.");
  const elsewhere = answerOf({ ...findings, tier: 1 });
  expect(words(elsewhere.more[0]!.text)).toContain("because the leading group has tier 0: no calibration;");
});

test("the rank sentence counts families and names the least that could be seen", () => {
  const findings = loadFindings("tier-1-stands-out");
  expect(words(answerOf(findings).headline.text)).toBe(
    "acme-chat-7b is closer to northlight-aurora-2 than all 14 control families; if acme-chat-7b were an unrelated model exchangeable with these families, this would happen at most 1 time in 15.",
  );
});

test("a group that was chosen from several by its score has the p of all of them beside its rank", () => {
  const findings = loadFindings("tier-1-stands-out");
  const said = answerOf(findings).more.find(({ id }) => id === "T-RANK-ANY")!;
  expect(words(said.text)).toContain("for some group with probability 0.067 at most");
  const one: Findings = { ...findings, teachers: findings.teachers.slice(0, 1) };
  expect(answerOf(one).more.map(({ id }) => id)).not.toContain("T-RANK-ANY");
});

test("families that are at least as close are counted, not hidden", () => {
  const findings = withLeading(loadFindings("tier-1-stands-out"), {
    rank: { p: 3 / 15, holm: 1, largerFamilies: 2, resolution: 1 / 15 },
  });
  const sentence = rankSentence(findings, leadingGroup(findings)!)!;
  expect(sentence.id).toBe("T-RANK-K");
  expect(words(sentence.text)).toContain("2 of 14 control families are at least as close");
  expect(words(sentence.text)).toContain("at most 3 times in 15");
});

test("a value at the cap is never introduced by about", () => {
  const findings = loadFindings("tier-2-at-cap");
  const said = words(answerOf(findings).headline.text);
  expect(said).toContain("at least 28 times more probable if");
  expect(said).not.toContain("about");
});

test("below the cap the value is given with two figures", () => {
  const findings = withRatio({ log10: 1.2, atCap: false, interval95: [0.5, 1.45], cautious: 0.7, verbal: "weak" });
  const said = ratioSentences(findings, leadingGroup(findings)!);
  expect(said.map((sentence) => sentence.id)).toEqual(["T-LR", "T-CI", "T-VERBAL"]);
  expect(words(said[0]!.text)).toContain("about 16 times more probable if");
});

test("a value below one is worded the same way for the other side", () => {
  const findings = withRatio({
    log10: -0.6,
    atCap: false,
    interval95: [-0.76, -0.35],
    cautious: -0.74,
    verbal: "weak",
    favours: "not-derived",
  });
  const said = ratioSentences(findings, leadingGroup(findings)!);
  expect(said.map((sentence) => sentence.id)).toEqual(["T-LR-INV", "T-CI", "T-VERBAL"]);
  expect(words(said[0]!.text)).toBe("The findings are about 4.0 times more probable under H0 than under H1.");
  expect(words(said[2]!.text)).toContain("weak support for H0 over H1");
});

test("a value between 0.5 and 2 supports neither side", () => {
  for (const log10 of [Math.log10(2), 0, -Math.log10(2)]) {
    const findings = withRatio({ log10, atCap: false, verbal: null, favours: "neither" });
    expect(ratioSentences(findings, leadingGroup(findings)!)[0]!.id).toBe("T-NONE");
  }
});

test("a group that stands out without a cautious value above 2 is inconclusive", () => {
  const findings = withLeading(withRatio({ log10: 0.6, cautious: 0.1, atCap: false, verbal: null }), {
    state: "inconclusive",
  });
  expect(answerOf(findings).headline.id).toBe("T-INCON");
});

test("a fragile result names the removal that changes it most", () => {
  const findings: Findings = { ...loadFindings("tier-2-at-cap"), fragile: true };
  const sentence = answerOf(findings).more.find((candidate) => candidate.id === "T-FRAGILE")!;
  expect(words(sentence.text)).toMatch(
    /^Leaving out the trait Classifier \(clf\) changes the reported value from \+1\.45 \(log10\) to \+1\.\d\d \(log10\)\.$/,
  );
});

test("a score that metadata also gives is marked", () => {
  const findings = withLeading(loadFindings("tier-1-stands-out"), { notSeparatedFromMetadata: true });
  expect(answerOf(findings).more.map((sentence) => sentence.id)).toContain("T-METADATA");
});

test("the reason for a missing ratio is a sentence with the tier in it", () => {
  const sentence = answerOf(loadFindings("tier-1-stands-out")).more.find((candidate) => candidate.id === "T-NOLR")!;
  expect(words(sentence.text)).toBe(
    "No likelihood ratio is given, because this group has tier 1: 14 control families (20 are needed for a likelihood ratio).",
  );
});

test("without any reason for a tier the absence of a ratio is still explained", () => {
  const findings = withLeading(loadFindings("tier-1-stands-out"), { tierReasons: [] });
  const sentence = answerOf(findings).more.find((candidate) => candidate.id === "T-NOLR")!;
  expect(words(sentence.text)).toBe("No likelihood ratio is given, because no calibration applies to this study.");
});

function withLeading(findings: Findings, change: Partial<Findings["teachers"][number]>): Findings {
  const [first, ...rest] = findings.teachers;
  return { ...findings, teachers: [{ ...first!, ...change }, ...rest] };
}

function withRatio(change: Partial<NonNullable<Findings["teachers"][number]["likelihoodRatio"]>>): Findings {
  const findings = loadFindings("tier-2-at-cap");
  return withLeading(findings, { likelihoodRatio: { ...findings.teachers[0]!.likelihoodRatio!, ...change } });
}
