import { decideSuspect } from "../likeness/decide-suspect.js";
import { hideTruth } from "../likeness/lineage.js";
import type { Neighbours } from "../likeness/profile-neighbours.js";
import { scorePanel } from "../likeness/score-panel.js";
import type { LikenessSettings } from "../likeness/settings.js";
import type { Findings } from "./findings.js";
import { coreOf } from "./sensitivity.js";
import type { SuspectView } from "./suspect-view.js";

export interface FalsificationInput {
  readonly view: SuspectView;
  readonly settings: LikenessSettings;
  readonly setWidth: number;
  /** Those of the view's measurements. */
  readonly neighbours: Neighbours;
}

export type Check = Findings["falsification"][number];

/**
 * A check that would fail if the method found something everywhere: every null model in the place of
 * the suspect, end to end with its own family left out; at most one family in twenty may stand out by chance.
 */
export function nullSuspectsCheck({ view, settings, setWidth, neighbours }: FalsificationInput): Check[] {
  const { lineage } = view.scores;
  const groups = lineage.groups.length;
  const measurements = coreOf(view.measurements);
  const families = new Map<string, boolean>();
  lineage.models.forEach((_, row) => {
    const labelled = lineage.isNull.subarray(row * groups, (row + 1) * groups);
    const known = lineage.groups.map((_, group) => group).filter((group) => labelled[group] === 1);
    const derived = lineage.isDerived.subarray(row * groups, (row + 1) * groups).some((flag) => flag === 1);
    if (row === view.suspect || derived || known.length < settings.decision.minGroups) return;
    const hidden = hideTruth(lineage, [row, view.suspect]);
    const scores = scorePanel(hidden, measurements, settings, [row], neighbours);
    const decision = decideSuspect({
      lineage: hidden,
      u: withRow(view.scores.channels.get("core")!.u, scores.channels.get("core")!.u, row, groups),
      descriptive: scores.descriptive,
      row,
      listed: known,
      setWidth,
      settings,
    });
    const family = lineage.familyNames[lineage.family[row]!]!;
    families.set(family, families.get(family) === true || decision.groups.some((one) => one.standsOut));
  });
  const standing = [...families.values()].filter((stands) => stands).length;
  const total = families.size;
  if (total === 0) return [];
  // One in twenty is the nominal rate; the check fails only where chance alone would exceed it in under 1 % of panels.
  const allowed = Math.ceil(total / 20 + 2.33 * Math.sqrt((total * 19) / 400));
  return [
    {
      check:
        "Control models in the suspect's place: families that stand out towards a group they are known not to derive from",
      passed: standing <= allowed,
      observed: standing,
      expected: `about ${(total / 20).toFixed(1)} of ${total} families, at most ${allowed}`,
    },
  ];
}

function withRow(all: Float64Array, one: Float64Array, row: number, groups: number): Float64Array {
  const merged = Float64Array.from(all);
  merged.set(one.subarray(row * groups, (row + 1) * groups), row * groups);
  return merged;
}
