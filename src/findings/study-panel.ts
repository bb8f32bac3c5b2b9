import { TeacherprintError } from "../errors.js";
import { isKeyedKind } from "../keyed/keyed-kinds.js";
import { buildPanel, type CollectedAnswer } from "../panel/build-panel.js";
import type { Panel, PanelModel, PanelPrompt, Trial } from "../panel/panel.js";
import type { StoredAnswer } from "../store/read-answers.js";
import type { Plan, PlannedModel, PlannedProbe } from "../study/plan.js";
import { isTextKind } from "../traits/reading/answer-table.js";

/**
 * The panel of a study: the collected answers of suspect, teachers and controls, beside the stored answers of its
 * reference panels. A reference panel's prompt is the same prompt when its words are the same.
 * Canary and watermark packs are left out as if they had not been asked: nothing behavioural may depend on them.
 * Throws STUDY_MODEL_IN_REFERENCE when a model id is used on both sides.
 */
export function studyPanel(whole: Plan, answers: Iterable<StoredAnswer>, references: readonly Panel[]): Panel {
  const plan = { ...whole, packs: whole.packs.filter(({ kind }) => !isKeyedKind(kind)) };
  const packs = new Set(plan.packs.map(({ id }) => id));
  const planned = [plan.suspect, ...plan.teachers, ...plan.controls];
  const prompts = studyPrompts(plan);
  const byWords = new Map<string, PanelPrompt[]>();
  for (const prompt of prompts) {
    const words = sameWords(prompt.text);
    byWords.set(words, [...(byWords.get(words) ?? []), prompt]);
  }
  const collected = collectedAnswers(answers, packs);
  const models = planned.map(toPanelModel);
  const known = new Set(models.map((model) => model.id));
  const notices: string[] = onlyOpenings(plan) ? [noScore] : [];
  for (const reference of references) {
    const idsOf = reference.prompts.map((prompt) =>
      (byWords.get(sameWords(prompt.text)) ?? []).filter((own) => serves(prompt, own)).map(({ id }) => id),
    );
    const shared = idsOf.filter((ids) => ids.length > 0).length;
    notices.push(
      `${reference.name}: ${shared} of its ${reference.prompts.length} prompts are questions of this study.`,
    );
    reference.models.forEach((model, index) => {
      if (known.has(model.id)) throw usedTwice(model.id, reference.name);
      known.add(model.id);
      models.push(model.role === "suspect" ? { ...model, role: "control" } : model);
      collected.set(model.id, answersToShared(reference, index, idsOf));
    });
  }
  return buildPanel({
    name: plan.studyId,
    description: plan.title,
    language: commonLanguage(plan),
    synthetic: plan.synthetic || references.some((reference) => reference.synthetic),
    models,
    prompts,
    trials: withDeclared(
      references.flatMap((reference) => reference.trials),
      declaredTrials(plan, models),
    ),
    answers: collected,
    notices,
  });
}

function studyPrompts(plan: Plan): PanelPrompt[] {
  const several = commonLanguage(plan) === "mixed";
  return plan.packs.flatMap((pack) =>
    pack.probes.map((probe) => {
      const language = probe.language ?? (several ? pack.language : undefined);
      return {
        id: `${pack.id}/${probe.id}`,
        text: promptText(probe),
        topic: probe.topic,
        kind: pack.kind,
        answer: probe.answer,
        ...(language === undefined ? {} : { language }),
        ...(probe.pair === undefined ? {} : { pair: `${pack.id}/${probe.pair}` }),
      };
    }),
  );
}

function promptText(probe: PlannedProbe): string {
  return probe.messages.map((message) => message.content).join("\n\n");
}

function sameWords(text: string): string {
  return text.normalize("NFC").replace(/\s+/gu, " ").trim();
}

/** Repeats, temperatures and system prompts of one probe become its samples, numbered in the order of their slots. */
function collectedAnswers(answers: Iterable<StoredAnswer>, packs: ReadonlySet<string>): Map<string, CollectedAnswer[]> {
  const byCell = new Map<string, StoredAnswer[]>();
  for (const answer of answers) {
    if (!packs.has(answer.pack)) continue;
    const cell = `${answer.model}\0${answer.pack}/${answer.probe}`;
    byCell.set(cell, [...(byCell.get(cell) ?? []), answer]);
  }
  const collected = new Map<string, CollectedAnswer[]>();
  for (const cell of byCell.values()) {
    cell.sort(bySetting);
    const { model } = cell[0]!;
    const list = collected.get(model) ?? [];
    cell.forEach((answer, sample) => {
      list.push({ prompt: `${answer.pack}/${answer.probe}`, sample, text: answer.text, status: answer.status });
    });
    collected.set(model, list);
  }
  return collected;
}

function bySetting(left: StoredAnswer, right: StoredAnswer): number {
  return (
    (left.temperature ?? -1) - (right.temperature ?? -1) ||
    left.systemPrompt - right.systemPrompt ||
    left.sample - right.sample
  );
}

/** A whole answer begins like one that is cut on purpose, and so can stand for it; not the other way round. */
function serves(stored: PanelPrompt, asked: PanelPrompt): boolean {
  return asked.kind === "opening" || stored.kind !== "opening";
}

const noScore =
  "Only the beginnings of answers were asked for. They belong to the surface of a text: without a pack that is answered in full there is no score.";

function onlyOpenings({ packs }: Plan): boolean {
  return packs.some(({ kind }) => kind === "opening") && !packs.some(({ kind }) => isTextKind(kind));
}

function answersToShared(reference: Panel, model: number, idsOf: readonly (readonly string[])[]): CollectedAnswer[] {
  return reference.answers[model]!.flatMap(({ prompt: stored, sample, text, status }) =>
    idsOf[stored]!.map((prompt) => ({ prompt, sample, text, status })),
  );
}

function toPanelModel(model: PlannedModel): PanelModel {
  return {
    id: model.id,
    role: model.role,
    group: model.role === "teacher" ? model.group : null,
    vendor: model.vendor,
    base: model.base,
    family: model.family,
    released: model.released,
    relation: null,
    parents: [],
    parentModels: [],
    confidence: null,
    note: "",
  };
}

/**
 * What the study itself says about lineage: a control has documented other training than every listed group but those of
 * its own vendor; teachers of other vendors are taken as independent (basis `assumed`: good for a null cohort, never for
 * an error rate); whoever was released before all members of a group cannot have been trained on its outputs. By
 * themselves teachers are no null cohort: a study without controls describes resemblance and nothing of its strength.
 */
function declaredTrials(plan: Plan, models: readonly PanelModel[]): Trial[] {
  // In-run controls are in no cohort: nothing is declared of them, as nothing is of the suspect.
  const asSuspects = new Set(
    [plan.suspect, ...plan.controls.filter(({ inRun }) => inRun !== undefined)].map(({ id }) => id),
  );
  const declared = new Set(
    [...plan.teachers, ...plan.controls].map(({ id }) => id).filter((id) => !asSuspects.has(id)),
  );
  const groups = new Map<string, PanelModel[]>();
  for (const model of models) {
    if (model.group !== null) groups.set(model.group, [...(groups.get(model.group) ?? []), model]);
  }
  const trials: Trial[] = [];
  for (const model of models.filter((one) => declared.has(one.id))) {
    for (const [group, members] of groups) {
      const vendor = members[0]!.vendor;
      if (model.group === group || (vendor !== null && model.vendor === vendor)) continue;
      const basis = model.role === "control" ? "documented" : "assumed";
      trials.push({ suspect: model.id, group, truth: "not-derived", relation: null, basis, confidence: "medium" });
    }
  }
  const ofStudy = new Set([...plan.teachers].map((model) => model.group));
  for (const model of models.filter((one) => !declared.has(one.id) && !asSuspects.has(one.id))) {
    for (const [group, members] of groups) {
      if (!ofStudy.has(group) || model.released === null) continue;
      if (members.every((member) => member.released !== null && model.released! < member.released)) {
        trials.push({
          suspect: model.id,
          group,
          truth: "not-derived",
          relation: null,
          basis: "released-before-teacher",
          confidence: "high",
        });
      }
    }
  }
  return trials;
}

/**
 * What a reference panel knows of a pair goes before what follows from dates; no pair stands twice, and pairs that are
 * only assumed stand only beside others of their group.
 */
function withDeclared(known: readonly Trial[], declared: readonly Trial[]): Trial[] {
  const pairOf = ({ suspect, group }: Trial) => `${suspect}\0${group}`;
  const pairs = new Set(known.map(pairOf));
  const all = [...known, ...declared.filter((trial) => !pairs.has(pairOf(trial)))];
  const beyondAssumption = new Set(
    all.filter(({ truth, basis }) => truth === "not-derived" && basis !== "assumed").map(({ group }) => group),
  );
  return all.filter(
    ({ truth, basis, group }) => truth === "derived" || basis !== "assumed" || beyondAssumption.has(group),
  );
}

function commonLanguage(plan: Plan): string {
  const languages = new Set(
    plan.packs.filter((pack) => pack.kind !== "choice" && pack.kind !== "identity").map((pack) => pack.language),
  );
  return languages.size === 1 ? [...languages][0]! : languages.size === 0 ? "en" : "mixed";
}

function usedTwice(model: string, reference: string): TeacherprintError {
  return new TeacherprintError(
    "STUDY_MODEL_IN_REFERENCE",
    `The id "${model}" stands in the study and in the reference panel "${reference}".`,
    "Give the study's model another id, or take it out of the study if its stored answers should serve.",
  );
}
