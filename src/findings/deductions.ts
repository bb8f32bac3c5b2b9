import { launderingSuspected } from "../likeness/laundering-suspected.js";
import { membersOf, monthOf } from "../likeness/lineage.js";
import type { Deduction } from "../likeness/tier.js";
import { answersInOtherScript } from "../panel/other-script.js";
import type { Panel } from "../panel/panel.js";
import type { DriftFinding } from "./in-run-schema.js";
import type { SuspectView } from "./suspect-view.js";
import type { GroupCalibration } from "./teacher-findings.js";

const monthsOutsideCalibration = 18;
const fewestPrompts = 50;

export interface ComparisonFacts {
  readonly panel: Panel;
  /** Row of the suspect in the panel. */
  readonly suspect: number;
  readonly promptsUsed: number;
  /** Ids of the students that the calibration learned from; none without a calibration. */
  readonly students: readonly string[];
  /** The study asks in settings that models of a reference panel, where all known students are, were not asked in. */
  readonly ownDecoding?: boolean;
  readonly drift?: readonly DriftFinding[];
}

/** What takes a tier from every group: the comparison is not of the kind that the method was validated on. */
export function deductionsOfComparison(facts: ComparisonFacts): Deduction[] {
  const { panel, suspect, promptsUsed, students, drift = [] } = facts;
  const found: Deduction[] = [];
  const answers = panel.answers[suspect]!;
  const other = answersInOtherScript(answers, panel.prompts, panel.language);
  if (!/^en\b/iu.test(panel.language) || 2 * other > answers.length) found.push("language");
  if (promptsUsed < fewestPrompts) found.push("few-prompts");
  const releasedOf = new Map(panel.models.map((model) => [model.id, monthOf(model.released)]));
  const months = students.map((id) => releasedOf.get(id) ?? Number.NaN).filter((month) => Number.isFinite(month));
  const released = monthOf(panel.models[suspect]!.released);
  const outside =
    released > Math.max(...months) + monthsOutsideCalibration ||
    released < Math.min(...months) - monthsOutsideCalibration;
  if (months.length > 0 && outside) found.push("release-date");
  if (students.length > 0 && facts.ownDecoding === true) found.push("decoding");
  if (changed(drift, panel.models[suspect]!.id)) found.push("drift");
  return found;
}

export interface GroupFacts {
  readonly view: SuspectView;
  /** Place of the group in the lineage table. */
  readonly group: number;
  /** Null: there is none, so nothing is known of its students. */
  readonly calibration: GroupCalibration | null;
  readonly standsOut: boolean;
  readonly drift?: readonly DriftFinding[];
}

/** What takes a tier from one group. */
export function deductionsOfGroup({ view, group, calibration, standsOut, drift = [] }: GroupFacts): Deduction[] {
  const { scores, suspect } = view;
  const { lineage } = scores;
  const found: Deduction[] = [];
  if (calibration?.facts.studentFamiliesOfGroup === 0) found.push("no-known-student");
  if (calibration?.notSeparatedFromMetadata === true) found.push("metadata");
  if (launderingSuspected(scores, suspect, group, standsOut)) found.push("laundering");
  if (membersOf(lineage, group).some((member) => changed(drift, lineage.models[member]!))) found.push("drift");
  return found;
}

function changed(drift: readonly DriftFinding[], model: string): boolean {
  return drift.some((one) => one.model === model && one.changed);
}
