import fc from "fast-check";
import { expect, test } from "vitest";
import { powerText } from "../../src/report/power-text.js";

test.each([
  [Math.log10(0.0133), "0.013"],
  [-3, "0.001"],
  [Math.log10(1.5562940518480743e-7), "1.6 × 10⁻⁷"],
  [Math.log10(2.7e-27), "2.7 × 10⁻²⁷"],
  [Math.log10(9.99e-5), "1.0 × 10⁻⁴"],
  [-6, "1.0 × 10⁻⁶"],
  [-2000.5, "3.2 × 10⁻²⁰⁰¹"],
])("%d", (log10, printed) => {
  expect(powerText(log10)).toBe(printed);
});

test("never says less than it is", () => {
  const raised = "⁰¹²³⁴⁵⁶⁷⁸⁹";
  fc.assert(
    fc.property(fc.double({ min: -300, max: -3.0001, noNaN: true }), (log10) => {
      const [digits, power] = powerText(log10).split(" × 10⁻");
      const exponent = Number([...power!].map((sign) => raised.indexOf(sign)).join(""));
      const printed = Math.log10(Number(digits)) - exponent;
      expect(printed).toBeGreaterThanOrEqual(log10 - 1e-9);
      expect(printed).toBeLessThan(log10 + 0.05);
    }),
  );
});
