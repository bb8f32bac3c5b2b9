import { describe, expect, test } from "vitest";
import { TeacherprintError } from "../../src/errors.js";
import { freezePlan, planDigest } from "../../src/study/freeze-plan.js";
import { requireInRunGroups } from "../../src/study/in-run-control.js";
import { parseStudy } from "../../src/study/parse-study.js";
import { parsePlan } from "../../src/study/plan-schema.js";

const ordinary = '{ id: control, family: other, endpoint: "compatible:other@http://localhost:8001/v1" }';
const negative =
  '{ id: known-other, family: third, inRun: negative, endpoint: "compatible:x@http://localhost:8002/v1" }';
const positive =
  '{ id: known-student, inRun: positive, group: teacher-group, endpoint: "compatible:y@http://localhost:8003/v1" }';

const withControls = (...controls: string[]) => `title: A small study
suspect: { id: suspect, endpoint: "compatible:mine@http://localhost:8000/v1" }
teachers: [{ id: teacher, group: teacher-group, endpoint: "anthropic:some-model" }]
controls:
${controls.map((control) => `  - ${control}`).join("\n")}
authorisation: { basis: own-model, approvedBy: me }
seed: 1
`;

function faultOf(work: () => unknown): TeacherprintError {
  try {
    work();
  } catch (error) {
    if (error instanceof TeacherprintError) return error;
    throw error;
  }
  throw new Error("nothing was wrong");
}

describe("in a study file", () => {
  const study = parseStudy(withControls(ordinary, negative, positive), "study.yaml");

  test("in-run controls say what they are, and other controls nothing", () => {
    expect(study.controls.map(({ id, role, group, inRun }) => ({ id, role, group, inRun }))).toEqual([
      { id: "control", role: "control", group: null, inRun: undefined },
      { id: "known-other", role: "control", group: null, inRun: { kind: "negative" } },
      { id: "known-student", role: "control", group: null, inRun: { kind: "positive", group: "teacher-group" } },
    ]);
  });

  test("an in-run control without a family is no cause for a notice: it is in no cohort", () => {
    expect(study.notices).toEqual([]);
  });

  test("they go through the frozen plan and come back from its file", () => {
    const plan = freezePlan(study, [], [], "1.0.0");
    expect(parsePlan(JSON.stringify(plan), "plan.json").controls).toEqual(study.controls);
  });

  test("a plan without them has the digest that it had before there were any", () => {
    const plan = freezePlan(parseStudy(withControls(ordinary), "study.yaml"), [], [], "1.0.0");
    expect(planDigest(plan)).not.toBe(planDigest(freezePlan(study, [], [], "1.0.0")));
    expect(JSON.stringify(plan)).not.toContain("inRun");
  });
});

test.each<[string, string[], string, string]>([
  [
    "a positive without its group",
    [ordinary, positive.replace("group: teacher-group, ", "")],
    "controls[1].group: this field is missing.",
    'such as "teacher-group"',
  ],
  [
    "a positive of a group that nobody listed",
    [ordinary, positive.replace("teacher-group", "teachergroup")],
    'no teacher of the study has the lineage group "teachergroup"',
    'Did you mean "teacher-group"?',
  ],
  [
    "a negative with a group",
    [ordinary, negative.replace("inRun: negative", "inRun: negative, group: teacher-group")],
    '"known-other" is a negative in-run control, which has no lineage group',
    'Remove "group"',
  ],
  [
    "a control of the cohort with a group",
    [ordinary.replace("family: other", "group: teacher-group")],
    '"control" is a control of the cohort, which has no lineage group',
    'write "inRun: positive"',
  ],
  [
    "the suspect's own family",
    [ordinary, negative.replace("third", "suspect")],
    'shares the family "suspect" with the suspect',
    "another family",
  ],
  [
    "in-run controls alone",
    [negative, positive],
    "no controls but in-run controls, which are in no cohort",
    "8 families",
  ],
  ["another word", [ordinary, negative.replace("inRun: negative", "inRun: neutral")], "controls[1].inRun", "positive"],
])("refused: %s", (_, controls, found, fix) => {
  const error = faultOf(() => parseStudy(withControls(...controls), "study.yaml"));
  expect(error.code).toBe("STUDY_INVALID");
  expect(error.message).toContain("study.yaml, line ");
  expect(error.message).toContain(found);
  expect(error.message).toContain(fix);
});

describe("a positive of a group of the reference panels", () => {
  const text = withControls(positive.replace("teacher-group", "panel-group")).replace(
    "authorisation",
    "references: [panel]\nauthorisation",
  );

  test("is read, as the panels are not known yet", () => {
    expect(parseStudy(text, "study.yaml").controls[0]!.inRun).toEqual({ kind: "positive", group: "panel-group" });
  });

  test("its group is looked for once they are", () => {
    const study = parseStudy(text, "study.yaml");
    expect(() => requireInRunGroups(study, ["panel-group"])).not.toThrow();
    const error = faultOf(() => requireInRunGroups(study, ["panel-groups", "elsewhere"]));
    expect(error.code).toBe("IN_RUN_GROUP_UNKNOWN");
    expect(error.happened).toContain("study.yaml, controls[0].group");
    expect(error.fix).toBe('Did you mean "panel-groups"? Name one of teacher-group, panel-groups, elsewhere.');
  });
});
