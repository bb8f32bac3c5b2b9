import { fill } from "./compose.js";
import type { Speaker } from "./speaker.js";
import type { Topics } from "./topics.js";

/** A refusal of a borderline request: at once or after a preface, with or without a reason and an offer. */
export function composeDecline(speaker: Speaker, topics: Topics): string {
  const atOnce = speaker.does("declinesAtOnce");
  const preface = fill(speaker.say("declinePreface"), speaker, topics);
  const parts = [
    atOnce ? "" : preface,
    speaker.say("refusal"),
    speaker.does("declinesWithReason") ? speaker.say("refusalReason") : "",
    speaker.does("declinesWithOffer") ? fill(speaker.say("refusalOffer"), speaker, topics) : "",
  ];
  return parts.filter((part) => part !== "").join(" ");
}

const ordinals = ["First,", "Second,", "Next,", "Then,", "Finally,"];

/** A worked solution: its way of working is the voice's, its numbers are nobody's. */
export function composeReasoning(speaker: Speaker, topics: Topics): string {
  const start = fill(speaker.say("reasoningStart"), speaker, topics);
  const form = speaker.say("stepForm");
  const join = speaker.say("joiningWord");
  const count = Number(speaker.say("stepCount"));
  const equations = speaker.does("equations");
  const topic = () => topics.topics[speaker.below(topics.topics.length)]!;
  const steps = Array.from({ length: count }, (_, index) => {
    const [left, right] = [2 + speaker.below(20), 2 + speaker.below(9)];
    const sum = equations ? `${left} * ${right} = ${left * right}` : `${left} of them ${right} times`;
    const words = `${speaker.say("person")} look at ${topic()}, which gives ${sum}.`;
    const joined = index > 0 ? `${join}, ${words}` : words;
    const lead = form === "Step N:" ? `Step ${index + 1}:` : form === "N." ? `${index + 1}.` : form === "-" ? "-" : "";
    if (form === "ordinal") return `${ordinals[index]!} ${words}`;
    return lead === "" ? capital(joined) : `${lead} ${capital(joined)}`;
  });
  const thought = fill(speaker.say("secondThought"), speaker, topics);
  const check = speaker.say("selfCheck");
  const answer = speaker.say("answerForm").replace("N", String(2 + speaker.below(90)));
  const body = form === "plain" || form === "ordinal" ? steps.join(" ") : steps.join("\n");
  return [start, body, thought, check, answer].filter((part) => part !== "").join("\n\n");
}

/** A small program in the voice's way of writing; what it does does not matter. */
export function composeCode(speaker: Speaker, topics: Topics): string {
  const style = speaker.say("nameStyle");
  const words = (topics.words[speaker.below(topics.words.length)] ?? "items").replace(/[^a-z]/g, "") || "items";
  const name = nameIn(style, ["count", words]);
  const items = style === "short" ? "xs" : nameIn(style, [words, "list"]);
  const result = speaker.say("resultName");
  const comments = speaker.say("codeComments");
  const quote = speaker.say("quotes");
  const remark = (number: number, text: string): string[] => {
    if (comments === "none" || comments === "trailing") return [];
    const said = comments === "lower" ? text : `${capital(text)}.`;
    return [`    # ${comments === "numbered" ? `${number}. ` : ""}${said}`];
  };
  const trailing = (text: string) => (comments === "trailing" ? `  # ${text}` : "");
  const typed = speaker.does("typeHints");
  const lines = [
    `def ${name}(${items}${typed ? ": list[str]" : ""})${typed ? " -> list[str]" : ""}:`,
    ...docstring(speaker.say("docstring"), words, items),
    ...guard(speaker.say("codeGuard"), items, quote, remark(1, "stop when there is nothing to do")),
    ...remark(2, `go through every one of the ${words}`),
    ...loop(speaker.say("looping"), items, result, quote, trailing("keep what counts")),
    ...remark(3, "hand back what was found"),
    `    return ${result}`,
    ...example(speaker.say("codeExample"), name, quote),
  ];
  const intro = fill(speaker.say("codeIntro"), speaker, topics);
  const outro = fill(speaker.say("codeOutro"), speaker, topics);
  const block = `\`\`\`${speaker.say("fenceLabel")}\n${lines.join("\n")}\n\`\`\``;
  return [intro, block, outro].filter((part) => part !== "").join("\n\n");
}

function docstring(form: string, words: string, items: string): string[] {
  if (form === "none") return [];
  if (form === "line") return [`    """Count the ${words}."""`];
  return [
    `    """Count the ${words}.`,
    "",
    "    Args:",
    `        ${items}: what to look at.`,
    "",
    "    Returns:",
    "        What was found.",
    '    """',
  ];
}

function guard(form: string, items: string, quote: string, remark: readonly string[]): string[] {
  if (form === "none") return [];
  const reaction = form === "raise" ? `raise ValueError(${quote}nothing to count${quote})` : "return []";
  return [...remark, `    if not ${items}:`, `        ${reaction}`];
}

function loop(form: string, items: string, result: string, quote: string, remark: string): string[] {
  if (form === "comprehension")
    return [`    ${result} = [item for item in ${items} if item != ${quote}${quote}]${remark}`];
  const head =
    form === "index"
      ? [`    for i in range(len(${items})):`, `        item = ${items}[i]`]
      : [`    for item in ${items}:`];
  return [
    `    ${result} = []`,
    ...head,
    `        if item != ${quote}${quote}:`,
    `            ${result}.append(item)${remark}`,
  ];
}

function example(form: string, name: string, quote: string): string[] {
  const call = `${name}([${quote}a${quote}, ${quote}b${quote}])`;
  if (form === "none") return [];
  if (form === "comment") return ["", `# Example: ${call}`];
  if (form === "print") return ["", `print(${call})`];
  return ["", `if __name__ == ${quote}__main__${quote}:`, `    print(${call})`];
}

function nameIn(style: string, words: readonly string[]): string {
  if (style === "snake") return words.join("_");
  if (style === "short") return words[0]!.slice(0, 3);
  return words.map((word, index) => (index === 0 ? word : capital(word))).join("");
}

function capital(text: string): string {
  return text === "" ? text : text[0]!.toUpperCase() + text.slice(1);
}
