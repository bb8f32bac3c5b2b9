import type { LikenessSettings } from "../likeness/settings.js";
import type { Panel } from "../panel/panel.js";
import type { Measurements } from "../traits/measurements.js";
import type { PreparedPanel } from "../traits/prepared-panel.js";
import { nullSuspectsCheck } from "./falsification.js";
import { permutedLabelsCheck } from "./falsification-labels.js";
import { shuffledAnswers, shuffledChecks } from "./falsification-shuffled.js";
import type { Findings, TeacherFinding } from "./findings.js";
import type { Placed } from "./place-in-question.js";
import { isFragile, leadingGroup, sensitivityTable } from "./sensitivity.js";
import { measureParts } from "./sensitivity-parts.js";
import type { CollectedParts } from "./study-parts.js";
import type { SuspectView } from "./suspect-view.js";
import { compareTeachers } from "./teacher-against-teacher.js";

export interface StabilityInput {
  readonly panel: Panel;
  readonly prepared: PreparedPanel;
  readonly placed: Placed;
  readonly settings: LikenessSettings;
  /** Places of the prompts that the suspect answered, here and in another panel of the same models. */
  readonly answered: readonly number[];
  readonly answeredIn: (panel: Panel) => readonly number[];
  readonly teachers: readonly TeacherFinding[];
  /** What a reference may call itself, or its maker. */
  readonly names: readonly string[];
  readonly study: CollectedParts | null;
  /** Measures the core alone on these prompts. */
  readonly measured: (of: PreparedPanel, prompts: readonly number[]) => Promise<Measurements>;
  readonly prepareAgain: (panel: Panel) => Promise<PreparedPanel>;
  readonly progress: (line: string) => void;
  readonly seed: string;
}

export type Stability = Pick<
  Findings,
  | "teachers"
  | "sensitivity"
  | "sensitivityLeftOut"
  | "fragile"
  | "falsification"
  | "shuffledAnswers"
  | "teacherAgainstTeacher"
>;

/** How far the answer hangs on single decisions, and the checks that it could have failed. */
export async function stabilityOf(input: StabilityInput): Promise<Stability> {
  const { panel, prepared, placed, settings, answered, teachers, seed } = input;
  const { scores, measurements, row, decision, neighbours } = placed;
  const view: SuspectView = { scores, measurements, suspect: row };
  const leading = leadingGroup(decision);
  const stated =
    leading === null
      ? null
      : (teachers.find(({ group }) => group === scores.lineage.groups[leading])?.likelihoodRatio?.log10 ?? null);
  // Null as well where the ratio was learned from replayed stops: no row replays them again.
  const learned = stated === null ? null : placed.learned;
  const { parts, leftOut } =
    leading === null
      ? { parts: [], leftOut: [] }
      : await measureParts({
          panel,
          prepared,
          answered,
          names: input.names,
          study: input.study,
          measured: input.measured,
          prepareAgain: input.prepareAgain,
          answeredIn: input.answeredIn,
          progress: input.progress,
        });
  const withoutRatio = stated === null ? undefined : "its calibration, of replayed stops, is not made again";
  const table = sensitivityTable({ view, settings, decision, neighbours, learned, withoutRatio, parts });
  const shuffled =
    leading === null ? null : shuffledAnswers({ prepared, view, settings, answered, group: leading, seed });
  // Any group may have a ratio, whether the leading one has or not.
  const between = placed.learned === null ? null : compareTeachers(view, leading, placed.learned);
  return {
    teachers: teachers.map((teacher) => {
      const ratio = teacher.likelihoodRatio;
      if (ratio === null || between === null) return teacher;
      const alternative = between.alternative(scores.lineage.groups.indexOf(teacher.group));
      return { ...teacher, likelihoodRatio: { ...ratio, alternative } };
    }),
    sensitivity: [...table.rows],
    sensitivityLeftOut: [...table.leftOut, ...leftOut],
    fragile: learned === null ? null : isFragile(table.rows, stated),
    falsification: [
      ...nullSuspectsCheck({ view, settings, setWidth: decision.attribution.setWidth, neighbours }),
      ...shuffledChecks(shuffled),
      ...permutedLabelsCheck(view, settings.calibration, seed),
    ],
    shuffledAnswers: shuffled,
    teacherAgainstTeacher: stated === null ? null : (between?.ofLeading ?? null),
  };
}
