import { TeacherprintError } from "../errors.js";
import type { DocumentFault } from "../probes/document/faults.js";
import { nearestWord } from "../probes/document/nearest-word.js";
import type { InRunControl } from "./plan.js";
import type { Study } from "./study.js";
import type { ControlEntry, StudyFile } from "./study-schema.js";

/** The field `inRun` of a planned model; nothing for a control of the cohort, so that its plan keeps its digest. */
export function inRunControl({ inRun, group }: Pick<ControlEntry, "inRun" | "group">): {
  readonly inRun?: InRunControl;
} {
  if (inRun === "negative") return { inRun: { kind: "negative" } };
  // Without its group the study is refused (inRunFaults).
  return inRun === "positive" ? { inRun: { kind: "positive", group: group ?? "" } } : {};
}

/** What is wrong with the in-run controls of a study file; groups of reference panels are looked at later. */
export function inRunFaults(written: StudyFile): DocumentFault[] {
  const listed = [...new Set((written.teachers ?? []).map((teacher) => teacher.group ?? teacher.id))];
  const complete = (written.references ?? []).length === 0;
  const ofSuspect = written.suspect.family ?? written.suspect.id;
  return (written.controls ?? []).flatMap(({ id, inRun, group, family }, index): DocumentFault[] => {
    const at = (field: string, found: string, fix: string): DocumentFault[] => [
      { place: ["controls", index, field], found, fix },
    ];
    if (inRun !== "positive" && group !== undefined)
      return at(
        "group",
        `"${id}" is ${inRun === undefined ? "a control of the cohort" : "a negative in-run control"}, which has no lineage group.`,
        'Remove "group"; or write "inRun: positive" if the model is a known student or variant of that group.',
      );
    if (inRun === undefined) return [];
    if (inRun === "positive" && group === undefined)
      return at(
        "group",
        "this field is missing.",
        `Add "group": the lineage group of which "${id}" is a known student or variant${listed.length === 0 ? "" : `, such as "${listed[0]}"`}.`,
      );
    if ((family ?? id) === ofSuspect)
      return at(
        "family",
        `"${id}" is an in-run control and shares the family "${ofSuspect}" with the suspect, so that it is no independent check.`,
        "Name a model of another family, or correct the family.",
      );
    if (group !== undefined && complete && !listed.includes(group)) {
      const near = nearestWord(group, listed);
      return at(
        "group",
        `no teacher of the study has the lineage group "${group}".`,
        `${near === null ? "" : `Did you mean "${near}"? `}Name one of ${listed.join(", ")}.`,
      );
    }
    return [];
  });
}

/**
 * Makes sure that every positive in-run control has its group among the teachers of the study and its reference panels.
 * Throws IN_RUN_GROUP_UNKNOWN.
 */
export function requireInRunGroups(
  { file, teachers, controls }: Pick<Study, "file" | "teachers" | "controls">,
  groupsOfReferences: readonly string[],
): void {
  const listed = [...new Set([...teachers.flatMap(({ group }) => group ?? []), ...groupsOfReferences])];
  controls.forEach(({ inRun }, index) => {
    if (inRun?.kind !== "positive" || listed.includes(inRun.group)) return;
    const near = nearestWord(inRun.group, listed);
    throw new TeacherprintError(
      "IN_RUN_GROUP_UNKNOWN",
      `${file}, controls[${index}].group: neither the teachers nor the reference panels have the lineage group "${inRun.group}".`,
      `${near === null ? "" : `Did you mean "${near}"? `}Name one of ${listed.join(", ")}.`,
    );
  });
}
