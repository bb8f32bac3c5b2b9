import { EndpointFailure } from "./endpoint.js";

export type JsonObject = Readonly<Record<string, unknown>>;

/** The raw body as a JSON object. Throws EndpointFailure: `empty-body`, `not-json`, `unexpected-shape`. */
export function parseBody(body: string): JsonObject {
  const text = body.replace(/^\uFEFF/, "");
  if (text.trim() === "") throw new EndpointFailure("unreadable", null, "empty-body", "The response has no body.");
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new EndpointFailure("unreadable", null, "not-json", `The response is not JSON: ${firstWords(text)}`);
  }
  const object = asObject(value);
  if (object === null) throw unexpectedShape("the response is not a JSON object");
  return object;
}

export function unexpectedShape(what: string): EndpointFailure {
  return new EndpointFailure("unreadable", null, "unexpected-shape", `The response cannot be read: ${what}.`);
}

export function asObject(value: unknown): JsonObject | null {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonObject) : null;
}

/** The field of an object, or null for anything that is missing or is not an object. */
export function field(value: unknown, name: string): unknown {
  const object = asObject(value);
  return object !== null && Object.hasOwn(object, name) ? object[name] : null;
}

export function objects(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.map(asObject).filter((item) => item !== null) : [];
}

export function textOrNull(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

/**
 * A text in which every half of a surrogate pair, which no UTF-8 file can hold, is U+FFFD, as any decoder would make it.
 * JSON lets such halves through, as escapes.
 *
 * @example wellFormed("a\ud83d") // => "a\ufffd"
 */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, "\uFFFD");
}

/** An id, a state or a name; null for anything that is not one, and for text that cannot be written down as it is. */
export function nameOrNull(value: unknown): string | null {
  const text = textOrNull(value);
  return text !== null && wellFormed(text) === text ? text : null;
}

/** A count of tokens, or null for anything that is not one. */
export function countOrNull(value: unknown): number | null {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : null;
}

/** The sum of the counts that are given; null when none is, and when the sum is too large to be exact. */
export function sumOrNull(...counts: readonly (number | null)[]): number | null {
  const given = counts.filter((count) => count !== null);
  return given.length === 0 ? null : countOrNull(given.reduce((sum, count) => sum + count, 0));
}

/** Parts joined by a blank line, or null when there is nothing to show. */
export function joinedOrNull(parts: readonly string[]): string | null {
  const given = parts.filter((part) => part !== "");
  return given.length === 0 ? null : given.join("\n\n");
}

/** The beginning of a text on one line, tags removed, well formed and with no half character at its end, for messages. */
export function firstWords(text: string, length = 200): string {
  const visible = wellFormed(beginning(text, 20_000))
    .replace(/<(script|style)\b[\s\S]*?<\/\1>/gi, " ")
    .replace(/<[^>]*>/g, " ");
  const line = Array.from(visible, (character) => (character < " " ? " " : character))
    .join("")
    .replace(/\s+/g, " ")
    .trim();
  return line.length > length ? `${beginning(line, length)}...` : line;
}

/** At most so many code units; one less where the cut would go through a surrogate pair. */
function beginning(text: string, length: number): string {
  const splits = text.length > length && /[\ud800-\udbff]/.test(text.charAt(length - 1));
  return text.slice(0, splits ? length - 1 : length);
}
