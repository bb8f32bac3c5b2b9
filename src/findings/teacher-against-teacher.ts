import { clampTo } from "../likeness/bounds.js";
import { publicBeforeGroup } from "../likeness/impossible.js";
import type { Learned } from "../likeness/learn.js";
import { leastFavourable, teacherRatios } from "../likeness/teacher-against-teacher.js";
import type { Alternative, TeacherAgainstTeacher } from "./sensitivity-schema.js";
import type { SuspectView } from "./suspect-view.js";

export interface TeacherRatios {
  /** The other teacher that fits almost as well as this group, by place; null where there is none to compare with. */
  readonly alternative: (group: number) => Alternative | null;
  /** The leading group against every other, the least favourable first; null where it cannot be compared. */
  readonly ofLeading: TeacherAgainstTeacher | null;
}

/**
 * Likelihood ratios between two teachers: the slope of the calibration, no new fit. Groups that cannot be a teacher, or have
 * too few null models for a score of the same kind, take no part. No such ratio is stated more strongly than the narrower
 * cap of the two groups allows; that keeps LR(k against j) the inverse of LR(j against k).
 */
export function compareTeachers(
  { scores, suspect }: SuspectView,
  leading: number | null,
  learned: Learned,
): TeacherRatios {
  const { lineage } = scores;
  const groups = lineage.groups.length;
  const { bounds, calibrator, clip } = learned.calibration;
  const capOf = (group: number) => bounds.groups.get(lineage.groups[group]!)?.used[1];
  const u = scores.channels.get("core")!.u.subarray(suspect * groups, (suspect + 1) * groups);
  // All groups of the panel, listed or not: what is not asked about may fit better all the same.
  const places = lineage.groups
    .map((_, group) => group)
    .filter(
      (group) =>
        group !== lineage.ownGroup[suspect] &&
        scores.descriptive[group] === false &&
        !publicBeforeGroup(lineage, lineage.released[suspect]!, group) &&
        capOf(group) !== undefined &&
        Number.isFinite(u[group]!),
    );
  const ratios = teacherRatios(calibrator, u, clip);
  const against = (group: number, other: number): Alternative => {
    const cap = Math.min(capOf(group)!, capOf(other)!);
    const raw = ratios[group * groups + other]!;
    return { group: lineage.groups[other]!, log10: clampTo(raw, [-cap, cap]) + 0, atCap: Math.abs(raw) >= cap };
  };
  return {
    alternative: (group) => {
      const least = places.includes(group) ? leastFavourable(ratios, group, places) : null;
      return least === null ? null : against(group, least.group);
    },
    ofLeading:
      leading === null || !places.includes(leading)
        ? null
        : {
            group: lineage.groups[leading]!,
            others: places
              .filter((other) => other !== leading)
              .sort((a, b) => ratios[leading * groups + a]! - ratios[leading * groups + b]! || a - b)
              .map((other) => against(leading, other)),
          },
  };
}
