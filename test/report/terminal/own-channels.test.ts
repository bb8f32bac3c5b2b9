import { expect, test } from "vitest";
import type { Findings } from "../../../src/findings/findings.js";
import type { ChoiceFinding, StyleFinding } from "../../../src/findings/own-channel-schema.js";
import { ownChannelNote } from "../../../src/report/terminal/own-channels.js";
import { renderTerminal } from "../../../src/report/terminal/terminal.js";
import { columnsOf } from "../../../src/report/terminal/width.js";
import { loadFindings } from "../load-findings.js";

const row = {
  group: "northlight-aurora-2",
  affinity: 0.133,
  score: 3.48,
  prompts: 110,
  note: "no panel calibrates it; shown, not counted",
  rank: { p: 2 / 33, holm: 0.4, largerFamilies: 1, resolution: 1 / 33 },
  threshold05: 3.1,
  aboveThreshold: true,
};
const below = { score: 1.2, aboveThreshold: false };
const few = { rank: null, threshold05: null, aboveThreshold: null };
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
const findings = (change: Partial<Findings>): Findings => ({
  ...loadFindings("tier-1-stands-out"),
  choices: [],
  ...change,
});

test("nothing is said where no such probes were answered, also for findings of earlier versions", () => {
  expect(ownChannelNote(findings({}))).toEqual([]);
  const { styles: _, ...earlier } = findings({});
  expect(ownChannelNote(earlier as Findings)).toEqual([]);
  expect(renderTerminal(findings({}), { colour: false, width: 100 })).not.toContain("Other kinds of probes");
});

test("what lies above the line of its kind is named with its numbers; the rest is said in one breath", () => {
  const note = ownChannelNote(
    findings({
      choices: [choice("free", below), choice("forced", few)],
      styles: [
        style("refusals", { group: "second", score: 3.2 }),
        style("refusals"),
        style("refusals", { ...below, group: "third" }),
        style("code", below),
        style("reasoning", few),
      ],
    }),
  );
  expect(note).toEqual([
    "Other kinds of probes, shown and not counted (section 9 of the written reports): Refusals: above the 5 % line of this kind northlight-aurora-2 (score 3.48, rank p 0.061), second (score 3.20, rank p 0.061). Free choices, code style: no group above the 5 % line of its kind. Forced choices, reasoning style: too few control models for a line, descriptive only.",
  ]);
});

test("many groups are counted, and names cannot steer the terminal", () => {
  const many = Array.from({ length: 6 }, (_, index) => style("code", { group: `group-${index}`, score: 9 - index }));
  expect(ownChannelNote(findings({ styles: many })).join()).toMatch(/group-0 .*group-1 .*group-2 .* and 3 more\.$/);
  const hostile = findings({ styles: [style("code", { group: "a\u001b[31m\nb\u202e" })] });
  const printed = renderTerminal(hostile, { colour: false, width: 60 });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these must not appear
  expect(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/.exec(printed)).toBeNull();
  expect(printed).toContain("Code style: above the 5 % line");
  for (const line of printed.split("\n")) expect(columnsOf(line)).toBeLessThanOrEqual(60);
});
