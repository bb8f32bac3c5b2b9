import { probabilityText } from "./numbers.js";

const raised = "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079";

/** A p-value of any size, from its log10: `0.013`, `1.6 × 10⁻⁷`. Never 0, never rounded down to less than it is. */
export function powerText(log10: number): string {
  if (log10 >= -3) return probabilityText(10 ** log10);
  let exponent = Math.floor(log10);
  let digits = Math.ceil(10 ** (log10 - exponent) * 10 - 1e-9) / 10;
  if (digits >= 10) {
    exponent += 1;
    digits = 1;
  }
  const power = [...String(-exponent)].map((digit) => raised[Number(digit)]).join("");
  return `${digits.toFixed(1)} \u00d7 10\u207b${power}`;
}
