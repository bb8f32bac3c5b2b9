import { estimateCost } from "../collection/money/estimate-cost.js";
import { loadPrices } from "../collection/money/load-prices.js";
import { estimateTokens } from "../collection/money/token-estimate.js";
import { schedule } from "../collection/order/schedule.js";
import { TeacherprintError } from "../errors.js";
import { studyPanel } from "../findings/study-panel.js";
import { loadPanelFolder } from "../panel/load-folder.js";
import type { Panel } from "../panel/panel.js";
import { loadPack } from "../probes/load-pack.js";
import type { Pack } from "../probes/pack.js";
import { freezePlan } from "../study/freeze-plan.js";
import type { Slot } from "../study/plan.js";
import { toolVersion } from "../version.js";
import { readCollectedStudy } from "./collected-study.js";
import { type OpenStudy, openStudy } from "./open-study.js";
import type { Terminal } from "./terminal.js";

export interface ProbeCost {
  readonly usd: number | null;
  readonly requests: number;
  readonly tokens: number;
}

export interface PreviewSources {
  readonly packs: readonly Pack[];
  readonly panels: readonly Panel[];
  /** Models whose answers are not looked at. */
  readonly hidden: readonly string[];
  readonly costOf: (pack: string, probe: string) => ProbeCost;
  readonly unpriced: readonly string[];
}

/** Reads packs, stored answers and prices. Throws what loading them throws; SOURCE_MISSING, PACK_MISSING, SUSPECT_UNKNOWN. */
export async function readSources(
  named: readonly string[],
  options: {
    readonly panel: readonly string[] | undefined;
    readonly study: string | undefined;
    readonly suspect: string | undefined;
    readonly results: string;
    readonly prices: string | undefined;
  },
  terminal: Terminal,
): Promise<PreviewSources> {
  if (options.panel === undefined && options.study === undefined)
    throw new TeacherprintError(
      "SOURCE_MISSING",
      "A preview reads stored answers, and none are named.",
      "Name a panel folder with --panel, or a study file with --study.",
    );
  const open = options.study === undefined ? null : await openStudy(options.study, options.results, terminal);
  const packs = named.length > 0 ? await Promise.all(named.map((pack) => loadPack(pack))) : (open?.packs ?? []);
  if (packs.length === 0)
    throw new TeacherprintError("PACK_MISSING", "No pack is named.", "Name a pack by its id or file.");
  const twice = packs.find(({ id }, index) => packs.findIndex((other) => other.id === id) < index);
  if (twice !== undefined)
    throw new TeacherprintError("PACK_TWICE", `The pack "${twice.id}" is named twice.`, "Name each pack once.");
  const panels: Panel[] = [];
  for (const folder of options.panel ?? []) panels.push(await loadPanelFolder(folder));
  const hidden: string[] = options.suspect === undefined ? [] : [options.suspect];
  if (open !== null) {
    hidden.push(open.plan.suspect.id);
    panels.push(...(await panelsOfStudy(open, terminal)));
  }
  const { suspect } = options;
  if (suspect !== undefined && !panels.some(({ models }) => models.some(({ id }) => id === suspect)))
    throw new TeacherprintError("SUSPECT_UNKNOWN", `No panel has a model "${suspect}".`, "Check its name.");
  requireDistinctModels(panels);
  return {
    packs,
    panels,
    hidden,
    ...(open === null ? costOfOneModel(packs) : costOfStudy(open, packs, options.prices)),
  };
}

/** What the study has collected so far, and its reference panels. */
async function panelsOfStudy(open: OpenStudy, terminal: Terminal): Promise<Panel[]> {
  try {
    const { study, answers } = await readCollectedStudy(open);
    // The suspect's answers are left where they are.
    const others = answers.filter(({ model }) => model !== study.plan.suspect.id);
    return [studyPanel(study.plan, others, []), ...open.references];
  } catch (error) {
    if (!(error instanceof TeacherprintError) || error.code !== "STORE_MISSING") throw error;
    terminal.note("The study has collected nothing yet; only its references are read.");
    return [...open.references];
  }
}

function requireDistinctModels(panels: readonly Panel[]): void {
  const owner = new Map<string, string>();
  for (const { name, models } of panels)
    for (const { id } of models) {
      const first = owner.get(id);
      if (first !== undefined)
        throw new TeacherprintError(
          "PREVIEW_MODEL_TWICE",
          `The model "${id}" stands in ${first} and in ${name}.`,
          "Name one of these panels; the same model twice would count as agreement with itself.",
        );
      owner.set(id, name);
    }
}

/** Requests and tokens for all models of the study, dollars for those whose price is known. */
function costOfStudy({ study, references }: OpenStudy, packs: readonly Pack[], prices: string | undefined) {
  const named = references.map(({ name, digest }) => ({ name, digest }));
  const plan = freezePlan(study, packs, named, toolVersion);
  const table = loadPrices(prices ?? null);
  const slots = new Map<string, Slot[]>();
  for (const slot of schedule(plan)) {
    if (slot.sentinel !== undefined) continue;
    const key = `${slot.pack}/${slot.probe}`;
    const list = slots.get(key);
    if (list === undefined) slots.set(key, [slot]);
    else list.push(slot);
  }
  const unpriced = new Set<string>();
  const costs = new Map(
    packs.flatMap((pack) =>
      pack.probes.map((probe): [string, ProbeCost] => {
        const key = `${pack.id}/${probe.id}`;
        const only = { ...plan, packs: [onlyProbe(plan.packs.find(({ id }) => id === pack.id)!, probe.id)] };
        const estimate = estimateCost(only, slots.get(key) ?? [], table);
        for (const model of estimate.unpriced) unpriced.add(model);
        return [key, { usd: estimate.usd.expected, requests: estimate.requests, tokens: estimate.tokens.expected }];
      }),
    ),
  );
  return { costOf: (pack: string, probe: string) => costs.get(`${pack}/${probe}`)!, unpriced: [...unpriced] };
}

function onlyProbe<P extends { readonly probes: readonly { readonly id: string }[] }>(pack: P, id: string): P {
  return { ...pack, probes: pack.probes.filter((probe) => probe.id === id) };
}

/** Without a study nobody knows who is asked: requests and tokens of one model. */
function costOfOneModel(packs: readonly Pack[]) {
  const expectedShare = 0.6;
  const costs = new Map(
    packs.flatMap(({ id, probes, defaults }) =>
      probes.map((probe): [string, ProbeCost] => {
        const maxTokens = probe.sampling.maxTokens ?? defaults.maxTokens ?? 400;
        const requests = probe.sampling.samples ?? defaults.samples ?? 1;
        const { input } = estimateTokens({ messages: probe.messages, maxTokens, temperature: null, topP: null });
        return [
          `${id}/${probe.id}`,
          { usd: null, requests, tokens: requests * (input + Math.ceil(maxTokens * expectedShare)) },
        ];
      }),
    ),
  );
  return { costOf: (pack: string, probe: string) => costs.get(`${pack}/${probe}`)!, unpriced: [] };
}
