import { describe, expect, it } from "vitest";
import { describePlan, planOutlook } from "../../src/cli/plan-outlook.js";
import { readShippedCalibration } from "../../src/cli/read-calibration-file.js";
import { estimateCost } from "../../src/collection/money/estimate-cost.js";
import { loadPrices } from "../../src/collection/money/load-prices.js";
import { schedule } from "../../src/collection/order/schedule.js";
import type { Panel, Trial } from "../../src/panel/panel.js";
import type { Plan } from "../../src/study/plan.js";
import { type SmallPlanOptions, smallPlan } from "../collection/small-plan.js";
import { inventPanel } from "../traits/invent-panel.js";

/** A library of known students on the plan's own questions. */
function libraryFor(plan: Plan, students: number): Panel {
  const prompts = plan.packs[0]!.probes.map((probe) => ({
    id: `lib-${probe.id}`,
    text: probe.messages[0]!.content,
    topic: "",
    kind: "open-ended" as const,
    answer: null,
  }));
  const ids = Array.from({ length: students }, (_, index) => `student-${index + 1}`);
  return inventPanel({
    models: [{ id: "elder", role: "teacher", group: "elders", vendor: "old" }, ...ids.map((id) => ({ id }))],
    prompts,
    answer: (id, prompt) => `${id} on ${prompt}`,
    trials: ids.map(
      (suspect): Trial => ({
        suspect,
        group: "elders",
        truth: "derived",
        relation: "distilled",
        basis: "documented",
        confidence: "high",
      }),
    ),
  });
}

const calibration = await readShippedCalibration();

const outlookOf = (options: SmallPlanOptions, students = 0, change: (plan: Plan) => Plan = (plan) => plan) => {
  const plan = change(smallPlan(options));
  const references = students === 0 ? [] : [libraryFor(plan, students)];
  return { plan, outlook: planOutlook({ plan, references }, calibration) };
};

const described = ({ plan, outlook }: ReturnType<typeof outlookOf>): string =>
  describePlan("sha256:ab", estimateCost(plan, schedule(plan), loadPrices(null)), outlook);

describe("planOutlook", () => {
  it("few controls: descriptive only, before anything is paid", () => {
    const few = outlookOf({ models: 10, probes: 30 });
    expect(few.outlook).toMatchObject({ best: "descriptive only", widestLog10Lr: null });
    expect(few.outlook.controlFamilies).toBe(8);
    expect(few.outlook.smallestP).toBe(1 / 9);
    expect(described(few)).toContain("No rank p-value can be below 0.11 (1 in 9).");
    expect(described(few)).not.toContain("likelihood ratio can be above");
  });

  it("controls but no known students: a rank, and what was found elsewhere", () => {
    const ranked = outlookOf({ models: 26, probes: 100 });
    expect(ranked.outlook).toMatchObject({ best: "rank p-value", widestLog10Lr: null });
    const words = described(ranked);
    expect(words).toContain("the best tier is 1: no calibration on known lineages");
    expect(words).toContain("Tier 2 and a likelihood ratio above 1, above 10: 0 of 100");
    expect(words).toContain("0 families of known students");
  });

  it("controls and known students: the range that no ratio can leave", () => {
    // Null models of the library's group: 23 controls and the plan's teacher.
    const whole = outlookOf({ models: 25, probes: 60 }, 8);
    expect(whole.outlook).toMatchObject({ best: "likelihood ratio", studentFamilies: 8, controlFamilies: 24 });
    expect(described(whole)).toContain(
      "No likelihood ratio can be above 22 or below 0.12, with 8 families of known students and 24 control families.",
    );
  });

  it("counts the answers to a question over samples, temperatures and system prompts", () => {
    const settings = { suspectSamples: 2, temperatures: [0.2, 0.9], systemPrompts: [null, "Be brief."] };
    expect(outlookOf({ models: 26, probes: 100, ...settings }).outlook.advice).toContainEqual(
      expect.stringMatching(/^8 answers to each open question/),
    );
    const fixed = outlookOf({ models: 26, probes: 100, ...settings, probe: { samples: 1, temperature: 0 } });
    expect(fixed.outlook.advice).toContainEqual(expect.stringMatching(/^2 answers to each open question/));
  });

  it("in-run controls: what a study without them does without, calmly", () => {
    const advice = (kinds: readonly ("negative" | "positive")[]) =>
      outlookOf({ models: 30, probes: 100 }, 0, (plan) => ({
        ...plan,
        controls: plan.controls.map((control, index) => {
          const kind = kinds[index];
          if (kind === undefined) return control;
          return { ...control, inRun: kind === "negative" ? { kind } : { kind, group: plan.teachers[0]!.group! } };
        }),
      })).outlook;
    expect(advice([]).advice.join()).toContain(
      "The study names no negative and no positive in-run control. Two would check",
    );
    expect(advice(["negative"]).advice.join()).toContain("names no positive in-run control. One would check");
    const both = advice(["negative", "positive"]);
    expect(both.advice.join()).not.toContain("in-run");
    // They are in no cohort.
    expect(both.controlFamilies).toBe(advice([]).controlFamilies - 2);
  });
});
