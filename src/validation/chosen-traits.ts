import { TeacherprintError } from "../errors.js";
import { type LikenessSettings, withFusedTraits } from "../likeness/settings.js";
import { traits } from "../traits/index.js";
import type { Channel } from "../traits/measurements.js";

const idsOf = (channel: Channel): string[] =>
  traits.filter((trait) => trait.channel === channel).map((trait) => trait.id);

/**
 * At least one chosen trait must be of the channel that the result is the mean of. Says nothing of names that are no trait.
 * @throws TeacherprintError NO_CORE_TRAIT
 */
export function requireTraitOf(channel: Channel, chosen: readonly string[]): void {
  const ids = idsOf(channel);
  if (chosen.some((id) => ids.includes(id) || !traits.some((trait) => trait.id === id))) return;
  throw new TeacherprintError(
    "NO_CORE_TRAIT",
    `None of the chosen traits (${chosen.join(", ")}) is a core trait, and the result is the mean of those.`,
    `Name at least one of ${ids.join(", ")}.`,
  );
}

/** No figure stands without its metadata controls. */
export function withControls(chosen: readonly string[]): string[] {
  return [...new Set([...chosen, ...idsOf("metadata")])];
}

/** The mean of each channel over the chosen traits alone. */
export function fusingOnly(chosen: readonly string[], likeness: LikenessSettings): LikenessSettings {
  return [...likeness.fusion.traits].reduce(
    (settings, [channel, ids]) =>
      withFusedTraits(
        settings,
        channel,
        ids.filter((id) => chosen.includes(id)),
      ),
    likeness,
  );
}
