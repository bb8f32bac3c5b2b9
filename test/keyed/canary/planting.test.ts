import { describe, expect, test } from "vitest";
import { openPlanter, plantingLogRoot, replayPlantingLog } from "../../../src/keyed/canary/planting.js";
import { golden, goldenBeacon, goldenIds, goldenKey } from "./golden.js";
import { inventedKey, inventedPack } from "./judged.js";

test("what is served is what was published", () => {
  const planter = openPlanter(golden.pack, goldenKey, goldenBeacon);
  expect(goldenIds.map((id) => planter.choose(id))).toEqual(golden.indices_k_eff_beacon);
  expect(planter.valueOf("c0000")).toBe(golden.pack.items[0]!.alphabet[10]);
  expect(goldenIds.map((id) => openPlanter(golden.pack, goldenKey).choose(id))).toEqual(golden.indices_k_eff_no_beacon);
});

describe("account items", () => {
  const pack = inventedPack();
  const planter = openPlanter(pack, inventedKey);
  const account = pack.items.filter(({ keyScope }) => keyScope === "account").map(({ id }) => id);
  const of = (cluster: string) => account.map((id) => planter.choose(id, cluster));

  test("differ from cluster to cluster and need one", () => {
    expect(of("north")).not.toEqual(of("south"));
    expect(of("north")).toEqual(of("north"));
    expect(() => planter.choose(account[0]!)).toThrow(/needs an account cluster/);
    expect(() => planter.choose("nothing")).toThrow(/no item "nothing"/);
  });

  test("items for everybody do not depend on the cluster", () => {
    expect(planter.choose("c0000", "north")).toBe(planter.choose("c0000"));
  });
});

describe("the log", () => {
  const pack = inventedPack();
  const planter = openPlanter(pack, inventedKey);
  const log = [
    planter.entry("c0001", "2026-02-03T00:00:00Z"),
    planter.entry("c0079", "2026-02-02T00:00:00Z", "north"),
    planter.entry("c0001", "2026-02-04T00:00:00Z"),
  ];

  test("tells times and a root, and nothing of what was planted", () => {
    expect(plantingLogRoot(log)).toMatchObject({
      size: 3,
      first: "2026-02-02T00:00:00Z",
      last: "2026-02-04T00:00:00Z",
      root: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(plantingLogRoot([...log].reverse()).root).not.toBe(plantingLogRoot(log).root);
    expect(JSON.stringify(log)).not.toContain(planter.valueOf("c0001"));
  });

  test("replay finds entries that this key did not write", () => {
    expect(replayPlantingLog(planter, log)).toEqual([]);
    const forged = [log[0]!, { ...log[1]!, accountCluster: "south" }, { ...log[2]!, item: "unknown" }];
    expect(replayPlantingLog(planter, forged)).toEqual([1, 2]);
    expect(replayPlantingLog(openPlanter(pack, Buffer.alloc(32)), log)).toHaveLength(3);
  });
});
