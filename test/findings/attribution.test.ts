import { describe, expect, test } from "vitest";
import { attributionNotices, attributionOf } from "../../src/findings/attribution.js";
import { decideSuspect, type SuspectDecision } from "../../src/likeness/decide-suspect.js";
import { defaultSettings } from "../../src/likeness/settings.js";
import { inventedView } from "./invented-view.js";

const { view } = inventedView("student-03-0");
const { lineage } = view.scores;

function decided(listed?: readonly number[], suspect = view): SuspectDecision {
  return decideSuspect({
    lineage: suspect.scores.lineage,
    u: suspect.scores.channels.get("core")!.u,
    descriptive: suspect.scores.descriptive,
    row: suspect.suspect,
    ...(listed === undefined ? {} : { listed }),
    setWidth: 1,
    settings: defaultSettings,
  });
}

const decision = decided();
const everywhere = (tier: number) => () => tier;

test("from tier 1 the set is named, with its vendor and thresholds", () => {
  expect(attributionOf(decision, lineage, everywhere(1))).toEqual({
    kind: "set",
    groups: ["group-03"],
    vendor: "vendor-03",
    threshold05: decision.thresholds.familyWise05,
    // So few families cannot tell what happens once in 100 times.
    threshold01: null,
    thresholdBasis: {
      families: decision.thresholds.families,
      exceededBy: 3 / (decision.thresholds.families + 1),
      groupsOfControls: expect.closeTo(7.585, 2),
      groupsOfSuspect: 8,
    },
    pFamilyWise: decision.pFamilyWise,
    setWidth: 1,
  });
});

const silent = {
  kind: "descriptive-only",
  groups: [],
  vendor: null,
  threshold05: null,
  threshold01: null,
  thresholdBasis: null,
  pFamilyWise: null,
  setWidth: 1,
};

test("at tier 0 nothing is named and no threshold is given, although a group stands out", () => {
  expect(decision.groups[0]!.standsOut).toBe(true);
  expect(attributionOf(decision, lineage, everywhere(0))).toEqual(silent);
});

test("the leading group's tier decides: another of the set is not named in its place", () => {
  const attribution = { ...decision.attribution, groups: [3, 5], vendor: null };
  const tierOf = (group: number) => (group === 3 ? 0 : 1);
  expect(attributionOf({ ...decision, attribution }, lineage, tierOf)).toEqual(silent);
  const other = attributionOf({ ...decision, attribution }, lineage, (group) => (group === 5 ? 0 : 1));
  expect(other).toMatchObject({ kind: "set", groups: ["group-03", "group-05"] });
});

test("none of these can be said when some group has tier 1, and not when none has", () => {
  const nothing = decided(undefined, inventedView("null-00-0").view);
  expect(nothing.attribution.kind).toBe("none-stands-out");
  expect(attributionOf(nothing, lineage, (group) => (group === 4 ? 1 : 0))).toMatchObject({
    kind: "none-stands-out",
    groups: [],
    threshold05: nothing.thresholds.familyWise05,
  });
  expect(attributionOf(nothing, lineage, everywhere(0))).toEqual(silent);
});

describe("notices", () => {
  const every = lineage.groups.map((_, group) => group);

  test("nothing to say when every group was asked about", () => {
    expect(attributionNotices(decision, lineage, every)).toEqual([]);
  });

  test("a group that stands out without having been asked about is not passed over", () => {
    const notices = attributionNotices(decided([0, 1]), lineage, [0, 1]);
    expect(notices).toEqual(["Lineage groups that were not asked about are among those that stand out: group-03."]);
  });

  test("nor is one above the threshold that has too few controls", () => {
    const notices = attributionNotices({ ...decision, descriptiveAbove: [6] }, lineage, every);
    expect(notices).toEqual(["Above the threshold, but with too few controls to say what that means: group-06."]);
  });
});
