import { isMap, isNode, isPair, isScalar, LineCounter, type ParsedNode, parseDocument } from "yaml";
import { TeacherprintError } from "../../errors.js";
import { findDuplicateMember } from "./duplicate-member.js";

/** The place of a value in a document: keys and indices from the root. */
export type Place = readonly PropertyKey[];

/** What kind of document an error speaks of. */
export type DocumentNoun = "STUDY" | "PACK" | "PLAN" | "TEMPLATE";
const unreadable = (noun: DocumentNoun) => `${noun}_UNREADABLE` as const;

/** A file that a user wrote, read but not yet checked. */
export interface UserDocument {
  readonly file: string;
  readonly value: unknown;
  /** Line, from 1, of the value at a place, or of the nearest place above it that exists; null when the text has no lines. */
  lineOf(place: Place): number | null;
}

/**
 * Reads YAML 1.2 (and so JSON). Throws TeacherprintError with `<noun>_UNREADABLE`, naming file and line.
 * The text itself is never quoted in an error: the broken line could hold a key.
 */
export function readYamlDocument(text: string, file: string, noun: DocumentNoun): UserDocument {
  const { document, lines } = parseWithLines(text);
  const fault = document.errors[0] ?? document.warnings[0];
  if (fault !== undefined) {
    const { line, col } = lines.linePos(fault.pos[0]);
    throw new TeacherprintError(
      unreadable(noun),
      `${file}, line ${line}, column ${col}: ${yamlFaults[fault.code] ?? "this is not valid YAML."}`,
      "Correct that line; indent with spaces, and put texts with special characters in quotes.",
    );
  }
  let value: unknown;
  try {
    value = document.toJS();
  } catch (cause) {
    throw new TeacherprintError(
      unreadable(noun),
      `${file}: an alias (*name) has no anchor (&name) before it, or aliases expand without end.`,
      "Write the values out instead of using aliases.",
      { cause },
    );
  }
  return { file, value, lineOf: (place) => lineIn(document.contents, lines, place) };
}

/** Reads JSON, quickly; lines are only worked out when a fault has to be shown. Throws `<noun>_UNREADABLE`. */
export function readJsonDocument(text: string, file: string, noun: DocumentNoun): UserDocument {
  const content = text.startsWith("\uFEFF") ? text.slice(1) : text;
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch (cause) {
    const where = jsonFaultPosition(content, cause);
    throw new TeacherprintError(
      unreadable(noun),
      `${file}${where}: this is not valid JSON${content.trim() === "" ? ": the file is empty" : ""}.`,
      "Look for a missing or extra comma, quote or bracket there; JSON allows no comments and no comma before a closing bracket.",
      { cause },
    );
  }
  const twice = findDuplicateMember(content);
  if (twice !== null) {
    throw new TeacherprintError(
      unreadable(noun),
      `${file}${lineAndColumn(content, twice)}: ${yamlFaults.DUPLICATE_KEY}`,
      "Keep one of the two: readers of JSON do not agree which one counts.",
    );
  }
  let parsed: ReturnType<typeof parseWithLines> | null = null;
  return {
    file,
    value,
    lineOf(place) {
      parsed ??= parseWithLines(content);
      return lineIn(parsed.document.contents, parsed.lines, place);
    },
  };
}

function parseWithLines(text: string) {
  const lines = new LineCounter();
  return { document: parseDocument(text, { lineCounter: lines, prettyErrors: false, version: "1.2" }), lines };
}

function lineIn(root: ParsedNode | null, lines: LineCounter, place: Place): number | null {
  let node: unknown = root;
  let offset: number | null = root?.range[0] ?? null;
  for (const step of place) {
    let next: unknown;
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step));
      if (!isPair(pair)) break;
      if (isNode(pair.key) && pair.key.range) offset = pair.key.range[0];
      next = pair.value;
    } else if (node !== null && typeof node === "object" && "items" in node && Array.isArray(node.items)) {
      next = node.items[Number(step)];
      if (isNode(next) && next.range) offset = next.range[0];
    }
    if (next === undefined || next === null) break;
    node = next;
  }
  return offset === null ? null : lines.linePos(offset).line;
}

function jsonFaultPosition(text: string, cause: unknown): string {
  const message = cause instanceof Error ? cause.message : "";
  const offset = /at position (\d+)/.exec(message)?.[1] ?? (/end of JSON/i.test(message) ? String(text.length) : null);
  if (offset === null) {
    // Some messages of JSON.parse name no position; the YAML reader, which reads JSON too, may.
    const { document, lines } = parseWithLines(text);
    const fault = document.errors[0];
    return fault === undefined ? "" : `, line ${lines.linePos(fault.pos[0]).line}`;
  }
  return lineAndColumn(text, Number(offset));
}

function lineAndColumn(text: string, offset: number): string {
  const before = text.slice(0, offset);
  return `, line ${before.split("\n").length}, column ${before.length - before.lastIndexOf("\n")}`;
}

const yamlFaults: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: "this field is written twice in the same place.",
  TAB_AS_INDENT: "a tab is used as indentation; YAML allows spaces only.",
  BAD_INDENT: "the indentation does not fit the lines above.",
  MULTIPLE_DOCS: "the file holds more than one document (a line with ---).",
  TAG_RESOLVE_FAILED: "this tag (a word after !) is not known; put texts that begin with ! in quotes.",
  BAD_ALIAS: "this alias (a word after *) has no anchor; put texts that begin with * in quotes.",
  MISSING_CHAR: "a quote, bracket, comma or colon is missing.",
  UNEXPECTED_TOKEN: "this does not belong here; a quote, colon or bracket nearby may be wrong.",
};
