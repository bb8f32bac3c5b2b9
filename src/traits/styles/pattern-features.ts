/** A habit that can be counted in a text. */
export interface StylePattern {
  readonly id: string;
  /** Global. */
  readonly regex: RegExp;
}

/** Numbers that one pattern gives. */
export const numbersAPattern = 3;

/**
 * Writes three numbers for each pattern: presence, count per 1 000 characters and ln(1 + count).
 * @param characters what the rate refers to, above 0
 */
export function writePatterns(
  text: string,
  characters: number,
  patterns: readonly StylePattern[],
  into: Float32Array,
): void {
  patterns.forEach(({ regex }, index) => {
    const count = text.match(regex)?.length ?? 0;
    into[index * numbersAPattern] = count > 0 ? 1 : 0;
    into[index * numbersAPattern + 1] = (count * 1000) / characters;
    into[index * numbersAPattern + 2] = Math.log1p(count);
  });
}

/** Population mean and standard deviation; 0 for none. */
export function meanAndSpread(values: readonly number[]): { mean: number; sd: number } {
  if (values.length === 0) return { mean: 0, sd: 0 };
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { mean, sd: Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) };
}
