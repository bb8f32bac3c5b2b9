import type { Learned } from "../likeness/learn.js";
import type { Panel } from "../panel/panel.js";
import type { Findings } from "./findings.js";
import type { Placed } from "./place-in-question.js";
import {
  learnFromReplayedStops,
  noticeOfReplay,
  type ReplayedCalibration,
  type ReplayRequest,
  type StoppedByRule,
} from "./replayed-calibration.js";

/** The calibration that likelihood ratios of a comparison come from, and which groups it serves. */
export interface ServingCalibration {
  /** Null where no ratio can be stated of any group. */
  readonly learned: Learned | null;
  readonly replayed: ReplayedCalibration | null;
  /** What was learned at this number of questions alone: of use where no rule chose the number. */
  readonly placed: Placed;
  /** Why a group has no ratio, if it is not for want of known lineages. */
  readonly whyNot: (group: number) => string | undefined;
  readonly notices: readonly string[];
}

/**
 * The panel's own calibration, or, where a rule ended the study early, the one of replayed stops: what all models teach at this
 * number of questions does not hold where the answers chose the number, and the rule tests one group only.
 */
export async function servingCalibration(
  found: Placed,
  stopped: StoppedByRule | undefined,
  replay: Omit<ReplayRequest, "rule">,
): Promise<ServingCalibration> {
  if (stopped === undefined)
    return { learned: found.learned, replayed: null, placed: found, whyNot: () => undefined, notices: [] };
  const replayed = await learnFromReplayedStops({ ...replay, rule: stopped });
  const whyNot = (group: number): string | undefined =>
    found.lineage.groups[group] === stopped.group ? undefined : "the rule that ended the study tests another group";
  return {
    learned: replayed?.learned ?? null,
    replayed,
    placed: { ...found, learned: null },
    whyNot,
    notices: [noticeOfReplay(stopped, replayed)],
  };
}

/** What the findings say of the calibration; null without one. */
export function calibrationFindings(
  { learned, replayed }: ServingCalibration,
  panel: Panel,
  mismatch: readonly string[],
): Findings["calibration"] {
  if (learned === null) return null;
  const { calibration, quality } = learned;
  return {
    digest: panel.digest,
    panels: [panel.name],
    studentFamilies: calibration.studentFamilies,
    nullFamilies: calibration.nullFamilies,
    cllr: quality.cllr,
    cllrMin: quality.cllrMin,
    mismatch: [...mismatch],
    ...(replayed === null ? {} : { replayed: replayed.facts }),
  };
}
