import type { DocumentFault } from "../probes/document/faults.js";
import type { StoppingRule } from "./plan-rules.js";
import type { StudyFile } from "./study-schema.js";

const defaultAlpha = 0.01;
const firstLook = 25;

/** The stopping rule as the plan has it; faults are added to `faults`. */
export function readStopping(written: StudyFile, faults: DocumentFault[]): StoppingRule | null {
  const given = written.stopping;
  if (given === undefined || given.rule === "fixed") {
    const idle =
      given === undefined
        ? []
        : (["group", "alpha", "order", "mostProbes"] as const).filter((name) => given[name] !== undefined);
    if (idle.length === 0) return { rule: "fixed" };
    faults.push({
      place: ["stopping", idle[0]!],
      found: "the rule is fixed: every question is asked.",
      fix: 'Remove this field, or write "rule: sequential".',
    });
    return null;
  }
  const groups = [...new Set((written.teachers ?? []).map(({ id, group }) => group ?? id))];
  const group = given.group ?? (groups.length === 1 && (written.references ?? []).length === 0 ? groups[0] : undefined);
  if (group === undefined) {
    faults.push({
      place: ["stopping", "group"],
      found: "this field is missing.",
      fix: `Name the one lineage group that is tested: ${groups.length === 0 ? "one of the references" : groups.join(", ")}.`,
    });
    return null;
  }
  if (!groups.includes(group) && (written.references ?? []).length === 0) {
    faults.push({
      place: ["stopping", "group"],
      found: `no teacher of the study has the group "${group}".`,
      fix: `Use one of ${groups.join(", ")}.`,
    });
    return null;
  }
  const alpha = given.alpha ?? defaultAlpha;
  return {
    rule: "e-process",
    group,
    alpha,
    bound: 1 / alpha,
    firstLook,
    mostProbes: given.mostProbes ?? null,
    ...(given.order === "listed" ? { order: given.order } : {}),
  };
}
