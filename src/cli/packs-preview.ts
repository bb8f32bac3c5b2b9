import { availableParallelism } from "node:os";
import { join } from "node:path";
import { TeacherprintError } from "../errors.js";
import { choiceAgreement } from "../likeness/choice-agreement.js";
import { buildLineage } from "../likeness/lineage.js";
import {
  heldOutSeparation,
  type PreviewSource,
  scoringGroups,
  separation,
  transferToControls,
} from "../likeness/prompt-preview.js";
import type { Panel } from "../panel/panel.js";
import { checkPackText } from "../probes/check/check-packs.js";
import type { Pack } from "../probes/pack.js";
import { packDigest } from "../probes/pack-digest.js";
import { candidatePanel } from "../probes/preview/candidate-panel.js";
import { chooseBest, rankProbes } from "../probes/preview/choose-best.js";
import { diversityOf } from "../probes/preview/diversity.js";
import { selectedPack } from "../probes/preview/selected-pack.js";
import { choiceCounts } from "../traits/choices/choice-counts.js";
import { prepare } from "../traits/prepare.js";
import { isTextKind } from "../traits/reading/answer-table.js";
import { hasErrors } from "./packs-check.js";
import { idOfFile, packText, refuseExisting } from "./packs-file.js";
import { type PreviewSources, readSources } from "./packs-preview-sources.js";
import { describePreview } from "./packs-preview-text.js";
import type { Terminal } from "./terminal.js";
import { writeWholeFile } from "./write-file.js";

export interface PreviewOptions {
  readonly panel: readonly string[] | undefined;
  readonly study: string | undefined;
  readonly suspect: string | undefined;
  readonly results: string;
  readonly prices: string | undefined;
  readonly best: number | undefined;
  /** A file that ends in .json, or a folder. */
  readonly out: string | undefined;
  readonly overwrite: boolean;
  readonly json: boolean;
}

export interface PreviewedProbe {
  readonly id: string;
  readonly topic: string;
  /** From 1; null where references cannot score the probe. */
  readonly rank: number | null;
  readonly separation: number | null;
  /** Chance that a reference leans more towards its group than a control. */
  readonly transfer: number | null;
  readonly entropyBits: number | null;
  readonly mostBits: number | null;
  /** Models whose stored answers were read. */
  readonly models: number;
  readonly families: number;
  readonly characters: number | null;
  /** Share of stored answers to a choice that could not be read. */
  readonly unread: number | null;
  /** Expected US dollars for all models of the study whose price is known; null without a study. */
  readonly usd: number | null;
  /** Expected requests: one a model and repeat; with a study, for all its models. */
  readonly requests: number;
  /** Expected tokens of these requests, in and out. */
  readonly tokens: number;
  readonly chosen: boolean;
}

export interface PreviewedPack {
  readonly id: string;
  readonly version: string;
  readonly kind: string;
  readonly digest: string;
  readonly answered: number;
  readonly ranked: number;
  /** Over all probes that could be ranked. */
  readonly transfer: number | null;
  readonly transferOfChosen: number | null;
  /** Separation of groups that had no say in the choice: on the chosen probes, and on all. */
  readonly heldOut: { readonly groups: number; readonly chosen: number; readonly all: number } | null;
  readonly controls: number;
  readonly controlFamilies: number;
  readonly probes: readonly PreviewedProbe[];
  readonly written: string | null;
}

/** Fewer answers are read sooner than threads start. */
const worthThreads = 5000;

/** What stored answers say of packs before anything is spent; ranks and picks probes by references alone. */
export async function previewPacks(
  named: readonly string[],
  options: PreviewOptions,
  terminal: Terminal,
): Promise<void> {
  const { best } = options;
  if (best !== undefined && (!Number.isInteger(best) || best < 1))
    throw new TeacherprintError("BEST_INVALID", `--best is ${best}.`, "Give a whole number from 1.");
  if (options.out !== undefined && best === undefined)
    throw new TeacherprintError("USAGE", "--out needs --best.", "Say how many probes the pack shall have.");
  const sources = await readSources(named, options, terminal);
  const { packs } = sources;
  const panel = candidatePanel(packs, sources.panels, sources.hidden);
  const previewer = await openPreviewer(panel, terminal);
  const seen = packs.map((pack) => previewPack(pack, panel, previewer, sources, best));
  // Everything is made and checked before anything is written.
  const files = packs.map((pack, index) =>
    chosenFile(pack, seen[index]!, options, { ...sources, answers: panel.digest }),
  );
  if (!options.overwrite) for (const file of files) if (file !== null) await refuseExisting(file.path);
  for (const file of files) if (file !== null) await writeWholeFile(file.path, file.text);
  const previewed = seen.map((preview, index): PreviewedPack => ({ ...preview, written: files[index]?.path ?? null }));
  const document = {
    schemaVersion: "teacherprint.pack-preview/v1",
    synthetic: panel.synthetic,
    panels: sources.panels.map(({ name }) => name),
    answers: panel.digest,
    hidden: sources.hidden,
    references: previewer.source.lineage.references.length,
    groups: previewer.source.lineage.groups.length,
    groupsWithPairs: scoringGroups(previewer.source).length,
    unpriced: sources.unpriced,
    packs: previewed,
  };
  terminal.print(options.json ? JSON.stringify(document, null, 2) : describePreview(document));
}

export interface Previewer {
  /** Of text prompts and of choices, as their traits differ. */
  readonly source: PreviewSource;
  readonly choices: PreviewSource;
}

async function openPreviewer(panel: Panel, terminal: Terminal): Promise<Previewer> {
  const traits = ["w3pair", "first12"];
  const prepared = await prepare(panel, {
    workers: panel.answers.reduce((sum, list) => sum + list.length, 0) < worthThreads ? 1 : availableParallelism(),
    cacheFolder: null,
    // Neither trait draws anything.
    seed: "preview",
    traits,
    progress: terminal.note,
  });
  const lineage = buildLineage(panel);
  const agreed = choiceAgreement(choiceCounts(panel), panel.prompts.length, lineage.models.length, lineage.references);
  return {
    source: { lineage, affinities: traits.map((trait) => prepared.perPrompt.get(trait)!) },
    choices: { lineage, affinities: [agreed] },
  };
}

function previewPack(
  pack: Pack,
  panel: Panel,
  previewer: Previewer,
  { costOf }: PreviewSources,
  best: number | undefined,
): Omit<PreviewedPack, "written"> {
  const source = pack.kind === "choice" ? previewer.choices : previewer.source;
  const scored = pack.kind === "choice" || isTextKind(pack.kind);
  const placeOf = new Map(panel.prompts.map(({ id }, index) => [id, index]));
  const place = (id: string) => placeOf.get(`${pack.id}/${id}`)!;
  const scores = new Map(
    pack.probes.map(({ id }) => [id, scored ? separation(source, place(id)) : Number.NaN] as const),
  );
  const known = pack.probes.flatMap(({ id }) => (Number.isNaN(scores.get(id)) ? [] : [place(id)]));
  const order = rankProbes([...scores].map(([id, score]) => ({ id, separation: score })));
  const n = best ?? Math.ceil(known.length / 2);
  const chosen = chooseBest(pack.probes, (id) => scores.get(id)!, n);
  const isChosen = new Set(best === undefined ? [] : chosen);
  const heldOut = heldOutSeparation(source, known, (scoreOf) =>
    chooseBest(pack.probes, (id) => scoreOf(place(id)), n).map(place),
  );
  const all = transferToControls(source, known);
  const probes = order.map(({ id, separation: score }, index): PreviewedProbe => {
    const probe = pack.probes.find((one) => one.id === id)!;
    const { bits, mostBits, models, families, characters, unread } = diversityOf(panel, place(id));
    return {
      id,
      topic: probe.topic,
      rank: Number.isNaN(score) ? null : index + 1,
      separation: finite(score),
      transfer: Number.isNaN(score) ? null : finite(transferToControls(source, [place(id)]).chance),
      entropyBits: models === 0 ? null : bits,
      mostBits: models === 0 ? null : mostBits,
      models,
      families,
      characters: models === 0 ? null : characters,
      unread,
      ...costOf(pack.id, id),
      chosen: isChosen.has(id),
    };
  });
  return {
    id: pack.id,
    version: pack.version,
    kind: pack.kind,
    digest: packDigest(pack),
    answered: probes.filter(({ models }) => models > 0).length,
    ranked: known.length,
    transfer: finite(all.chance),
    transferOfChosen: finite(transferToControls(source, chosen.map(place)).chance),
    heldOut: heldOut.groups === 0 ? null : heldOut,
    controls: all.controls,
    controlFamilies: all.families,
    probes,
  };
}

/** The chosen probes as a pack: for the file of `--out`, or, for several packs, for its folder. */
function chosenFile(
  pack: Pack,
  preview: Omit<PreviewedPack, "written">,
  { best, out }: PreviewOptions,
  { panels, packs, answers }: PreviewSources & { readonly answers: string },
): { readonly path: string; readonly text: string } | null {
  if (out === undefined || best === undefined) return null;
  const isFile = out.endsWith(".json");
  if (isFile && packs.length > 1)
    throw new TeacherprintError(
      "OUT_IS_FILE",
      `${packs.length} packs cannot be written to the one file ${out}.`,
      "Name a folder with --out; each pack keeps its kind and gets its own file.",
    );
  const chosen = preview.probes.filter((probe) => probe.chosen).map(({ id }) => id);
  if (chosen.length < best)
    throw new TeacherprintError(
      "TOO_FEW_RANKED",
      `${pack.id}: references rank ${preview.ranked} of its ${pack.probes.length} probes, and ${chosen.length} could be chosen, not ${best}.`,
      "Ask for fewer with --best, or give a panel in which more of these questions are answered by groups of two references or more.",
    );
  const id = isFile ? idOfFile(out) : `${pack.id.replace("#", "-").slice(0, 50)}-best-${best}`;
  const file = isFile ? out : join(out, `${id}.json`);
  const text = packText(selectedPack(pack, { id, probes: chosen, panels: panels.map(({ name }) => name), answers }));
  const check = checkPackText(text, file);
  if (hasErrors(check))
    throw new TeacherprintError(
      "PACK_FAULTY",
      `The chosen probes of ${pack.id} do not pass the check: ${check.findings[0]!.found}`,
      `Mend ${pack.id} first; \`teacherprint packs check\` shows all its faults.`,
    );
  return { path: file, text };
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
