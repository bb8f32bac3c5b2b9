import { createHash } from "node:crypto";
import type { ProbeKind } from "../../panel/panel.js";
import type { Plan, PlannedProbe } from "../../study/plan.js";
import { shuffledBySeed } from "../order/schedule-stream.js";

/** Kinds whose answers the sequential test reads; other packs are asked in full, after the last wave. */
const testedKinds: readonly ProbeKind[] = ["open-ended", "boundary", "reasoning", "code", "rare-knowledge"];

export interface PackedProbe {
  readonly pack: string;
  readonly probe: PlannedProbe;
}

/** Probes that are asked together, before anybody looks. */
export interface Wave {
  /** From 1; the last holds what the test does not read and is asked in any case. */
  readonly number: number;
  /** Text probes asked so far when it ends. */
  readonly probes: number;
  readonly packed: readonly PackedProbe[];
}

/** 25, 50, 100, 200 ... and the last number. */
export function looks(first: number, most: number): number[] {
  const numbers: number[] = [];
  for (let look = first; look < most; look *= 2) numbers.push(look);
  return most > 0 ? [...numbers, most] : numbers;
}

/**
 * The waves of a plan with a sequential rule; none for a fixed one. The order of the probes is drawn from the plan's seed, or
 * that of its packs: it is fixed before the suspect is asked, and a recorded change of the plan leaves it as it is. Probes
 * beyond the most that the plan allows are in no wave.
 */
export function wavesOf(plan: Plan): Wave[] {
  const { stopping } = plan;
  if (stopping === undefined || stopping.rule === "fixed") return [];
  const of = (tested: boolean): PackedProbe[][] =>
    plan.packs.flatMap((pack) =>
      testedKinds.includes(pack.kind) === tested ? [pack.probes.map((probe) => ({ pack: pack.id, probe }))] : [],
    );
  const seed = createHash("sha256").update(`teacherprint-waves/v1\0${plan.seed}`).digest();
  const text = of(true);
  const ordered = stopping.order === "listed" ? takingTurns(text) : shuffledBySeed(text.flat(), seed, "waves");
  const order = ordered.slice(0, stopping.mostProbes ?? undefined);
  const ends = looks(stopping.firstLook, order.length);
  const waves = ends.map((probes, index): Wave => {
    const packed = order.slice(ends[index - 1] ?? 0, probes);
    return { number: index + 1, probes, packed };
  });
  return [...waves, { number: waves.length + 1, probes: order.length, packed: of(false).flat() }];
}

/** The first of each list, then the second of each, and so on. */
function takingTurns<Item>(lists: readonly (readonly Item[])[]): Item[] {
  const longest = Math.max(0, ...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_, place) => lists.flatMap((list) => list.slice(place, place + 1))).flat();
}
