import { expect, test } from "vitest";
import { asBegun, ownRules } from "../../src/study/as-begun.js";
import type { Plan } from "../../src/study/plan.js";
import { smallPlan } from "../collection/small-plan.js";

const rules = {
  propositions: [],
  schedule: { probesPerBlock: 8 },
  analysis: { primary: "today" },
  exclusion: {},
  missing: {},
  retry: {},
  software: { node: "2" },
  anchors: [],
  witness: null,
  deviationsPolicy: {},
} as const;
const complete = {
  basis: "own-model",
  approvedBy: "the test",
  note: "",
  scope: { endpoints: ["m1"], purposes: ["this study"], from: null, until: null },
  terms: null,
  counselSignoff: null,
  limits: { requests: null, tokens: null, requestsPerMinute: null },
  conflictsOfInterest: null,
  dataProtectionNote: null,
  expiry: null,
  documents: [],
} as const;
const today: Plan = {
  ...smallPlan(),
  ...rules,
  toolVersion: "2.0.0",
  planVersion: 1,
  supersedes: null,
  question: "small",
  authorisationSha256: "0".repeat(64),
  stopping: { rule: "fixed" },
  keyed: [],
  authorisation: complete,
};

test("an unchanged study is the plan that it began with, whatever version asks", () => {
  const begun: Plan = {
    ...today,
    toolVersion: "1.0.0",
    analysis: { primary: "then" },
    software: { node: "1" },
    planVersion: 3,
    supersedes: "x",
  };
  expect(asBegun(today, begun)).toEqual(begun);
  expect(ownRules(begun)).toEqual({ ...rules, analysis: { primary: "then" }, software: { node: "1" } });
});

test("a plan of an early version has none of the later fields, and none are put into it", () => {
  const early = smallPlan();
  expect(asBegun(today, early)).toEqual(early);
  expect(ownRules(early)).toBeUndefined();
});

test("what the user changed still differs: a stopping rule, a limit, an approval that says more", () => {
  const stopping = { rule: "e-process", group: "g", alpha: 0.01, bound: 100, firstLook: 25, mostProbes: null } as const;
  expect(asBegun({ ...today, stopping }, today).stopping).toEqual(stopping);
  expect(asBegun({ ...today, limits: { ...today.limits, tokens: 5 } }, smallPlan()).limits.tokens).toBe(5);
  const dated = { ...complete, expiry: "2027-01-01" };
  expect(asBegun({ ...today, authorisation: dated }, smallPlan()).authorisation).toEqual(dated);
});
