import type { SuspectDecision } from "../likeness/decide-suspect.js";
import type { Learned } from "../likeness/learn.js";
import type { LineageTable } from "../likeness/lineage.js";
import type { Neighbours } from "../likeness/profile-neighbours.js";
import { type Scores, scorePanel } from "../likeness/score-panel.js";
import type { LikenessSettings } from "../likeness/settings.js";
import type { Measurements } from "../traits/measurements.js";
import type { Findings } from "./findings.js";
import { familiesOut } from "./sensitivity-families.js";
import { type RatioQuestion, ratioOnlyRows, refittedRatio } from "./sensitivity-ratios.js";
import { documentedOnly, normalisedOtherwise } from "./sensitivity-variants.js";
import { finiteOrNull, type SuspectView } from "./suspect-view.js";

/** Answers to some of the prompts, or some answers to each, measured like all of them. */
export interface MeasuredPart {
  readonly change: string;
  readonly measurements: Measurements;
}

export interface SensitivityInput {
  readonly view: SuspectView;
  readonly settings: LikenessSettings;
  readonly decision: SuspectDecision;
  /** Those of the view's measurements. */
  readonly neighbours: Neighbours;
  /** Null where no likelihood ratio of the leading group is stated: then no row has one. */
  readonly learned: Learned | null;
  /** Why no row has a ratio, if it is for another reason. */
  readonly withoutRatio?: string | undefined;
  readonly parts: readonly MeasuredPart[];
}

export type SensitivityRow = Findings["sensitivity"][number];
export type LeftOut = NonNullable<Findings["sensitivityLeftOut"]>[number];

export interface SensitivityTable {
  readonly rows: readonly SensitivityRow[];
  /** Rows that this panel cannot give, and why. */
  readonly leftOut: readonly LeftOut[];
}

/** The panel scored with one thing set differently. */
export interface Variant {
  readonly change: string;
  readonly lineage: LineageTable;
  readonly settings: LikenessSettings;
  readonly measurements: Measurements;
  /** Absent where the change touches what they are chosen by. */
  readonly neighbours?: Neighbours;
}

/** What every row is made from. */
export interface SensitivityBase {
  readonly view: SuspectView;
  readonly settings: LikenessSettings;
  readonly neighbours: Neighbours;
  /** The core traits alone: the others have no part in the answer. */
  readonly core: Measurements;
  /** Place of the leading group. */
  readonly group: number;
  /** One row of the table; null where no trait is left to make a score of. */
  readonly rowOf: (variant: Variant) => SensitivityRow | null;
}

/**
 * The leading group's score, the group that would lead, and its likelihood ratio, with one thing set differently each
 * time (docs/method.md, what the answer hangs on). Empty without a group that has a score and can be a teacher.
 */
export function sensitivityTable(input: SensitivityInput): SensitivityTable {
  const { view, settings, decision, neighbours, learned } = input;
  const leading = leadingGroup(decision);
  if (leading === null) return { rows: [], leftOut: [] };
  const { lineage } = view.scores;
  const question = ratioQuestion(view, leading, learned);
  const top = (scores: Scores) => topGroup(view, decision, scores);
  const base: SensitivityBase = {
    view,
    settings,
    neighbours,
    core: coreOf(view.measurements),
    group: leading,
    rowOf: ({ change, ...variant }) => {
      // Only a likelihood ratio needs the other models scored again.
      const rows = question === null ? [view.suspect] : undefined;
      const scores = scorePanel(variant.lineage, variant.measurements, variant.settings, rows, variant.neighbours);
      if (!scores.channels.has("core")) return null;
      return {
        change,
        group: lineage.groups[leading]!,
        fused: scoreOf(scores, view.suspect, leading),
        topGroup: top(scores),
        log10Lr: question === null ? null : refittedRatio(scores, variant.settings.calibration, question),
      };
    },
  };
  const variants = normalisedOtherwise(base);
  const documented = documentedOnly(base);
  const families = familiesOut(base);
  const parts = input.parts.map(({ change, measurements }): Variant => ({ change, lineage, settings, measurements }));
  const ratios = ratioOnlyRows(
    view.scores,
    settings.calibration,
    question ?? input.withoutRatio ?? "no likelihood ratio of the leading group is stated",
    {
      group: lineage.groups[leading]!,
      fused: scoreOf(view.scores, view.suspect, leading),
      topGroup: top(view.scores),
    },
  );
  const rows = (some: readonly Variant[]) => some.flatMap((variant) => base.rowOf(variant) ?? []);
  return {
    rows: [...rows(variants.rows), ...families.rows, ...rows(documented.rows), ...rows(parts), ...ratios.rows],
    leftOut: [...variants.leftOut, ...families.leftOut, ...documented.leftOut, ...ratios.leftOut],
  };
}

/** Place of the group that the table is about: the largest score among the groups that can be a teacher. */
export function leadingGroup(decision: SuspectDecision): number | null {
  return decision.groups.find((one) => Number.isFinite(one.score) && !one.impossible)?.group ?? null;
}

/** The core traits alone: the others have no part in the answer, and the panel is scored many times. */
export function coreOf(measurements: Measurements): Measurements {
  return { ...measurements, traits: measurements.traits.filter((trait) => trait.channel === "core") };
}

/** True if a removal moves log10 LR by more than one half or across 0; null without a likelihood ratio. */
export function isFragile(rows: readonly SensitivityRow[], stated: number | null): boolean | null {
  if (stated === null) return null;
  return rows
    .filter((row) => row.change.startsWith("without "))
    .some(
      (row) =>
        row.log10Lr !== null &&
        (Math.abs(row.log10Lr - stated) > 0.5 || Math.sign(row.log10Lr) * Math.sign(stated) < 0),
    );
}

function ratioQuestion(view: SuspectView, group: number, learned: Learned | null): RatioQuestion | null {
  const bounds = learned?.calibration.bounds.groups.get(view.scores.lineage.groups[group]!)?.used;
  return bounds === undefined ? null : { suspect: view.suspect, group, bounds };
}

function scoreOf(scores: Scores, row: number, group: number): number | null {
  const u = scores.channels.get("core")?.u;
  return u === undefined ? null : finiteOrNull(u[row * scores.lineage.groups.length + group]!);
}

function topGroup({ scores: { lineage }, suspect }: SuspectView, decision: SuspectDecision, scores: Scores) {
  let top: { readonly group: number; readonly score: number } | null = null;
  for (const { group, impossible } of decision.groups) {
    const score = impossible || group === lineage.ownGroup[suspect] ? null : scoreOf(scores, suspect, group);
    if (score !== null && (top === null || score > top.score)) top = { group, score };
  }
  return top === null ? null : lineage.groups[top.group]!;
}
