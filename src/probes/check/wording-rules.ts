import type { ProbeKind } from "../../panel/panel.js";
import { plainText } from "../option-marks.js";
import type { PackFile, ProbeFile } from "../pack-schema.js";
import { wordFinder } from "./find-words.js";
import type { PackRule, ProbeFinding } from "./finding.js";
import { countWords, isWrittenIn } from "./measure-text.js";
import { ageingWords, doubtfulNames, leadingPhrases, unsafeWords, vendorNames } from "./word-lists.js";

const findVendor = wordFinder(vendorNames);
const findDoubtful = wordFinder(doubtfulNames);
const findLeading = wordFinder(leadingPhrases);
const findAgeing = wordFinder(ageingWords);
const findUnsafe = wordFinder(unsafeWords);

/** Words that a prompt of each kind may have: fewer leave the question open, more make it the answer. */
const lengths: Readonly<Record<ProbeKind, readonly [number, number]>> = {
  "open-ended": [4, 250],
  opening: [4, 250],
  choice: [3, 150],
  boundary: [4, 150],
  reasoning: [6, 250],
  code: [5, 250],
  "rare-knowledge": [4, 150],
  identity: [2, 60],
  canary: [1, 2000],
  watermark: [1, 2000],
};

/** Which wording a kind is about, so that the rule does not apply to it: canaries say what their owner planted. */
const exempt: Partial<Record<PackRule, readonly ProbeKind[]>> = {
  "vendor-name": ["canary", "watermark"],
  "leading-words": ["canary", "watermark"],
  ageing: ["canary", "watermark", "reasoning", "code"],
};

/** Everything that a prompt's words alone can have wrong. */
export function wordingFindings(pack: PackFile, probe: ProbeFile, index: number): ProbeFinding[] {
  const findings: ProbeFinding[] = [];
  const written: [(string | number)[], string][] =
    probe.prompt === undefined
      ? (probe.messages ?? []).map((message, turn) => [["probes", index, "messages", turn, "content"], message.content])
      : [[["probes", index, "prompt"], probe.prompt]];
  const texts = written.map(([place, text]) => [place, plainText(probe, text)] as const);
  const language = probe.language ?? pack.language;
  for (const [place, text] of texts) {
    const add = (rule: PackRule, severity: "error" | "warning", found: string, fix: string) => {
      if (!exempt[rule]?.includes(pack.kind)) findings.push({ place, rule, severity, found, fix });
    };
    const vendor = findVendor(text);
    if (vendor !== null) {
      add(
        "vendor-name",
        "error",
        `the prompt names a maker or model ("${vendor}").`,
        "Ask without the name: models repeat what they read.",
      );
    }
    const doubtful = vendor === null ? findDoubtful(text) : null;
    // "Se llama" is how Spanish says what somebody is called.
    if (doubtful !== null && !(doubtful === "llama" && language.startsWith("es"))) {
      add("vendor-name", "warning", `"${doubtful}" is also the name of a maker or model.`, "Use another word or name.");
    }
    const unsafe = findUnsafe(text);
    if (unsafe !== null) {
      add(
        "unsafe-topic",
        "error",
        `the prompt touches an unsafe topic ("${unsafe}").`,
        "Choose a harmless question; packs are run against live services.",
      );
    }
    const leading = findLeading(text);
    if (leading !== null) {
      add(
        "leading-words",
        "warning",
        `the wording leads ("${leading}").`,
        "Ask openly, without a hint at the answer or its form.",
      );
    }
    const ageing = findAgeing(text);
    if (ageing !== null) {
      add(
        "ageing",
        "warning",
        `the answer changes with the calendar ("${ageing}").`,
        "Ask for something that stays true.",
      );
    }
    if (language !== "mul" && !isWrittenIn(text, language)) {
      add(
        "language",
        "error",
        `the text is not written in the script of "${language}".`,
        'Correct the text or "language".',
      );
    }
    const slip = typographyOf(text);
    if (slip !== null) add("typography", "warning", slip, "Clean the text; every model reads it as it stands.");
    const gap = placeholderOf(text);
    if (gap !== null)
      add("placeholder", "error", `the text holds a placeholder (${gap}).`, "Write the question in full.");
  }
  const [shortest, longest] = lengths[pack.kind];
  const words = texts.reduce((sum, [, text]) => sum + countWords(text), 0);
  if (words < shortest || words > longest) {
    findings.push({
      place: ["probes", index],
      rule: "prompt-length",
      severity: "warning",
      found: `the prompt has ${words} ${words === 1 ? "word" : "words"}; prompts of kind "${pack.kind}" have ${shortest} to ${longest}.`,
      fix: words < shortest ? "Say more of what is wanted." : "Shorten it, or split it.",
    });
  }
  return findings;
}

function typographyOf(text: string): string | null {
  if (text !== text.trim()) return "the text begins or ends with a space or line break.";
  if (/[^\S\n] {1,}\S/.test(text.replace(/\n +/g, "\n"))) return "there are two spaces in a row.";
  // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these are looked for
  if (/[\u0000-\u0008\u000B-\u001F\u007F\u200B\uFEFF\uFFFD]/.test(text))
    return "there is a control or replacement character.";
  if (/\s[,.?!;:](?:\s|$)/.test(text) && !/[«»]|\p{Script=Han}/u.test(text) && !/ [?!;:]/.test(text))
    return "there is a space before a sign.";
  if (/([,;:!?])\1{2,}/.test(text)) return "a sign is repeated.";
  return null;
}

function placeholderOf(text: string): string | null {
  const found =
    /\{\{[^}]*\}\}|\$\{[^}]*\}|\[(?:insert|your|name|topic|city|text|placeholder)[^\]]*\]|<(?:insert|your|name|topic)[^>]*>|\blorem ipsum\b/i.exec(
      text,
    ) ??
    // In capitals only: "todo" is Spanish and Portuguese for "everything".
    /\bTODO\b|\bTBD\b|\bXXX+\b/.exec(text);
  return found === null ? null : found[0];
}
