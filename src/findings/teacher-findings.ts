import type { SuspectDecision } from "../likeness/decide-suspect.js";
import type { StatedRatio } from "../likeness/likelihood-ratio.js";
import { membersOf } from "../likeness/lineage.js";
import { groupState, printable } from "../likeness/state.js";
import type { Tier, TierFacts } from "../likeness/tier.js";
import type { LikelihoodRatio, TeacherFinding } from "./findings.js";
import { finiteOrNull, fusedScore, type SuspectView, traitScores } from "./suspect-view.js";
import { verbalTerm } from "./verbal-scale.js";

/** What calibration says about one group; null ratio where none can be formed. */
export interface GroupCalibration {
  readonly facts: NonNullable<TierFacts["calibration"]>;
  readonly ratio: StatedRatio | null;
  readonly notSeparatedFromMetadata: boolean | null;
}

export interface TeacherFindingsInput {
  readonly view: SuspectView;
  readonly decision: SuspectDecision;
  /** Null: no calibration serves, and no likelihood ratio is given. */
  readonly calibrationOf: (group: number) => GroupCalibration | null;
  readonly tierOf: (group: number) => Tier;
}

/** One entry a listed group, in the order of the decision: largest score first. */
export function teacherFindings({ view, decision, calibrationOf, tierOf }: TeacherFindingsInput): TeacherFinding[] {
  const { scores, suspect } = view;
  const { lineage } = scores;
  return decision.groups.map((one): TeacherFinding => {
    const calibration = calibrationOf(one.group);
    const tier = tierOf(one.group);
    const ratio = one.impossible ? null : printable(tier.tier, calibration?.ratio ?? null);
    const nearest = scores.channels.get("core")?.nearest[suspect * lineage.groups.length + one.group] ?? -1;
    return {
      group: lineage.groups[one.group]!,
      vendor: lineage.vendors[one.group]!,
      members: membersOf(lineage, one.group).map((model) => lineage.models[model]!),
      nearestMember: nearest < 0 ? null : lineage.models[lineage.references[nearest]!]!,
      tier: tier.tier,
      tierReasons: [...tier.reasons],
      state: groupState(one, tier.tier, calibration?.ratio ?? null),
      fused: finiteOrNull(one.score),
      surface: fusedScore(scores, "surface", suspect, one.group),
      // To stand out is to stand out from controls, of which tier 0 can say nothing.
      standsOut: one.standsOut && tier.tier > 0,
      nullModels: one.nullModels,
      nullFamilies: one.nullFamilies,
      rank: rankOf(one, tier),
      likelihoodRatio: ratio === null ? null : stated(ratio),
      traits: traitScores(view, one.group),
      notSeparatedFromMetadata: calibration?.notSeparatedFromMetadata ?? null,
    };
  });
}

/** No p-value below tier 1: too few families to give one. */
function rankOf(one: SuspectDecision["groups"][number], { tier }: Tier): TeacherFinding["rank"] {
  if (one.rank === null || tier === 0) return null;
  const { p, holm, largerFamilies, resolution } = one.rank;
  return { p, holm, largerFamilies, resolution };
}

function stated(ratio: StatedRatio): LikelihoodRatio {
  return {
    log10: ratio.log10,
    interval95: [...ratio.interval95],
    cautious: ratio.cautious,
    bounds: [...ratio.bounds],
    atCap: ratio.atCap,
    verbal: ratio.favours === "neither" ? null : verbalTerm(ratio.cautious),
    favours: ratio.favours,
    checks: {
      median: ratio.median,
      studentT: ratio.studentT === null ? null : { log10: ratio.studentT.log10, used: ratio.studentT.used },
      variance: { ...ratio.variance },
    },
  };
}
