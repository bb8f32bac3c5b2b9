import type { Panel } from "../panel/panel.js";
import type { InRunControl } from "../study/plan.js";
import type { InRunFinding } from "./in-run-schema.js";
import type { Placed } from "./place-in-question.js";
import { isReadable } from "./quality.js";
import { finiteOrNull } from "./suspect-view.js";

/** A model that the study names as an in-run control. */
export type InRunModel = { readonly model: string } & InRunControl;

export interface InRunInput {
  readonly panel: Panel;
  readonly controls: readonly InRunModel[];
  /** Puts a model, by its row in the panel, in the suspect's place, end to end. */
  readonly place: (row: number) => Promise<Placed>;
}

/**
 * Judges every in-run control as if it were the suspect: a negative may stand out towards no group but those of its own
 * maker, a positive must have its group in the set. One after the other, as each may need a measurement of its own.
 */
export async function inRunFindings({ panel, controls, place }: InRunInput): Promise<InRunFinding[]> {
  const findings: InRunFinding[] = [];
  for (const control of controls) {
    const row = panel.models.findIndex((model) => model.id === control.model);
    const readable = row >= 0 && panel.answers[row]!.some(isReadable);
    findings.push(
      readable
        ? judge(control, await place(row), panel.models[row]!.vendor)
        : notJudged(control, "it has no answer that can be read"),
    );
  }
  return findings;
}

/** What keeps every group at tier 0, in the words of a tier's reasons; empty when no control failed. */
export function inRunFailures(findings: readonly InRunFinding[]): string[] {
  return findings.flatMap(({ model, kind, passed, explanation }) =>
    passed === false ? [`the ${kind} in-run control ${model} was judged wrongly: ${explanation}`] : [],
  );
}

/** The judgement itself, from what was decided of the control. */
export function judge(control: InRunModel, placed: Placed, vendor: string | null): InRunFinding {
  const { lineage, decision } = placed;
  const nameOf = (group: number) => lineage.groups[group]!;
  const facts = {
    standing: decision.groups.filter((one) => one.standsOut).map((one) => nameOf(one.group)),
    set: decision.attribution.groups.map(nameOf),
    threshold05: decision.thresholds.familyWise05,
  };
  const scoreOf = (group: number) =>
    finiteOrNull(decision.groups.find((one) => one.group === group)?.score ?? Number.NaN);
  if (decision.attribution.kind === "descriptive-only")
    return notJudged(control, "there are too few controls for every group", facts);
  if (facts.threshold05 === null)
    return notJudged(control, "no control can serve as an unrelated suspect, so there is no threshold", facts);

  if (control.kind === "positive") {
    const group = lineage.groups.indexOf(control.group);
    const own = decision.groups.find((one) => one.group === group);
    if (own === undefined) return notJudged(control, `${control.group} is not among the compared groups`, facts);
    const score = scoreOf(group);
    const told = { ...identity(control), ...facts, score };
    if (own.descriptive)
      return { ...told, passed: null, explanation: `there are too few controls for ${control.group}` };
    if (own.impossible)
      return { ...told, passed: null, explanation: `it was public before every member of ${control.group}` };
    const passed = facts.set.includes(control.group);
    const instead = facts.set.length === 0 ? "no group stands out" : `the set is ${facts.set.join(", ")}`;
    return {
      ...told,
      passed,
      explanation: passed ? `${control.group} is in its set` : `${control.group} is missing from its set (${instead})`,
    };
  }

  // A model's own maker is no unrelated teacher: such pairs are never taken as negative anywhere.
  const unrelated = decision.groups.filter(({ group }) => vendor === null || lineage.vendors[group] !== vendor);
  const wrongly = unrelated.filter((one) => one.standsOut).map((one) => nameOf(one.group));
  return {
    ...identity(control),
    ...facts,
    score: unrelated.length === 0 ? null : scoreOf(unrelated[0]!.group),
    passed: wrongly.length === 0,
    explanation: wrongly.length === 0 ? "no group stands out" : `it stands out towards ${wrongly.join(", ")}`,
  };
}

function identity(control: InRunModel): Pick<InRunFinding, "model" | "kind" | "group"> {
  return { model: control.model, kind: control.kind, group: control.kind === "positive" ? control.group : null };
}

const nothingDecided = { standing: [], set: [], threshold05: null };

function notJudged(
  control: InRunModel,
  explanation: string,
  facts: Pick<InRunFinding, "standing" | "set" | "threshold05"> = nothingDecided,
): InRunFinding {
  return { ...identity(control), ...facts, score: null, passed: null, explanation };
}
