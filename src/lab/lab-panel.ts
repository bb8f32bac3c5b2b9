import { buildPanel, type CollectedAnswer } from "../panel/build-panel.js";
import type { Panel, PanelModel, PanelPrompt, Trial } from "../panel/panel.js";
import type { Pack } from "../probes/pack.js";
import { type CastSettings, type LabModel, makeCast } from "./world/cast.js";
import { knownQuestions } from "./world/known-questions.js";
import { World } from "./world/world.js";

export interface LabPanelSettings extends CastSettings {
  /** Probes that are asked. */
  readonly packs: readonly Pack[];
  /** Temperature of probes whose pack names none. */
  readonly temperature: number;
}

/**
 * The panel that a collection over HTTP from a lab of the same settings would bring, without the network, and with the truth
 * as trials: students are derived from their teacher's group, every pair of other vendors is not. Synthetic: it tests
 * formulas and power calculations, and validates nothing.
 */
export function labPanel(settings: LabPanelSettings): Panel {
  const models = makeCast(settings);
  const world = new World(settings.seed, models, knownQuestions(settings.packs));
  return buildPanel({
    name: `lab-${settings.seed}`,
    description: "Answers of simulated models.",
    language: "en",
    synthetic: true,
    models: models.map((model) => panelModel(model, models)),
    prompts: settings.packs.flatMap(panelPrompts),
    trials: trialsOf(models),
    answers: new Map(models.map((model) => [model.id, answersOf(world, model, settings)])),
    notices: [],
  });
}

function panelPrompts(pack: Pack): PanelPrompt[] {
  return pack.probes.map(({ id, messages, topic, language, answer, pair }) => ({
    id: `${pack.id}/${id}`,
    text: messages.map(({ content }) => content).join("\n\n"),
    topic,
    kind: pack.kind,
    answer,
    ...(language.startsWith("en") ? {} : { language }),
    ...(pair === null ? {} : { pair: `${pack.id}/${pair}` }),
  }));
}

function answersOf(world: World, model: LabModel, { packs, temperature }: LabPanelSettings): CollectedAnswer[] {
  return packs.flatMap(({ id, probes, defaults }) =>
    probes.flatMap((probe) => {
      const samples = probe.sampling.samples ?? defaults.samples ?? 1;
      const question = {
        messages: probe.messages,
        temperature: probe.sampling.temperature ?? defaults.temperature ?? temperature,
        maxTokens: probe.sampling.maxTokens ?? defaults.maxTokens ?? 400,
      };
      return Array.from({ length: samples }, (_, sample): CollectedAnswer => {
        const { text, stop } = world.answer(model, question, sample);
        return { prompt: `${id}/${probe.id}`, sample, text, status: stop === "length" ? "truncated" : "ok" };
      });
    }),
  );
}

function panelModel(model: LabModel, models: readonly LabModel[]): PanelModel {
  const { id, role, group, vendor, family, released, lineage } = model;
  const teacher = models.find((other) => other.id === lineage?.teacher);
  return {
    id,
    role: role === "teacher" ? "teacher" : "control",
    group,
    vendor,
    base: null,
    family,
    released,
    relation: teacher === undefined ? null : "distilled",
    parents: teacher === undefined ? [] : [teacher.group!],
    parentModels: teacher === undefined ? [] : [teacher.id],
    confidence: "high",
    note: lineage === null ? "" : `dose ${lineage.dose}`,
  };
}

/** A dose of 0 is no training: such a student counts as not derived. Siblings of its teacher's group stay unlabelled. */
function trialsOf(models: readonly LabModel[]): Trial[] {
  const groups = new Map(models.flatMap(({ group, vendor }) => (group === null ? [] : [[group, vendor] as const])));
  return models.flatMap((model) =>
    [...groups].flatMap(([group, vendor]): Trial[] => {
      const facts = { suspect: model.id, group, basis: "documented", confidence: "high" } as const;
      const teacher = model.lineage?.dose ? models.find(({ id }) => id === model.lineage!.teacher) : undefined;
      if (teacher?.group === group) return [{ ...facts, truth: "derived", relation: "distilled" }];
      if (vendor === (teacher ?? model).vendor) return [];
      return [{ ...facts, truth: "not-derived", relation: null }];
    }),
  );
}
