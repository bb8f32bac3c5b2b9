import { availableParallelism } from "node:os";
import { basename, join } from "node:path";
import { isAboutClock } from "../collection/decisions/clock-deviation.js";
import type { Look } from "../collection/waves/look-record.js";
import { wavesOf } from "../collection/waves/waves.js";
import { TeacherprintError } from "../errors.js";
import { compare } from "../findings/compare.js";
import type { Findings } from "../findings/findings.js";
import { requireInQuestion } from "../findings/in-question.js";
import type { InRunModel } from "../findings/in-run-controls.js";
import type { DriftFinding } from "../findings/in-run-schema.js";
import { keyedFindings } from "../findings/keyed-findings.js";
import type { StoppedByRule } from "../findings/replayed-calibration.js";
import { studyPanel } from "../findings/study-panel.js";
import { type StudyParts, studyParts } from "../findings/study-parts.js";
import { withholdSealed } from "../findings/withhold-sealed.js";
import { isKeyedKind } from "../keyed/keyed-kinds.js";
import { loadPanelFolder } from "../panel/load-folder.js";
import type { Panel } from "../panel/panel.js";
import { packDigest } from "../probes/pack-digest.js";
import type { Deviation } from "../store/read-deviations.js";
import type { Plan } from "../study/plan.js";
import { traits as allTraits } from "../traits/index.js";
import { prepare } from "../traits/prepare.js";
import { toolVersion } from "../version.js";
import { readCollectedStudy } from "./collected-study.js";
import { type CommandWord, commandAgain } from "./command-again.js";
import { cacheFolder, resultFolder } from "./folders.js";
import { namesIn } from "./names-in.js";
import { type OpenStudy, openStudy } from "./open-study.js";
import { readFindings } from "./read-findings.js";
import { sealedStill } from "./sealed-packs.js";
import { isPanelFolder } from "./target-panel.js";
import type { Terminal } from "./terminal.js";

export interface CompareOptions {
  readonly suspect: string | undefined;
  readonly teachers: string | undefined;
  readonly seed: string | undefined;
  readonly results: string;
  readonly workers: number | undefined;
  readonly cache: boolean;
}

export interface Compared {
  readonly findings: Findings;
  readonly folder: string;
  /** Questions of the study that have no answer yet; 0 for a panel. */
  readonly unanswered: number;
}

const defaultSeed = "1";

/** Supporting traits answer no question of a comparison; `validate` measures them. */
const comparedTraits = allTraits.filter((trait) => trait.channel !== "supporting").map((trait) => trait.id);
const coreTraits = allTraits.filter((trait) => trait.channel === "core").map((trait) => trait.id);

/** Compares on a panel folder or on a study, whichever the target is. */
export async function compareTarget(target: string, options: CompareOptions, terminal: Terminal): Promise<Compared> {
  return (await isPanelFolder(target))
    ? comparePanel(target, options, terminal)
    : compareStudy(await openStudy(target, options.results, terminal), options, terminal);
}

async function comparePanel(folder: string, options: CompareOptions, terminal: Terminal): Promise<Compared> {
  if (options.suspect === undefined) {
    throw new TeacherprintError(
      "SUSPECT_MISSING",
      "A panel folder has many models; which one is in question?",
      "Name it with --suspect.",
    );
  }
  const panel = await loadPanelFolder(folder);
  const results = resultFolder(options.results, `${panel.name}--${options.suspect}`);
  await tellOfOthers(results, panel, terminal);
  const findings = await measureAndCompare(panel, options.suspect, options, terminal, {
    study: { id: panel.name, title: `${options.suspect} in the panel ${panel.name}`, source: "panel" },
    plan: null,
    seed: options.seed ?? defaultSeed,
    packs: [],
    collected: null,
    command: ["compare", { place: `folder of the panel "${panel.name}"` }, "--suspect", options.suspect],
  });
  return { findings, folder: results, unanswered: 0 };
}

/** A folder of results is named after the panel, and another panel may have the same name: before the work, so that it can be stopped. */
async function tellOfOthers(results: string, { name, digest }: Panel, terminal: Terminal): Promise<void> {
  const known = await readFindings(join(results, "findings.json")).catch(() => null);
  const [other] = known?.provenance.panels ?? [];
  if (known === null || other === undefined || (known.study.source === "panel" && other.digest === digest)) return;
  const what =
    known.study.source === "panel"
      ? `a panel of the name "${name}" with other content (${other.digest}, not ${digest})`
      : `the study "${known.study.id}"`;
  terminal.note(
    `${results} holds findings of ${what}; they are replaced. To keep both, name another folder with --results.`,
  );
}

/** Compares what a study has collected so far. Throws STORE_MISSING when nothing was collected or imported yet. */
export async function compareStudy(open: OpenStudy, options: CompareOptions, terminal: Terminal): Promise<Compared> {
  if (options.suspect !== undefined && options.suspect !== open.plan.suspect.id) {
    throw new TeacherprintError(
      "SUSPECT_FIXED",
      `The study's suspect is "${open.plan.suspect.id}".`,
      "Leave --suspect out, or write another study.",
    );
  }
  const collected = await readCollectedStudy(open);
  const { study, answers, planned, canaries, drift, deviations, stop, unanswered } = collected;
  const { plan } = study;
  // Reference panels answered the questions that were not asked: what the rule would have done with them can be replayed.
  const compared = stop === null || study.references.length === 0 ? plan : collected.whole.plan;
  if (plan.packs.every(({ kind }) => isKeyedKind(kind)))
    throw new TeacherprintError(
      "STUDY_ONLY_KEYED",
      "The study asks canary questions only, and a comparison reads none of them.",
      "Run `teacherprint canary test` on it, or add a pack of another kind to a new study.",
    );
  const walls = answers.map((answer) => answer.wall).sort();
  const findings = await measureAndCompare(
    withNotices(studyPanel(compared, answers, study.references), [
      ...(stop === null ? [] : [noticeOfStop(stop)]),
      ...noticeOfDeviations(deviations),
      ...noticeOfClock(deviations),
    ]),
    plan.suspect.id,
    options,
    terminal,
    {
      study: { id: plan.studyId, title: plan.title, source: "study" },
      plan: study.planDigest,
      seed: options.seed ?? plan.seed,
      packs: study.packs.map((pack) => ({ id: pack.id, version: pack.version, digest: packDigest(pack) })),
      collected: walls.length === 0 ? null : { from: walls[0]!, to: walls.at(-1)! },
      command: [
        "compare",
        { place: `path of ${basename(study.study.file)}` },
        "--results",
        { place: "results folder" },
      ],
      expectedAnswers: planned,
      promptsAsked: comparedProbes(plan).length,
      ...(stop === null ? {} : { stopped: stoppedBy(stop, collected.whole.plan) }),
      keyed: keyedFindings(canaries),
      inRunControls: plan.controls.flatMap(({ id, inRun }) => (inRun === undefined ? [] : [{ model: id, ...inRun }])),
      drift,
      deviations,
      parts: studyParts(compared, answers, study.references),
    },
  );
  const sealed = await sealedStill(plan, study.folder);
  return { findings: withholdSealed(findings, sealed), folder: study.folder, unanswered };
}

function withNotices(panel: Panel, notices: readonly string[]): Panel {
  return notices.length === 0 ? panel : { ...panel, notices: [...panel.notices, ...notices] };
}

function noticeOfStop({ probes, group, bound }: Look): string {
  return `Text questions ended after ${probes} by the rule of the plan: the pre-registered sequential test for ${group} against every control reached its bound ${Math.round(bound)}. Rank p-values hold with ${(1 / bound).toPrecision(1)} added.`;
}

/** Probes that a comparison reads; canaries and watermarks are no part of it. */
function comparedProbes({ packs }: Plan): string[] {
  return packs.flatMap(({ id, kind, probes }) => (isKeyedKind(kind) ? [] : probes.map((probe) => `${id}/${probe.id}`)));
}

/** The looks of a plan's rule, whether they were reached or not. The last wave holds what the test does not read. */
function stoppedBy({ group, bound }: Look, plan: Plan): StoppedByRule {
  const asked: string[] = [];
  const looks = wavesOf(plan)
    .slice(0, -1)
    .map(({ packed }) => {
      asked.push(...packed.map(({ pack, probe }) => `${pack}/${probe.id}`));
      return [...asked];
    });
  return { group, bound, looks };
}

function noticeOfDeviations(deviations: readonly Deviation[]): string[] {
  const exploratory = deviations.filter(({ effect }) => effect === "exploratory").length;
  return exploratory === 0
    ? []
    : [
        `The study departed from its frozen plan in ${exploratory} recorded ${exploratory === 1 ? "way that makes" : "ways that make"} these findings exploratory; the provenance section lists ${exploratory === 1 ? "it" : "them"}.`,
      ];
}

function noticeOfClock(deviations: readonly Deviation[]): string[] {
  const changes = new Set(deviations.map(({ change }) => change).filter(isAboutClock));
  return changes.size === 0 ? [] : [`Dates of this study may be wrong: ${[...changes].join("; ")}.`];
}

interface Circumstances {
  readonly study: Findings["study"];
  readonly plan: string | null;
  readonly seed: string;
  readonly packs: Findings["provenance"]["packs"];
  readonly collected: Findings["provenance"]["collected"];
  /** The command line without the options that every comparison has. */
  readonly command: readonly CommandWord[];
  readonly expectedAnswers?: ReadonlyMap<string, number>;
  readonly promptsAsked?: number;
  readonly stopped?: StoppedByRule;
  readonly keyed?: Findings["keyed"];
  readonly inRunControls?: readonly InRunModel[];
  readonly drift?: readonly DriftFinding[];
  readonly deviations?: readonly Deviation[];
  readonly parts?: StudyParts;
}

async function measureAndCompare(
  panel: Panel,
  suspect: string,
  options: CompareOptions,
  terminal: Terminal,
  facts: Circumstances,
): Promise<Findings> {
  const teachers = options.teachers === undefined ? null : namesIn(options.teachers);
  // Before everything is measured, which may take minutes.
  requireInQuestion(panel, suspect, teachers);
  const kept = options.cache ? join(cacheFolder(terminal), "features") : null;
  const reading = (traits: readonly string[]) => ({
    workers: options.workers ?? availableParallelism(),
    cacheFolder: kept,
    seed: facts.seed,
    traits,
    progress: terminal.note,
  });
  return compare({
    prepared: await prepare(panel, reading(comparedTraits)),
    prepareAgain: (part) => prepare(part, reading(coreTraits)),
    cacheFolder: kept,
    progress: terminal.note,
    suspect,
    teachers,
    seed: facts.seed,
    study: facts.study,
    plan: facts.plan,
    keyed: facts.keyed ?? null,
    ...(facts.inRunControls === undefined ? {} : { inRunControls: facts.inRunControls }),
    ...(facts.drift === undefined ? {} : { drift: facts.drift }),
    ...(facts.parts === undefined ? {} : { parts: facts.parts }),
    ...(facts.expectedAnswers === undefined ? {} : { expectedAnswers: facts.expectedAnswers }),
    ...(facts.promptsAsked === undefined ? {} : { promptsAsked: facts.promptsAsked }),
    ...(facts.stopped === undefined ? {} : { stopped: facts.stopped }),
    provenance: {
      toolVersion,
      node: process.version,
      panels: [{ name: panel.name, digest: panel.digest }],
      packs: facts.packs,
      collected: facts.collected,
      ...(facts.deviations === undefined ? {} : { deviations: [...facts.deviations] }),
      command: commandAgain([
        ...facts.command,
        ...(options.teachers === undefined ? [] : ["--teachers", options.teachers]),
        "--seed",
        facts.seed,
      ]),
    },
  });
}
