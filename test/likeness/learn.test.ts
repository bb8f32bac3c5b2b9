import { describe, expect, it } from "vitest";
import { failedCriteria } from "../../src/likeness/criteria.js";
import { learn } from "../../src/likeness/learn.js";
import { defaultSettings } from "../../src/likeness/settings.js";
import { singleTeacherStudents } from "../../src/likeness/students.js";
import { doubleDifference } from "../../src/statistics/double-difference.js";
import { randomStream } from "../../src/statistics/random-stream.js";
import { smallInvention } from "./invented-panel.js";
import { scored, world } from "./scored-world.js";

describe("learn", () => {
  const learned = learn([world.scores], "core", defaultSettings)!;

  it("calibrates students against not-derived pairs, family by family", () => {
    expect(learned.sample.derived).toHaveLength(20);
    expect(learned.calibration.studentFamilies).toBe(10);
    // 24 null families, 10 student families for the groups they are no students of, 8 groups as references of others.
    expect(learned.calibration.nullFamilies).toBe(42);
    expect(learned.quality.cllr).toBeLessThan(0.4);
    expect(learned.quality.cllrMin).toBeLessThanOrEqual(learned.quality.cllr);
    expect(learned.quality.meanLrNotDerived).toBeLessThan(1.5);
    expect(learned.setWidth.coverage).toBeGreaterThanOrEqual(0.9);
    expect(failedCriteria(learned.quality, "group-03")).toEqual([]);
  });

  it("tells the students from length, date and markdown, which here carry nothing", () => {
    expect(learned.quality.doubleDifference).toBeGreaterThan(0.95);
    for (const value of learned.quality.controlDoubleDifferences.values()) expect(value).toBeLessThan(0.9);
    const group = learned.separation.get("group-00")!;
    expect(group.notSeparatedFromMetadata).toBe(false);
    expect([...group.controls.keys()]).toEqual(["length", "releaseDate", "markdownRate"]);
    expect(group.fused.hardNegatives).toBeNull();
  });

  it("does better at finding students with the same calibration rules on surface traits only if they carry more", () => {
    const surface = learn([world.scores], "surface", defaultSettings)!;
    expect(surface.quality.cllr).toBeGreaterThan(learned.quality.cllr);
  });

  it("leaves out the suspect's family everywhere", () => {
    const without = learn([world.scores], "core", defaultSettings, { without: "student-04" })!;
    expect(without.sample.derived.some((trial) => trial.family === "student-04")).toBe(false);
    expect(without.sample.notDerived.some((trial) => trial.family === "student-04")).toBe(false);
    expect(without.setWidth.families).toBe(9);
  });

  it("pools panels by the names of families and groups", () => {
    const other = scored({ ...smallInvention, seed: "second panel" });
    const pooled = learn([world.scores, other.scores], "core", defaultSettings)!;
    expect(pooled.sample.derived).toHaveLength(40);
    expect(pooled.calibration.studentFamilies).toBe(10);
    expect(pooled.calibration.bounds.groups.get("group-02")!.nullFamilies).toBe(
      learned.calibration.bounds.groups.get("group-02")!.nullFamilies,
    );
  });

  it("finds nothing where labels are shuffled over families", () => {
    const shuffled = scored(smallInvention, (panel) => {
      const order = randomStream("seed", "labels").shuffle(Array.from({ length: 10 }, (_, family) => (family + 3) % 8));
      return {
        ...panel,
        trials: panel.trials.map((trial) => {
          const family = /^student-(\d+)/.exec(trial.suspect);
          if (family === null) return trial;
          const teacher = `group-0${order[Number(family[1])]}`;
          return trial.group === teacher
            ? { ...trial, truth: "derived" as const, relation: "distilled" as const }
            : { ...trial, truth: "not-derived" as const, relation: null };
        }),
      };
    });
    const chance = learn([shuffled.scores], "core", defaultSettings)!;
    expect(chance.quality.cllr).toBeGreaterThan(0.8);
    expect(failedCriteria(chance.quality, null).length).toBeGreaterThan(0);
    const students = singleTeacherStudents(
      { lineage: shuffled.lineage, u: shuffled.scores.channels.get("core")!.u },
      defaultSettings.calibration,
    );
    expect(Math.abs(doubleDifference(students).value! - 0.5)).toBeLessThan(0.35);
  });

  it.each(["a", "b", "c", "d"])("gives likelihood ratios near 1 where no label means anything (%s)", (seed) => {
    const { scores } = scored({ ...smallInvention, signal: 0, seed });
    const { ratios, calibration } = learn([scores], "core", defaultSettings)!;
    for (const values of [ratios.derived, ratios.notDerived]) {
      const meanRatio = values.reduce((sum, value) => sum + 10 ** value, 0) / values.length;
      expect(meanRatio).toBeGreaterThan(0.8);
      expect(meanRatio).toBeLessThan(1.25);
      // Not one is above 10, or below a tenth.
      expect(Math.max(...values.map(Math.abs))).toBeLessThan(1);
    }
    // What may be stated of them is nearer still.
    for (const { used } of calibration.bounds.groups.values())
      expect(Math.max(...used.map(Math.abs))).toBeLessThan(0.3);
  });

  it("learns nothing from students alone", () => {
    const alone = scored(smallInvention, (panel) => ({
      ...panel,
      trials: panel.trials.filter((trial) => trial.truth === "derived"),
    }));
    expect(learn([alone.scores], "core", defaultSettings)).toBeNull();
  });
});
