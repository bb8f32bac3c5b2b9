import { failedCriteria } from "../likeness/criteria.js";
import { type Learned, learn } from "../likeness/learn.js";
import { buildLineage } from "../likeness/lineage.js";
import { measuredLineage } from "../likeness/measured-lineage.js";
import { type Scores, scorePanel } from "../likeness/score-panel.js";
import { calibrationSample, channelScores } from "../likeness/scored-trials.js";
import { normalisationName } from "../likeness/settings.js";
import type { Panel } from "../panel/panel.js";
import { randomStream } from "../statistics/random-stream.js";
import { measure } from "../traits/measure.js";
import type { Channel, Measurements } from "../traits/measurements.js";
import { prepare } from "../traits/prepare.js";
import type { PreparedPanel } from "../traits/prepared-panel.js";
import { isTextKind } from "../traits/reading/answer-table.js";
import { toolVersion } from "../version.js";
import { boundedOf, calibrationReport, everyRelationReport } from "./calibration-report.js";
import { fusingOnly, requireTraitOf, withControls } from "./chosen-traits.js";
import { comparisonOf } from "./comparison.js";
import type { Drawing } from "./detection.js";
import { missesOf, topFalseOf } from "./failures.js";
import { finite } from "./finite.js";
import { type LaunderedPanel, launderPanel } from "./launder-panel.js";
import { launderingReport } from "./laundering.js";
import { canLeaveOneOut, type PanelRatios, panelRatios } from "./likelihood-ratios.js";
import { notesOf } from "./notes.js";
import { nullCohortCurve } from "./null-cohort-curve.js";
import { openSetOf } from "./open-set.js";
import { promptsCurve } from "./prompts-curve.js";
import { positivesOf, scorePlacedTrials } from "./scored-trials.js";
import { setValuedOf } from "./set-valued.js";
import { storedCalibrationReport } from "./stored-calibration.js";
import { strataOf } from "./strata.js";
import { suspectLevel } from "./suspect-level.js";
import { matrixReport, within } from "./system-report.js";
import { panelThresholds } from "./thresholds.js";
import { tiersOf } from "./tiers.js";
import { trialRows, unlabelledRows } from "./trial-rows.js";
import { usedPrompts } from "./used-prompts.js";
import type { SystemReport, Validation } from "./validation-schema.js";
import type { ValidationSettings } from "./validation-settings.js";

/** The channel whose scores are fused, calibrated and reported as the result. */
const headline: Channel = "core";

/**
 * Runs the whole method on a panel of known lineages, every suspect without its own family, and says how often it is right
 * and wrong. Reads answers once; everything after that is `validatePrepared`.
 * @throws TeacherprintError UNKNOWN_TRAIT, NO_CORE_TRAIT
 */
export async function validatePanel(panel: Panel, settings: ValidationSettings): Promise<Validation> {
  const { traits } = settings;
  if (traits !== null) requireTraitOf(headline, traits);
  const laundered = settings.laundering ? launderPanel(panel) : unlaundered(panel);
  const prepared = await prepare(laundered.panel, {
    workers: settings.workers,
    cacheFolder: settings.cacheFolder,
    seed: settings.seed,
    ...(traits === null ? {} : { traits: withControls(traits) }),
    progress: settings.progress,
  });
  const likeness = traits === null ? settings.likeness : fusingOnly(traits, settings.likeness);
  return validatePrepared(panel, prepared, laundered.copies, { ...settings, likeness });
}

function unlaundered(panel: Panel): LaunderedPanel {
  return { panel, copies: new Map() };
}

/**
 * Pure: same panel, preparation and settings, same document.
 * @param prepared of the panel, with or without laundered copies after its own models
 * @param copies row of each laundered copy by the row of its original; empty leaves the laundering test out
 */
export function validatePrepared(
  panel: Panel,
  prepared: PreparedPanel,
  copies: ReadonlyMap<number, number>,
  settings: ValidationSettings,
): Validation {
  const { likeness, progress } = settings;
  const rules = likeness.calibration;
  const prompts = usedPrompts(panel, prepared, settings.prompts, settings.seed);
  progress(`measuring ${panel.models.length} models on ${prompts.length} prompts`);
  const measurements = measure(prepared, { prompts, blocks: 0, counted: panel.models.length });
  const lineage = measuredLineage(buildLineage(prepared.panel, measurements.models), measurements);
  const scores = scorePanel(lineage, measurements, likeness);
  const u = channelScores(scores, headline);
  const scored = scorePlacedTrials(lineage, u);
  const stream = (purpose: string) => randomStream(settings.seed, `validation/${purpose}`);
  const drawing: Drawing = { draws: settings.draws, permutations: settings.permutations, stream };

  progress("error rates");
  const core = channelReport(scores, headline, settings, within(drawing, headline));
  const { learned, ratios, thresholds } = core;
  const openSet = openSetOf(scores, measurements, likeness, headline, settings.rescoreOpenSet);
  const rows = { scores, channel: headline, u, ratios, thresholds };
  const alone = scores.traits.map((trait) => ({
    trait,
    silent: !trait.u.some((value) => Number.isFinite(value)),
    report: () => matrixReport(lineage, trait.u, rules, within(drawing, trait.trait)),
  }));
  const traits = alone.filter(({ trait, silent }) => trait.channel !== "metadata" && !silent);
  const controls = alone.filter(({ trait }) => trait.channel === "metadata");
  const otherChannels = [...scores.channels.values()].filter(
    (channel) => channel.channel !== headline && channel.u.some((value) => Number.isFinite(value)),
  );
  const reports = (systems: typeof alone): Record<string, SystemReport> =>
    Object.fromEntries(systems.map(({ trait, report }) => [trait.trait, report()]));
  const failed =
    learned === null ? ["no likelihood ratio can be calibrated on this panel"] : failedCriteria(learned.quality, null);
  const textPrompts = new Set(panel.prompts.flatMap(({ id, kind }) => (isTextKind(kind) ? [id] : [])));
  const tiers = tiersOf({
    scores,
    learned,
    language: panel.language,
    prompts: measurements.prompts.filter((id) => textPrompts.has(id)).length,
    pairs: positivesOf(scored, rules, rules.relations).length,
  });
  const document: Omit<Validation, "notes"> = {
    schema: "teacherprint.validation/v1",
    toolVersion,
    synthetic: panel.synthetic,
    panel: panelFacts(panel, scores, measurements.prompts.length, measurements.excluded),
    settings: settingsRecord(settings, scores),
    seeds: { seed: settings.seed },
    tier: Object.values(tiers).reduce((highest, { tier }) => Math.max(highest, tier), 0),
    tiers,
    criteria: { passed: failed.length === 0, failed, values: criteriaValues(learned) },
    ...core.system,
    calibration: core.calibration,
    suspectLevel: core.suspectLevel,
    openSet,
    setValued: learned === null ? null : setValuedOf(scores, scored, learned, panel.models, likeness, headline),
    metadataControls: reports(controls),
    traits: reports(traits),
    channels: Object.fromEntries(
      otherChannels.map(({ channel }) => {
        const { system, calibration, suspectLevel } = channelReport(
          scores,
          channel,
          settings,
          within(drawing, `channel/${channel}`),
        );
        return [channel, { ...system, calibration, suspectLevel }];
      }),
    ),
    promptsCurve:
      settings.curve.length === 0 || prompts.length === 0
        ? []
        : promptsCurve(
            { prepared, prompts, measurements, lineage, settings: likeness, channel: headline, stream, progress },
            settings.curve,
          ),
    laundering: copies.size === 0 ? null : launderingReport(scores, copies, likeness, drawing),
    nullCohortCurve:
      settings.nullCohortDraws === 0
        ? []
        : nullCohortCurve(lineage, measurements, likeness, headline, settings.nullCohortDraws, drawing),
    strata: strataOf(panel, scored, scores.descriptive, thresholds, likeness),
    misses: missesOf(rows, scored, rules),
    topFalse: topFalseOf(rows, scored, rules),
    comparison: comparisonOf(scored, ratios?.log10 ?? null, rules),
    storedCalibration:
      settings.storedCalibration === null
        ? null
        : storedCalibrationReport(
            settings.storedCalibration,
            scored,
            scores.descriptive,
            rules,
            headline,
            measurements.prompts.length,
          ),
    trials: trialRows(rows),
    unlabelled: unlabelledRows(rows, panel.models.length),
  };
  const sample = calibrationSample(lineage, u, scores.descriptive, rules);
  const silentTraits = alone.filter(({ silent }) => silent).map(({ trait }) => trait.trait);
  return {
    ...document,
    notes: notesOf({
      panel,
      scores,
      channel: headline,
      scored,
      measurements,
      sample,
      settings,
      silentTraits,
      document,
    }),
  };
}

/** One channel with its own calibration and thresholds: channels are never mixed. */
function channelReport(scores: Scores, channel: Channel, { likeness }: ValidationSettings, drawing: Drawing) {
  const { lineage, descriptive } = scores;
  const u = channelScores(scores, channel);
  const rules = likeness.calibration;
  const scored = scorePlacedTrials(lineage, u);
  const found = learn([scores], channel, likeness);
  const learned: Learned | null = found !== null && canLeaveOneOut(found.sample) ? found : null;
  const ratios: PanelRatios | null =
    learned === null ? null : panelRatios(lineage, u, descriptive, learned, likeness.calibration);
  const thresholds = panelThresholds(lineage, u, descriptive, likeness.decision.minGroups);
  return {
    learned,
    ratios,
    thresholds,
    system: matrixReport(lineage, u, rules, drawing),
    calibration:
      learned === null || ratios === null
        ? null
        : calibrationReport(learned, boundedOf(scores, ratios), everyRelationReport(scores, u, likeness.calibration)),
    suspectLevel: suspectLevel(scored, descriptive, thresholds, ratios?.log10 ?? null, rules, drawing),
  };
}

function criteriaValues(learned: Learned | null): Record<string, number | null> {
  if (learned === null) return {};
  const { cllr, cllrMin, cllrFamilyWeighted, meanLrNotDerived, lrAbove10, doubleDifference, controlDoubleDifferences } =
    learned.quality;
  return {
    cllr: finite(cllr),
    cllrMin: finite(cllrMin),
    cllrFamilyWeighted: finite(cllrFamilyWeighted),
    meanLrNotDerived: finite(meanLrNotDerived),
    lrAbove10: finite(lrAbove10),
    doubleDifference,
    ...Object.fromEntries([...controlDoubleDifferences].map(([name, value]) => [`doubleDifference.${name}`, value])),
  };
}

function panelFacts(
  panel: Panel,
  { lineage, descriptive }: Scores,
  prompts: number,
  excluded: Measurements["excluded"],
): Validation["panel"] {
  const rows = panel.models.length;
  const asked = panel.answers.reduce((sum, answers) => sum + new Set(answers.map(({ prompt }) => prompt)).size, 0);
  const answers = panel.answers.reduce((sum, list) => sum + list.length, 0);
  return {
    name: panel.name,
    digest: panel.digest,
    language: panel.language,
    models: rows,
    references: lineage.references.length,
    groups: lineage.groups.length,
    families: new Set(panel.models.map(({ family }) => family)).size,
    prompts,
    promptsInPanel: panel.prompts.length,
    samplesPerPrompt: asked === 0 ? 0 : answers / asked,
    trials: lineage.trials.length,
    excluded: excluded.filter(({ model }) => panel.models.some(({ id }) => id === model)),
    descriptiveGroups: lineage.groups.filter((_, group) => descriptive[group] === true),
  };
}

function settingsRecord(settings: ValidationSettings, scores: Scores): Validation["settings"] {
  const { normalisation, fusion, calibration, decision } = settings.likeness;
  return {
    traits: scores.traits.map(({ trait, version }) => `${trait}/${version}`),
    fusion: Object.fromEntries([...scores.channels].map(([channel, { traits }]) => [channel, [...traits]])),
    weights: Object.fromEntries(fusion.weights),
    normalisation: normalisationName(normalisation),
    calibration: {
      relations: [...calibration.relations],
      confidence: [...calibration.confidence],
      negativeBases: [...calibration.negativeBases],
      negativeConfidence: [...calibration.negativeConfidence],
      lambda: calibration.lambda,
      clip: [...calibration.clip],
    },
    minGroups: decision.minGroups,
    setCoverage: decision.setCoverage,
    prompts: settings.prompts,
    draws: settings.draws,
    permutations: settings.permutations,
  };
}
