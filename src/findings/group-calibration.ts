import { failedCriteria } from "../likeness/criteria.js";
import type { PromptUncertainty } from "../likeness/jackknife.js";
import { type Learned, learn } from "../likeness/learn.js";
import { stateRatio } from "../likeness/likelihood-ratio.js";
import type { Scores } from "../likeness/score-panel.js";
import { familyCount } from "../likeness/scored-trials.js";
import type { LikenessSettings } from "../likeness/settings.js";
import { randomStream } from "../statistics/random-stream.js";
import type { GroupCalibration } from "./teacher-findings.js";

/** Families of students below which a panel cannot calibrate itself (tier 2 needs as many). */
export const fewestStudentFamilies = 8;

/**
 * Calibration from the compared panel's own known lineages, the suspect's family out of all of it: same prompts, same
 * models. Null when the panel knows too few students.
 * @param seed of the redrawn families that intervals are made from; null makes none
 */
export function learnFromPanel(
  scores: Scores,
  suspect: number,
  settings: LikenessSettings,
  seed: string | null,
): Learned | null {
  const without = scores.lineage.familyNames[scores.lineage.family[suspect]!]!;
  const stream = seed === null ? undefined : randomStream(seed, "calibration/families");
  const learned = learn([scores], "core", settings, { without, stream });
  return learned !== null && learned.calibration.studentFamilies >= fewestStudentFamilies ? learned : null;
}

export interface GroupRatioInput {
  readonly learned: Learned;
  readonly scores: Scores;
  readonly suspect: number;
  readonly uncertainty: PromptUncertainty;
  readonly seed: string;
}

/** What the calibration says about each group; groups are places in the lineage table. */
export function groupCalibrations(input: GroupRatioInput): (group: number) => GroupCalibration {
  const { learned, scores, suspect, uncertainty, seed } = input;
  const { lineage } = scores;
  const u = scores.channels.get("core")!.u;
  return (group) => {
    const id = lineage.groups[group]!;
    const ofGroup = learned.sample.derived.filter((trial) => trial.group === id);
    const score = u[suspect * lineage.groups.length + group]!;
    return {
      facts: {
        nullFamilies: familyCount(learned.sample.notDerived.filter((trial) => trial.group === id)),
        studentFamilies: learned.calibration.studentFamilies,
        studentFamiliesOfGroup: familyCount(ofGroup),
        criteriaFailed: failedCriteria(learned.quality, id),
        // No stratum (relation, language, decoding) has been validated with enough families yet; docs/method.md says so.
        stratumValidated: false,
      },
      ratio: stateRatio(
        learned.calibration,
        { score, standardError: uncertainty.standardError[group]!, group: id },
        randomStream(seed, `calibration/interval/${id}`),
      ),
      notSeparatedFromMetadata: learned.separation.get(id)?.notSeparatedFromMetadata ?? null,
    };
  };
}
