import { formatPatterns } from "./patterns.js";
import { textShape } from "./text-shape.js";

const numbers = 12;
export const formatFeatureCount = formatPatterns.length * 3 + numbers;

/** Patterns that count single characters, by character; the others are searched for. */
const patternOf = new Map<number, number>();
formatPatterns.forEach(({ characters }, index) => {
  for (const character of characters ?? "") patternOf.set(character.charCodeAt(0), index);
});
const ascii = 0x80;

/**
 * Writes the 138 numbers of the format trait for one raw/1 text into `into`: for each pattern presence, count per 1 000
 * characters and ln(1 + count); then ln characters, ln words, mean and standard deviation of sentence length in words,
 * square roots of paragraphs, mean paragraph length and lines, characters per word, ends with `.`, `!`, `?`, starts with a
 * capital. An empty text gives zeros.
 */
export function formatFeatures(raw: string, into: Float32Array): void {
  into.fill(0);
  if (raw.trim() === "") return;
  const counts = countPatterns(raw);
  const per1000 = 1000 / raw.length;
  counts.forEach((count, index) => {
    into[index * 3] = count > 0 ? 1 : 0;
    into[index * 3 + 1] = count * per1000;
    into[index * 3 + 2] = Math.log1p(count);
  });
  into.set(shapeNumbers(raw), formatPatterns.length * 3);
}

/** How often each of the 42 patterns occurs. */
export function countPatterns(raw: string): Float64Array {
  const counts = new Float64Array(formatPatterns.length);
  const characters = new Int32Array(ascii);
  let others = 0;
  for (let at = 0; at < raw.length; at += 1) {
    const unit = raw.charCodeAt(at);
    if (unit < ascii) {
      characters[unit]! += 1;
      continue;
    }
    others += 1;
    const index = patternOf.get(unit);
    if (index !== undefined) counts[index]! += 1;
  }
  for (const [unit, index] of patternOf) if (unit < ascii) counts[index]! += characters[unit]!;
  formatPatterns.forEach(({ regex, characters: listed, needs }, index) => {
    if (listed !== undefined) return;
    const needed = needs?.charCodeAt(0);
    const possible = needed === undefined || (needed < ascii ? characters[needed]! : others) > 0;
    if (possible) counts[index] = raw.match(regex)?.length ?? 0;
  });
  return counts;
}

function shapeNumbers(raw: string): number[] {
  const text = raw.trim();
  const { words, sentences, paragraphs, paragraphCharacters, lines } = textShape(text);
  const mean = sentences.reduce((sum, length) => sum + length, 0) / sentences.length;
  const variance = sentences.reduce((sum, length) => sum + (length - mean) ** 2, 0) / sentences.length;
  const end = text.at(-1);
  return [
    Math.log(raw.length),
    Math.log(words),
    mean,
    Math.sqrt(variance),
    Math.sqrt(paragraphs),
    Math.sqrt(paragraphCharacters / paragraphs),
    Math.sqrt(lines),
    raw.length / words,
    end === "." ? 1 : 0,
    end === "!" ? 1 : 0,
    end === "?" ? 1 : 0,
    /^[A-Z]/.test(text) ? 1 : 0,
  ];
}
