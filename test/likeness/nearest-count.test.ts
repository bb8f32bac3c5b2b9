import { describe, expect, it } from "vitest";
import { nearestCount } from "../../src/likeness/nearest-count.js";

describe("nearestCount", () => {
  it("goes by ratio, not by difference", () => {
    expect(nearestCount(52, [25, 50, 100, 805])).toBe(50);
    expect(nearestCount(80, [25, 50, 100, 805])).toBe(100);
    expect(nearestCount(700, [25, 50, 100, 400, 805])).toBe(805);
    expect(nearestCount(70, [50, 100])).toBe(50);
    expect(nearestCount(5000, [25, 805])).toBe(805);
  });

  it("takes the smaller of two that are as near", () => {
    expect(nearestCount(50, [25, 100])).toBe(25);
  });
});
