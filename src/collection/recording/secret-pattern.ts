/** Backslashes before an escape: JSON within JSON doubles them each time. Bounded, so that no text makes the search slow. */
const backslashes = "\\\\{1,8}";

/** Longest text that one code unit of a secret can become in the pattern. */
export const longestEscape = 16;

/**
 * Finds a secret in a text in which any of its characters may be written as JSON escapes it (`\u002B`, `\/`, in either
 * case of the digits), as an address does (`%2B`) or as HTML does (`&#43;`, `&#x2b;`). Global, for `replace`.
 *
 * @param of `bytes` when the text is bytes read as latin1, in which a character outside ASCII has its bytes in UTF-8
 * @example "a\\u002Bb".search(secretPattern("a+b", "text")) // => 0
 */
export function secretPattern(secret: string, of: "text" | "bytes"): RegExp {
  const plain = (character: string) => (of === "bytes" ? Buffer.from(character, "utf8").toString("latin1") : character);
  return new RegExp([...secret].map((character) => characterPattern(character, plain(character))).join(""), "g");
}

function characterPattern(character: string, plain: string): string {
  const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
  const json = units.map((unit) => `${backslashes}u${anyCase(hex(unit, 4))}`).join("");
  const percent = [...Buffer.from(character, "utf8")].map((byte) => `%${anyCase(hex(byte, 2))}`).join("");
  const point = character.codePointAt(0)!;
  const html = `&#(?:0{0,4}${point}|[xX]0{0,4}${anyCase(point.toString(16))});`;
  const short = '"/\\'.includes(character) ? `${backslashes}${literal(character)}|` : "";
  return `(?:${literal(plain)}|${short}${json}|${percent}|${html})`;
}

/** Whether anything that the pattern reads as an escape stands in the text; where nothing does, plain search is enough. */
export function mayHoldEscapes(text: { includes(part: string): boolean }): boolean {
  return text.includes("\\u") || text.includes("\\/") || text.includes("%") || text.includes("&#");
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, "0");
}

function anyCase(digits: string): string {
  return digits.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
