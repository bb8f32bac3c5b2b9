import { expect, test } from "vitest";
import { schedule } from "../../../src/collection/order/schedule.js";
import { askedPlan, askedSlots, upToWave } from "../../../src/collection/waves/asked-slots.js";
import { recordLook } from "../../../src/collection/waves/look-record.js";
import { looks, wavesOf } from "../../../src/collection/waves/waves.js";
import { bindPlan } from "../../../src/store/bind-plan.js";
import type { Plan } from "../../../src/study/plan.js";
import { aStore, time } from "../../store/a-store.js";
import { smallPlan } from "../small-plan.js";

const rule = { rule: "e-process", group: "group", alpha: 0.01, bound: 100, firstLook: 25, mostProbes: null } as const;
const base = smallPlan({ models: 3, probes: 110 });
const coin = { ...base.packs[0]!.probes[0]!, id: "coin" };
const plan: Plan = {
  ...base,
  stopping: rule,
  packs: [...base.packs, { ...base.packs[0]!, id: "coins", kind: "choice", probes: [coin] }],
};

test("looks double until all are asked", () => {
  expect(looks(25, 805)).toEqual([25, 50, 100, 200, 400, 800, 805]);
  expect(looks(25, 20)).toEqual([20]);
  expect(looks(25, 0)).toEqual([]);
});

test("each text probe is in one wave, what the test does not read is in the last, and a fixed plan has none", () => {
  const waves = wavesOf(plan);
  expect(waves.map(({ number, probes, packed }) => [number, probes, packed.length])).toEqual([
    [1, 25, 25],
    [2, 50, 25],
    [3, 100, 50],
    [4, 110, 10],
    [5, 110, 1],
  ]);
  expect(new Set(waves.flatMap(({ packed }) => packed.map(({ probe }) => probe.id))).size).toBe(111);
  expect(wavesOf({ ...plan, stopping: { rule: "fixed" } })).toEqual([]);
  expect(wavesOf({ ...plan, stopping: { ...rule, mostProbes: 60 } }).map(({ probes }) => probes)).toEqual([
    25, 50, 60, 60,
  ]);
});

test("the order does not change with a recorded change of the plan, only with its seed", () => {
  const order = (of: Plan) => wavesOf(of).flatMap(({ packed }) => packed.map(({ probe }) => probe.id));
  expect(order({ ...plan, planVersion: 2, limits: { ...plan.limits, usd: 3 } })).toEqual(order(plan));
  expect(order({ ...plan, seed: "8" })).not.toEqual(order(plan));
});

test("a listed order is that of the packs, which take turns, and no other seed changes it", () => {
  const second = { ...base.packs[0]!, id: "second", probes: base.packs[0]!.probes.slice(0, 2) };
  const listed: Plan = { ...plan, packs: [...plan.packs, second], stopping: { ...rule, order: "listed" } };
  const order = (of: Plan) =>
    wavesOf(of).flatMap(({ packed }) => packed.map(({ pack, probe }) => `${pack}/${probe.id}`));
  const [a, b, c] = base.packs[0]!.probes.map(({ id }) => id);
  const first = base.packs[0]!.id;
  expect(order(listed).slice(0, 5)).toEqual([
    `${first}/${a}`,
    `second/${a}`,
    `${first}/${b}`,
    `second/${b}`,
    `${first}/${c}`,
  ]);
  expect(order(listed)).toHaveLength(113);
  expect(order(listed).at(-1)).toBe("coins/coin");
  expect(order({ ...listed, seed: "8" })).toEqual(order(listed));
});

test("the schedule goes wave by wave, every model in each; a stop leaves out the waves after it and keeps the rest", async () => {
  const slots = schedule(plan);
  const numbers = slots.map(({ wave }) => wave!);
  expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
  expect(slots.filter(upToWave(1, null))).toHaveLength(25 * 3);
  expect(slots.filter(upToWave(2, 5))).toHaveLength((50 + 1) * 3);
  const store = await aStore();
  bindPlan(store, plan, "test", time);
  expect(askedSlots(plan, store)).toEqual(slots);
  const look = { group: "group", lnE: 1.5, bound: 100, controls: 1, missing: 0 };
  recordLook(store, { ...look, wave: 1, probes: 25, decision: "go on" }, time);
  expect(askedSlots(plan, store)).toEqual(slots);
  recordLook(store, { ...look, lnE: 4.75, wave: 2, probes: 50, decision: "stop" }, time);
  const asked = askedSlots(plan, store);
  expect(asked).toHaveLength((50 + 1) * 3);
  expect(askedPlan(plan, asked).packs.map(({ probes }) => probes.length)).toEqual([50, 1]);
  expect(askedPlan(base, asked)).toBe(base);
});
