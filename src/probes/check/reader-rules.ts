import { plainText } from "../option-marks.js";
import type { PackFile, ProbeFile } from "../pack-schema.js";
import { findMentions } from "../readers/find-mentions.js";
import { cleanText, foldText } from "../readers/fold-text.js";
import { spelledNumbers } from "../readers/spelled-numbers.js";
import type { ProbeFinding } from "./finding.js";

/** Whether answers to a probe can be read as its reader hopes. */
export function readerFindings(pack: PackFile, probe: ProbeFile, index: number): ProbeFinding[] {
  const { answer } = probe;
  if (answer === undefined) return [];
  const place = ["probes", index];
  const written = probe.prompt ?? (probe.messages ?? []).map((message) => message.content).join("\n");
  const text = plainText(probe, written);
  const findings: ProbeFinding[] = [];
  if (answer.type === "one-of" && probe.optionsImplied !== true)
    findings.push(...absentOptions(answer.options, text, place));
  if (answer.type === "integer" && probe.optionsImplied !== true) findings.push(...absentRange(answer, text, place));
  const maxTokens = probe.maxTokens ?? pack.defaults?.maxTokens;
  const longest = answer.type === "one-of" ? Math.max(...answer.options.map((option) => option.length)) : 1;
  // A token is at least two letters in nearly every tokeniser; less room than that cuts the answer for certain.
  if (maxTokens !== undefined && longest / 2 > maxTokens) {
    findings.push({
      place: [...place, "answer", "options"],
      rule: "answer-too-long",
      severity: "error",
      found: `the longest option has ${longest} characters, and the answer no more than ${maxTokens} ${maxTokens === 1 ? "token" : "tokens"}.`,
      fix: 'Raise "maxTokens" or shorten the options.',
    });
  }
  const samples = probe.samples ?? pack.defaults?.samples;
  if (pack.kind === "choice" && samples !== undefined && samples < 8) {
    findings.push({
      place: probe.samples === undefined ? ["defaults", "samples"] : [...place, "samples"],
      rule: "few-samples",
      severity: "warning",
      found: `${samples} answers show no distribution.`,
      fix: 'Set "samples" to 8 or more, or leave it out for decisions that are asked once.',
    });
  }
  return findings;
}

function absentOptions(options: readonly string[], text: string, place: (string | number)[]): ProbeFinding[] {
  const folded = options.map((option) => foldText(option).trim());
  const mentioned = new Set(findMentions(foldText(text), folded).map((mention) => mention.phrase));
  return options.flatMap((option, at): ProbeFinding[] =>
    mentioned.has(at)
      ? []
      : [
          {
            place: [...place, "answer", "options", at],
            rule: "options-not-in-prompt",
            severity: "error",
            found: `the option "${option}" is not in the prompt, so no model knows of it.`,
            fix: 'Name the option in the prompt; for a set that every speaker knows, add "optionsImplied": true.',
          },
        ],
  );
}

function absentRange(range: { min: number; max: number }, text: string, place: (string | number)[]): ProbeFinding[] {
  const phrases = [...spelledNumbers.keys()];
  const spelled = findMentions(foldText(text).replace(/-/g, " "), phrases).map(
    (mention) => spelledNumbers.get(phrases[mention.phrase]!)!,
  );
  const written = [...cleanText(text).matchAll(/-?\d+/g)].map((match) => Number(match[0]));
  const named = new Set([...spelled, ...written]);
  return (["min", "max"] as const).flatMap((end): ProbeFinding[] =>
    named.has(range[end])
      ? []
      : [
          {
            place: [...place, "answer", end],
            rule: "range-not-in-prompt",
            severity: "error",
            found: `the prompt does not name ${range[end]}, so answers outside the range are to be expected.`,
            fix: 'Name both ends in the prompt; for a range that every speaker knows (a die), add "optionsImplied": true.',
          },
        ],
  );
}
