import { readSlotHistory } from "../../store/slot-history.js";
import type { Store } from "../../store/store.js";
import type { Plan, Slot } from "../../study/plan.js";
import { schedule } from "../order/schedule.js";
import { readLooks } from "./look-record.js";
import { wavesOf } from "./waves.js";

/** Whether a slot is asked when the waves up to `last` are, and in the end what no wave holds. */
export function upToWave(last: number, rest: number | null): (slot: Slot) => boolean {
  return ({ wave }) => wave === undefined || wave <= last || wave === rest;
}

/** Every question that a study is to ask as things stand: all of its schedule, less the waves after a stop. */
export function askedSlots(plan: Plan, store: Store): Slot[] {
  const slots = schedule(plan);
  const stop = readLooks(store).find(({ decision }) => decision === "stop");
  if (stop === undefined) return slots;
  const rest = wavesOf(plan).at(-1)?.number ?? null;
  return slots.filter(upToWave(stop.wave, rest));
}

/** Of these, the questions that have no answer yet. */
export function slotsLeft(plan: Plan, store: Store): Slot[] {
  const { answered } = readSlotHistory(store);
  return askedSlots(plan, store).filter(({ slot }) => !answered.has(slot));
}

/** The plan without the probes of waves that are not asked; the same object where all are. */
export function askedPlan(plan: Plan, slots: readonly Slot[]): Plan {
  if (plan.stopping === undefined || plan.stopping.rule === "fixed") return plan;
  const asked = new Set(slots.map(({ pack, probe }) => `${pack}/${probe}`));
  const packs = plan.packs.map((pack) => ({
    ...pack,
    probes: pack.probes.filter(({ id }) => asked.has(`${pack.id}/${id}`)),
  }));
  return { ...plan, packs: packs.filter(({ probes }) => probes.length > 0) };
}
