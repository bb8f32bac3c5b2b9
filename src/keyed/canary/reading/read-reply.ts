import { foldText, isBoundary } from "../../../probes/readers/fold-text.js";
import type { CanaryItem } from "../canary-pack.js";

/** No parser reads further: an answer that names its value has named it by then. */
const longestReply = 20_000;
/** Shorter lines of a prompt occur in replies by themselves. */
const shortestQuote = 12;

/**
 * Index of the alphabet that a reply names; -1 when it names none or leaves it open. Knows nothing of any key.
 * What the reply quotes of its own prompt is not read.
 */
export function readReply(reply: string, item: CanaryItem, wording: number): number {
  const { parser, alphabet, probes } = item;
  const fold = parser.normalise === "none" ? (text: string) => text : foldText;
  const prompts = probes[wording]?.messages.map(({ content }) => fold(content)) ?? [];
  const values = alphabet.map((value) => fold(value));
  const whole = (text: string) => values.indexOf(fold(text).trim());
  const cut = reply.slice(0, longestReply);
  switch (parser.kind) {
    case "first-alphabet-match":
      return firstMention(withoutQuotes(fold(cut), prompts), values);
    case "exact":
      return whole(cut);
    case "regex": {
      const captured = new RegExp(parser.pattern ?? "", "u").exec(cut)?.[1];
      return captured === undefined ? -1 : whole(captured);
    }
    case "json-pointer": {
      const found = atPointer(cut, parser.pattern ?? "");
      return found === null ? -1 : whole(found);
    }
  }
}

function withoutQuotes(reply: string, prompts: readonly string[]): string {
  const quotes = prompts
    .flatMap((prompt) => [prompt, ...prompt.split("\n")])
    .map((quote) => quote.trim())
    .filter((quote) => quote.length >= shortestQuote);
  return quotes.reduce((rest, quote) => rest.replaceAll(quote, " "), reply);
}

/** The value that is mentioned first as whole words; -1 when two begin at the same place. */
function firstMention(reply: string, values: readonly string[]): number {
  let first = reply.length;
  let found = -1;
  values.forEach((value, index) => {
    const at = mentionOf(reply, value);
    if (at < 0 || at > first) return;
    found = at === first && found !== -1 ? -1 : index;
    first = at;
  });
  return found;
}

/** Where a value first stands as whole words; -1 for nowhere. */
export function mentionOf(text: string, value: string): number {
  if (value === "") return -1;
  for (let from = text.indexOf(value); from !== -1; from = text.indexOf(value, from + 1)) {
    const to = from + value.length;
    if (
      isBoundary(lastOf(text.slice(0, from)), firstOf(text.slice(from))) &&
      isBoundary(lastOf(text.slice(0, to)), firstOf(text.slice(to)))
    )
      return from;
  }
  return -1;
}

function firstOf(text: string): string {
  const code = text.codePointAt(0);
  return code === undefined ? "" : String.fromCodePoint(code);
}

function lastOf(text: string): string {
  const last = text.slice(-1);
  return /[\uDC00-\uDFFF]/.test(last) ? text.slice(-2) : last;
}

/** The text or number at an RFC 6901 pointer of a JSON reply; null when there is none. */
function atPointer(reply: string, pointer: string): string | null {
  let value: unknown;
  try {
    value = JSON.parse(reply);
  } catch {
    return null;
  }
  for (const step of pointer.split("/").slice(1)) {
    if (value === null || typeof value !== "object") return null;
    const name = step.replaceAll("~1", "/").replaceAll("~0", "~");
    value = Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
  }
  return typeof value === "string" || typeof value === "number" ? String(value) : null;
}
