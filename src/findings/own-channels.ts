import { decideSuspect } from "../likeness/decide-suspect.js";
import type { LineageTable } from "../likeness/lineage.js";
import { withMeasuredNulls } from "../likeness/measured-lineage.js";
import { scorePanel } from "../likeness/score-panel.js";
import { type LikenessSettings, nearEverything, withNormalisation } from "../likeness/settings.js";
import { isForced } from "../traits/choices/choice-counts.js";
import { measure } from "../traits/measure.js";
import { type Measurements, type OwnChannel, ownChannels, type TraitMeasurement } from "../traits/measurements.js";
import type { PreparedPanel } from "../traits/prepared-panel.js";
import type { Trait } from "../traits/trait.js";
import type { ChoiceFinding } from "./own-channel-schema.js";
import { finiteOrNull } from "./suspect-view.js";

export interface OwnChannelInput {
  readonly prepared: PreparedPanel;
  /** Measurements of the wording on the same prompts: the core chooses the nearest null models for every channel. */
  readonly measurements: Measurements;
  /** With the suspect's truth hidden. */
  readonly lineage: LineageTable;
  readonly suspect: number;
  /** Places of the prompts that the suspect answered. */
  readonly answered: readonly number[];
  /** Lineage groups in question, without the suspect's own. */
  readonly listed: readonly number[];
  readonly settings: LikenessSettings;
}

/** What one channel of one kind of probes says, apart from all others. */
export interface OwnChannelFinding {
  readonly channel: OwnChannel;
  readonly rows: readonly Required<Omit<ChoiceFinding, "asked" | "note">>[];
}

/**
 * The channels whose probes the suspect answered. Each is measured and normalised like the wording, but on its own null: only
 * null models that answered its probes, with the minimum numbers of section 4.4 of the method counted among them. The
 * suspect's trials are hidden before anything is measured, so that it enters no background.
 */
export function ownChannelFindings(input: OwnChannelInput): OwnChannelFinding[] {
  const { prepared, suspect, answered } = input;
  const wanted = prepared.traits.filter(isOwn).flatMap((trait) => {
    const prompts = promptsRead(prepared, trait, answered);
    return prompts.length === 0 ? [] : [{ trait, prompts }];
  });
  if (wanted.length === 0) return [];
  const { panel } = prepared;
  const own = panel.models[suspect]!.id;
  const hidden = { ...panel, trials: panel.trials.filter((trial) => trial.suspect !== own) };
  return wanted.map(({ trait, prompts }) => {
    // One by one, each on its own prompts: a model that was not asked another kind is no worse for it here.
    const { traits } = measure({ ...prepared, panel: hidden, traits: [trait] }, { prompts, blocks: 0 });
    return { channel: trait.channel as OwnChannel, rows: rowsOf(input, traits[0]!, prompts.length) };
  });
}

/** True for traits that read one kind of probes and stand apart. */
export function isOwn({ channel }: Pick<Trait, "channel">): boolean {
  return (ownChannels as readonly string[]).includes(channel);
}

function rowsOf(
  { measurements, lineage, suspect, listed, settings }: OwnChannelInput,
  trait: TraitMeasurement,
  prompts: number,
): OwnChannelFinding["rows"] {
  const ownLineage = withMeasuredNulls(lineage, [trait]);
  const core = measurements.traits.filter(({ channel }) => channel === "core");
  // Without any wording there is nothing to choose the nearest null models by: all of them serve.
  const silent = !core.some(({ affinity }) => affinity.some(Number.isFinite));
  const scores = scorePanel(
    ownLineage,
    { ...measurements, traits: silent ? [trait] : [...core, trait] },
    silent ? withNormalisation(settings, { near: nearEverything }) : settings,
  );
  const { u, nearest } = scores.traits.at(-1)!;
  const decision = decideSuspect({
    lineage: ownLineage,
    u,
    descriptive: scores.descriptive,
    row: suspect,
    listed,
    setWidth: 0,
    settings,
  });
  const groups = lineage.groups.length;
  const width = lineage.references.length;
  const { familyWise05 } = decision.thresholds;
  return decision.groups.flatMap((one) => {
    const place = nearest[suspect * groups + one.group]!;
    if (place < 0) return [];
    const { descriptive, rank } = one;
    return {
      group: lineage.groups[one.group]!,
      trait: `${trait.trait}/${trait.version}`,
      nearestMember: lineage.models[lineage.references[place]!]!,
      affinity: finiteOrNull(trait.affinity[suspect * width + place]!),
      score: finiteOrNull(one.score),
      prompts,
      nullModels: one.nullModels,
      nullFamilies: one.nullFamilies,
      rank:
        rank === null
          ? null
          : { p: rank.p, holm: rank.holm, largerFamilies: rank.largerFamilies, resolution: rank.resolution },
      threshold05: familyWise05,
      aboveThreshold: descriptive || one.impossible || familyWise05 === null ? null : one.standsOut,
    };
  });
}

/** Which of the answered prompts a trait reads. */
function promptsRead(prepared: PreparedPanel, trait: Trait, answered: readonly number[]): number[] {
  const { prompts } = prepared.panel;
  switch (trait.kind) {
    case "choice":
      return answered.filter(
        (prompt) => prompts[prompt]!.kind === "choice" && isForced(prompts[prompt]!) === trait.forced,
      );
    case "refusals":
      return shared(
        prepared.refusals.map(({ prompt }) => prompt),
        answered,
      );
    case "style":
      return shared(prepared.styles.get(trait.id)?.prompts ?? [], answered);
    default:
      return [];
  }
}

function shared(read: Iterable<number>, answered: readonly number[]): number[] {
  const known = new Set(read);
  return answered.filter((prompt) => known.has(prompt));
}
