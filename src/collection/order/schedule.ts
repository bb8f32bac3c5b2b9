import { TeacherprintError } from "../../errors.js";
import { planSha256 } from "../../store/bind-plan.js";
import type { Plan, PlannedModel, PlannedProbe, Slot } from "../../study/plan.js";
import { type PackedProbe, wavesOf } from "../waves/waves.js";
import { scheduleSeed, shuffledBySeed } from "./schedule-stream.js";
import { chooseSentinels, type SentinelPlace, sentinelRepeats } from "./sentinels.js";

/** How many probes a block holds; each is asked once of every model before the next block begins. */
export const probesPerBlock = 8;

/**
 * Every question of a plan in the order of asking. A block is a group of probes, each once per model, in an order drawn
 * from the plan's digest; repeats, temperatures and system prompts go to later blocks, so that models and settings are
 * interleaved in time. Large plans have sentinel probes at start, middle and end. A plan with a sequential rule goes wave by
 * wave. Throws PLAN_AMBIGUOUS.
 */
export function schedule(plan: Plan): Slot[] {
  const models = modelsOf(plan);
  const seed = scheduleSeed(planSha256(plan));
  const probes = plan.packs.flatMap((pack) => pack.probes.map((probe) => ({ pack: pack.id, probe })));
  const waves = wavesOf(plan);
  const regular =
    waves.length === 0
      ? regularBlocks(plan, models, probes)
      : waves.flatMap((wave) => regularBlocks(plan, models, wave.packed, wave.number));
  const total = regular.reduce((sum, block) => sum + block.length, 0);
  // A plan in waves may end after any of them, and what stood in the later ones would be missing from the drift test.
  const sentinels = waves.length === 0 ? chooseSentinels(probes, models.length, total) : [];
  const sentinelBlock = (place: SentinelPlace) => blockOfSentinels(plan, models, sentinels, place);
  const half = Math.ceil(regular.length / 2);
  const blocks =
    sentinels.length === 0
      ? regular
      : [
          sentinelBlock("start"),
          ...regular.slice(0, half),
          sentinelBlock("middle"),
          ...regular.slice(half),
          sentinelBlock("end"),
        ];
  const slots: Slot[] = [];
  for (const [index, block] of blocks.entries()) {
    // Placed where they are made: a large plan has a hundred thousand of them.
    for (const slot of block) slot.block = index;
    slots.push(...shuffledBySeed(block, seed, `block\0${index}`));
  }
  refuseEqualSlots(slots);
  return slots;
}

/** Suspect, teachers, controls: the order in which a plan names them. */
export function modelsOf(plan: Plan): PlannedModel[] {
  return [plan.suspect, ...plan.teachers, ...plan.controls];
}

type Unplaced = { -readonly [Field in keyof Slot]: Slot[Field] };

function regularBlocks(
  plan: Plan,
  models: readonly PlannedModel[],
  probes: readonly PackedProbe[],
  wave?: number,
): Unplaced[][] {
  const blocks: Unplaced[][] = [];
  for (let sample = 0; sample < mostSamples(plan); sample += 1) {
    for (let prompt = 0; prompt < plan.sampling.systemPrompts.length; prompt += 1) {
      for (let place = 0; place < plan.sampling.temperatures.length; place += 1) {
        for (let first = 0; first < probes.length; first += probesPerBlock) {
          const group = probes.slice(first, first + probesPerBlock);
          const block = group.flatMap((packed) =>
            temperaturesOf(plan, packed.probe).length > place
              ? models
                  .filter((model) => sample < samplesOf(plan, model, packed.probe))
                  .map((model) => ({
                    ...slotOf(plan, model, packed, temperaturesOf(plan, packed.probe)[place]!, prompt, sample),
                    ...(wave === undefined ? {} : { wave }),
                  }))
              : [],
          );
          if (block.length > 0) blocks.push(block);
        }
      }
    }
  }
  return blocks;
}

function blockOfSentinels(
  plan: Plan,
  models: readonly PlannedModel[],
  sentinels: readonly PackedProbe[],
  place: SentinelPlace,
): Unplaced[] {
  return sentinels.flatMap((packed) =>
    models.flatMap((model) =>
      Array.from({ length: sentinelRepeats }, (_, repeat) => {
        const slot = slotOf(plan, model, packed, temperaturesOf(plan, packed.probe)[0]!, 0, repeat);
        return { ...slot, slot: `${slot.slot}/${place}`, sentinel: place };
      }),
    ),
  );
}

function slotOf(
  plan: Plan,
  model: PlannedModel,
  { pack, probe }: PackedProbe,
  temperature: number | null,
  prompt: number,
  sample: number,
): Unplaced {
  return {
    slot: `${model.id}/${pack}/${probe.id}/${temperature ?? "default"}/${prompt}/${sample}`,
    block: -1,
    model: model.id,
    pack,
    probe: probe.id,
    sample,
    temperature,
    systemPrompt: plan.sampling.systemPrompts[prompt] ?? null,
  };
}

/** A probe with a temperature of its own is asked at that one only. */
function temperaturesOf(plan: Plan, probe: PlannedProbe): readonly (number | null)[] {
  return probe.temperature === null ? plan.sampling.temperatures : [probe.temperature];
}

function samplesOf(plan: Plan, model: PlannedModel, probe: PlannedProbe): number {
  return probe.samples ?? (model.role === "suspect" ? plan.sampling.suspectSamples : plan.sampling.referenceSamples);
}

function mostSamples(plan: Plan): number {
  const fixed = plan.packs.flatMap((pack) => pack.probes.map((probe) => probe.samples ?? 0));
  return fixed.reduce(
    (most, samples) => Math.max(most, samples),
    Math.max(plan.sampling.suspectSamples, plan.sampling.referenceSamples),
  );
}

function refuseEqualSlots(slots: readonly Slot[]): void {
  const seen = new Set<string>();
  for (const { slot } of slots) {
    if (seen.has(slot)) {
      throw new TeacherprintError(
        "PLAN_AMBIGUOUS",
        `The plan asks the same question twice: ${slot}.`,
        "Give every model, pack, probe and temperature of the study its own name.",
      );
    }
    seen.add(slot);
  }
}
