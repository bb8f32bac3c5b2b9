import { promptUncertainty } from "../likeness/jackknife.js";
import { membersOf } from "../likeness/lineage.js";
import { cohortSize } from "../likeness/null-cohort.js";
import type { Scores } from "../likeness/score-panel.js";
import { defaultSettings, type LikenessSettings, normalisationName } from "../likeness/settings.js";
import { deductions as deductionWords, type Tier, tierOf } from "../likeness/tier.js";
import type { Panel } from "../panel/panel.js";
import { measureOnce } from "../traits/measure-once.js";
import type { PreparedPanel } from "../traits/prepared-panel.js";
import { isTextKind } from "../traits/reading/answer-table.js";
import { attributionNotices, attributionOf } from "./attribution.js";
import { choiceFindings } from "./choice-findings.js";
import { deductionsOfComparison, deductionsOfGroup } from "./deductions.js";
import { exhibits } from "./exhibits.js";
import { type Findings, findingsSchema } from "./findings.js";
import { groupCalibrations } from "./group-calibration.js";
import { identityExhibit } from "./identity-exhibit.js";
import { suspectRow } from "./in-question.js";
import { type InRunModel, inRunFailures, inRunFindings } from "./in-run-controls.js";
import type { DriftFinding } from "./in-run-schema.js";
import type { KeyedFindings } from "./keyed-findings.js";
import { limits } from "./limits.js";
import { isOwn, ownChannelFindings } from "./own-channels.js";
import { answeredPrompts, lackingNotice, placeInQuestion } from "./place-in-question.js";
import { modelQuality } from "./quality.js";
import type { StoppedByRule } from "./replayed-calibration.js";
import { sameChoices } from "./same-choices.js";
import { sequentialFindings } from "./sequential.js";
import { calibrationFindings, servingCalibration } from "./serving-calibration.js";
import { stabilityOf } from "./stability.js";
import type { StudyParts } from "./study-parts.js";
import { styleFindings } from "./style-findings.js";
import { lineUps, metadataControls, nearestModels, type SuspectView } from "./suspect-view.js";
import { type GroupCalibration, teacherFindings } from "./teacher-findings.js";

export interface CompareRequest {
  readonly prepared: PreparedPanel;
  readonly suspect: string;
  /** Lineage groups in question; null = all. */
  readonly teachers: readonly string[] | null;
  readonly seed: string;
  /** Where measurements are kept between runs; null keeps none. */
  readonly cacheFolder: string | null;
  readonly progress: (line: string) => void;
  readonly settings?: LikenessSettings;
  readonly study: Findings["study"];
  readonly plan: string | null;
  /** The rule that ended the study early; absent where all questions were asked. */
  readonly stopped?: StoppedByRule;
  /** Prompts that were asked; all of the panel's when absent. */
  readonly promptsAsked?: number;
  /** Answers that a plan asks of its models, by id. */
  readonly expectedAnswers?: ReadonlyMap<string, number>;
  /** Results of keyed tests, shown beside the findings; nothing here reads them. */
  readonly keyed?: KeyedFindings | null;
  /** Models of known lineage that the study names as checks of the run; absent for panels. */
  readonly inRunControls?: readonly InRunModel[];
  /** Drift test of every model with repeated probes; absent for panels. */
  readonly drift?: readonly DriftFinding[];
  /** The study's answers by time and by setting; absent for panels. */
  readonly parts?: StudyParts;
  /** Reads another selection of the study's answers for the core traits; needed where a part is one. */
  readonly prepareAgain?: (panel: Panel) => Promise<PreparedPanel>;
  readonly provenance: Pick<
    Findings["provenance"],
    "toolVersion" | "node" | "panels" | "packs" | "collected" | "deviations" | "command"
  >;
}

/** Each block is a measurement of its own; docs/decisions/2026-11-22-jackknife-blocks.md says why so few. */
const jackknifeBlocks = 8;
const nearestShown = 10;
const groupsWithExhibits = 2;

/**
 * Compares one suspect with the lineage groups of a panel. A study and a panel folder take the same way: a study is a panel
 * whose truth is not known. Everything that is measured of other models is measured without the suspect and its family.
 * Throws SUSPECT_UNKNOWN, TEACHER_UNKNOWN, SUSPECT_WITHOUT_ANSWERS, PANEL_WITHOUT_TEACHERS.
 */
export async function compare(request: CompareRequest): Promise<Findings> {
  const { prepared, seed } = request;
  const { panel } = prepared;
  const suspect = suspectRow(panel, request.suspect);
  const answered = answeredPrompts(panel, suspect);
  const measured = (of: PreparedPanel, prompts: readonly number[], blocks: number) =>
    measureOnce(of, { prompts, blocks }, request.cacheFolder, request.progress);
  const found = await placeInQuestion({
    panel,
    row: suspect,
    answered,
    measured: (prompts) => measured(wording(prepared), prompts, 0),
    alsoHidden: [],
    teachers: request.teachers,
    settings: request.settings ?? defaultSettings,
    seed,
  });
  const { settings } = found;
  const serving = await servingCalibration(found, request.stopped, {
    prepared,
    suspect,
    settings,
    measured: (prompts) => measured(coreTraits(prepared), prompts, 0),
    seed,
  });
  const { learned, placed } = serving;
  const { measurements, lineage, scores, listed, decision } = placed;
  const view: SuspectView = { scores, measurements, suspect };
  const inRun = await inRunFindings({
    panel,
    controls: request.inRunControls ?? [],
    place: (row) => {
      const prompts = answeredPrompts(panel, row);
      const same = prompts.length === answered.length && prompts.every((prompt, index) => prompt === answered[index]);
      return placeInQuestion({
        panel,
        row,
        answered: prompts,
        measured: async () => (same ? measurements : measured(wording(prepared), prompts, 0)),
        alsoHidden: [suspect],
        teachers: null,
        settings: request.settings ?? defaultSettings,
        seed: null,
      });
    },
  });
  const failures = inRunFailures(inRun);
  const drift = request.drift ?? [];
  // Without the suspect's own group, if it is a teacher itself.
  const asked = listed.filter((group) => group !== lineage.ownGroup[suspect]);
  const apart = ownChannelFindings({
    prepared,
    measurements,
    lineage: placed.declared,
    suspect,
    answered,
    listed: asked,
    settings,
  });
  const uncertainty = async () =>
    promptUncertainty(lineage, await measured(coreTraits(prepared), answered, jackknifeBlocks), settings, suspect);
  const ofPanel: (group: number) => GroupCalibration | null =
    learned === null
      ? () => null
      : once(groupCalibrations({ learned, scores, suspect, uncertainty: await uncertainty(), seed }));
  const calibrationOf = (group: number) => (serving.whyNot(group) === undefined ? ofPanel(group) : null);
  const deductions = deductionsOfComparison({
    panel,
    suspect,
    // Of the wording alone: choices, however many, make it no surer.
    promptsUsed: answered.filter((prompt) => isTextKind(panel.prompts[prompt]!.kind)).length,
    students: learned?.sample.derived.map((trial) => trial.suspect) ?? [],
    ownDecoding: request.parts?.ownDecoding ?? false,
    drift,
  });
  const standing = new Set([
    ...decision.attribution.groups,
    ...decision.groups.flatMap(({ group, standsOut }) => (standsOut ? [group] : [])),
  ]);
  const tierOfGroup = once((group: number): Tier => {
    const { models, families } = cohortSize(lineage, group, lineage.family[suspect]!);
    const calibration = calibrationOf(group);
    return tierOf({
      nullModels: models,
      nullFamilies: families,
      calibration: calibration?.facts ?? null,
      withoutCalibration: serving.whyNot(group),
      inRunFailures: failures,
      // Drift takes one tier, of the suspect and of its teachers together.
      deductions: [
        ...new Set([
          ...deductions,
          ...deductionsOfGroup({ view, group, calibration, standsOut: standing.has(group), drift }),
        ]),
      ],
    });
  });
  const { teachers, ...stability } = await stabilityOf({
    panel,
    prepared,
    placed,
    settings,
    answered,
    answeredIn: (part) => answeredPrompts(part, suspect),
    teachers: teacherFindings({ view, decision, calibrationOf, tierOf: tierOfGroup }),
    names: namesOfTeachers(
      scores,
      lineage.groups.map((_, group) => group),
    ),
    study: request.parts ?? null,
    measured: (of, prompts) => measured(coreTraits(of), prompts, 0),
    prepareAgain: request.prepareAgain ?? notPrepared,
    progress: request.progress,
    seed,
  });
  const attribution = attributionOf(decision, lineage, (group) => tierOfGroup(group).tier);
  const best = teachers.reduce((highest, one) => Math.max(highest, one.tier), 0);
  const models = modelQuality(panel, request.expectedAnswers ?? new Map());
  const own = models[suspect]!;
  const findings: Findings = {
    schemaVersion: "teacherprint.findings/v1",
    synthetic: panel.synthetic,
    study: request.study,
    plan: request.plan,
    suspect: {
      model: panel.models[suspect]!.id,
      family: panel.models[suspect]!.family,
      released: panel.models[suspect]!.released,
      answers: own.answered,
      promptsUsed: measurements.prompts.length,
    },
    tier: best,
    tierReasons: teachers.find((one) => one.tier === best)?.tierReasons ?? [],
    teachers,
    attribution,
    lineUp: lineUps(view).filter((one) => asked.includes(lineage.groups.indexOf(one.group))),
    metadataControls: metadataControls(view),
    nearestModels: nearestModels(
      view,
      panel.models.map((model) => model.role),
      nearestShown,
    ),
    ...stability,
    inRunControls: inRun,
    sequential: sequentialFindings({ prepared, lineage, measurements, suspect, seed }, teachers),
    choices: choiceFindings(apart),
    styles: styleFindings(apart),
    sameChoices: sameChoices({ choices: prepared.choices, lineage, suspect, answered, listed: asked, seed }),
    identity: identityExhibit(panel, suspect, namesOfTeachers(scores, asked)),
    exhibits: exhibits({
      prepared,
      view,
      groups: decision.groups.slice(0, groupsWithExhibits).map((one) => one.group),
    }),
    quality: {
      promptsAsked: request.promptsAsked ?? panel.prompts.length,
      promptsUsed: measurements.prompts.length,
      coverage: own.answered / own.expected,
      models,
      excluded: [...measurements.excluded],
      drift: [...drift],
      notices: [
        ...panel.notices,
        ...measurements.notices,
        ...lackingNotice(placed.lacking),
        ...serving.notices,
        ...(attribution.kind === "descriptive-only" ? [] : attributionNotices(decision, lineage, listed)),
      ],
    },
    calibration: calibrationFindings(
      serving,
      panel,
      deductions.map((one) => deductionWords[one]),
    ),
    keyed: request.keyed ?? null,
    limits: [...limits],
    provenance: {
      ...request.provenance,
      seed,
      traits: [
        ...measurements.traits.map((trait) => `${trait.trait}/${trait.version}`),
        ...apart.flatMap(({ rows }) => rows.slice(0, 1).map(({ trait }) => trait)),
      ],
      normalisation: normalisationName(settings.normalisation),
    },
  };
  return findingsSchema.parse(findings);
}

/** Without the channels of one kind of probes, which are measured apart: their null is another. */
function wording(prepared: PreparedPanel): PreparedPanel {
  return { ...prepared, traits: prepared.traits.filter((trait) => !isOwn(trait)) };
}

function coreTraits(prepared: PreparedPanel): PreparedPanel {
  return { ...prepared, traits: prepared.traits.filter((trait) => trait.channel === "core") };
}

function notPrepared(): never {
  throw new Error("a part of the study has answers of its own, and nothing was given to read them with");
}

/** Groups are looked at in several places; what is worked out for one is kept. */
function once<Value>(work: (group: number) => Value): (group: number) => Value {
  const known = new Map<number, Value>();
  return (group) => {
    const value = known.has(group) ? known.get(group)! : work(group);
    known.set(group, value);
    return value;
  };
}

function namesOfTeachers(scores: Scores, listed: readonly number[]): string[] {
  const { lineage } = scores;
  const members = listed.flatMap((group) => membersOf(lineage, group).map((model) => lineage.models[model]!));
  return [...new Set([...listed.flatMap((group) => [lineage.vendors[group]!, lineage.groups[group]!]), ...members])];
}
