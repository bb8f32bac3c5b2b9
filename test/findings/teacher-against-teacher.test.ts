import { describe, expect, test } from "vitest";
import { learnFromPanel } from "../../src/findings/group-calibration.js";
import { compareTeachers } from "../../src/findings/teacher-against-teacher.js";
import { defaultSettings } from "../../src/likeness/settings.js";
import { inventedView } from "./invented-view.js";

const settings = { ...defaultSettings, calibration: { ...defaultSettings.calibration, replicates: 20 } };
const { view } = inventedView("student-03-0");
const { lineage } = view.scores;
const learned = learnFromPanel(view.scores, view.suspect, settings, "1")!;
const groups = lineage.groups.map((_, group) => group);
const capOf = (id: string) => learned.calibration.bounds.groups.get(id)!.used[1];
const u = (group: number) => view.scores.channels.get("core")!.u[view.suspect * groups.length + group]!;

describe("one teacher against another", () => {
  test("LR of k against j is the inverse of LR of j against k, and stays inside both caps", () => {
    for (const k of groups) {
      const ofK = compareTeachers(view, k, learned).ofLeading!;
      expect(ofK.group).toBe(lineage.groups[k]);
      expect(ofK.others).toHaveLength(groups.length - 1);
      for (const { group, log10, atCap } of ofK.others) {
        const cap = Math.min(capOf(group), capOf(ofK.group));
        const back = compareTeachers(view, lineage.groups.indexOf(group), learned).ofLeading!.others;
        expect(back.find((one) => one.group === ofK.group)).toMatchObject({ log10: log10 === 0 ? 0 : -log10, atCap });
        expect(Math.abs(log10)).toBeLessThanOrEqual(cap);
        expect(atCap).toBe(Math.abs(log10) === cap);
      }
    }
  });

  test("inside the caps it is the slope times the difference of the scores", () => {
    const { slope } = learned.calibration.calibrator;
    const { others } = compareTeachers(view, 0, learned).ofLeading!;
    const inside = others.filter(({ atCap }) => !atCap);
    expect(inside.length).toBeGreaterThan(0);
    for (const { group, log10 } of inside)
      expect(log10).toBeCloseTo((slope * (u(0) - u(lineage.groups.indexOf(group)))) / Math.LN10, 10);
  });

  test("the alternative is the other group with the largest score, first in the list, whatever the caps", () => {
    for (const k of groups) {
      const best = groups.filter((other) => other !== k).sort((a, b) => u(b) - u(a))[0]!;
      const { alternative, ofLeading } = compareTeachers(view, k, learned);
      expect(alternative(k)!.group).toBe(lineage.groups[best]);
      expect(ofLeading!.others[0]).toEqual(alternative(k));
    }
  });

  test("the suspect's teacher is ahead of every other group", () => {
    expect(compareTeachers(view, 3, learned).alternative(3)!.log10).toBeGreaterThan(0.3);
  });
});

describe("groups without part in it", () => {
  const without = (changes: Partial<typeof view.scores>) =>
    compareTeachers({ ...view, scores: { ...view.scores, ...changes } }, 0, learned);

  test("those with too few null models", () => {
    const descriptive = groups.map((group) => group === 5);
    const found = without({ descriptive });
    expect(found.ofLeading!.others.map(({ group }) => group)).not.toContain("group-05");
    expect(found.alternative(5)).toBeNull();
    expect(without({ descriptive: groups.map((group) => group !== 0) }).alternative(0)).toBeNull();
    expect(without({ descriptive: groups.map((group) => group === 0) }).ofLeading).toBeNull();
  });

  test("those that came after the suspect, and its own", () => {
    const released = lineage.released.map((month, row) => (row === view.suspect ? 1 : month));
    expect(without({ lineage: { ...lineage, released } }).ofLeading).toBeNull();
    const ownGroup = lineage.ownGroup.map((own, row) => (row === view.suspect ? 3 : own));
    expect(without({ lineage: { ...lineage, ownGroup } }).ofLeading!.others.map(({ group }) => group)).not.toContain(
      "group-03",
    );
  });

  test("no leading group, no list", () => {
    expect(compareTeachers(view, null, learned).ofLeading).toBeNull();
  });
});
