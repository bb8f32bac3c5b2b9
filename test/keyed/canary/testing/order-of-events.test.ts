import { describe, expect, test } from "vitest";
import { brokenOrder, type EventTimes, isBefore } from "../../../../src/keyed/canary/testing/order-of-events.js";

test.each([
  ["2026-02-01", "2026-02-01T23:00:00Z", false],
  ["2026-01-31", "2026-02-01T00:30:00Z", true],
  ["2026-02-01T10:00:00Z", "2026-02-01T10:00:01Z", true],
  ["2026-02-01T10:00:00+02:00", "2026-02-01T08:00:00Z", false],
  ["2026-02-01T23:00:00Z", "2026-02-01", false],
  ["2026-02-01T23:00:00Z", "2026-02-02", true],
  ["2026-02-01", "2026-02-01", false],
])("%s before %s: %s", (earlier, later, before) => {
  expect(isBefore(earlier, later)).toBe(before);
});

describe("the order of events", () => {
  const kept: EventTimes = {
    committed: "2026-01-02T00:00:00Z",
    plantedFrom: "2026-02-01",
    plantedTo: "2026-03-01T12:00:00Z",
    released: "2026-06",
    frozenAt: "2026-07-01T10:00:00Z",
    keyReadAt: "2026-07-01T10:00:01Z",
  };

  test.each<[string, Partial<EventTimes>]>([
    ["as it should be", {}],
    ["nothing is stated", { committed: null, plantedFrom: null, plantedTo: null, released: null, keyReadAt: null }],
    ["planting goes on after the answers were fixed", { plantedTo: "2027-01-01" }],
    ["planting began on the day of the commitment", { plantedFrom: "2026-01-02" }],
    ["planting began and ended on one day", { plantedFrom: "2026-03-01", plantedTo: "2026-03-01" }],
    [
      "committed, planted, fixed and read within a day",
      { committed: "2026-07-01T09:00:00Z", plantedFrom: "2026-07-01", plantedTo: null },
    ],
    ["published in the month in which the answers were fixed", { released: "2026-07" }],
    [
      "published where the next month had begun",
      { released: "2026-08", frozenAt: "2026-07-31T11:00:00Z", keyReadAt: null },
    ],
  ])("%s: nothing is broken", (_, change) => {
    expect(brokenOrder({ ...kept, ...change })).toEqual([]);
  });

  test.each<[string, Partial<EventTimes>, string]>([
    [
      "planted before the commitment",
      { plantedFrom: "2026-01-01" },
      "Planting began at 2026-01-01, before the commitment",
    ],
    [
      "known only to end before it",
      { plantedFrom: null, plantedTo: "2026-01-01" },
      "Planting ended at 2026-01-01, before",
    ],
    ["planting ends before it begins", { plantedTo: "2026-01-31" }, "said to end at 2026-01-31, before it began"],
    [
      "committed after the answers were fixed",
      { committed: "2026-07-01T10:00:02Z", plantedFrom: null, plantedTo: null },
      "chosen to fit",
    ],
    ["planted after the answers were fixed", { plantedFrom: "2030-01-01", plantedTo: null }, "planted later"],
    [
      "planted an hour after they were fixed",
      { plantedFrom: "2026-07-01T11:00:00Z", plantedTo: null },
      "planted later",
    ],
    ["published after the answers were fixed", { released: "2031-01" }, "published in 2031-01, after its answers"],
    [
      "published where no clock showed the next month",
      { released: "2026-08", frozenAt: "2026-07-31T09:00:00Z", keyReadAt: null },
      "2026-08",
    ],
    ["the key was read first", { keyReadAt: "2026-06-30T00:00:00Z" }, "the test was not blind"],
  ])("%s: told once", (_, change, words) => {
    expect(brokenOrder({ ...kept, ...change })).toEqual([expect.stringContaining(words)]);
  });

  test("everything that is wrong is told", () => {
    const broken = brokenOrder({ ...kept, plantedFrom: "2030-01-01", plantedTo: null, released: "2031-01" });
    expect(broken).toHaveLength(2);
  });
});
