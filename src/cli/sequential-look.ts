import { availableParallelism } from "node:os";
import type { Look } from "../collection/waves/look-record.js";
import type { Wave } from "../collection/waves/waves.js";
import { studyPanel } from "../findings/study-panel.js";
import { buildLineage, hideTruth } from "../likeness/lineage.js";
import { sequentialOfGroup } from "../likeness/sequential-of-group.js";
import type { Panel } from "../panel/panel.js";
import type { StoredAnswer } from "../store/read-answers.js";
import type { Plan } from "../study/plan.js";
import type { StoppingRule } from "../study/plan-rules.js";
import { measure } from "../traits/measure.js";
import { prepare } from "../traits/prepare.js";

/** The traits of the test, and the words by which models are found alike. */
const testedTraits = ["w3pair", "clf", "lodWord"];

/**
 * One look at the sequential test: E of the named group on all probes asked so far, against the least favourable of the
 * controls. The test stops at the bound; where it cannot be done, it goes on.
 */
export async function sequentialLook(
  plan: Plan,
  rule: Extract<StoppingRule, { rule: "e-process" }>,
  wave: Wave,
  answers: readonly StoredAnswer[],
  references: readonly Panel[],
): Promise<Look> {
  const panel = studyPanel(plan, answers, references);
  const prepared = await prepare(panel, {
    workers: availableParallelism(),
    cacheFolder: null,
    seed: plan.seed,
    traits: testedTraits,
  });
  const suspectInPanel = panel.models.findIndex(({ id }) => id === plan.suspect.id);
  const prompts = [...new Set(panel.answers[suspectInPanel]!.map(({ prompt }) => prompt))].sort((a, b) => a - b);
  const measurements = measure(prepared, { prompts, blocks: 0 });
  const suspect = measurements.models.indexOf(plan.suspect.id);
  const lineage = hideTruth(buildLineage(panel, measurements.models), [suspect]);
  const group = lineage.groups.indexOf(rule.group);
  const test =
    suspect < 0 || group < 0
      ? null
      : sequentialOfGroup({ prepared, lineage, measurements, suspect, group, seed: plan.seed });
  const common = { wave: wave.number, probes: wave.probes, group: rule.group, bound: rule.bound };
  if (test === null) return { ...common, lnE: null, controls: 0, missing: 0, decision: "go on" };
  return {
    ...common,
    lnE: test.lnE,
    controls: test.controls.length,
    missing: test.missing,
    decision: test.lnE >= Math.log(rule.bound) ? "stop" : "go on",
  };
}
