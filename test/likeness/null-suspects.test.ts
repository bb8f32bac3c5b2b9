import { describe, expect, it } from "vitest";
import { buildLineage } from "../../src/likeness/lineage.js";
import {
  exceedanceRate,
  familiesNeeded,
  familyWiseP,
  familyWiseThresholds,
  type NullSuspect,
  nullSuspectMaxima,
} from "../../src/likeness/null-suspects.js";
import { scorePanel } from "../../src/likeness/score-panel.js";
import { defaultSettings } from "../../src/likeness/settings.js";
import { randomStream } from "../../src/statistics/random-stream.js";
import { inventPanel, smallInvention } from "./invented-panel.js";

const maxima = (values: readonly [string, number][]): NullSuspect[] =>
  values.map(([family, value], index) => ({ suspect: `m${index}`, family, value, groups: 8 }));

describe("family-wise thresholds", () => {
  it("count families, without the suspect's own", () => {
    const twenty = maxima(Array.from({ length: 20 }, (_, index) => [`f${index}`, index + 1]));
    expect(familyWiseThresholds(twenty)).toEqual({ familyWise05: 19, familyWise01: 20, suspects: 20, families: 20 });
    expect(familyWiseThresholds(twenty, "f19").familyWise05).toBe(19);
    expect(familyWiseThresholds([]).familyWise05).toBeNull();
    // Nineteen near-copies of one high family weigh as one.
    const copies = maxima([
      ...Array.from({ length: 19 }, (): [string, number] => ["big", 9]),
      ...Array.from({ length: 39 }, (_, index): [string, number] => [`f${index}`, 0]),
    ]);
    expect(familyWiseThresholds(copies).familyWise05).toBe(0);
  });

  it.each([6, 19, 20, 40])("are exceeded by a model of a new family as often as stated (%i families)", (families) => {
    const stream = randomStream("5", `exceedance/${families}`);
    const rounds = 20_000;
    let exceeded = 0;
    for (let round = 0; round < rounds; round++) {
      const drawn = maxima(Array.from({ length: families }, (_, index) => [`f${index}`, stream.normal()]));
      if (stream.normal() > familyWiseThresholds(drawn).familyWise05!) exceeded++;
    }
    const rate = exceedanceRate(families, 0.95);
    expect(Math.abs(exceeded / rounds - rate)).toBeLessThan(4 * Math.sqrt((rate * (1 - rate)) / rounds));
  });

  it("need 19 families for 5 in 100 and 99 for 1 in 100", () => {
    expect([familiesNeeded(0.95), familiesNeeded(0.99)]).toEqual([19, 99]);
    expect(exceedanceRate(19, 0.95)).toBe(0.05);
    expect(exceedanceRate(18, 0.95)).toBeGreaterThan(0.05);
    expect(exceedanceRate(99, 0.99)).toBe(0.01);
  });

  it("p counts families that reach the suspect", () => {
    const some = maxima([
      ["a", 3],
      ["a", 5],
      ["b", 1],
      ["c", 4],
    ]);
    expect(familyWiseP(some, 4)).toBe(3 / 4);
    expect(familyWiseP(some, 6)).toBe(1 / 4);
    expect(familyWiseP(some, 4, "a")).toBe(2 / 3);
    expect(familyWiseP([], 4)).toBeNull();
    expect(familyWiseP(some, Number.NEGATIVE_INFINITY)).toBeNull();
  });

  it("need enough groups that a null suspect is not derived from", () => {
    const { panel, measurements } = inventPanel(smallInvention);
    const lineage = buildLineage(panel);
    const scores = scorePanel(lineage, measurements, defaultSettings);
    const u = scores.channels.get("core")!.u;
    const all = nullSuspectMaxima(lineage, u, scores.descriptive, 7);
    expect(all).toHaveLength(lineage.models.length);
    const student = all.find((suspect) => suspect.suspect === "student-00-0")!;
    const others = [...u.subarray(lineage.models.indexOf("student-00-0") * 8 + 1).subarray(0, 7)];
    expect(student.value).toBe(Math.max(...others));
    expect(student.groups).toBe(7);
    expect(
      nullSuspectMaxima(lineage, u, scores.descriptive, 8).every(({ suspect }) => suspect.startsWith("null")),
    ).toBe(true);
  });
});
